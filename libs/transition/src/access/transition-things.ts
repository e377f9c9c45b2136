import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NamedThings } from '#platform';
import { Acts } from '../acts/acts.ts';

/** What the ids of this context in a path or a query name. */
@Injectable()
export class TransitionThings implements OnModuleInit {
  constructor(
    private readonly things: NamedThings,
    private readonly acts: Acts,
  ) {}

  onModuleInit(): void {
    this.things.register(
      'actId',
      'act',
      async (schoolId, id) => (await this.acts.find(schoolId, id)) !== null,
    );
  }
}
