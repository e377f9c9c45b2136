import { CommandHandler, type ICommandHandler, Command } from '@nestjs/cqrs';
import type { CommandContext, Position } from '#kernel';
import { Directory, Reader } from '#platform';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { type PlanReport, Planner, type PlanRequest } from './planner.ts';

/** Brings lessons in line with the timetables, calendar and bells as they are now. Plain JSON: reactions carry it. */
export interface TimetableChange extends Omit<PlanRequest, 'groupIds'> {
  /** null: every group of the year, as it was known at `seenAt`. */
  readonly groupIds: readonly string[] | null;
  readonly seenAt: Position;
}

export class PlanTimetable extends Command<PlanReport> {
  constructor(
    readonly change: TimetableChange,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(PlanTimetable)
export class PlanTimetableHandler implements ICommandHandler<PlanTimetable> {
  constructor(
    private readonly planner: Planner,
    private readonly facts: SchoolFacts,
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  async execute({ change, context }: PlanTimetable): Promise<PlanReport> {
    const { groupIds, seenAt, ...rest } = change;
    return this.planner.plan(
      { ...rest, groupIds: groupIds ?? (await this.#groupsOf(context.schoolId, rest.yearId, seenAt)) },
      context,
    );
  }

  /**
   * Every group of the year that the log held at the position. A timetable published later brings its own
   * reaction.
   */
  async #groupsOf(schoolId: string, yearId: string, minPosition: Position): Promise<readonly string[]> {
    const year = await this.facts.year(schoolId, yearId);
    if (year === null) return [];
    const { models } = this.directory;
    const groups = await this.reader.read({ schoolId, models, minPosition }, ({ snapshot }) =>
      this.directory.groupsDuring(snapshot, schoolId, year.from, year.to),
    );
    return groups.filter((group) => group.yearId === yearId).map((group) => group.groupId);
  }
}
