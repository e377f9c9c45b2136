import type { Schema } from '../api/client.ts';

export type LessonView = Schema<'LessonView'>;
export type Mark = Schema<'GiveMarkBody'>['value'];
export type WorkType = Schema<'WorkView'>['workType'];
export type AbsenceCode = 'ill' | 'excused' | 'unexcused';
export type CorrectionReason = NonNullable<Schema<'CorrectionBody'>['reason']>;

/** What a person wants to stand in one place of a lesson. */
export type Wish =
  | { readonly kind: 'topic'; readonly text: string }
  | { readonly kind: 'homework'; readonly text: string; readonly dueDate: string | null }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'held'; readonly held: boolean }
  | { readonly kind: 'roll-call'; readonly taken: boolean }
  | {
      readonly kind: 'attendance';
      readonly pupilId: string;
      readonly value: 'present' | 'absent' | 'late';
      readonly code: AbsenceCode | null;
    }
  | {
      readonly kind: 'mark';
      readonly pupilId: string;
      readonly workId: string;
      /** null: a mark that does not stand yet. */
      readonly markId: string | null;
      /** null: to be taken back. */
      readonly value: Mark | null;
      readonly doneOn?: string;
      readonly retakeOf?: string;
    }
  | {
      readonly kind: 'work';
      readonly workId: string;
      readonly workType: WorkType;
      readonly weight: number;
      readonly title: string | null;
    };

/** One thing that a person did, until the server has it. */
export interface Act {
  readonly id: string;
  readonly accountId: string;
  readonly lessonId: string;
  readonly wish: Wish;
  /** The event whose value the person saw there, or null. */
  readonly seen: string | null;
  readonly reason?: CorrectionReason;
  readonly note?: string;
  /** When, by this device's clock. ISO 8601. */
  readonly at: string;
  /** `sent`: the server has it, this page has not seen it yet. */
  readonly state: 'waiting' | 'sent' | 'refused';
  /** Of a sent one: the position that shows it. */
  readonly position?: string;
  /** Of a refused one: why, by the server's code, with what stands there instead. */
  readonly refusal?: {
    readonly code: string;
    readonly detail: string;
    readonly more: Readonly<Record<string, unknown>>;
  };
}

/** Two acts in the same place: the later one takes the place of the earlier one. */
export function placeOf(wish: Wish): string {
  switch (wish.kind) {
    case 'topic':
    case 'homework':
    case 'comment':
    case 'held':
    case 'roll-call':
      return wish.kind;
    case 'attendance':
      return `attendance ${wish.pupilId}`;
    case 'mark':
      return `mark ${wish.pupilId} ${wish.workId} ${wish.markId ?? `new ${wish.retakeOf ?? ''}`}`;
    case 'work':
      return `work ${wish.workId}`;
  }
}

export type Step = Schema<'RecordManyBody'>['actions'][number];

/** The step of the API that an act is. */
export function stepOf({ wish, seen, reason, note }: Act): Step {
  const because = {
    basedOn: seen,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
  };
  switch (wish.kind) {
    case 'topic':
      return { kind: 'set-topic', topic: wish.text, basedOn: seen };
    case 'homework':
      return { kind: 'set-homework', text: wish.text, dueDate: wish.dueDate, basedOn: seen };
    case 'comment':
      return { kind: 'set-comment', text: wish.text, basedOn: seen };
    case 'held':
      return { kind: 'set-held', held: wish.held, ...because };
    case 'roll-call':
      return { kind: 'set-roll-call', taken: wish.taken, ...because };
    case 'attendance':
      return {
        kind: 'set-attendance',
        pupilId: wish.pupilId,
        value: wish.value,
        code: wish.code,
        ...because,
      };
    case 'work':
      return {
        kind: 'set-work',
        workId: wish.workId,
        workType: wish.workType,
        weight: wish.weight,
        title: wish.title,
        basedOn: seen,
      };
    case 'mark':
      return markStep(wish, because);
  }
}

function markStep(
  wish: Extract<Wish, { kind: 'mark' }>,
  because: { basedOn: string | null; reason?: CorrectionReason; note?: string },
): Step {
  const { pupilId, workId, markId, value, doneOn, retakeOf } = wish;
  if (markId !== null) {
    return value === null
      ? { kind: 'revoke-mark', markId, ...because }
      : { kind: 'correct-mark', markId, value, ...because };
  }
  if (value === null) throw new Error('A mark that does not stand cannot be taken back');
  return {
    kind: 'give-mark',
    pupilId,
    workId,
    value,
    basedOn: because.basedOn,
    ...(doneOn === undefined ? {} : { doneOn }),
    ...(retakeOf === undefined ? {} : { retakeOf }),
  };
}
