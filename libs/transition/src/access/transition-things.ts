import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Streams } from '#event-store';
import { NamedThings } from '#platform';
import { Acts } from '../acts/acts.ts';
import { order } from '../orders/order.ts';
import { orderStream } from '../orders/order.events.ts';
import { assessmentStream } from '../verdict/assessment.events.ts';
import { assessment } from '../verdict/assessment.ts';

/** What the ids of this context in a path or a query name. */
@Injectable()
export class TransitionThings implements OnModuleInit {
  constructor(
    private readonly things: NamedThings,
    private readonly acts: Acts,
    private readonly streams: Streams,
  ) {}

  onModuleInit(): void {
    this.things.register(
      'actId',
      'act',
      async (schoolId, id) => (await this.acts.find(schoolId, id)) !== null,
    );
    this.things.register(
      'orderId',
      'order',
      async (schoolId, id) => (await this.streams.load(orderStream(schoolId, id), order)).state !== null,
    );
    const isAssessment = async (schoolId: string, id: string): Promise<boolean> =>
      (await this.streams.load(assessmentStream(schoolId, id), assessment)).state !== null;
    for (const field of ['assessmentId', 'first', 'second']) {
      this.things.register(field, 'assessment', isAssessment);
    }
  }
}
