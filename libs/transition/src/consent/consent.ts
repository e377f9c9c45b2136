import { type Decider, invalidField, isLocalDate, type LocalDate, type Recorded, Refused } from '#kernel';
import type { NumberedDocument } from '../acts/act.events.ts';
import { saying } from '../fields.ts';
import type { ConsentEvent, ParentsOpinion } from './consent.events.ts';
import { twoMonthsAfter } from './two-months.ts';

/** What somebody of the staff was told and signed. */
export interface StaffConsent {
  readonly personId: string;
  /** Oldest first. */
  readonly notices: readonly {
    readonly noticeId: string;
    readonly duties: string;
    readonly givenOn: LocalDate;
    readonly dutiesFrom: LocalDate;
  }[];
  readonly agreements: readonly {
    readonly agreementId: string;
    readonly document: NumberedDocument;
    readonly inForceFrom: LocalDate;
  }[];
}

/** Who has read a version of an act. */
export interface ReadingSheet {
  readonly actId: string;
  readonly version: number;
  readonly readers: readonly { readonly personId: string; readonly on: LocalDate }[];
}

export interface AskedParents {
  readonly opinionId: string;
  readonly question: string;
  readonly opinion: ParentsOpinion;
}

export interface PaperStay {
  readonly personId: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

export interface Consent {
  readonly staff: readonly StaffConsent[];
  readonly sheets: readonly ReadingSheet[];
  /** Those that were not withdrawn, as they were recorded. */
  readonly parents: readonly AskedParents[];
  readonly paper: readonly PaperStay[];
}

export type ConsentCommand =
  | {
      readonly kind: 'GiveNotices';
      readonly noticeId: string;
      readonly personIds: readonly string[];
      readonly duties: string;
      readonly givenOn: LocalDate;
      readonly dutiesFrom: LocalDate;
      readonly today: LocalDate;
    }
  | {
      readonly kind: 'SignAgreement';
      readonly personId: string;
      readonly agreementId: string;
      readonly document: NumberedDocument;
      readonly inForceFrom: LocalDate;
      readonly today: LocalDate;
    }
  | {
      readonly kind: 'ReadDocument';
      readonly actId: string;
      readonly version: number;
      readonly personIds: readonly string[];
      readonly on: LocalDate;
      readonly today: LocalDate;
    }
  | {
      readonly kind: 'AskParents';
      readonly opinionId: string;
      readonly question: string;
      readonly opinion: ParentsOpinion;
      readonly today: LocalDate;
    }
  | { readonly kind: 'WithdrawOpinion'; readonly opinionId: string; readonly reason: string }
  | { readonly kind: 'KeepPaper'; readonly personId: string; readonly from: LocalDate }
  | { readonly kind: 'GiveUpPaper'; readonly personId: string; readonly to: LocalDate };

/** The rules of what people are told and say about the change. */
export const consent: Decider<Consent, ConsentCommand, ConsentEvent> = {
  name: 'transition/consent',
  initial: { staff: [], sheets: [], parents: [], paper: [] },

  decide(command, current) {
    switch (command.kind) {
      case 'GiveNotices':
        return giveNotices(command);
      case 'SignAgreement':
        return signAgreement(command, current);
      case 'ReadDocument': {
        const { actId, version, on, today } = command;
        requirePast('on', on, today);
        const known = sheetOf(current, actId, version)?.readers ?? [];
        const personIds = [...new Set(command.personIds)].filter(
          (id) => !known.some(({ personId }) => personId === id),
        );
        return personIds.length === 0
          ? []
          : [{ type: 'DocumentRead', data: { actId, version, personIds, on } }];
      }
      case 'AskParents': {
        const { opinionId, today } = command;
        const question = saying('question', command.question);
        return [
          {
            type: 'ParentsAsked',
            data: { opinionId, question, opinion: checkedOpinion(command.opinion, today) },
          },
        ];
      }
      case 'WithdrawOpinion': {
        const { opinionId } = command;
        if (!current.parents.some((one) => one.opinionId === opinionId)) {
          throw new Refused('not-found', `There is no opinion ${opinionId}.`, { status: 404 });
        }
        const reason = saying('reason', command.reason);
        return [{ type: 'ParentsOpinionWithdrawn', data: { opinionId, reason } }];
      }
      case 'KeepPaper': {
        const { personId, from } = command;
        requireDate('from', from);
        const open = current.paper.find((stay) => stay.personId === personId && stay.to === null);
        return open === undefined ? [{ type: 'PaperKept', data: { personId, from } }] : [];
      }
      case 'GiveUpPaper': {
        const { personId, to } = command;
        requireDate('to', to);
        const open = current.paper.find((stay) => stay.personId === personId && stay.to === null);
        if (open === undefined) throw new Refused('no-paper', 'This parent does not keep to paper.');
        if (to < open.from) throw invalidField('to', 'order', `Paper is kept only from ${open.from} on.`);
        return [{ type: 'PaperGivenUp', data: { personId, to } }];
      }
    }
  },

  evolve: consentAfter,
};

/** The first day on which new duties may be in force for somebody; null: no notice was given. */
export const earliestDuties = ({ notices }: Pick<StaffConsent, 'notices'>): LocalDate | null => {
  const last = notices.at(-1);
  return last === undefined ? null : twoMonthsAfter(last.givenOn);
};

type Of<Kind extends ConsentCommand['kind']> = Extract<ConsentCommand, { readonly kind: Kind }>;

function giveNotices(command: Of<'GiveNotices'>): ConsentEvent[] {
  const { noticeId, givenOn, dutiesFrom, today } = command;
  requirePast('givenOn', givenOn, today);
  requireDate('dutiesFrom', dutiesFrom);
  const earliest = twoMonthsAfter(givenOn);
  if (dutiesFrom < earliest) {
    throw new Refused(
      'too-early',
      `Notice is given two months ahead: duties begin on ${earliest} at the earliest.`,
      {
        earliest,
      },
    );
  }
  const duties = saying('duties', command.duties);
  const personIds = [...new Set(command.personIds)];
  return [{ type: 'NoticesGiven', data: { noticeId, personIds, duties, givenOn, dutiesFrom } }];
}

function signAgreement(command: Of<'SignAgreement'>, current: Consent): ConsentEvent[] {
  const { personId, agreementId, document, inForceFrom, today } = command;
  requirePast('document.date', document.date, today);
  requireDate('inForceFrom', inForceFrom);
  const earliest = earliestDuties(staffOf(current, personId));
  if (earliest === null)
    throw new Refused('no-notice', 'No notice of the change was given to this person yet.');
  if (inForceFrom < earliest) {
    throw new Refused('too-early', `No new duty is in force before ${earliest}.`, { earliest });
  }
  const number = saying('document.number', document.number);
  const data = { personId, agreementId, document: { number, date: document.date }, inForceFrom };
  return [{ type: 'AgreementSigned', data }];
}

/** @throws Refused `invalid` for numbers that do not add up */
function checkedOpinion(opinion: ParentsOpinion, today: LocalDate): ParentsOpinion {
  if (opinion.way === 'protocol') {
    const { number, date } = opinion.protocol;
    requirePast('opinion.protocol.date', date, today);
    const protocol = { number: saying('opinion.protocol.number', number), date };
    return { way: 'protocol', protocol, agrees: opinion.agrees };
  }
  const { date, asked, answered, inFavour, against } = opinion;
  requirePast('opinion.date', date, today);
  for (const [field, number] of Object.entries({ asked, answered, inFavour, against })) {
    if (!Number.isInteger(number) || number < 0) {
      throw invalidField(`opinion.${field}`, 'range', `${number} is not a number of people.`);
    }
  }
  if (asked === 0 || answered > asked || inFavour + against > answered) {
    throw invalidField('opinion', 'sums', 'More said something than were asked, or nobody was.');
  }
  return { way: 'survey', date, asked, answered, inFavour, against };
}

function consentAfter(current: Consent, event: Recorded<ConsentEvent>): Consent {
  switch (event.type) {
    case 'NoticesGiven': {
      const { personIds, ...notice } = event.data;
      return personIds.reduce(
        (after, personId) => withStaff(after, personId, ({ notices }) => ({ notices: [...notices, notice] })),
        current,
      );
    }
    case 'AgreementSigned': {
      const { personId, ...agreement } = event.data;
      return withStaff(current, personId, ({ agreements }) => ({ agreements: [...agreements, agreement] }));
    }
    case 'DocumentRead': {
      const { actId, version, personIds, on } = event.data;
      const known = sheetOf(current, actId, version) ?? { actId, version, readers: [] };
      const sheet = {
        ...known,
        readers: [...known.readers, ...personIds.map((personId) => ({ personId, on }))],
      };
      const others = current.sheets.filter((one) => one.actId !== actId || one.version !== version);
      return { ...current, sheets: [...others, sheet] };
    }
    case 'ParentsAsked':
      return { ...current, parents: [...current.parents, event.data] };
    case 'ParentsOpinionWithdrawn':
      return {
        ...current,
        parents: current.parents.filter(({ opinionId }) => opinionId !== event.data.opinionId),
      };
    case 'PaperKept':
      return { ...current, paper: [...current.paper, { ...event.data, to: null }] };
    case 'PaperGivenUp': {
      const { personId, to } = event.data;
      const paper = current.paper.map((stay) =>
        stay.personId === personId && stay.to === null ? { ...stay, to } : stay,
      );
      return { ...current, paper };
    }
  }
}

const sheetOf = ({ sheets }: Consent, actId: string, version: number): ReadingSheet | undefined =>
  sheets.find((sheet) => sheet.actId === actId && sheet.version === version);

const staffOf = ({ staff }: Consent, personId: string): StaffConsent =>
  staff.find((one) => one.personId === personId) ?? { personId, notices: [], agreements: [] };

const withStaff = (
  current: Consent,
  personId: string,
  change: (one: StaffConsent) => Partial<StaffConsent>,
): Consent => {
  const known = staffOf(current, personId);
  const others = current.staff.filter((one) => one.personId !== personId);
  return { ...current, staff: [...others, { ...known, ...change(known) }] };
};

function requirePast(field: string, date: LocalDate, today: LocalDate): void {
  requireDate(field, date);
  if (date > today) throw invalidField(field, 'future', `${date} has not come yet.`);
}

function requireDate(field: string, date: LocalDate): void {
  if (!isLocalDate(date)) throw invalidField(field, 'date', `${String(date)} is not a date.`);
}
