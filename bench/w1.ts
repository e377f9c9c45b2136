import { appendAsClients, appendRaw } from './appending.ts';
import { inTurn, type Workload } from './measure.ts';

const EVENTS = 4_000;

export const workloads: Workload[] = [
  {
    id: 'W1',
    what: 'durable append by one client, against raw SQLite, one row to a commit',
    unit: 'events/s',
    target: 0.45,
    guide: { perSecond: 7_000, perCommit: 1 },
    measure: () =>
      inTurn(
        () => appendAsClients(1, EVENTS),
        () => appendRaw(EVENTS, 1),
        7,
      ),
  },
];
