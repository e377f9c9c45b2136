import { describe, expect, it } from '@jest/globals';
import { isWoman, nameInSentence, nameInSignature, nameInTable } from './names-in-text.ts';

const named = (full: string) => {
  const [familyName = '', givenName = '', patronymic = ''] = full.split(' ');
  return { familyName, givenName, patronymic };
};

describe('a name in a sentence', () => {
  const cases: [string, string, string][] = [
    ['Иванова Мария Павловна', 'Ивановой', 'Иванову'],
    ['Иванов Пётр Ильич', 'Иванову', 'Иванова'],
    ['Сорокина Анна Ильинична', 'Сорокиной', 'Сорокину'],
    ['Пушкин Олег Львович', 'Пушкину', 'Пушкина'],
    ['Лебединская Ольга Юрьевна', 'Лебединской', 'Лебединскую'],
    ['Лебединский Олег Юрьевич', 'Лебединскому', 'Лебединского'],
    ['Толстой Лев Николаевич', 'Толстому', 'Толстого'],
    ['Цой Виктор Робертович', 'Цою', 'Цоя'],
    ['Коваль Олег Юрьевич', 'Ковалю', 'Коваля'],
    ['Коваль Ольга Юрьевна', 'Коваль', 'Коваль'],
    ['Глинка Михаил Иванович', 'Глинке', 'Глинку'],
    ['Глинка Вера Ивановна', 'Глинке', 'Глинку'],
    ['Берия Ольга Юрьевна', 'Берии', 'Берию'],
    ['Шевченко Тарас Григорьевич', 'Шевченко', 'Шевченко'],
    ['Черных Анна Юрьевна', 'Черных', 'Черных'],
    ['Мюллер Карл Иванович', 'Мюллеру', 'Мюллера'],
    ['Мюллер Анна Ивановна', 'Мюллер', 'Мюллер'],
    ['Кравец Олег Юрьевич', 'Кравец', 'Кравец'],
    ['Римский-Корсаков Николай Андреевич', 'Римскому-Корсакову', 'Римского-Корсакова'],
    ['Каримова Лола Рустам-кызы', 'Каримовой', 'Каримову'],
  ];
  it.each(cases)('%s: to %s, on %s', (full, to, on) => {
    const name = named(full);
    expect(nameInSentence(name, 'dative').split('\u00a0')[0]).toBe(to);
    expect(nameInSentence(name, 'accusative').split('\u00a0')[0]).toBe(on);
  });

  it('stays as it is where nothing tells a man from a woman', () => {
    expect(nameInSentence(named('Ким Саша'), 'dative')).toBe('Ким\u00a0С.');
    expect(isWoman(named('Ким Саша'))).toBeNull();
  });

  it('stands in a table and under a signature', () => {
    expect(nameInTable(named('Иванова Мария Павловна'))).toBe('Иванова\u00a0М.\u00a0П.');
    expect(nameInSignature(named('Иванова Мария Павловна'))).toBe('М.\u00a0П.\u00a0Иванова');
  });
});
