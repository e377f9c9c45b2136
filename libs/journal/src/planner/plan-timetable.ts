import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, LocalDate, Position } from '#kernel';
import { Directory, Reader } from '#platform';
import { holdersOf } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { type PlanReport, Planner, type PlanRequest } from './planner.ts';

/** What changed. Plain JSON: reactions carry it. What lessons follow is read when it is acted upon. */
export type TimetableChange =
  | {
      readonly of: 'timetable';
      readonly yearId: string;
      readonly groupId: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
    }
  | { readonly of: 'group'; readonly groupId: string }
  | { readonly of: 'register'; readonly registerId: string }
  /** Every group of the year, as the log held them at `seenAt`; one that comes later brings its own change. */
  | { readonly of: 'year'; readonly yearId: string; readonly seenAt: Position };

/** Brings the lessons that a change concerns in line with the timetables, calendar and bells as they are now. */
export class PlanTimetable extends Command<readonly PlanReport[]> {
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

  async execute({ change, context }: PlanTimetable): Promise<readonly PlanReport[]> {
    const reports: PlanReport[] = [];
    for (const request of await this.#requestsOf(context.schoolId, change)) {
      reports.push(await this.planner.plan(request, context));
    }
    return reports;
  }

  async #requestsOf(schoolId: string, change: TimetableChange): Promise<readonly PlanRequest[]> {
    switch (change.of) {
      case 'timetable': {
        const { yearId, groupId, from, to } = change;
        return [{ yearId, groupIds: [groupId], from, to }];
      }
      case 'group': {
        const group = (await this.facts.group(schoolId, change.groupId)).state;
        if (group === null) return [];
        return [{ yearId: group.yearId, groupIds: [...new Set([group.groupId, ...group.classIds])] }];
      }
      case 'register': {
        const { registerId } = change;
        const register = (await this.facts.register(schoolId, registerId)).state;
        if (register === null) return [];
        return [{ yearId: register.yearId, groupIds: holdersOf(register), registerId }];
      }
      case 'year': {
        const { yearId, seenAt } = change;
        const year = await this.facts.year(schoolId, yearId);
        if (year === null) return [];
        const { models } = this.directory;
        const groups = await this.reader.read({ schoolId, models, minPosition: seenAt }, ({ snapshot }) =>
          this.directory.groupsDuring(snapshot, schoolId, year.from, year.to),
        );
        const groupIds = groups.filter((group) => group.yearId === yearId).map((group) => group.groupId);
        return [{ yearId, groupIds }];
      }
    }
  }
}
