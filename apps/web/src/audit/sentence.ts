import { shellWords } from '../app/shell.messages.ts';
import { fullName, pupilName, staffName } from '../app/names.ts';
import { cellWords } from '../register/cell.messages.ts';
import { mondayOfWeek, addDays, type SchoolTime, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import type { AuditedEvent, AuditedLesson, Cards } from './cards.ts';
import { type Said, sentences } from './sentences.messages.ts';

type Data = Readonly<Record<string, unknown>>;
type Statement = Pick<AuditedEvent, 'data' | 'sealed'>;

/** What the school would say of events: their sentences, and the names in them. */
export interface Speech {
  readonly sentence: (event: AuditedEvent, cards: Cards) => string;
  /** «Петрова И. С.», or the system's part by its name. */
  readonly actor: (actor: AuditedEvent['actor'], cards: Cards) => string;
  readonly person: (id: string, cards: Cards) => string;
  /** «7Б, алгебра, вт, 24 ноября, 3 урок» */
  readonly lesson: (lesson: AuditedLesson, cards: Cards) => string;
}

export function useSpeech(): Speech {
  const words = useWords(sentences);
  const cells = useWords(cellWords);
  const audit = useWords(auditWords);
  const { roles } = useWords(shellWords);
  const time = useSchoolTime();

  const person = (id: string, cards: Cards): string => {
    const found = cards.person(id);
    if (found === undefined) return audit.unknownPerson;
    if (found.erased) return audit.erasedPerson;
    return found.kind === 'pupil' ? pupilName(found) : staffName(found);
  };
  const dayAndNumber = (date: string, number: unknown): string =>
    `${time.day(date)}, ${words.lesson(Number(number))}`;
  const lesson = (of: AuditedLesson, cards: Cards): string =>
    `${cards.course(of)}, ${dayAndNumber(of.date, of.number)}`;
  const actor = ({ accountId, personId, role }: AuditedEvent['actor'], cards: Cards): string =>
    personId !== null
      ? person(personId, cards)
      : role === 'system'
        ? ((audit.systems as Readonly<Record<string, string>>)[accountId] ?? `${audit.system}: ${accountId}`)
        : roles[role];

  const valueOf = (data: Data): string => {
    const value = textIn(data, 'value');
    if (value in words.attendance) {
      const code = textIn(data, 'code');
      const said = words.attendance[value as keyof typeof words.attendance];
      return code in cells.codes ? `${said} (${cells.codes[code as keyof typeof cells.codes]})` : said;
    }
    if (value !== '') return value in cells.marks ? cells.marks[value as keyof typeof cells.marks] : value;
    const { kind, roles: given, code, grading, version } = data;
    if (Array.isArray(given)) return given.map((role) => roles[role as keyof typeof roles]).join(', ');
    if (typeof code === 'string' && code in cells.codes) return cells.codes[code as keyof typeof cells.codes];
    if (typeof grading === 'string') return words.grading[grading as keyof typeof words.grading];
    if (typeof version === 'number') return String(version);
    if (typeof kind === 'string' && kind in words.personKinds)
      return words.personKinds[kind as keyof typeof words.personKinds];
    const reason = textIn(data, 'reason');
    return reason in words.reasons ? words.reasons[reason as keyof typeof words.reasons] : reason;
  };
  const workSaid = (work: Data | null): string => {
    const type = work?.['workType'];
    if (work === null || typeof type !== 'string') return '';
    const title = textIn(work, 'title');
    const weight = Number(work['weight']);
    return [
      `${cells.works[type as keyof typeof cells.works]}${title === '' ? '' : ` «${title}»`}`,
      ...(weight === 1 ? [] : [words.weight(String(weight).replace('.', ','))]),
    ].join(', ');
  };
  /** A sealed text, or what is left of one. */
  const sealedIn = ({ sealed }: Statement, field: string): string => {
    const found = sealed.find((one) => one.field === field);
    if (found === undefined) return '';
    if (found.state !== 'opened') return found.state === 'erased' ? words.erased : words.unreadable;
    if (found.details === null) return found.text ?? '';
    const { familyName, givenName, patronymic = '' } = found.details;
    return fullName({ familyName, givenName, patronymic });
  };
  const textOf = (said: Statement): string => {
    const { data } = said;
    const field = ['topic', 'text', 'title', 'name', 'projection'].find(
      (name) => typeof data[name] === 'string',
    );
    if (field !== undefined) return textIn(data, field);
    if (Array.isArray(data['terms']))
      return (data['terms'] as readonly { title: string }[]).map(({ title }) => title).join(', ');
    if (Array.isArray(data['sixDayGrades']))
      return (data['sixDayGrades'] as readonly number[]).join(', ') || '—';
    return sealedIn(said, 'sealed');
  };
  const whyOf = (said: Statement): string => {
    const reason = textIn(said.data, 'reason');
    const known = reason in cells.reasons ? cells.reasons[reason as keyof typeof cells.reasons] : reason;
    return [known, sealedIn(said, 'note'), sealedIn(said, 'reason')].filter((part) => part !== '').join(': ');
  };
  const named = (ids: unknown, cards: Cards): string =>
    Array.isArray(ids) ? ids.map((id) => person(String(id), cards)).join(', ') : '';
  const saidBy = (event: AuditedEvent, cards: Cards): Said => {
    const { data, before, work } = event;
    const room = textIn(data, 'room');
    const one = [data['childId'], data['teacherId'], data['personId']].find((id) => typeof id === 'string');
    const groupId = textIn(data, 'groupId');
    const doneOn = textIn(data, 'doneOn');
    return {
      value: valueOf(data),
      before: before === null ? '' : valueOf(before.data),
      work: workSaid(work ?? data),
      workBefore: before === null ? '' : workSaid(before.data),
      text: textOf(event),
      textBefore: before === null ? '' : textOf(before),
      why: whyOf(event),
      document: textIn(data, 'document') || sealedIn(event, 'document') || textIn(data, 'order'),
      when: whenOf(data, time),
      place:
        typeof data['number'] === 'number'
          ? [
              dayAndNumber(textIn(data, 'date'), data['number']),
              ...(room === '' ? [] : [words.room(room)]),
            ].join(', ')
          : '',
      whom: named(data['teacherIds'], cards) || (one === undefined ? '' : person(String(one), cards)),
      insteadOf: named(data['replaced'], cards),
      group: groupId === '' ? '' : cards.group(groupId),
      doneOn: doneOn === '' ? '' : time.dayAndMonth(doneOn),
      isRetake: data['retakeOf'] !== undefined,
      isImported: data['imported'] !== undefined,
      isAfterTerm: data['afterTerm'] === true,
    };
  };
  const sentence = (event: AuditedEvent, cards: Cards): string => {
    const say = (words.by as Readonly<Record<string, (said: Said) => string>>)[event.type];
    return say === undefined ? words.unknown(event.type) : say(saidBy(event, cards));
  };
  return { sentence, actor, person, lesson };
}

function textIn(data: Data, field: string): string {
  const value = data[field];
  return typeof value === 'string' ? value : '';
}

/** The day, span or moment that an event is about. */
function whenOf(data: Data, time: SchoolTime): string {
  const [from, to, date] = [textIn(data, 'from'), textIn(data, 'to'), textIn(data, 'date')];
  const week = textIn(data, 'week');
  if (week !== '') return time.days(mondayOfWeek(week), addDays(mondayOfWeek(week), 6));
  if (from !== '' && to !== '') return time.days(from, to);
  const day = from || to || date || textIn(data, 'dueDate');
  if (day !== '') return time.dayAndMonth(day);
  const expires = textIn(data, 'expiresAt');
  return expires === '' ? '' : time.moment(expires);
}
