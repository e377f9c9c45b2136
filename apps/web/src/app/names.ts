/** A name as the server gives it; all parts are empty once the person was erased. */
export interface Name {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string;
}

/** «Орлов Пётр»: as pupils stand in a register. */
export const pupilName = ({ familyName, givenName }: Name): string =>
  `${familyName} ${givenName}`.trim() || '—';

/** «Петрова И. С.»: as staff are named. */
export const staffName = ({ familyName, givenName, patronymic }: Name): string =>
  `${familyName} ${[givenName, patronymic]
    .filter((part) => part !== '')
    .map((part) => `${part.charAt(0)}.`)
    .join(' ')}`.trim() || '—';

/** «Петрова Ирина Сергеевна». @public */
export const fullName = ({ familyName, givenName, patronymic }: Name): string =>
  `${familyName} ${givenName} ${patronymic}`.trim() || '—';
