import type { PersonName } from '#platform';
import { readCatalogue } from '../../catalogues/read-catalogue.ts';
import { longDate } from '../../papers/dates-in-text.ts';
import { isWoman, nameInSignature } from '../../papers/names-in-text.ts';
import type { Paper } from '../../papers/paper.ts';
import { filled } from '../../papers/filled-text.ts';
import type { IssuedCertificate } from '../training.ts';

/** The words of the certificate: ours. */
const texts = readCatalogue<{
  readonly heading: string;
  readonly confirms: string;
  readonly learned: Readonly<Record<'woman' | 'man' | 'unknown', string>>;
  readonly hours: string;
  readonly date: string;
  readonly office: string;
  readonly check: string;
  readonly code: string;
}>('certificate');

/** What stands on a certificate beside what was issued. */
export interface CertificateHead {
  readonly school: string;
  readonly owner: PersonName;
  /** Who is head of the school; null: whoever signs writes the name. */
  readonly head: PersonName | null;
  /** In groups, as it is printed. */
  readonly code: string;
  /** Of the public page that confirms it. */
  readonly address: string;
}

/** A certificate of the school's: what its public page says, and where that page is. */
export function composeCertificate(
  { programme, hours, date }: Pick<IssuedCertificate, 'programme' | 'hours' | 'date'>,
  { school, owner, head, code, address }: CertificateHead,
): Paper {
  const woman = isWoman(owner);
  const how = woman === null ? 'unknown' : woman ? 'woman' : 'man';
  const name = [owner.familyName, owner.givenName, owner.patronymic].filter((part) => part !== '').join(' ');
  const ofHours = hours === 0 ? '' : filled(texts.hours, { hours: `${hours}`.replace('.', ',') });
  return {
    title: `${texts.heading} ${code}`,
    organisation: school,
    date,
    parts: [
      {
        orientation: 'landscape',
        blocks: [
          { kind: 'paragraph', text: [{ text: school, bold: true }], align: 'center' },
          { kind: 'space', millimetres: 18 },
          { kind: 'heading', level: 1, text: texts.heading, align: 'center' },
          { kind: 'space', millimetres: 8 },
          { kind: 'paragraph', text: texts.confirms, align: 'center' },
          { kind: 'space', millimetres: 3 },
          { kind: 'heading', level: 1, text: name, align: 'center' },
          { kind: 'space', millimetres: 3 },
          {
            kind: 'paragraph',
            text: filled(texts.learned[how], { programme, hours: ofHours }),
            align: 'center',
          },
          { kind: 'space', millimetres: 12 },
          { kind: 'paragraph', text: filled(texts.date, { date: longDate(date) }), align: 'left' },
          {
            kind: 'signatures',
            lines: [{ office: texts.office, name: head === null ? '' : nameInSignature(head) }],
          },
          { kind: 'space', millimetres: 10 },
          {
            kind: 'paragraph',
            text: [{ text: filled(texts.code, { code }), bold: true }],
            align: 'left',
          },
          { kind: 'paragraph', text: filled(texts.check, { address }), align: 'left', small: true },
        ],
      },
    ],
    appendices: [],
  };
}
