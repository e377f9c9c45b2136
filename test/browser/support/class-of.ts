import { addDays, type LocalDate } from '#kernel';
import type { Holder } from '../../support/ground.ts';
import type { SmallSchool } from '../../support/small-school.ts';

/** A class with one register. */
export interface ClassOf {
  readonly classId: string;
  readonly subjectId: string;
  readonly registerId: string;
  readonly pupilIds: readonly string[];
  /** Its pupils who have accounts, the first ones. */
  readonly teachers: readonly Holder[];
  /** In the order of time. */
  readonly lessons: readonly Lesson[];
}

interface Lesson {
  readonly lessonId: string;
  readonly date: LocalDate;
  readonly number: number;
}

/** Russian family names of pupils: a page of a register is looked at, too. */
const NAMES =
  'Абрамова Белов Васильева Громов Данилова Егоров Жукова Зайцев Ильина Киселёв Лебедева Макаров Никитина Орлов Павлова Романов Семёнова Тихонов Ульянова Фролов Хохлова Цветков Чернова Шубин Щербакова Юдин Яковлева Антонов Богданова Власов Гусева Демидов Ефимова Захаров Иванова'.split(
    ' ',
  );

/** So many pupils, taught together by these teachers, so many lessons on each day. Waits until all are planned. */
export async function classOf(
  school: SmallSchool,
  {
    pupils,
    teachers,
    lessonsADay,
    from,
    to,
    today,
    subjectId: known,
  }: {
    readonly pupils: number;
    readonly teachers: readonly Holder[];
    readonly lessonsADay: number;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly today: LocalDate;
    /** Of a parallel class; a new one by default. */
    readonly subjectId?: string;
  },
): Promise<ClassOf> {
  const classId = await school.group(8);
  const pupilIds: string[] = [];
  for (const familyName of NAMES.slice(0, pupils)) {
    const name = { kind: 'pupil', familyName, givenName: familyName.endsWith('а') ? 'Анна' : 'Иван' };
    pupilIds.push((await school.do('POST', 'people', name))['personId']!);
  }
  await school.do('POST', `groups/${classId}/members`, { pupilIds, from });
  const algebra = { title: 'Алгебра', shortTitle: 'Алг' };
  const subjectId = known ?? (await school.do('POST', 'subjects', algebra))['subjectId']!;
  const registerId = (
    await school.do('POST', 'registers', {
      subjectId,
      groupIds: [classId],
      teachers: teachers.map(({ personId }) => ({ teacherId: personId })),
    })
  )['registerId']!;
  const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
    Array.from({ length: lessonsADay }, (_, index) => ({
      registerId,
      weekday,
      number: index + 1,
      parity: 'every',
    })),
  );
  await school.do('POST', 'timetables', { groupId: classId, from, to, slots });
  const lessons = await planned(school, classId, { from, to }, today);
  return { classId, subjectId, registerId, pupilIds, teachers, lessons };
}

/** Waits until the planner, which works by itself, has planned no more for a while. */
async function planned(
  school: SmallSchool,
  groupId: string,
  span: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
): Promise<readonly Lesson[]> {
  const as = school.holder('administrator');
  for (let count = -1, tries = 0; tries < 300; tries += 1) {
    const { body } = await school.call('GET', 'timetable', { as, query: { ...span, groupId } });
    const { lessons = [] } = body as { lessons?: Lesson[] };
    if (lessons.length === count && lessons.some(({ date }) => date === today)) return lessons;
    count = lessons.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The lessons up to ${addDays(span.to, 0)} were not planned within a minute`);
}
