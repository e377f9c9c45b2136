import type { LocalDate } from '#kernel';
import { EnrolLearners, OpenCourse, PlanSession, TakeAttendance } from '#transition';
import { takeFinalTest } from './final-test.ts';
import type { WorkingGroup } from './working-group.ts';

const PROGRAMME = 'portal-2015';
const SESSIONS = [
  ['lectures', 4],
  ['lectures', 3],
  ['practice', 3],
  ['practice', 3],
] as const;

/** The course that all teachers of a demo school take, and its final test. */
export class RoadTraining {
  readonly #group: WorkingGroup;
  #courseId = '';
  readonly #sessions: { readonly courseSessionId: string; readonly hours: number }[] = [];

  constructor(group: WorkingGroup) {
    this.#group = group;
  }

  /** @param days of the four sessions */
  async open(days: readonly LocalDate[]): Promise<void> {
    const group = this.#group;
    const open = new OpenCourse({ title: 'Первая группа', programmeId: PROGRAMME }, group.deputy());
    await group.do(open);
    const { courseId } = open;
    this.#courseId = courseId;
    const personIds = group.teachers();
    await group.do(new EnrolLearners({ courseId, personIds }, group.deputy()));
    for (const [index, [part, hours]] of SESSIONS.entries()) {
      const planned = { courseId, part, date: days[index]!, starts: `1${index + 3}:30`, hours };
      const session = new PlanSession(planned, group.deputy());
      await group.do(session);
      this.#sessions.push({ courseSessionId: session.courseSessionId, hours });
    }
  }

  /** Everybody was there all the time. */
  async attend(): Promise<void> {
    const group = this.#group;
    const courseId = this.#courseId;
    for (const { courseSessionId, hours } of this.#sessions) {
      const attended = group.teachers().map((personId) => ({ personId, hours }));
      await group.do(new TakeAttendance({ courseId, courseSessionId, attended }, group.deputy()));
    }
    await group.complete('course', 'Курс проведён полностью, 13 часов');
  }

  /** All teachers pass the final test and get their certificates. @param but so many, the last of the list */
  async takeTests(but: number): Promise<void> {
    const group = this.#group;
    const { commands, streams, plan, schoolId } = group.needs;
    await Promise.all(
      plan.teachers.slice(0, plan.teachers.length - but).map(({ key }) =>
        takeFinalTest({
          commands,
          streams,
          schoolId,
          programmeId: PROGRAMME,
          personId: group.person(key),
          byPerson: () => group.by(key, 'teacher'),
          byDeputy: () => group.deputy(),
        }),
      ),
    );
  }
}
