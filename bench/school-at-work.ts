import { newId } from '#kernel';
import type { Holder } from '../test/support/ground.ts';
import type { SmallSchool } from '../test/support/small-school.ts';

/** A class that a teacher has lessons with. */
export interface ClassToTeach {
  /** The teacher's session. */
  readonly token: string;
  readonly registerId: string;
  readonly pupilIds: readonly string[];
  /** Those of the days, in the order of time; all of them are over. */
  readonly lessonIds: readonly string[];
}

/** Four weeks of ten lessons each: forty on a page. */
export const PAGE_OF_40 = { from: '2026-09-07', to: '2026-10-02', lessonsADay: 2 } as const;

const PUPILS = 30;
/** Of a lesson on the page: who was absent, and how many have a mark. */
const ABSENT = 2;
const MARKED = 12;
const LONGEST_WAIT_MS = 60_000;

/** A class of thirty with so many lessons on every day of a timetable, and one teacher. */
export async function classToTeach(
  school: SmallSchool,
  days: { readonly from: string; readonly to: string; readonly lessonsADay: number },
): Promise<ClassToTeach> {
  const teacher = school.holder('teacher');
  const classId = await school.group(5);
  const pupilIds: string[] = [];
  while (pupilIds.length < PUPILS) pupilIds.push(await school.person('pupil'));
  await school.do('POST', `groups/${classId}/members`, { pupilIds, from: '2026-09-01' });
  const registerId = await school.register(classId, teacher.personId!);
  const { from, to, lessonsADay } = days;
  const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
    Array.from({ length: lessonsADay }, (_, index) => ({
      registerId,
      weekday,
      number: index + 1,
      parity: 'every',
    })),
  );
  await school.do('POST', 'timetables', { groupId: classId, from, to, slots });
  const lessonIds = await lessonsOf(school, classId, days);
  return { token: teacher.token, registerId, pupilIds, lessonIds };
}

/** Waits until all lessons of a class are planned, which the planner does by itself. */
async function lessonsOf(
  school: SmallSchool,
  groupId: string,
  { from, to, lessonsADay }: { readonly from: string; readonly to: string; readonly lessonsADay: number },
): Promise<string[]> {
  const expected = lessonsADay * schoolDays(from, to);
  const as: Holder = school.holder('administrator');
  for (const until = performance.now() + LONGEST_WAIT_MS; performance.now() < until;) {
    const { body } = await school.call('GET', 'timetable', { as, query: { from, to, groupId } });
    const { lessons } = body as { lessons: { lessonId: string }[] };
    if (lessons.length === expected) return lessons.map(({ lessonId }) => lessonId);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The planner did not plan ${expected} lessons within a minute`);
}

const schoolDays = (from: string, to: string): number => {
  let days = 0;
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) {
    if (new Date(day).getUTCDay() % 6 !== 0) days += 1;
  }
  return days;
};

/** Writes in every lesson what a teacher writes; in every fourth also words about somebody, which are sealed. */
export async function writeIn(school: SmallSchool, { pupilIds, lessonIds }: ClassToTeach): Promise<void> {
  const as = school.holder('teacher');
  for (const [number, lessonId] of lessonIds.entries()) {
    const turned = pupilIds.map((_, index) => pupilIds[(index + number * 7) % pupilIds.length]!);
    const absent = turned.slice(0, ABSENT).map((pupilId) => ({
      pupilId,
      value: 'absent',
      code: 'ill',
      basedOn: null,
    }));
    const actions = [
      { kind: 'set-topic', topic: `Решение задач на движение, часть ${number + 1}` },
      { kind: 'set-homework', text: `Учебник, § ${number + 1}, № 340–345` },
      { kind: 'set-held', held: true },
      { kind: 'set-roll-call', taken: true, exceptions: absent },
      ...turned
        .slice(ABSENT, ABSENT + MARKED)
        .map((pupilId, index) => ({ kind: 'give-mark', pupilId, value: String(2 + ((number + index) % 4)) })),
      ...(number % 4 === 0 ? [{ kind: 'set-comment', text: 'Половина класса была на олимпиаде.' }] : []),
    ];
    await school.do(
      'POST',
      `lessons/${lessonId}/entries`,
      { actions: actions.map((action) => ({ ...action, basedOn: null })) },
      as,
    );
  }
}

/** A mark for every pupil of the class in a lesson: paths, keys and bodies of the commands. */
export const marksIn = (
  { pupilIds }: ClassToTeach,
  lessonId: string,
): { path: string; key: string; body: object }[] =>
  pupilIds.map((pupilId, index) => ({
    path: `/api/v1/lessons/${lessonId}/marks`,
    key: newId(),
    body: { pupilId, value: String(2 + (index % 4)), basedOn: null },
  }));
