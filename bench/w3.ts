import { appendAsImport, appendRaw } from './appending.ts';
import { inFolder, inTurn, type Workload } from './measure.ts';

const EVENTS = 1_000_000;
const ON_THEIR_WAY = 2_000;

export const workloads: Workload[] = [
  {
    id: 'W3',
    what: 'import of a school-year, 1M events, against raw SQLite, 1,000 rows to a commit',
    unit: 'events/s',
    target: 0.5,
    guide: { perSecond: 155_000, perCommit: 1_000 },
    measure: () =>
      inTurn(
        () => inFolder((folder) => appendAsImport(folder, EVENTS, ON_THEIR_WAY)),
        () => appendRaw(EVENTS, 1_000),
      ),
  },
];
