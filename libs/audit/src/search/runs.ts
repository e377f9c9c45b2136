import type { Key, Snapshot } from '#projecting';
import { type Run, type Trail, trails } from '../trails/trails.projection.ts';

/** One way through the trails: those runs that an index lists under a prefix. */
export interface Scan {
  readonly index: 'byTime' | 'byRegister' | 'byActor' | 'bySession' | 'byKind';
  readonly prefix: Key;
  /** Whether a run of a trail that the index lists is one of those listed. */
  readonly lists: (run: Run) => boolean;
}

/** When a run ended, at the earliest and at the latest: ms, both included. */
export interface Ends {
  readonly from: number | undefined;
  readonly to: number;
}

export interface RunOfTrail {
  readonly trail: Trail;
  readonly run: Run;
}

/** The first page is for those who want the newest few. */
const FIRST_PAGE = 64;
const PAGE = 1_000;

/** The runs that an index lists, the one that ended last first. */
export async function* runsOf(
  snapshot: Snapshot,
  schoolId: string,
  { index, prefix, lists }: Scan,
  { from, to }: Ends,
): AsyncGenerator<RunOfTrail> {
  /** How often each trail came already: it comes once for each of its runs, the last run first. */
  const times = new Map<string, number>();
  let cursor: string | undefined;
  let limit = FIRST_PAGE;
  do {
    const page = await snapshot.find(trails.name, schoolId, {
      index,
      prefix,
      to,
      descending: true,
      limit,
      ...(from === undefined ? {} : { from }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { key, body } of page.docs) {
      const trail = JSON.parse(body) as Trail;
      const nth = times.get(key) ?? 0;
      times.set(key, nth + 1);
      const inRange = trail.runs.filter(
        (run) => run.to <= to && (from === undefined || run.to >= from) && lists(run),
      );
      yield { trail, run: inRange.at(-1 - nth)! };
    }
    cursor = page.cursor;
    limit = PAGE;
  } while (cursor !== undefined);
}

/** The runs of several ways as of one, the one that ended last first. */
export async function* merged(ways: readonly AsyncGenerator<RunOfTrail>[]): AsyncGenerator<RunOfTrail> {
  const heads = await Promise.all(ways.map((way) => way.next()));
  for (;;) {
    let latest = -1;
    for (const [index, head] of heads.entries()) {
      if (head.done) continue;
      const other = heads[latest];
      if (other === undefined || other.done || head.value.run.to > other.value.run.to) latest = index;
    }
    const head = heads[latest];
    if (head === undefined || head.done) return;
    yield head.value;
    heads[latest] = await ways[latest]!.next();
  }
}
