import { type DynamicModule, Module } from '@nestjs/common';
import { type EventStore, Streams } from '#event-store';
import type { Clock } from '#kernel';
import { Reader, tokens } from '#platform';

/** What a composition root has opened before the modules start. */
export interface Foundation {
  readonly clock: Clock;
  readonly log: EventStore;
  readonly reader: Reader;
}

/** Gives the clock, the log, the streams and the reader to every module. */
@Module({})
export class FoundationModule {
  static of({ clock, log, reader }: Foundation): DynamicModule {
    const providers = [
      { provide: tokens.clock, useValue: clock },
      { provide: tokens.eventStore, useValue: log },
      { provide: Streams, useValue: new Streams(log) },
      { provide: Reader, useValue: reader },
    ];
    return {
      module: FoundationModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
