import { type Snapshot } from '#projecting';
import { type ReadFrom, Reader } from '#platform';
import {
  type Evidence,
  type EvidenceQuery,
  GetEvidence,
  GetEvidenceHandler,
} from '../../libs/readiness/src/criteria/get-evidence.ts';
import {
  GetReadiness,
  GetReadinessHandler,
  type ReadinessReport,
} from '../../libs/readiness/src/criteria/get-readiness.ts';
import {
  GetLateEntries,
  GetLateEntriesHandler,
  type LateLesson,
} from '../../libs/readiness/src/late/get-late-entries.ts';
import { DirectoryOf } from './directory-of.ts';
import type { By, Criterion, Question } from './hand-computed/scenario.ts';
import { instantAt, SCHOOL } from './history.ts';
import type { Log } from './naive/told.ts';
import { projected } from './projected.ts';

/** What the product answers about a log, through the same handlers as over HTTP. */
export class Reports {
  readonly #readiness: GetReadinessHandler;
  readonly #evidence: GetEvidenceHandler;
  readonly #late: GetLateEntriesHandler;

  constructor(snapshot: Snapshot, log: Log) {
    const reader = new SnapshotReader(snapshot);
    const directory = new DirectoryOf(log);
    const clock = { now: (): number => NaN, simulated: true };
    this.#readiness = new GetReadinessHandler(reader, directory, clock);
    this.#evidence = new GetEvidenceHandler(reader, directory, clock);
    this.#late = new GetLateEntriesHandler(reader, directory, clock);
  }

  readiness(question: Question, by?: By): Promise<ReadinessReport> {
    return this.#readiness.execute(new GetReadiness(SCHOOL, { ...asQuery(question), ...(by && { by }) }));
  }

  /** Every page of the evidence of a criterion, as one. */
  async evidence(
    criterion: Criterion,
    question: Question,
    filter: Partial<EvidenceQuery> = {},
    limit = 1000,
  ): Promise<Required<Pick<Evidence, 'classes' | 'lessons' | 'accounts'>>> {
    const all = { classes: [], lessons: [], accounts: [] } as Required<
      Pick<Evidence, 'classes' | 'lessons' | 'accounts'>
    >;
    let cursor: string | undefined;
    do {
      const page: Evidence = await this.#evidence.execute(
        new GetEvidence(SCHOOL, String(criterion), {
          ...asQuery(question),
          ...filter,
          limit,
          ...(cursor !== undefined && { cursor }),
        }),
      );
      all.classes.push(...(page.classes ?? []));
      all.lessons.push(...(page.lessons ?? []));
      all.accounts.push(...(page.accounts ?? []));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return all;
  }

  async late(question: Question): Promise<readonly LateLesson[]> {
    return (await this.#late.execute(new GetLateEntries(SCHOOL, { ...asQuery(question), limit: 5000 })))
      .lessons;
  }
}

/** Projects a log through the engine, in batches of this size, and asks the product about it. */
export const reportsOn = <T>(
  log: Log,
  batchSize: number,
  work: (reports: Reports) => Promise<T>,
): Promise<T> => projected(log, batchSize, (snapshot) => work(new Reports(snapshot, log)));

const asQuery = ({ from, to, at }: Question) => ({ from, to, at: instantAt(at) });

/** Reads the one snapshot there is. */
class SnapshotReader extends Reader {
  constructor(private readonly snapshot: Snapshot) {
    super();
  }

  read<T>(_: unknown, work: (from: ReadFrom) => Promise<T>): Promise<T> {
    return work({ snapshot: this.snapshot, position: null });
  }
}
