import { useQuery } from '@tanstack/react-query';
import { get, type Schema } from '../api/client.ts';
import { useMe } from '../app/me.ts';
import type { LessonView, Mark } from '../outbox/act.ts';
import type { Term } from '../period/terms.ts';
import { type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { attends } from './cell.ts';
import type { Recorder } from './recording.ts';
import type { RegisterPage } from './use-register.ts';

type Policy = Schema<'PolicyAnswer'>['policy'];

/** Why nothing can be recorded in a cell. */
export type Obstacle = 'not-yours' | 'cancelled' | 'replaced' | 'not-open' | 'away';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What somebody may record on a page, and where: the server's rules, said before a key is lost. */
export class SheetRules {
  readonly recorder: Recorder;

  constructor(
    private readonly page: RegisterPage,
    private readonly terms: readonly Term[],
    private readonly teacherId: string | null,
    personId: string | null,
    private readonly policy: Policy | undefined,
    readonly today: LocalDate,
  ) {
    this.recorder = { personId, typoMinutes: policy?.typoMinutes ?? 0 };
  }

  /** Whether the register is theirs: works beyond lessons are set by its teachers. */
  get keepsRegister(): boolean {
    return this.page.teachers.some(
      ({ teacherId, to }) => teacherId === this.teacherId && (to === null || to >= this.today),
    );
  }

  /** Whether the term that a date lies in is over: what is corrected then waits for the deputy head's word. */
  isAfterTerm = (date: LocalDate): boolean =>
    this.terms.some(({ from, to }) => from <= date && date <= to && to < this.today);

  isOwn({ teacherIds }: LessonView): boolean {
    return this.teacherId !== null && teacherIds.includes(this.teacherId);
  }

  /** From when on what happens in a lesson is recorded (ms). */
  opensAt({ startsAt }: LessonView): number {
    return Date.parse(startsAt) - (this.policy?.opensBeforeMinutes ?? 0) * MINUTE_MS;
  }

  /** Until when what is recorded is in time (ms). */
  inTimeUntil({ clock }: LessonView): number {
    return Date.parse(this.policy?.onlineFrom === 'start' ? clock.start : clock.end) + DAY_MS;
  }

  /** The marks that can be given; none where the register has none. */
  scaleOf(date: LocalDate): readonly Mark[] {
    switch (this.page.gradings.findLast(({ from }) => from <= date)?.grading) {
      case 'none':
        return [];
      case 'pass-fail':
        return ['fail', 'pass'];
      case 'marks':
      case undefined:
        return this.policy?.markOne === true ? ['1', '2', '3', '4', '5'] : ['2', '3', '4', '5'];
    }
  }

  /** @param needsOpen what was recorded can be taken back at any time. @returns null: nothing is in the way */
  obstacle(
    lesson: LessonView,
    { stays }: RegisterPage['pupils'][number],
    needsOpen: boolean,
  ): Obstacle | null {
    if (!this.isOwn(lesson)) return 'not-yours';
    if (lesson.status !== 'planned') return lesson.status;
    if (needsOpen && Date.now() < this.opensAt(lesson)) return 'not-open';
    return attends(stays, lesson) ? null : 'away';
  }
}

/** The rules for who is signed in. @param terms of the year */
export function useSheetRules(page: RegisterPage, terms: readonly Term[]): SheetRules {
  const { person, roles } = useMe();
  const time = useSchoolTime();
  const policy = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<Schema<'PolicyAnswer'>>('policy', {}, signal),
    staleTime: Infinity,
    meta: { models: ['policies'] },
  }).data?.policy;
  const personId = person?.personId ?? null;
  return new SheetRules(
    page,
    terms,
    roles.includes('teacher') ? personId : null,
    personId,
    policy,
    time.today(),
  );
}
