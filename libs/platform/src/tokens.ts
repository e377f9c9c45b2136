import { Inject } from '@nestjs/common';

const CLOCK = Symbol('Clock');
const EVENT_STORE = Symbol('EventStore');

/** The one clock of the process (kernel `Clock`). */
export const InjectClock = (): ParameterDecorator => Inject(CLOCK);
/** The log (event-store `EventStore`). Commands go through `Streams` instead. */
export const InjectEventStore = (): ParameterDecorator => Inject(EVENT_STORE);

export const tokens = { clock: CLOCK, eventStore: EVENT_STORE } as const;
