import { Injectable } from '@nestjs/common';
import { type Loaded, Streams } from '#event-store';
import { type Clock, type CommandContext, localDateOf, notFound } from '#kernel';
import { InjectClock } from '#platform';
import type { Term } from '#school/events';
import type { GroupFacts } from '../school-facts/group.ts';
import type { RegisterFacts } from '../school-facts/register.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { lesson } from './lesson.ts';
import { type Imported, lessonStream } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';
import type { Setting } from './setting.ts';

/** Reads what an action on a lesson or a work depends on, from the streams, when it is decided. */
@Injectable()
export class Settings {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** @throws Refused `not-found` for a lesson that this school does not have */
  async of(
    lessonId: string,
    context: CommandContext,
    imported: Imported | null,
  ): Promise<{ lesson: Lesson; setting: Setting }> {
    const { schoolId } = context;
    const { state } = await this.streams.load(lessonStream(schoolId, lessonId), lesson);
    if (state === null) throw notFound('lesson', lessonId);
    const { registerId, groupIds } = state.plan;
    const register = await this.#registerOf(registerId, schoolId);
    const setting = await this.#around(register, groupIds, context, imported);
    // On its own day no lesson's term is over: nearly everything is recorded then.
    const terms = setting.today === state.plan.date ? [] : await this.#termsOf(register.state, schoolId);
    return { lesson: state, setting: { ...setting, terms } };
  }

  /**
   * The setting of what belongs to a register and to no one lesson.
   * @throws Refused `not-found` for a register that this school does not have
   */
  async ofRegister(registerId: string, context: CommandContext): Promise<Setting> {
    const register = await this.#registerOf(registerId, context.schoolId);
    const setting = await this.#around(register, register.state.groupIds, context, null);
    return { ...setting, terms: await this.#termsOf(register.state, context.schoolId) };
  }

  async #termsOf({ yearId }: RegisterFacts, schoolId: string): Promise<readonly Term[]> {
    return (await this.facts.year(schoolId, yearId))?.terms ?? [];
  }

  async #registerOf(registerId: string, schoolId: string): Promise<Loaded<RegisterFacts>> {
    const { state, revision } = await this.facts.register(schoolId, registerId);
    if (state === null) throw notFound('register', registerId);
    return { state, revision };
  }

  async #around(
    register: Loaded<RegisterFacts>,
    groupIds: readonly string[],
    { schoolId, actor, commandId }: CommandContext,
    imported: Imported | null,
  ): Promise<Omit<Setting, 'terms'>> {
    const [policy, timeZone, ...groups] = await Promise.all([
      this.facts.policy(schoolId),
      this.facts.timeZone(schoolId),
      ...groupIds.map((groupId) => this.facts.group(schoolId, groupId)),
    ]);
    const now = this.clock.now();
    const basis: Record<string, number> = { [register.state.registerId]: register.revision };
    const known = new Map<string, GroupFacts>();
    for (const { state: group, revision } of groups) {
      if (group === null) continue;
      basis[group.groupId] = revision;
      known.set(group.groupId, group);
    }
    const today = localDateOf(now, timeZone);
    const { state } = register;
    return { now, today, actor, commandId, policy, groups: known, register: state, basis, imported };
  }
}
