import type { CommandBus } from '@nestjs/cqrs';
import { addDays, type CommandContext, type LocalDate } from '#kernel';
import {
  AssignClassTeacher,
  DefineSubject,
  DissolveGroup,
  FormGroup,
  JoinGroup,
  LinkChild,
  OpenRegister,
  OpenYear,
  PublishTimetable,
  RegisterPerson,
  SetBellSchedule,
  SetCalendar,
  SetSchoolWeek,
  SetTerms,
} from '#school';
import type { LivedYear } from './demo-calendar.ts';
import type { SchoolDescription } from './school-description.ts';
import type { SchoolPlan } from './school-plan.ts';

/** The ids that the plan's keys got. */
export interface SetUp {
  readonly yearId: string;
  readonly people: ReadonlyMap<string, string>;
  readonly subjects: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly registers: ReadonlyMap<string, string>;
}

interface Needs {
  readonly commands: CommandBus;
  /** A fresh context of the administrator's for each command. */
  readonly context: () => CommandContext;
  readonly id: () => string;
  readonly description: SchoolDescription;
  readonly plan: SchoolPlan;
  /** The timetable begins with its first day. */
  readonly lived: LivedYear;
  /** People who are registered already, by key. */
  readonly known: ReadonlyMap<string, string>;
  /** The year before, whose groups end; null: the school is new. */
  readonly before: { readonly setUp: SetUp; readonly lived: LivedYear } | null;
  readonly step: (what: string, done: number, of: number) => void;
}

/** How many commands are under way at the same time. */
const AT_ONCE = 64;

/** Enters a year of a whole school through the same commands that an administrator uses. */
export async function setUpSchool(needs: Needs): Promise<SetUp> {
  const { commands, context, description, plan, before } = needs;
  const { year, from } = needs.lived;
  if (before !== null) await endGroups(before, needs);
  const yearId = await setUpYear(needs);

  const people = new Map(needs.known);
  const everyone = [
    ...Object.values(plan.leaders).map((person) => ({ ...person, kind: 'staff' as const })),
    ...plan.teachers.map((person) => ({ ...person, kind: 'staff' as const })),
    ...plan.pupils.map((person) => ({ ...person, kind: 'pupil' as const })),
    ...plan.parents.map((person) => ({ ...person, kind: 'parent' as const })),
  ];
  const unknown = everyone.filter(({ key }) => !people.has(key));
  await inParallel(unknown, needs, 'people', async ({ key, kind, details }) => {
    const command = new RegisterPerson({ kind, ...details }, context());
    await commands.execute(command);
    people.set(key, command.personId);
  });
  const person = (key: string): string => people.get(key)!;

  const subjects = new Map(before?.setUp.subjects);
  const undefinedYet = description.subjects.filter(({ code }) => !subjects.has(code));
  await inParallel(undefinedYet, needs, 'subjects', async ({ code, title, shortTitle, area }) => {
    const command = new DefineSubject({ title, shortTitle, area }, context());
    await commands.execute(command);
    subjects.set(code, command.subjectId);
  });

  const groups = await setUpGroups(needs, yearId, person);

  const registers = new Map<string, string>();
  await inParallel(plan.registers, needs, 'registers', async ({ key, subject, groupKeys, teacher }) => {
    const command = new OpenRegister(
      {
        subjectId: subjects.get(subject)!,
        groupIds: groupKeys.map((groupKey) => groups.get(groupKey)!),
        teachers: [{ teacherId: person(teacher) }],
      },
      context(),
    );
    await commands.execute(command);
    registers.set(key, command.registerId);
  });

  const newParents = plan.parents.filter(({ key }) => !before?.setUp.people.has(key));
  await inParallel(newParents, needs, 'families', async ({ key, children }) => {
    for (const child of children) {
      await commands.execute(
        new LinkChild({ personId: person(key), childId: person(child), from: year.from }, context()),
      );
    }
  });

  await inParallel([...plan.timetables], needs, 'timetables', async ([groupKey, slots]) => {
    const published = slots.map(({ registerKey, ...slot }) => ({
      ...slot,
      registerId: registers.get(registerKey)!,
    }));
    await commands.execute(
      new PublishTimetable(
        { groupId: groups.get(groupKey)!, from, to: year.to, slots: published },
        context(),
      ),
    );
  });
  return { yearId, people, subjects, groups, registers };
}

/** The groups of a year end with its last day: nobody is in two classes afterwards. */
async function endGroups({ setUp, lived }: NonNullable<Needs['before']>, needs: Needs): Promise<void> {
  await inParallel([...setUp.groups.values()], needs, 'groups', async (groupId) => {
    await needs.commands.execute(new DissolveGroup({ groupId, to: lived.year.to }, needs.context()));
  });
}

async function setUpYear({ commands, context, id, description, lived: { year } }: Needs): Promise<string> {
  const open = new OpenYear({ title: year.title, from: year.from, to: year.to }, context());
  await commands.execute(open);
  const { yearId } = open;
  const terms = year.terms.map((term) => ({ ...term }));
  const daysOff = year.daysOff.map((off) => ({ ...off }));
  await commands.execute(new SetTerms({ yearId, scheme: 'quarters', terms }, context()));
  await commands.execute(new SetCalendar({ yearId, daysOff, workingDays: [] }, context()));
  const grades = Object.keys(description.classes).map(Number);
  const sixDayGrades = grades.filter((grade) => grade >= 9);
  await commands.execute(new SetSchoolWeek({ yearId, sixDayGrades }, context()));
  const older = grades.filter((grade) => grade > 1);
  const shifts = new Set(Object.values(description.classes).map(({ shift }) => shift));
  const schedules = [
    { title: '1 классы', grades: [1], shift: 1, bells: bellsFrom(510, 35, 20) },
    { title: 'I смена', grades: older, shift: 1, bells: bellsFrom(510, 40, 10) },
    { title: 'II смена', grades: older, shift: 2, bells: bellsFrom(860, 40, 10) },
  ] as const;
  for (const schedule of schedules.filter(({ shift }) => shifts.has(shift))) {
    const span = { yearId, from: year.from, to: year.to };
    await commands.execute(
      new SetBellSchedule(
        { ...span, ...schedule, bellScheduleId: id(), grades: [...schedule.grades] },
        context(),
      ),
    );
  }
  return yearId;
}

async function setUpGroups(
  needs: Needs,
  yearId: string,
  person: (key: string) => string,
): Promise<ReadonlyMap<string, string>> {
  const { commands, context, plan } = needs;
  const { year } = needs.lived;
  const groups = new Map<string, string>();
  const span = { yearId, from: year.from, to: year.to };
  const form = async (of: SchoolPlan['groups'][number]): Promise<void> => {
    const { key, kind, title, grade, shift, classKeys, classTeacher, pupils } = of;
    const command = new FormGroup(
      {
        ...span,
        kind,
        title,
        shift,
        ...(kind === 'class' ? { grade } : { classIds: classKeys.map((classKey) => groups.get(classKey)!) }),
      },
      context(),
    );
    await commands.execute(command);
    const { groupId } = command;
    groups.set(key, groupId);
    if (classTeacher !== null) {
      await commands.execute(
        new AssignClassTeacher({ groupId, personId: person(classTeacher), from: year.from }, context()),
      );
    }
    await commands.execute(
      new JoinGroup(
        { groupId, pupilIds: pupils.map(person), from: year.from, order: 'приказ № 1' },
        context(),
      ),
    );
  };
  await inParallel(
    plan.groups.filter(({ kind }) => kind === 'class'),
    needs,
    'classes',
    form,
  );
  await inParallel(
    plan.groups.filter(({ kind }) => kind !== 'class'),
    needs,
    'groups',
    form,
  );
  return groups;
}

/** Nine lessons from a minute of the day on, with a longer break after the third. */
function bellsFrom(
  start: number,
  minutes: number,
  pause: number,
): { number: number; starts: string; ends: string }[] {
  const time = (at: number): string =>
    `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  return Array.from({ length: 9 }, (_, index) => {
    const from = start + index * (minutes + pause) + (index >= 3 ? 10 : 0);
    return { number: index + 1, starts: time(from), ends: time(from + minutes) };
  });
}

/** Does something for each, some at the same time, telling how far it has come. */
export async function inParallel<T>(
  items: readonly T[],
  { step }: Pick<Needs, 'step'>,
  what: string,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next]!;
      next += 1;
      await work(item);
      done += 1;
      step(what, done, items.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}

/** The day on which a school is entered: before its first lesson. */
export const setUpDay = (from: LocalDate): LocalDate => addDays(from, -4);
