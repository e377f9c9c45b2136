import { appendAsClients, appendRaw } from './appending.ts';
import { inTurn, type Workload } from './measure.ts';

const EVENTS = 60_000;

const withClients = (clients: number, target: number): Workload => ({
  id: `W2-${clients}`,
  what: `durable append by ${clients} clients, against raw SQLite, 100 rows to a commit`,
  unit: 'events/s',
  target,
  guide: { perSecond: 83_000, perCommit: 100 },
  measure: () =>
    inTurn(
      () => appendAsClients(clients, EVENTS),
      () => appendRaw(EVENTS, 100),
    ),
});

export const workloads: Workload[] = [withClients(64, 0.3), withClients(256, 0.4)];
