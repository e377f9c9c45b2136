import { instant, Refused, type RefusalStatus } from '#kernel';
import type { Seen } from './actions.ts';
import type { Lesson, Recording } from './lesson-state.ts';
import { type Setting, THIS_COMMAND } from './setting.ts';

/** A refusal that names the field of the action. */
export const refusedField = (
  code: string,
  field: string,
  detail: string,
  more: { status?: RefusalStatus; [extra: string]: unknown } = {},
): Refused => new Refused(code, detail, { ...more, errors: [{ field, rule: code, detail }] });

/**
 * Runs a part of a command and lets its refusals name the part: `prefix` goes before the names of their fields,
 * `more` beside their details.
 */
export function refusedAt<T>(prefix: string, more: Readonly<Record<string, unknown>>, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const errors = error.more.errors?.map((named) => ({ ...named, field: `${prefix}${named.field}` }));
    const rest = { ...error.more, ...(errors ? { errors } : {}), ...more, status: error.status };
    throw new Refused(error.code, error.detail, rest);
  }
}

/** What stands in the place that an action is about. `value` null: empty, or cleared. */
export interface Stood {
  readonly value: unknown;
  readonly recording: Recording;
}

/**
 * Refuses when something else stands now than what the person saw, so that a colleague's work is never
 * overwritten unseen. What the same command set a moment ago is the person's own.
 * @param stood null when nothing was ever set here
 * @throws Refused `changed-meanwhile` (412) with `yours` and `standing`
 */
export function requireSeen({ basedOn }: Seen, stood: Stood | null, yours: unknown, setting: Setting): void {
  if (basedOn === undefined) {
    if (setting.actor.role === 'system' || setting.imported !== null) return;
    throw refusedField('invalid', 'basedOn', 'basedOn must say which event was seen, or null.', {
      status: 422,
    });
  }
  if (stood === null ? basedOn === null : wasSeen(basedOn, stood)) return;
  throw refusedField('changed-meanwhile', 'basedOn', 'Somebody recorded something else here meanwhile.', {
    status: 412,
    yours,
    standing:
      stood === null
        ? null
        : {
            value: stood.value,
            eventId: stood.recording.eventId,
            by: stood.recording.by,
            recordedAt: instant(stood.recording.at),
          },
  });
}

const wasSeen = (basedOn: string | null, { value, recording }: Stood): boolean =>
  recording.eventId === THIS_COMMAND || basedOn === recording.eventId || (basedOn === null && value === null);

/** @throws Refused `already-recorded` when an import would change what stands */
export function requireNotImported(setting: Setting, field: string): void {
  if (setting.imported !== null) {
    throw refusedField('already-recorded', field, 'An import does not change what is already recorded.');
  }
}

/** @throws Refused `lesson-cancelled` for new entries of a lesson that does not take place */
export function requireTakesPlace(lesson: Lesson): void {
  if (lesson.status === 'cancelled' || lesson.status === 'replaced') {
    throw new Refused('lesson-cancelled', 'The lesson does not take place, so it takes no entries.', {
      lessonStatus: lesson.status,
    });
  }
}

/** @throws Refused `not-open-yet` before the school's policy opens the lesson, with the instant when it does */
export function requireOpen(lesson: Lesson, setting: Setting): void {
  const opensAt = Date.parse(lesson.plan.startsAt) - setting.policy.opensBeforeMinutes * 60_000;
  if (setting.now < opensAt) {
    throw new Refused('not-open-yet', 'The lesson has not begun yet.', { opensAt: instant(opensAt) });
  }
}

/** The text without white space around it. @throws Refused `too-long` */
export function limited(text: string, most: number, field: string): string {
  const said = text.trim();
  if (said.length > most) {
    throw refusedField('too-long', field, `${field} may have at most ${most} characters.`, { status: 422 });
  }
  return said;
}
