import type { PersonDetails } from '#school/events';
import type { Chance } from './chance.ts';
import { byClassTeacher, classLetters, departments, halved, weeklyHours } from './curriculum.ts';
import { adult, child, family, type Family, type Gender } from './names.ts';
import { arrange, type Lesson } from './timetable-plan.ts';

/** How a teacher keeps the journal: the reason why the criteria of a demo school differ. */
export interface Diligence {
  /** Chance that a lesson gets any entry at all. */
  readonly keeps: number;
  /** Chance that what is entered is entered within 24 hours. */
  readonly onTime: number;
  /** Chance that a lesson has a topic, and that it has homework. */
  readonly topic: number;
  readonly homework: number;
}

export interface DemoTeacher {
  readonly key: string;
  readonly details: PersonDetails;
  readonly department: number;
  readonly diligence: Diligence;
  readonly room: string;
}

export interface DemoPupil {
  readonly key: string;
  readonly details: PersonDetails;
  readonly family: Family;
  /** 0 … 1: how well the pupil does, how often ill, how often the family looks into the diary. */
  readonly ability: number;
  readonly health: number;
  readonly interest: number;
}

export interface DemoParent {
  readonly key: string;
  readonly details: PersonDetails;
  readonly children: readonly string[];
}

export interface DemoGroup {
  readonly key: string;
  readonly kind: 'class' | 'subgroup' | 'individual' | 'elective' | 'club' | 'extended-day';
  readonly title: string;
  readonly grade: number | null;
  readonly shift: 1 | 2;
  readonly classKeys: readonly string[];
  readonly classTeacher: string | null;
  readonly pupils: readonly string[];
}

export interface DemoRegister {
  readonly key: string;
  readonly subject: string;
  readonly groupKeys: readonly string[];
  readonly teacher: string;
}

export interface DemoSlot {
  readonly registerKey: string;
  readonly weekday: number;
  readonly number: number;
  readonly parity: 'every' | 'odd' | 'even';
  readonly room: string;
}

/** Everything that a demo school is, before anything happens in it. */
export interface SchoolPlan {
  readonly teachers: readonly DemoTeacher[];
  readonly leaders: Readonly<Record<'head' | 'deputy' | 'administrator' | 'auditor', DemoTeacher>>;
  readonly pupils: readonly DemoPupil[];
  readonly parents: readonly DemoParent[];
  readonly groups: readonly DemoGroup[];
  readonly registers: readonly DemoRegister[];
  /** By the key of the group whose timetable it is. */
  readonly timetables: ReadonlyMap<string, readonly DemoSlot[]>;
}

/** Draws a whole school. The same seed gives the same school. */
export function planSchool(chance: Chance): SchoolPlan {
  const teachers = staff(chance);
  const groups: DemoGroup[] = [];
  const registers: DemoRegister[] = [];
  const pupils: DemoPupil[] = [];
  const primaryTeachers = teachers.filter((teacher) => teacher.department === 0);
  const otherTeachers = chance.shuffled(teachers.filter((teacher) => teacher.department !== 0));
  const load = new Map<string, number>();

  for (const [gradeText, { letters, shift }] of Object.entries(classLetters)) {
    const grade = Number(gradeText);
    for (const letter of letters) {
      const key = `${grade}${letter}`;
      const own = drawPupils(chance, key, grade < 10 ? chance.between(23, 27) : chance.between(20, 23));
      pupils.push(...own);
      const ids = own.map((pupil) => pupil.key);
      const classTeacher = grade <= 4 ? primaryTeachers.shift()! : otherTeachers.shift()!;
      const halves = [ids.slice(0, Math.ceil(ids.length / 2)), ids.slice(Math.ceil(ids.length / 2))];
      const of = { grade, shift, classKeys: [key] };
      groups.push({ key, kind: 'class', title: key, classTeacher: classTeacher.key, pupils: ids, ...of });
      for (const [subject, hours] of Object.entries(weeklyHours[grade]!)) {
        if (subject === 'pe' && grade >= 10) continue;
        if (!halved.has(subject)) {
          const teacher =
            grade <= 4 && byClassTeacher.has(subject)
              ? classTeacher.key
              : leastLoaded(teachers, subject, hours, load);
          registers.push({ key: `${key}/${subject}`, subject, groupKeys: [key], teacher });
          continue;
        }
        for (const [index, half] of halves.entries()) {
          const groupKey = `${key}/${subject}${index + 1}`;
          const taken = registers.find((register) => register.key === `${key}/${subject}1`)?.teacher;
          const teacher = leastLoaded(teachers, subject, hours, load, taken);
          const title = `${key}, ${subject === 'en' ? 'английский' : 'информатика'}, ${index + 1} гр.`;
          groups.push({ key: groupKey, kind: 'subgroup', title, classTeacher: null, pupils: half, ...of });
          registers.push({ key: `${key}/${subject}${index + 1}`, subject, groupKeys: [groupKey], teacher });
        }
      }
    }
  }
  const together = leastLoaded(teachers, 'pe', 3, load);
  registers.push({ key: '10-11/pe', subject: 'pe', groupKeys: ['10А', '11А'], teacher: together });

  const timetables = new Map<string, DemoSlot[]>();
  const room = (teacherKey: string): string => teachers.find((teacher) => teacher.key === teacherKey)!.room;
  for (const group of groups.filter(({ kind }) => kind === 'class')) timetables.set(group.key, []);
  for (const placed of arrange(chance, lessonsToPlace(groups, registers))) {
    for (const registerKey of placed.lesson.registerKeys) {
      const register = registers.find(({ key }) => key === registerKey)!;
      timetables.get(placed.lesson.classKey)!.push({
        registerKey,
        weekday: placed.weekday,
        number: placed.number,
        parity: 'every',
        room: room(register.teacher),
      });
    }
  }
  afternoon(groups, registers, timetables, teachers, room);

  return {
    teachers,
    leaders: {
      head: leader(chance, 'head', 'female', 'директор'),
      deputy: leader(chance, 'deputy', 'female', 'заместитель директора по УВР'),
      administrator: leader(chance, 'administrator', 'male', 'администратор системы'),
      auditor: leader(chance, 'auditor', 'male', 'аудитор'),
    },
    pupils,
    parents: drawParents(chance, pupils),
    groups,
    registers,
    timetables,
  };
}

function staff(chance: Chance): DemoTeacher[] {
  const teachers: DemoTeacher[] = [];
  for (const [department, { position, teachers: count, men }] of departments.entries()) {
    for (let n = 0; n < count; n += 1) {
      const gender: Gender = n < men ? 'male' : 'female';
      teachers.push({
        key: `teacher-${teachers.length + 1}`,
        details: { ...adult(chance, gender), jobTitle: position },
        department,
        diligence: drawDiligence(chance),
        room: String(100 * chance.between(1, 3) + teachers.length + 1),
      });
    }
  }
  return teachers;
}

/** Most teachers keep the journal well, some leave it for the evening or the week-end, a few forget. */
function drawDiligence(chance: Chance): Diligence {
  switch (chance.weighted({ exact: 12, usual: 22, evening: 7, forgetful: 4 })) {
    case 'exact':
      return { keeps: 0.995, onTime: 0.97, topic: 0.995, homework: 0.85 };
    case 'usual':
      return { keeps: 0.965, onTime: 0.8, topic: 0.97, homework: 0.75 };
    case 'evening':
      return { keeps: 0.9, onTime: 0.35, topic: 0.9, homework: 0.6 };
    case 'forgetful':
      return { keeps: 0.62, onTime: 0.15, topic: 0.72, homework: 0.35 };
  }
}

const leader = (chance: Chance, key: string, gender: Gender, position: string): DemoTeacher => ({
  key,
  details: { ...adult(chance, gender), jobTitle: position },
  department: -1,
  diligence: { keeps: 1, onTime: 1, topic: 1, homework: 1 },
  room: '101',
});

function drawPupils(chance: Chance, classKey: string, count: number): DemoPupil[] {
  const drawn = Array.from({ length: count }, () => {
    const of = family(chance);
    return { family: of, details: child(chance, of, chance.happens(0.5) ? 'male' : 'female') };
  });
  const collator = new Intl.Collator('ru');
  return drawn
    .sort((a, b) => collator.compare(a.details.familyName, b.details.familyName))
    .map((pupil, index) => ({
      key: `${classKey}/pupil-${index + 1}`,
      ...pupil,
      ability: chance.next(),
      health: chance.next(),
      interest: chance.next(),
    }));
}

/** Each pupil has a mother in the system, every second a father too; some families have two children here. */
function drawParents(chance: Chance, pupils: readonly DemoPupil[]): DemoParent[] {
  const parents: DemoParent[] = [];
  const bySurname = new Map<string, DemoParent & { children: string[] }>();
  for (const pupil of pupils) {
    const { surname, mother, father } = pupil.family;
    const sibling = bySurname.get(surname);
    if (sibling && sibling.children.length === 1 && chance.happens(0.35)) {
      sibling.children.push(pupil.key);
      continue;
    }
    const parent = {
      key: `${pupil.key}/mother`,
      details: adult(chance, 'female', { surname, givenName: mother }),
      children: [pupil.key],
    };
    bySurname.set(surname, parent);
    parents.push(parent);
    if (chance.happens(0.3)) {
      const details = adult(chance, 'male', { surname, givenName: father });
      parents.push({ key: `${pupil.key}/father`, details, children: [pupil.key] });
    }
  }
  return parents;
}

function leastLoaded(
  teachers: readonly DemoTeacher[],
  subject: string,
  hours: number,
  load: Map<string, number>,
  not?: string,
): string {
  const able = teachers.filter(
    ({ department, key }) => departments[department]!.teaches.includes(subject) && key !== not,
  );
  const chosen = able.reduce((best, next) =>
    (load.get(next.key) ?? 0) < (load.get(best.key) ?? 0) ? next : best,
  );
  load.set(chosen.key, (load.get(chosen.key) ?? 0) + hours);
  return chosen.key;
}

/** One entry per weekly lesson of a class; the halves of a class go together. */
function lessonsToPlace(groups: readonly DemoGroup[], registers: readonly DemoRegister[]): Lesson[] {
  const lessons: Lesson[] = [];
  for (const { key: classKey, grade, shift } of groups.filter(({ kind }) => kind === 'class')) {
    for (const [subject, hours] of Object.entries(weeklyHours[grade!]!)) {
      const together = subject === 'pe' && grade! >= 10;
      const own = together
        ? registers.filter(({ key }) => key === '10-11/pe')
        : registers.filter(({ key }) => new RegExp(`^${classKey}/${subject}[12]?$`).test(key));
      for (let hour = 0; hour < hours; hour += 1) {
        lessons.push({
          classKey,
          shift,
          days: grade! >= 9 ? 6 : 5,
          registerKeys: own.map(({ key }) => key),
          teacherKeys: together && grade === 11 ? [] : own.map(({ teacher }) => teacher),
          fixed: together ? { weekday: [2, 4, 6][hour]!, number: hour === 2 ? 4 : 6 } : null,
        });
      }
    }
  }
  return lessons;
}

/** What comes after lessons: a conversation on Mondays, electives, clubs, an extended-day group, one taught alone. */
function afternoon(
  groups: DemoGroup[],
  registers: DemoRegister[],
  timetables: Map<string, DemoSlot[]>,
  teachers: readonly DemoTeacher[],
  room: (teacherKey: string) => string,
): void {
  const pupilsOf = (...keys: string[]): string[] =>
    groups.filter(({ key }) => keys.includes(key)).flatMap(({ pupils }) => pupils);
  const byDepartment = (department: number, index = 0): string =>
    teachers.filter((teacher) => teacher.department === department)[index]!.key;
  const add = (
    group: Omit<DemoGroup, 'classTeacher' | 'shift'>,
    subject: string,
    teacher: string,
    at: readonly (readonly [weekday: number, number: number, parity?: 'odd' | 'even'])[],
  ): void => {
    const shift =
      group.kind === 'individual' ? groups.find(({ key }) => key === group.classKeys[0])!.shift : 1;
    groups.push({ ...group, classTeacher: null, shift });
    const key = `${group.key}/${subject}`;
    registers.push({ key, subject, groupKeys: [group.key], teacher });
    timetables.set(
      group.key,
      at.map(([weekday, number, parity]): DemoSlot => ({
        registerKey: key,
        weekday,
        number,
        parity: parity ?? 'every',
        room: room(teacher),
      })),
    );
  };
  const none = { grade: null };
  add(
    {
      key: 'elective-math',
      kind: 'elective',
      title: 'Факультатив «Решение задач», 9 кл.',
      ...none,
      classKeys: ['9А', '9Б', '9В'],
      pupils: pupilsOf('9А', '9Б', '9В').filter((_, n) => n % 4 === 0),
    },
    'elmath',
    byDepartment(2, 1),
    [[3, 8]],
  );
  add(
    {
      key: 'elective-ru',
      kind: 'elective',
      title: 'Факультатив «Русское правописание», 8 кл.',
      ...none,
      classKeys: ['8А', '8Б', '8В'],
      pupils: pupilsOf('8А', '8Б', '8В').filter((_, n) => n % 5 === 0),
    },
    'elru',
    byDepartment(1, 2),
    [[4, 8, 'odd']],
  );
  add(
    {
      key: 'club-chess',
      kind: 'club',
      title: 'Кружок «Шахматы»',
      ...none,
      classKeys: ['5А', '5Б', '8А'],
      pupils: pupilsOf('5А', '5Б', '8А').filter((_, n) => n % 6 === 0),
    },
    'chess',
    byDepartment(7, 1),
    [[2, 8]],
  );
  add(
    {
      key: 'club-choir',
      kind: 'club',
      title: 'Хор',
      ...none,
      classKeys: ['2А', '2Б', '2В'],
      pupils: pupilsOf('2А', '2Б', '2В').filter((_, n) => n % 3 === 0),
    },
    'choir',
    byDepartment(10),
    [
      [1, 8],
      [5, 8],
    ],
  );
  add(
    {
      key: 'day-1',
      kind: 'extended-day',
      title: 'ГПД, 1 классы',
      grade: 1,
      classKeys: ['1А', '1Б', '1В'],
      pupils: pupilsOf('1А', '1Б', '1В').filter((_, n) => n % 3 === 1),
    },
    'day',
    byDepartment(0, 0),
    [1, 2, 3, 4, 5].map((weekday) => [weekday, 8] as const),
  );
  add(
    {
      key: 'individual-7a',
      kind: 'individual',
      title: 'Индивидуальное обучение, 7А',
      grade: 7,
      classKeys: ['7А'],
      pupils: pupilsOf('7А').slice(3, 4),
    },
    'alg',
    byDepartment(2, 0),
    [[2, 8]],
  );
}
