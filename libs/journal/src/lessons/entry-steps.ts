import type { AnyFact, Recorded } from '#kernel';
import type { AbsenceCode } from '#school/events';
import type { Attendance, Mark, Why } from '../lesson/lesson.events.ts';
import type { ReviewDoc, Step, Trace } from './lesson-doc.ts';

/** Which event, by whom and when. */
export function traceOf({ id, metadata }: Recorded<AnyFact>): Trace {
  const { actor, recordedAt, claimedAt } = metadata;
  const by = actor.personId ?? actor.accountId;
  return claimedAt === undefined
    ? { eventId: id, by, recordedAt }
    : { eventId: id, by, recordedAt, claimedAt };
}

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
/** A value of any kind of entry; only an attendance has a code. */
type AnyStep = Step<Mark | Attendance | true> & { readonly code?: AbsenceCode };
type AnyEntry = AnyStep & { readonly before?: readonly AnyStep[] };

/** The fields of a value that an event sets, into the entry that gets it. */
export function set(
  entry: Writable<AnyStep>,
  { id, metadata }: Recorded<AnyFact>,
  value: AnyStep['value'],
): void {
  entry.eventId = id;
  entry.by = metadata.actor.personId ?? metadata.actor.accountId;
  entry.recordedAt = metadata.recordedAt;
  if (metadata.claimedAt !== undefined) entry.claimedAt = metadata.claimedAt;
  entry.value = value;
}

/** The value that an entry has, and the rest of it: what identifies it. */
export function apart(entry: AnyEntry): { step: AnyStep; rest: object } {
  const { eventId, by, recordedAt, claimedAt, value, code, reason, sealed, afterTerm, review, ...other } =
    entry;
  const { before: _before, ...rest } = other;
  const step: Writable<AnyStep> = { eventId, by, recordedAt, value };
  if (claimedAt !== undefined) step.claimedAt = claimedAt;
  if (code !== undefined) step.code = code;
  if (reason !== undefined) step.reason = reason;
  if (sealed !== undefined) step.sealed = sealed;
  if (afterTerm !== undefined) step.afterTerm = afterTerm;
  if (review !== undefined) step.review = review;
  return { step, rest };
}

/** The same entry with another value; the one it had goes before it. */
export function changed<Entry extends AnyEntry>(
  entry: Entry,
  event: Recorded<AnyFact>,
  value: Entry['value'],
  why: Why & { readonly code?: AbsenceCode | null },
): Entry {
  const { step, rest } = apart(entry);
  const next = rest as Writable<AnyEntry>;
  set(next, event, value);
  next.reason = why.reason;
  if (why.note !== undefined) next.sealed = why.note;
  if (why.afterTerm !== undefined) next.afterTerm = true;
  if (why.code !== undefined && why.code !== null) next.code = why.code;
  next.before = [...(entry.before ?? []), step];
  return next as Entry;
}

/** The items with the last of those that fit changed. */
export function replaced<Item>(
  items: readonly Item[],
  fits: (item: Item) => boolean,
  change: (item: Item) => Item,
): readonly Item[] {
  const index = items.findLastIndex(fits);
  return index < 0 ? items : items.with(index, change(items[index]!));
}

/** What an event says of a correction. */
export const reviewIn = (
  event: Recorded<AnyFact>,
  verdict: ReviewDoc['verdict'],
  sealed?: string,
): ReviewDoc => ({ ...traceOf(event), verdict, ...(sealed === undefined ? {} : { sealed }) });

/** The entry with a word on one of the values that it has or had. */
export function reviewed<Entry extends AnyEntry>(
  entry: Entry,
  correctionId: string,
  review: ReviewDoc,
): Entry {
  if (entry.eventId === correctionId) return { ...entry, review };
  const isIt = ({ eventId }: AnyStep): boolean => eventId === correctionId;
  if (entry.before === undefined || !entry.before.some(isIt)) return entry;
  const before = replaced(entry.before, isIt, (step) => ({ ...step, review }));
  return { ...entry, before };
}

/** The days (UTC) on which values of these entries were corrected after the term. */
export function correctionDaysOf(entries: readonly AnyEntry[]): readonly string[] {
  const days = new Set<string>();
  for (const entry of entries) {
    if (entry.afterTerm) days.add(entry.recordedAt.slice(0, 10));
    for (const step of entry.before ?? []) if (step.afterTerm) days.add(step.recordedAt.slice(0, 10));
  }
  return [...days];
}
