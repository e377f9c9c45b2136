import { afternoonOf } from './afternoon.ts';
import type { Chance } from './chance.ts';
import { byClassTeacher, halved, weeklyHours } from './curriculum.ts';
import { adult, child, family, type Gender } from './names.ts';
import type { Department, DiligenceShare, SchoolDescription } from './school-description.ts';
import { arrange, type Lesson } from './timetable-plan.ts';
import type {
  DemoGroup,
  DemoParent,
  DemoPupil,
  DemoRegister,
  DemoSlot,
  DemoTeacher,
  Diligence,
  SchoolPlan,
} from './school-plan.ts';

/**
 * Draws a whole school. The same seed gives the same school.
 * @param before the school in the year before: its pupils go up one class, the oldest leave, new ones come to the first
 */
export function planSchool(chance: Chance, description: SchoolDescription, before?: SchoolPlan): SchoolPlan {
  const { classes, departments, leastInterest } = description;
  const teachers = before?.teachers ?? staff(chance, description);
  const groups: DemoGroup[] = [];
  const registers: DemoRegister[] = [];
  const pupils: DemoPupil[] = [];
  const classBefore = (grade: number, letter: string): DemoGroup | undefined =>
    before?.groups.find(({ kind, key }) => kind === 'class' && key === `${grade - 1}${letter}`);
  const kept = Object.entries(classes).flatMap(([grade, { letters }]) =>
    [...letters].flatMap((letter) => classBefore(Number(grade), letter)?.classTeacher ?? []),
  );
  const free = teachers.filter(({ key }) => !kept.includes(key));
  const primaryTeachers = free.filter((teacher) => teacher.department === 0);
  const otherTeachers = chance.shuffled(free.filter((teacher) => teacher.department !== 0));
  const load = new Map<string, number>();

  for (const [gradeText, { letters, shift, pupils: size }] of Object.entries(classes)) {
    const grade = Number(gradeText);
    for (const letter of letters) {
      const key = `${grade}${letter}`;
      const was = classBefore(grade, letter);
      const own = was
        ? before!.pupils.filter((pupil) => was.pupils.includes(pupil.key))
        : drawPupils(chance, before ? `new-${key}` : key, chance.between(...size), leastInterest);
      pupils.push(...own);
      const ids = own.map((pupil) => pupil.key);
      const classTeacher =
        was?.classTeacher ?? (grade <= 4 ? primaryTeachers.shift()! : otherTeachers.shift()!).key;
      const halves = [ids.slice(0, Math.ceil(ids.length / 2)), ids.slice(Math.ceil(ids.length / 2))];
      const of = { grade, shift, classKeys: [key] };
      groups.push({ key, kind: 'class', title: key, classTeacher, pupils: ids, ...of });
      for (const [subject, hours] of Object.entries(weeklyHours[grade]!)) {
        if (subject === 'pe' && grade >= 10) continue;
        if (!halved.has(subject)) {
          const teacher =
            grade <= 4 && byClassTeacher.has(subject)
              ? classTeacher
              : leastLoaded(teachers, departments, subject, hours, load);
          registers.push({ key: `${key}/${subject}`, subject, groupKeys: [key], teacher });
          continue;
        }
        for (const [index, half] of halves.entries()) {
          const groupKey = `${key}/${subject}${index + 1}`;
          const taken = registers.find((register) => register.key === `${key}/${subject}1`)?.teacher;
          const teacher = leastLoaded(teachers, departments, subject, hours, load, taken);
          const title = `${key}, ${subject === 'en' ? 'английский' : 'информатика'}, ${index + 1} гр.`;
          groups.push({ key: groupKey, kind: 'subgroup', title, classTeacher: null, pupils: half, ...of });
          registers.push({ key: `${key}/${subject}${index + 1}`, subject, groupKeys: [groupKey], teacher });
        }
      }
    }
  }
  if (10 in classes) {
    const together = leastLoaded(teachers, departments, 'pe', 3, load);
    registers.push({ key: '10-11/pe', subject: 'pe', groupKeys: ['10А', '11А'], teacher: together });
  }

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
  for (const { group, register, slots } of afternoonOf(description.afternoon, groups, teachers)) {
    groups.push(group);
    registers.push(register);
    timetables.set(group.key, [...slots]);
  }

  return {
    teachers,
    leaders: before?.leaders ?? {
      head: leader(chance, 'head', 'female', 'директор'),
      deputy: leader(chance, 'deputy', 'female', 'заместитель директора по УВР'),
      administrator: leader(chance, 'administrator', 'male', 'администратор системы'),
      auditor: leader(chance, 'auditor', 'male', 'аудитор'),
    },
    pupils,
    parents: before ? parentsAfter(chance, before, pupils) : drawParents(chance, pupils),
    groups,
    registers,
    timetables,
  };
}

function staff(chance: Chance, { departments, diligence }: SchoolDescription): DemoTeacher[] {
  const teachers: DemoTeacher[] = [];
  for (const [department, { position, teachers: count, men }] of departments.entries()) {
    for (let n = 0; n < count; n += 1) {
      const gender: Gender = n < men ? 'male' : 'female';
      teachers.push({
        key: `teacher-${teachers.length + 1}`,
        details: { ...adult(chance, gender), jobTitle: position },
        department,
        diligence: drawDiligence(chance, diligence),
        room: String(100 * chance.between(1, 3) + teachers.length + 1),
      });
    }
  }
  return teachers;
}

function drawDiligence(chance: Chance, shares: readonly DiligenceShare[]): Diligence {
  const { weight: _, ...diligence } =
    shares[Number(chance.weighted(Object.fromEntries(shares.map(({ weight }, which) => [which, weight]))))]!;
  return diligence;
}

const leader = (chance: Chance, key: string, gender: Gender, position: string): DemoTeacher => ({
  key,
  details: { ...adult(chance, gender), jobTitle: position },
  department: -1,
  diligence: { keeps: 1, onTime: 1, topic: 1, homework: 1 },
  room: '101',
});

function drawPupils(chance: Chance, classKey: string, count: number, leastInterest: number): DemoPupil[] {
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
      interest: leastInterest + (1 - leastInterest) * chance.next(),
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

/** Those of the year before whose children are still here, and the new pupils' own. */
function parentsAfter(chance: Chance, before: SchoolPlan, pupils: readonly DemoPupil[]): DemoParent[] {
  const here = new Set(pupils.map(({ key }) => key));
  const known = new Set(before.pupils.map(({ key }) => key));
  const stay = before.parents
    .map((parent) => ({ ...parent, children: parent.children.filter((child) => here.has(child)) }))
    .filter(({ children }) => children.length > 0);
  return [
    ...stay,
    ...drawParents(
      chance,
      pupils.filter(({ key }) => !known.has(key)),
    ),
  ];
}

function leastLoaded(
  teachers: readonly DemoTeacher[],
  departments: readonly Department[],
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
