import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accountStream } from '#accounts/events';
import type { EventStore } from '#event-store';
import { InjectEventStore, NamedThings, Reader } from '#platform';
import { personStream } from '#school/events';
import { trails } from './trails/trails.projection.ts';

/** What the ids that an auditor searches by name, where no other context says so. */
@Injectable()
export class AuditThings implements OnModuleInit {
  constructor(
    private readonly things: NamedThings,
    private readonly reader: Reader,
    @InjectEventStore() private readonly log: EventStore,
  ) {}

  onModuleInit(): void {
    this.things.register('actorId', 'person or account', (schoolId, actorId) =>
      this.#isSomebody(schoolId, actorId),
    );
    this.things.register('actorSessionId', 'session with recorded events', (schoolId, sessionId) =>
      this.#isInTrails(schoolId, sessionId),
    );
  }

  async #isSomebody(schoolId: string, actorId: string): Promise<boolean> {
    for (const stream of [personStream(schoolId, actorId), accountStream(schoolId, actorId)]) {
      if ((await this.log.readStream(stream)).length > 0) return true;
    }
    return false;
  }

  #isInTrails(schoolId: string, sessionId: string): Promise<boolean> {
    return this.reader.read({ schoolId, models: [trails.name] }, async ({ snapshot }) => {
      const found = await snapshot.find(trails.name, schoolId, {
        index: 'bySession',
        prefix: [sessionId],
        limit: 1,
      });
      return found.docs.length > 0;
    });
  }
}
