import type { CommandBus } from '@nestjs/cqrs';
import { type CommandContext, idFrom, type LocalDate, Refused } from '#kernel';
import {
  DefineSubject,
  FormGroup,
  JoinGroup,
  OpenRegister,
  OpenYear,
  PublishTimetable,
  RegisterPerson,
  SetBellSchedule,
} from '#school';
import type { ImportReport } from './import-report.ts';
import type { Roster } from './roster.ts';

interface Needs {
  readonly commands: CommandBus;
  readonly schoolId: string;
  /** Names the import: the same file again finds what it made the first time, and adds nothing. */
  readonly source: string;
  readonly year: { readonly title: string; readonly from: LocalDate; readonly to: LocalDate };
  readonly report: ImportReport;
  readonly progress: (what: string, done: number, of: number) => void;
}

/**
 * Enters a roster through the same commands that an administrator uses. Each thing is a command of its own with an
 * id that follows from the file's name for it, so that an import that was cut short is finished by repeating it.
 * What is refused stands in the report, with what depends on it.
 */
export async function applyRoster(roster: Roster, needs: Needs): Promise<void> {
  const { year } = needs;
  const entering = new Entering(needs);
  const yearId = await entering.enter(
    'year',
    [year.title],
    (title) => title,
    async (_, context) => {
      const command = new OpenYear({ ...year }, context);
      await needs.commands.execute(command);
      return command.yearId;
    },
  );
  const inYear = yearId.get(year.title);
  if (inYear === undefined) return;

  // Grade 1 has shorter lessons: what its bells break is refused without the others.
  const grades = [...new Set(roster.groups.map(({ grade }) => grade))].sort((a, b) => a - b);
  const schedules = [grades.filter((grade) => grade > 1), grades.filter((grade) => grade === 1)];
  await entering.enter(
    'bells',
    roster.bells.length === 0 ? [] : schedules.filter((of) => of.length > 0),
    (of) => `of grades ${of.join(', ')}`,
    async (of, context) => {
      const bellScheduleId = idFrom(context.commandId, 'bells');
      const schedule = { title: 'Импорт', grades: of, shift: 1 as const, from: year.from, to: year.to };
      const bells = roster.bells.map((bell) => ({ ...bell }));
      await needs.commands.execute(
        new SetBellSchedule({ yearId: inYear, bellScheduleId, ...schedule, bells }, context),
      );
      return bellScheduleId;
    },
  );
  const people = await entering.enter(
    'people',
    roster.people,
    ({ key }) => key,
    async (person, context) => {
      const { key: _, ...details } = person;
      const command = new RegisterPerson(details, context);
      await needs.commands.execute(command);
      return command.personId;
    },
  );
  const subjects = await entering.enter(
    'subjects',
    roster.subjects,
    ({ key }) => key,
    async ({ title }, context) => {
      const command = new DefineSubject({ title, shortTitle: title.slice(0, 20) }, context);
      await needs.commands.execute(command);
      return command.subjectId;
    },
  );
  const groups = new Map<string, string>();
  for (const kind of ['class', 'subgroup'] as const) {
    const ofKind = roster.groups.filter((group) => group.kind === kind);
    const formed = await entering.enter(
      'groups',
      ofKind,
      ({ key }) => key,
      async (group, context) => {
        const { title, grade, classKeys } = group;
        const of =
          kind === 'class' ? { grade } : { classIds: classKeys.map((key) => known(groups, key, 'class')) };
        const command = new FormGroup(
          { yearId: inYear, kind, title, shift: 1, from: year.from, to: year.to, ...of },
          context,
        );
        await needs.commands.execute(command);
        return command.groupId;
      },
    );
    for (const [key, groupId] of formed) groups.set(key, groupId);
  }
  const filled = roster.groups.filter((group) => group.memberKeys.length > 0 && groups.has(group.key));
  await entering.enter(
    'members',
    filled,
    ({ key }) => key,
    async ({ key, memberKeys }, context) => {
      const groupId = known(groups, key, 'group');
      const pupilIds = memberKeys.map((pupil) => known(people, pupil, 'pupil'));
      await needs.commands.execute(new JoinGroup({ groupId, pupilIds, from: year.from }, context));
      return groupId;
    },
  );
  const registers = await entering.enter(
    'registers',
    roster.registers,
    ({ key }) => key,
    async (register, context) => {
      const command = new OpenRegister(
        {
          subjectId: known(subjects, register.subjectKey, 'subject'),
          groupIds: register.groupKeys.map((key) => known(groups, key, 'group')),
          teachers: register.teacherKeys.map((key) => ({ teacherId: known(people, key, 'teacher') })),
        },
        context,
      );
      await needs.commands.execute(command);
      return command.registerId;
    },
  );
  const owners = [...new Set(roster.slots.flatMap((slot) => slot.classKeys))];
  await entering.enter(
    'timetables',
    owners,
    (key) => key,
    async (owner, context) => {
      const slots = roster.slots
        .filter((slot) => slot.classKeys.includes(owner) && registers.has(slot.registerKey))
        .map(({ registerKey, weekday, number, room }) => ({
          registerId: known(registers, registerKey, 'register'),
          weekday,
          number,
          parity: 'every' as const,
          room,
        }));
      const command = new PublishTimetable(
        { groupId: known(groups, owner, 'class'), from: year.from, to: year.to, slots },
        context,
      );
      await needs.commands.execute(command);
      return command.timetableId;
    },
  );
}

/** The id that a key of the file got. @throws Refused when what it names was refused itself */
function known(ids: ReadonlyMap<string, string>, key: string, what: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Refused('depends', `the ${what} ${key} was not taken`);
  return id;
}

/** Enters things one after another and notes what was refused. */
class Entering {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async enter<T>(
    what: string,
    things: readonly T[],
    keyOf: (thing: T) => string,
    command: (thing: T, context: CommandContext) => Promise<string>,
  ): Promise<Map<string, string>> {
    const { report, source, progress } = this.#needs;
    const ids = new Map<string, string>();
    for (const [index, thing] of things.entries()) {
      const key = keyOf(thing);
      try {
        ids.set(key, await command(thing, this.#context(what, key)));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const fields = error.more.errors?.map(({ field, detail }) => `${field}: ${detail}`) ?? [];
        report.refused(source, 0, `${what} ${key}`, [error.detail, ...fields].join('; '));
      }
      progress(what, index + 1, things.length);
    }
    return ids;
  }

  #context(what: string, key: string): CommandContext {
    const { schoolId, source } = this.#needs;
    const commandId = idFrom('import', schoolId, source, what, key);
    return {
      schoolId,
      actor: { accountId: 'zhurnal import', role: 'system', sessionId: null },
      commandId,
      fingerprint: '',
      correlationId: idFrom('import', schoolId, source),
      causationId: commandId,
    };
  }
}
