import { Injectable } from '@nestjs/common';
import { Streams } from '#event-store';
import { type Clock, type CommandContext, localDateOf, notFound } from '#kernel';
import { InjectClock } from '#platform';
import type { GroupFacts } from '../school-facts/group.ts';
import { SchoolFacts } from '../school-facts/school-facts.ts';
import { lesson } from './lesson.ts';
import { type Imported, lessonStream } from './lesson.events.ts';
import type { Lesson } from './lesson-state.ts';
import type { Setting } from './setting.ts';

/** Reads what an action on a lesson depends on, from the streams, when it is decided. */
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
    const { schoolId, actor, commandId } = context;
    const { state } = await this.streams.load(lessonStream(schoolId, lessonId), lesson);
    if (state === null) throw notFound('lesson', lessonId);
    const { registerId, groupIds } = state.plan;
    const [policy, timeZone, register, ...groups] = await Promise.all([
      this.facts.policy(schoolId),
      this.facts.timeZone(schoolId),
      this.facts.register(schoolId, registerId),
      ...groupIds.map((groupId) => this.facts.group(schoolId, groupId)),
    ]);
    if (register.state === null) throw notFound('register', registerId);
    const now = this.clock.now();
    const basis: Record<string, number> = { [registerId]: register.revision };
    const known = new Map<string, GroupFacts>();
    for (const { state: group, revision } of groups) {
      if (group === null) continue;
      basis[group.groupId] = revision;
      known.set(group.groupId, group);
    }
    const today = localDateOf(now, timeZone);
    return {
      lesson: state,
      setting: {
        now,
        today,
        actor,
        commandId,
        policy,
        groups: known,
        register: register.state,
        basis,
        imported,
      },
    };
  }
}
