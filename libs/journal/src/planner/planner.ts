import { Injectable } from '@nestjs/common';
import { Streams } from '#event-store';
import { type Clock, type CommandContext, idFrom, type LocalDate, notFound } from '#kernel';
import { InjectClock } from '#platform';
import { lesson } from '../lesson/lesson.ts';
import { lessonIdOf, lessonStream } from '../lesson/lesson.events.ts';
import type { GroupFacts } from '../school-facts/group.ts';
import { holdersOf, type RegisterFacts } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import type { TimetableVersion } from '../school-facts/timetable.ts';
import { forEachOf } from './for-each-of.ts';
import { everPlanned, type PlanInputs, planLessons, type SlotWithoutBell } from './plan-lessons.ts';

/** Which lessons to bring in line with the timetable. */
export interface PlanRequest {
  readonly yearId: string;
  /** The groups whose timetables are looked at. */
  readonly groupIds: readonly string[];
  /** Only this register's lessons. */
  readonly registerId?: string;
  /** First and last date, both included; the whole year when absent. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** What came of planning. */
export interface PlanReport {
  /** Lessons that were not there before. */
  scheduled: number;
  /** Lessons whose plan changed, and those that came back. */
  replanned: number;
  unplanned: number;
  /** Already as the timetable says, or kept where a person put them. */
  unchanged: number;
  /** No longer in the timetable, but started or written in: cancelling them is for people. */
  kept: number;
  withoutBell: readonly SlotWithoutBell[];
}

/** How many lessons are planned at the same time: appends that arrive together share one fsync. */
const AT_ONCE = 256;

/**
 * Makes the dated lessons from the timetables and keeps them in line: planning twice is planning once, and what a
 * person wrote or changed is never destroyed. Each lesson is its own command, so a job that was cut short is
 * finished by giving it again.
 */
@Injectable()
export class Planner {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /**
   * @param context each lesson's command id is derived from its `commandId`
   * @param progress called after each lesson with how many of all are done
   * @throws Refused `not-found` for an unknown year; what appends throw
   */
  async plan(
    request: PlanRequest,
    context: CommandContext,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<PlanReport> {
    const inputs = await this.#inputsOf(context.schoolId, request);
    const { lessons, withoutBell } = planLessons(inputs);
    // A lesson that only lacks its bell stays as it is: bells are withdrawn to be set anew.
    const wanted = new Set([
      ...lessons.map(({ lessonId }) => lessonId),
      ...withoutBell.map(({ slotId, date }) => lessonIdOf(slotId, date)),
    ]);
    const unwanted = everPlanned(inputs).filter(({ lessonId }) => !wanted.has(lessonId));
    const report = { scheduled: 0, replanned: 0, unplanned: 0, unchanged: 0, kept: 0, withoutBell };
    const of = lessons.length + unwanted.length;
    let done = 0;
    await forEachOf(lessons, AT_ONCE, async ({ lessonId, slotId, date, plan }) => {
      const now = this.clock.now();
      const outcome = await this.streams.execute(
        lessonStream(context.schoolId, lessonId),
        lesson,
        { kind: 'PlanLesson', lessonId, slotId, originalDate: date, plan, now },
        { ...context, commandId: idFrom(context.commandId, lessonId) },
      );
      if (outcome.receipt === null) report.unchanged += 1;
      else if (outcome.receipt.revision === 0) report.scheduled += 1;
      else report.replanned += 1;
      progress((done += 1), of);
    });
    await forEachOf(unwanted, AT_ONCE, async ({ lessonId }) => {
      const came = await this.#unplan(lessonId, context);
      if (came !== null) report[came] += 1;
      progress((done += 1), of);
    });
    return report;
  }

  async #unplan(lessonId: string, context: CommandContext): Promise<'unplanned' | 'kept' | null> {
    const stream = lessonStream(context.schoolId, lessonId);
    const { state } = await this.streams.load(stream, lesson);
    if (state === null || state.status === 'unplanned') return null;
    const outcome = await this.streams.execute(
      stream,
      lesson,
      { kind: 'UnplanLesson', now: this.clock.now() },
      { ...context, commandId: idFrom(context.commandId, lessonId) },
    );
    return outcome.receipt === null ? 'kept' : 'unplanned';
  }

  async #inputsOf(schoolId: string, request: PlanRequest): Promise<PlanInputs> {
    const { yearId, groupIds, registerId } = request;
    const year = await this.facts.year(schoolId, yearId);
    if (year === null) throw notFound('academic year', yearId);
    const timetables = new Map<string, readonly TimetableVersion[]>();
    const timetablesOf = (ids: readonly string[]) =>
      forEachOf(missingIn(timetables, ids), AT_ONCE, async (id) => {
        timetables.set(id, await this.facts.timetable(schoolId, id));
      });
    await timetablesOf(groupIds);
    const named = [...timetables.values()].flat().flatMap((version) => version.slots);
    const registerIds = new Set(named.map((slot) => slot.registerId));
    const registers = new Map<string, RegisterFacts>();
    await forEachOf([...registerIds], AT_ONCE, async (id) => {
      if (registerId !== undefined && id !== registerId) return;
      const { state } = await this.facts.register(schoolId, id);
      if (state !== null) registers.set(id, state);
    });
    const holders = [...registers.values()].flatMap(holdersOf);
    await timetablesOf(holders);
    const groups = new Map<string, GroupFacts>();
    await forEachOf(missingIn(groups, holders), AT_ONCE, async (id) => {
      const { state } = await this.facts.group(schoolId, id);
      if (state !== null) groups.set(id, state);
    });
    return {
      timeZone: await this.facts.timeZone(schoolId),
      year,
      registers,
      groups,
      timetables,
      from: request.from ?? year.from,
      to: request.to ?? year.to,
    };
  }
}

const missingIn = (known: ReadonlyMap<string, unknown>, ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id) => !known.has(id))),
];
