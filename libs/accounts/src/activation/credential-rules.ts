import { Refused } from '#kernel';
import { COMMON_PASSWORDS } from './common-passwords.ts';

const SHORTEST_PASSWORD = 8;
/** Bytes of UTF-8: no limit on what people think of, one on what a server hashes. */
const LONGEST_PASSWORD_BYTES = 1_024;
const SHORTEST_LOGIN = 3;
const LONGEST_LOGIN = 64;

interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly detail: string;
}

/** A login as it is compared: compatibility forms made one, no white space around, lower case. */
export const foldLogin = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What is wrong with a login that somebody wants. `login` is folded. */
export function wrongWithLogin(login: string): FieldError[] {
  const { length } = [...login];
  if (length < SHORTEST_LOGIN || length > LONGEST_LOGIN) {
    return [wrong('login', 'length', `A login has ${SHORTEST_LOGIN} to ${LONGEST_LOGIN} characters.`)];
  }
  return /^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u.test(login)
    ? []
    : [
        wrong(
          'login',
          'characters',
          'A login is made of letters, digits and . _ @ + -, and begins with a letter or digit.',
        ),
      ];
}

/** What is wrong with a password that somebody wants. `field` is its name in the request. */
export function wrongWithPassword(password: string, login: string, field = 'password'): FieldError[] {
  const { length } = [...password];
  const plain = password.normalize('NFKC').toLowerCase();
  if (length < SHORTEST_PASSWORD) {
    return [wrong(field, 'too-short', `A password has at least ${SHORTEST_PASSWORD} characters.`)];
  }
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) {
    return [wrong(field, 'too-long', `A password has at most ${LONGEST_PASSWORD_BYTES} bytes.`)];
  }
  if (plain === login || (plain.includes(login) && login.length >= SHORTEST_PASSWORD - 2)) {
    return [wrong(field, 'like-login', 'A password must not be the login.')];
  }
  if (COMMON_PASSWORDS.has(plain) || /^(.)\1*$/u.test(plain)) {
    return [wrong(field, 'too-common', 'This password is among the first that anybody tries.')];
  }
  return [];
}

/** @throws Refused `invalid` (422) with every broken rule by field */
export function refuseIfWrong(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  throw new Refused('invalid', errors.map(({ detail }) => detail).join(' '), { status: 422, errors });
}

const wrong = (field: string, rule: string, detail: string): FieldError => ({ field, rule, detail });
