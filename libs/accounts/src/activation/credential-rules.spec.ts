import { describe, expect, it } from '@jest/globals';
import { foldLogin, refuseIfWrong, wrongWithLogin, wrongWithPassword } from './credential-rules.ts';

const rules = (errors: readonly { rule: string }[]): string[] => errors.map(({ rule }) => rule);

describe('a login', () => {
  it.each([
    [' Orlova.Anna ', 'orlova.anna'],
    ['ОРЛОВА', 'орлова'],
    ['ｏｒｌｏｖａ', 'orlova'],
  ])('%s is kept as %s', (text, folded) => expect(foldLogin(text)).toBe(folded));

  it.each(['anna', 'орлова-анна', 'a.orlova+1@school.example', '7б_анна'])('may be %s', (login) =>
    expect(wrongWithLogin(login)).toEqual([]),
  );

  it.each([
    ['an', 'length'],
    ['a'.repeat(65), 'length'],
    ['anna orlova', 'characters'],
    ['.anna', 'characters'],
    ['anna<b>', 'characters'],
  ])('cannot be %s (%s)', (login, rule) => expect(rules(wrongWithLogin(login))).toEqual([rule]));
});

describe('a password', () => {
  it.each(['verna tri stola', 'Длинная фраза', 'xK3!aaaaa', '😀😀😀😀😀😀😀a'])('may be %s', (password) =>
    expect(wrongWithPassword(password, 'anna')).toEqual([]),
  );

  it.each([
    ['short', 'too-short'],
    ['😀😀😀😀', 'too-short'],
    ['a b'.repeat(400), 'too-long'],
    ['12345678', 'too-common'],
    ['QWERTY123', 'too-common'],
    ['пароль123', 'too-common'],
    ['zzzzzzzzzz', 'too-common'],
    ['Anna.Orlova', 'like-login'],
    ['anna.orlova1', 'like-login'],
  ])('cannot be %s (%s)', (password, rule) =>
    expect(rules(wrongWithPassword(password, 'anna.orlova'))).toEqual([rule]),
  );

  it('is refused with the field that it came in', () => {
    expect(() => refuseIfWrong(wrongWithPassword('short', 'anna', 'newPassword'))).toThrow(
      expect.objectContaining({
        code: 'invalid',
        status: 422,
        more: { errors: [expect.objectContaining({ field: 'newPassword', rule: 'too-short' })] },
      }),
    );
    expect(() => refuseIfWrong([])).not.toThrow();
  });
});
