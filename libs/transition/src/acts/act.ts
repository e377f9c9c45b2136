import { type Decider, invalidField, isLocalDate, type LocalDate, notFound, Refused } from '#kernel';
import { saying } from '../fields.ts';
import type { StoredFile } from '../files/stored-file.ts';
import { type ActEvent, bodies, type Body, type NumberedDocument } from './act.events.ts';

/** What an act is made of that is not a fact of its stream: from the catalogue or from `ActAdded`. */
export interface ActRules {
  /** `change`: an old act; `new`: one that the transition brings; `appendix`: approved by the order itself. */
  readonly kind: 'change' | 'new' | 'appendix';
  readonly adoptedBy: Body;
  readonly consulted: readonly Body[];
  /** Of the catalogue in force. */
  readonly edition: number;
}

export interface Opinion {
  readonly body: Body;
  readonly protocol: NumberedDocument;
}

export interface ActVersion {
  /** 1 for the first; a withdrawn version's number is not given again. */
  readonly version: number;
  /** The edition of the catalogue that it was written for. */
  readonly edition: number;
  readonly text: StoredFile | null;
  /** When the text was attached, ISO 8601, UTC. */
  readonly textAt: string | null;
  readonly signed: StoredFile | null;
  readonly opinions: readonly Opinion[];
  readonly approval: { readonly by: Body; readonly document: NumberedDocument } | null;
}

/** A school's own act, as it was added. */
export interface OwnAct {
  readonly title: string;
  readonly group: string;
  readonly adoptedBy: Body;
  readonly consulted: readonly Body[];
}

export interface Act {
  readonly actId: string;
  /** null for an act of the catalogue. */
  readonly own: OwnAct | null;
  readonly review: { readonly needed: boolean; readonly why: string; readonly edition: number } | null;
  readonly responsible: string | null;
  readonly due: LocalDate | null;
  /** Those that were not withdrawn, oldest first. */
  readonly versions: readonly ActVersion[];
  /** How many versions there ever were. */
  readonly drafted: number;
}

export type ActCommand = { readonly actId: string } & (
  | ({ readonly kind: 'AddAct' } & OwnAct)
  | ({ readonly rules: ActRules } & (
      | { readonly kind: 'ReviewAct'; readonly needed: boolean; readonly why: string }
      | { readonly kind: 'AssignAct'; readonly personId: string; readonly due: LocalDate | null }
      | { readonly kind: 'DraftAct' }
      | { readonly kind: 'AttachDocument'; readonly copy: 'text' | 'signed'; readonly file: StoredFile }
      | {
          readonly kind: 'AgreeAct';
          readonly body: Body;
          readonly protocol: NumberedDocument;
          readonly today: LocalDate;
        }
      | { readonly kind: 'ApproveAct'; readonly document: NumberedDocument; readonly today: LocalDate }
      | { readonly kind: 'WithdrawVersion'; readonly version: number; readonly why: string }
    ))
);

const nothingYet: Act = {
  actId: '',
  own: null,
  review: null,
  responsible: null,
  due: null,
  versions: [],
  drafted: 0,
};

/** The rules of one local act. */
export const act: Decider<Act, ActCommand, ActEvent> = {
  name: 'transition/act',
  initial: nothingYet,

  decide(command, current) {
    const { actId } = command;
    switch (command.kind) {
      case 'AddAct': {
        if (current.own !== null) throw new Refused('act-exists', `${current.own.title} is listed already.`);
        const { group, adoptedBy } = command;
        const consulted = bodies.filter((body) => command.consulted.includes(body));
        const title = saying('title', command.title);
        return [{ type: 'ActAdded', data: { actId, title, group, adoptedBy, consulted } }];
      }
      case 'ReviewAct': {
        const { needed, rules } = command;
        const why = saying('why', command.why);
        if (!needed && rules.kind === 'appendix') {
          throw new Refused('appendix-needed', 'The order names this appendix: it cannot be left out.');
        }
        const { review } = current;
        if (review?.needed === needed && review.why === why && review.edition === rules.edition) return [];
        return [{ type: 'ActReviewed', data: { actId, needed, why, edition: rules.edition } }];
      }
      case 'AssignAct': {
        const { personId, due } = command;
        if (due !== null) requireDate('due', due);
        if (current.responsible === personId && current.due === due) return [];
        return [{ type: 'ActAssigned', data: { actId, personId, due } }];
      }
      case 'DraftAct': {
        requireNeeded(current, command.rules);
        if (draftOf(current) !== null) {
          throw new Refused('drafted-already', 'A version of this act is being written already.');
        }
        const { edition } = command.rules;
        return [{ type: 'ActDrafted', data: { actId, version: current.drafted + 1, edition } }];
      }
      case 'AttachDocument':
        return attach(current, actId, command.copy, command.file);
      case 'AgreeAct':
        return agree(current, command);
      case 'ApproveAct':
        return approve(current, command);
      case 'WithdrawVersion': {
        const newest = current.versions.at(-1);
        const { version } = command;
        if (newest === undefined) throw notFound('version', String(version));
        if (newest.version !== version) {
          throw new Refused(
            'not-the-newest',
            `Only the newest version, ${newest.version}, can be withdrawn.`,
          );
        }
        return [{ type: 'ActVersionWithdrawn', data: { actId, version, why: saying('why', command.why) } }];
      }
    }
  },

  evolve(before, event) {
    const current: Act = { ...before, actId: event.data.actId };
    switch (event.type) {
      case 'ActAdded': {
        const { title, group, adoptedBy, consulted } = event.data;
        return { ...current, own: { title, group, adoptedBy, consulted } };
      }
      case 'ActReviewed': {
        const { needed, why, edition } = event.data;
        return { ...current, review: { needed, why, edition } };
      }
      case 'ActAssigned':
        return { ...current, responsible: event.data.personId, due: event.data.due };
      case 'ActDrafted': {
        const { version, edition } = event.data;
        const drafted: ActVersion = {
          version,
          edition,
          text: null,
          textAt: null,
          signed: null,
          opinions: [],
          approval: null,
        };
        return { ...current, drafted: version, versions: [...current.versions, drafted] };
      }
      case 'ActDocumentAttached': {
        const { version, copy, file } = event.data;
        const { recordedAt } = event.metadata;
        return withVersion(current, version, (one) =>
          copy === 'text' ? { ...one, text: file, textAt: recordedAt } : { ...one, signed: file },
        );
      }
      case 'ActAgreed': {
        const { version, body, protocol } = event.data;
        return withVersion(current, version, (one) => ({
          ...one,
          opinions: [...one.opinions, { body, protocol }],
        }));
      }
      case 'ActApproved': {
        const { version, by, document } = event.data;
        return withVersion(current, version, (one) => ({ ...one, approval: { by, document } }));
      }
      case 'ActVersionWithdrawn':
        return {
          ...current,
          versions: current.versions.filter(({ version }) => version !== event.data.version),
        };
    }
  },
};

/** The version in force: the one approved last. */
export const inForce = ({ versions }: Act): ActVersion | null =>
  versions.findLast(({ approval }) => approval !== null) ?? null;

/** The version that is being written or agreed. */
export const draftOf = ({ versions }: Act): ActVersion | null => {
  const newest = versions.at(-1);
  return newest === undefined || newest.approval !== null ? null : newest;
};

/** The bodies whose opinion of a version is still to be taken. */
export const opinionsMissing = (
  { consulted }: Pick<ActRules, 'consulted'>,
  { opinions }: Pick<ActVersion, 'opinions'>,
): Body[] => consulted.filter((body) => !opinions.some((opinion) => opinion.body === body));

/** Whether a version has its text and everybody's opinion. */
export const isAgreed = (rules: Pick<ActRules, 'consulted'>, version: ActVersion): boolean =>
  version.text !== null && opinionsMissing(rules, version).length === 0;

type Of<Kind extends ActCommand['kind']> = Extract<ActCommand, { readonly kind: Kind }>;

function attach(current: Act, actId: string, copy: 'text' | 'signed', file: StoredFile): ActEvent[] {
  const version = copy === 'text' ? requireDraft(current) : inForce(current);
  if (version === null) {
    throw new Refused('not-approved', 'A signed copy belongs to an approved version, and there is none.');
  }
  if (copy === 'text' && version.opinions.length > 0) {
    throw new Refused(
      'agreed-already',
      'Opinions were given of the text that stands. Withdraw the version and draft the next one.',
    );
  }
  const standing = version[copy];
  if (standing?.sha256 === file.sha256 && standing.name === file.name) return [];
  return [{ type: 'ActDocumentAttached', data: { actId, version: version.version, copy, file } }];
}

function agree(current: Act, { actId, body, protocol, rules, today }: Of<'AgreeAct'>): ActEvent[] {
  const version = requireDraft(current);
  if (!rules.consulted.includes(body)) {
    throw invalidField('body', 'not-consulted', `The opinion of ${body} is not asked for this act.`);
  }
  requireText(version);
  const said = documentOf('protocol', protocol, today);
  const standing = version.opinions.find((opinion) => opinion.body === body);
  if (standing !== undefined) {
    const { number, date } = standing.protocol;
    if (number === said.number && date === said.date) return [];
    throw new Refused('opinion-given', `${body} gave its opinion already: protocol ${number} of ${date}.`);
  }
  return [{ type: 'ActAgreed', data: { actId, version: version.version, body, protocol: said } }];
}

function approve(current: Act, { actId, document, rules, today }: Of<'ApproveAct'>): ActEvent[] {
  if (rules.kind === 'appendix') {
    throw new Refused('approved-by-order', 'An appendix is approved by the order that it belongs to.');
  }
  const version = requireDraft(current);
  requireText(version);
  const missing = opinionsMissing(rules, version);
  if (missing.length > 0) {
    throw new Refused('opinions-missing', `Not yet agreed with ${missing.join(', ')}.`, { missing });
  }
  const said = documentOf('document', document, today);
  const last = version.opinions.reduce(
    (date, { protocol }) => (protocol.date > date ? protocol.date : date),
    '',
  );
  if (said.date < last) {
    throw invalidField('document.date', 'order', `The last protocol is of ${last}: the approval is later.`);
  }
  return [
    { type: 'ActApproved', data: { actId, version: version.version, by: rules.adoptedBy, document: said } },
  ];
}

function requireNeeded({ review }: Act, { kind }: ActRules): void {
  if (kind === 'appendix' || review?.needed) return;
  throw review === null
    ? new Refused('not-reviewed', 'Say first whether the act needs a change, and why.')
    : new Refused('not-needed', `The act was found to need no change: ${review.why}`);
}

function requireDraft(current: Act): ActVersion {
  const draft = draftOf(current);
  if (draft === null) throw new Refused('no-draft', 'No version of this act is being written.');
  return draft;
}

function requireText({ text }: ActVersion): void {
  if (text === null) throw new Refused('no-document', 'Attach the text of the act first.');
}

function requireDate(field: string, date: LocalDate): void {
  if (!isLocalDate(date)) throw invalidField(field, 'date', `${String(date)} is not a date.`);
}

/** A document that exists by today. */
function documentOf(field: string, { number, date }: NumberedDocument, today: LocalDate): NumberedDocument {
  requireDate(`${field}.date`, date);
  if (date > today) throw invalidField(`${field}.date`, 'future', `${date} has not come yet.`);
  return { number: saying(`${field}.number`, number), date };
}

const withVersion = (current: Act, number: number, change: (one: ActVersion) => ActVersion): Act => ({
  ...current,
  versions: current.versions.map((one) => (one.version === number ? change(one) : one)),
});
