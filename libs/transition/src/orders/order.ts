import {
  type Decider,
  invalidField,
  isLocalDate,
  type LocalDate,
  notFound,
  type Recorded,
  Refused,
} from '#kernel';
import { saying } from '../fields.ts';
import type { StoredFile } from '../files/stored-file.ts';
import type { FilledField, IssuedAppendix, OrderEvent, OrderKind } from './order.events.ts';

/** What is frozen when an order is issued. */
export interface Issue {
  /** The order that it changes, repeals or stands on. */
  readonly concerns: string | null;
  readonly number: string;
  readonly date: LocalDate;
  readonly inForceFrom: LocalDate;
  readonly paperSha256: string;
  readonly appendices: readonly IssuedAppendix[];
  readonly pdf: StoredFile;
  readonly docx: StoredFile;
  readonly scan: StoredFile | null;
  readonly assessmentId: string | null;
  readonly paperEnds: LocalDate | null;
}

/** Another order that changes or repeals this one, and from when on. */
export interface LaterOrder {
  readonly by: string;
  readonly from: LocalDate;
}

export interface Order {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly edition: number;
  readonly concerns: string | null;
  /** When the draft was begun, ISO 8601, UTC. */
  readonly draftedAt: string;
  /** How often the draft was changed: what a person saw when changing it. */
  readonly version: number;
  /** What people said, by field. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** The school's own texts of appendices, by part. */
  readonly texts: Readonly<Record<string, string>>;
  /** When the text of a part was last changed, ISO 8601, UTC; back to the catalogue's, too. */
  readonly textsChangedAt: Readonly<Record<string, string>>;
  /** Why it was dropped; null: it was not. */
  readonly dropped: string | null;
  readonly issue: Issue | null;
  readonly amendments: readonly LaterOrder[];
  readonly repeal: LaterOrder | null;
}

export type OrderCommand = { readonly orderId: string } & (
  | {
      readonly kind: 'DraftOrder';
      readonly order: OrderKind;
      readonly edition: number;
      readonly concerns: string | null;
    }
  | { readonly kind: 'FillOrder'; readonly fields: readonly FilledField[]; readonly basedOn: number }
  | {
      readonly kind: 'EditText';
      readonly part: string;
      readonly text: string | null;
      readonly basedOn: number;
    }
  | { readonly kind: 'DropOrder'; readonly reason: string }
  | {
      readonly kind: 'IssueOrder';
      readonly issue: Issue;
      /** What the system knew and nobody said: it is said with the issue, so that it stays. */
      readonly known: readonly FilledField[];
      readonly basedOn: number;
    }
  | { readonly kind: 'AttachScan'; readonly file: StoredFile }
  | { readonly kind: 'FollowLater'; readonly how: 'amended' | 'repealed'; readonly later: LaterOrder }
);

/** The rules of one order: what was issued changes by another order only. */
export const order: Decider<Order | null, OrderCommand, OrderEvent> = {
  name: 'transition/order',
  initial: null,

  decide(command, current) {
    const { orderId } = command;
    if (command.kind === 'DraftOrder') {
      if (current !== null) throw new Refused('order-exists', 'This order is drafted already.');
      const { order: kind, edition, concerns } = command;
      return [{ type: 'OrderDrafted', data: { orderId, kind, edition, concerns } }];
    }
    if (current === null) throw notFound('order', orderId);
    switch (command.kind) {
      case 'FillOrder': {
        requireDraft(current);
        requireSeen(current, command.basedOn);
        const fields = command.fields.filter(({ field, value }) => !isSame(current.fields[field], value));
        return fields.length === 0 ? [] : [{ type: 'OrderFilled', data: { orderId, fields } }];
      }
      case 'EditText': {
        requireDraft(current);
        requireSeen(current, command.basedOn);
        const { part } = command;
        const text = command.text === null ? null : saying('text', command.text);
        if (text === (current.texts[part] ?? null)) return [];
        return [{ type: 'OrderTextEdited', data: { orderId, part, text } }];
      }
      case 'DropOrder': {
        if (current.dropped !== null) return [];
        requireDraft(current);
        return [{ type: 'OrderDropped', data: { orderId, reason: saying('reason', command.reason) } }];
      }
      case 'IssueOrder': {
        requireDraft(current);
        requireSeen(current, command.basedOn);
        const { kind } = current;
        const { known: fields } = command;
        return [
          ...(fields.length === 0 ? [] : [{ type: 'OrderFilled', data: { orderId, fields } } as const]),
          { type: 'OrderIssued', data: { orderId, kind, ...checkedIssue(command.issue) } },
        ];
      }
      case 'AttachScan': {
        if (current.issue === null)
          throw new Refused('not-issued', 'Only an issued order has a signed copy.');
        const { scan } = current.issue;
        if (scan?.sha256 === command.file.sha256) return [];
        if (scan !== null) throw alreadyIssued(current, 'The order has its signed copy already.');
        return [{ type: 'OrderScanAttached', data: { orderId, file: command.file } }];
      }
      case 'FollowLater':
        return followLater(command, current);
    }
  },

  evolve: orderAfter,
};

function orderAfter(current: Order | null, event: Recorded<OrderEvent>): Order | null {
  if (event.type === 'OrderDrafted') {
    return {
      ...event.data,
      draftedAt: event.metadata.recordedAt,
      version: 0,
      fields: {},
      texts: {},
      textsChangedAt: {},
      dropped: null,
      issue: null,
      amendments: [],
      repeal: null,
    };
  }
  if (current === null) return null;
  switch (event.type) {
    case 'OrderFilled': {
      const told = Object.entries(current.fields).filter(
        ([name]) => !event.data.fields.some(({ field }) => field === name),
      );
      const now = event.data.fields.flatMap(({ field, value }) => (value === null ? [] : [[field, value]]));
      const fields = Object.fromEntries([...told, ...now]) as Order['fields'];
      return { ...current, fields, version: current.version + 1 };
    }
    case 'OrderTextEdited': {
      const { part, text } = event.data;
      const others = Object.entries(current.texts).filter(([name]) => name !== part);
      const texts = Object.fromEntries(text === null ? others : [...others, [part, text]]);
      const textsChangedAt = { ...current.textsChangedAt, [part]: event.metadata.recordedAt };
      return { ...current, texts, textsChangedAt, version: current.version + 1 };
    }
    case 'OrderDropped':
      return { ...current, dropped: event.data.reason };
    case 'OrderIssued': {
      const { orderId: _, kind: __, ...issue } = event.data;
      return { ...current, concerns: issue.concerns, issue };
    }
    case 'OrderScanAttached':
      return { ...current, issue: current.issue && { ...current.issue, scan: event.data.file } };
    case 'OrderAmended': {
      const { by, from } = event.data;
      return { ...current, amendments: [...current.amendments, { by, from }] };
    }
    case 'OrderRepealed': {
      const { by, from } = event.data;
      return { ...current, repeal: { by, from } };
    }
  }
}

/** The order of a kind that was issued and is in force on a date; of several, the one that came into force last. */
export const orderInForce = (orders: readonly Order[], kind: OrderKind, on: LocalDate): Order | null =>
  orders
    .filter((one) => one.kind === kind && isInForce(one, on))
    .sort((a, b) => (a.issue!.inForceFrom < b.issue!.inForceFrom ? -1 : 1))
    .at(-1) ?? null;

/** Whether an order was issued and is in force on a date: from its own day on, until the day of its repeal. */
export const isInForce = ({ issue, repeal }: Order, on: LocalDate): boolean =>
  issue !== null && issue.inForceFrom <= on && (repeal === null || on < repeal.from);

function followLater({ orderId, how, later }: Of<'FollowLater'>, current: Order): OrderEvent[] {
  if (current.issue === null) throw new Refused('not-issued', 'Only an issued order is changed by another.');
  if (how === 'repealed') {
    if (current.repeal?.by === later.by) return [];
    if (current.repeal !== null) throw new Refused('already-repealed', 'The order is repealed already.');
    return [{ type: 'OrderRepealed', data: { orderId, ...later } }];
  }
  if (current.amendments.some(({ by }) => by === later.by)) return [];
  return [{ type: 'OrderAmended', data: { orderId, ...later } }];
}

/** @throws Refused `already-issued`, `dropped` */
export function requireDraft(current: Order): void {
  if (current.issue !== null) throw alreadyIssued(current, 'Only another order changes it.');
  if (current.dropped !== null) throw new Refused('dropped', `The draft was dropped: ${current.dropped}`);
}

const alreadyIssued = ({ issue }: Order, why: string): Refused =>
  new Refused('already-issued', `The order was issued: ${issue!.number} of ${issue!.date}. ${why}`);

/** @throws Refused `changed-meanwhile` (412) */
export function requireSeen({ version }: Order, basedOn: number): void {
  if (basedOn === version) return;
  throw new Refused('changed-meanwhile', `The draft is at version ${version} by now.`, {
    status: 412,
    current: { version },
  });
}

function checkedIssue(issue: Issue): Issue {
  if (!isLocalDate(issue.date)) throw invalidField('date', 'date', `${String(issue.date)} is not a date.`);
  if (!isLocalDate(issue.inForceFrom)) {
    throw invalidField('inForceFrom', 'date', `${String(issue.inForceFrom)} is not a date.`);
  }
  return { ...issue, number: saying('number', issue.number) };
}

type Of<Kind extends OrderCommand['kind']> = Extract<OrderCommand, { readonly kind: Kind }>;

const isSame = (told: string | readonly string[] | undefined, value: FilledField['value']): boolean =>
  JSON.stringify(told ?? null) === JSON.stringify(value);
