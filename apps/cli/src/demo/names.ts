import type { PersonDetails } from '#school/events';
import type { Chance } from './chance.ts';

export type Gender = 'male' | 'female';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Stems that take «-» for men and «-а» for women. */
const surnames = words(`
  Смирнов Иванов Кузнецов Соколов Попов Лебедев Козлов Новиков Морозов Петров Волков Соловьёв Васильев Зайцев
  Павлов Семёнов Голубев Виноградов Богданов Воробьёв Фёдоров Михайлов Беляев Тарасов Белов Комаров Орлов Киселёв
  Макаров Андреев Ковалёв Ильин Гусев Титов Кузьмин Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сорокин
  Сергеев Романов Захаров Борисов Королёв Герасимов Пономарёв Григорьев Лазарев Медведев Ершов Никитин Соболев
  Рябов Поляков Цветков Данилов Жуков Фролов Журавлёв Николаев Крылов Максимов Сидоров Осипов Белоусов Федотов
  Дорофеев Егоров Матвеев Бобров Дмитриев Калинин Анисимов Петухов Антонов Тимофеев Никифоров Веселов Филиппов
  Марков Большаков Суханов Миронов Ширяев Александров Коновалов Шестаков Казаков Ефимов Денисов Громов Фомин
  Давыдов Мельников Щербаков Блинов Колесников Карпов Афанасьев Власов Маслов Исаков Тихонов Аксёнов Гаврилов
  Родионов Котов Горбунов Кудряшов Быков Зуев Третьяков Савельев Панов Рыбаков Суворов Абрамов Воронов Мухин
  Архипов Трофимов Мартынов Емельянов Горшков Чернов Овчинников Селезнёв Панфилов Копылов Михеев Галкин Назаров
  Лобанов Лукин Беляков Потапов Некрасов Хохлов Жданов Наумов Шилов Воронцов Ермаков Дроздов Игнатьев Савин
`);
const boys = words(`
  Александр Максим Михаил Артём Даниил Иван Дмитрий Кирилл Андрей Егор Матвей Тимофей Роман Марк Илья Владимир
  Фёдор Лев Никита Алексей Ярослав Сергей Константин Степан Павел Николай Арсений Глеб Захар Платон Григорий
`);
const girls = words(`
  Анна Мария Виктория Анастасия Полина Алиса Елизавета Дарья Александра Варвара Ксения Ева Екатерина Вероника
  Арина Василиса Милана Валерия София Ольга Таисия Ульяна Диана Маргарита Кира Алёна Стефания Надежда Евгения
`);
const men = words(
  'Сергей Андрей Алексей Дмитрий Владимир Михаил Николай Игорь Павел Евгений Олег Виктор Юрий',
);
const women = words(`
  Елена Ольга Татьяна Наталья Ирина Светлана Марина Галина Людмила Юлия Оксана Екатерина Надежда Валентина
  Лариса Вера Любовь Анна Инна Алла
`);
const fathers = words(`
  Александр Сергей Андрей Алексей Дмитрий Михаил Николай Игорь Павел Владимир Иван Виктор Олег Юрий Евгений Роман
`);
const patronymics: Readonly<Record<string, readonly [string, string]>> = {
  Игорь: ['Игоревич', 'Игоревна'],
  Алексей: ['Алексеевич', 'Алексеевна'],
  Андрей: ['Андреевич', 'Андреевна'],
  Сергей: ['Сергеевич', 'Сергеевна'],
  Дмитрий: ['Дмитриевич', 'Дмитриевна'],
  Николай: ['Николаевич', 'Николаевна'],
  Юрий: ['Юрьевич', 'Юрьевна'],
  Евгений: ['Евгеньевич', 'Евгеньевна'],
  Павел: ['Павлович', 'Павловна'],
  Михаил: ['Михайлович', 'Михайловна'],
};

/** A patronymic from a father's first name. */
export function patronymic(father: string, gender: Gender): string {
  const irregular = patronymics[father];
  if (irregular) return irregular[gender === 'male' ? 0 : 1];
  return father + (gender === 'male' ? 'ович' : 'овна');
}

const inflected = (surname: string, gender: Gender): string => (gender === 'male' ? surname : `${surname}а`);

/** A family: a surname, and parents by first name. */
export interface Family {
  readonly surname: string;
  readonly father: string;
  readonly mother: string;
}

export const family = (chance: Chance): Family => ({
  surname: chance.one(surnames),
  father: chance.one(fathers),
  mother: chance.one(women),
});

/** A child of a family. */
export const child = (chance: Chance, of: Family, gender: Gender): PersonDetails => ({
  familyName: inflected(of.surname, gender),
  givenName: chance.one(gender === 'male' ? boys : girls),
  patronymic: patronymic(of.father, gender),
});

/** A grown person: a parent with the given first name, or a member of staff. */
export const adult = (
  chance: Chance,
  gender: Gender,
  known: { surname?: string; givenName?: string } = {},
): PersonDetails => ({
  familyName: inflected(known.surname ?? chance.one(surnames), gender),
  givenName: known.givenName ?? chance.one(gender === 'male' ? men : women),
  patronymic: patronymic(chance.one(fathers), gender),
});
