import type { LocalDate } from '#kernel';
import {
  AssignClassTeacher,
  DefineSubject,
  FormGroup,
  JoinGroup,
  LinkChild,
  OpenRegister,
  OpenYear,
  PublishTimetable,
  RegisterPerson,
  SetBellSchedule,
  SetUpSchool,
} from '../index.ts';
import type { PersonKind } from '../person/person.events.ts';
import type { GroupKind } from '../words.ts';
import type { Stage } from './stage.ts';

const YEAR = { from: '2026-09-01', to: '2027-08-31' };

/** A school on the stage, entered by the same commands as every other. */
export class SmallSchool {
  private constructor(
    readonly stage: Stage,
    readonly yearId: string,
    /** By family name. */
    readonly people: Readonly<Record<string, string>>,
    readonly algebra: string,
    readonly class5a: string,
    readonly class5b: string,
    readonly english: string,
    readonly register: string,
  ) {}

  /**
   * 5А with Орлова and Котов (class teacher Петрова) and 5Б with Белкина; English for girls of 5А; Орлова's
   * mother; algebra in 5А by Петрова.
   */
  static async on(stage: Stage): Promise<SmallSchool> {
    await stage.do(
      new SetUpSchool({ name: 'Лицей № 7', shortName: 'Л7', timeZone: 'Europe/Moscow' }, stage.context()),
    );
    const opening = new OpenYear({ title: '2026/27', ...YEAR }, stage.context());
    await stage.do(opening);
    const { yearId } = opening;
    const people: Record<string, string> = {};
    const named: [PersonKind, string, string][] = [
      ['staff', 'Петрова', 'Ирина'],
      ['staff', 'Иванов', 'Олег'],
      ['pupil', 'Орлова', 'Анна'],
      ['pupil', 'Котов', 'Борис'],
      ['pupil', 'Белкина', 'Вера'],
      ['parent', 'Орлова-Мать', 'Елена'],
    ];
    for (const [kind, familyName, givenName] of named) {
      people[familyName] = await registered(stage, kind, { familyName, givenName });
    }
    const subject = new DefineSubject({ title: 'Алгебра', shortTitle: 'Алг' }, stage.context());
    await stage.do(subject);
    const formed = (kind: GroupKind, title: string, more: object): Promise<string> =>
      formedGroup(stage, { yearId, kind, title, ...more });
    const class5a = await formed('class', '5А', { grade: 5 });
    const class5b = await formed('class', '5Б', { grade: 5 });
    const english = await formed('subgroup', 'Английский', { classIds: [class5a] });
    const from = YEAR.from;
    const joins: [string, string[]][] = [
      [class5a, ['Орлова', 'Котов']],
      [class5b, ['Белкина']],
      [english, ['Орлова']],
    ];
    for (const [groupId, names] of joins) {
      const pupilIds = names.map((name) => people[name]!);
      await stage.do(new JoinGroup({ groupId, pupilIds, from }, stage.context()));
    }
    await stage.do(
      new AssignClassTeacher({ groupId: class5a, personId: people['Петрова']!, from }, stage.context()),
    );
    await stage.do(
      new LinkChild({ personId: people['Орлова-Мать']!, childId: people['Орлова']!, from }, stage.context()),
    );
    const opened = new OpenRegister(
      {
        subjectId: subject.subjectId,
        groupIds: [class5a],
        teachers: [{ teacherId: people['Петрова']! }],
      },
      stage.context(),
    );
    await stage.do(opened);
    return new SmallSchool(
      stage,
      yearId,
      people,
      subject.subjectId,
      class5a,
      class5b,
      english,
      opened.registerId,
    );
  }

  id(familyName: string): string {
    return this.people[familyName]!;
  }

  /** Bells of lessons 1 and 2 for all grades of the first shift. */
  async ringBells(): Promise<void> {
    await this.stage.do(
      new SetBellSchedule(
        {
          yearId: this.yearId,
          bellScheduleId: '3c0b1f7e-6a35-4b4c-8f66-0d2e5a3f9b10',
          title: 'I смена',
          grades: [5],
          shift: 1,
          ...YEAR,
          bells: [
            { number: 1, starts: '08:30', ends: '09:15' },
            { number: 2, starts: '09:25', ends: '10:10' },
          ],
        },
        this.stage.context(),
      ),
    );
  }

  /** Another register, of these groups and teachers. @returns its id */
  async openRegister(groupIds: string[], teachers: string[] = []): Promise<string> {
    const command = new OpenRegister(
      { subjectId: this.algebra, groupIds, teachers: teachers.map((name) => ({ teacherId: this.id(name) })) },
      this.stage.context(),
    );
    await this.stage.do(command);
    return command.registerId;
  }

  /** A timetable with one slot each on Mondays. @returns its id */
  async publish(
    groupId: string,
    slots: { registerId: string; number: number; room?: string; weekday?: number }[],
    span: { from: LocalDate; to: LocalDate } = { from: YEAR.from, to: '2027-05-31' },
  ): Promise<string> {
    const command = new PublishTimetable(
      {
        groupId,
        ...span,
        slots: slots.map((slot) => ({ weekday: 1, parity: 'every' as const, ...slot })),
      },
      this.stage.context(),
    );
    await this.stage.do(command);
    return command.timetableId;
  }
}

/** Registers somebody. @returns their id */
export async function registered(
  stage: Stage,
  kind: PersonKind,
  details: { familyName: string; givenName: string; phone?: string },
): Promise<string> {
  const command = new RegisterPerson({ kind, ...details }, stage.context());
  await stage.do(command);
  return command.personId;
}

/** Forms a group for the whole year, in the first shift. @returns its id */
export async function formedGroup(
  stage: Stage,
  wanted: { yearId: string; kind: GroupKind; title: string; grade?: number; classIds?: string[] },
): Promise<string> {
  const command = new FormGroup({ shift: 1, ...YEAR, ...wanted }, stage.context());
  await stage.do(command);
  return command.groupId;
}
