import type { EventStore } from '#event-store';
import type { Config } from '#platform';
import { haveReacted } from '#projecting';
import { reactors } from '../../../server/src/projecting/reactions.ts';
import { openReactorStore, openReadStore } from '../../../server/src/stores/open-stores.ts';
import { withProduct } from '../with-product.ts';
import type { SignIn } from './demo-folder.ts';
import { DemoSchool } from './demo-school.ts';
import { HistoryClock } from './history-clock.ts';
import { liveHistory } from './live-history.ts';
import { ProjectedMeanwhile } from './projected-meanwhile.ts';
import { school12 } from './school-12.ts';
import { school4 } from './school-4.ts';

export interface BuildOptions {
  readonly config: Config;
  /** The real time, ms: the history ends here. */
  readonly now: number;
  readonly progress: (what: string, done: number, of: number) => void;
}

/**
 * Builds the demo schools through the product's own commands, under a clock that walks from the first day of their
 * histories to now. Every event says that it is simulated.
 * @returns the ways into the first school, then those into the second
 */
export async function buildDemo({ config, now, progress }: BuildOptions): Promise<SignIn[]> {
  const clock = new HistoryClock(0);
  const store = await openReadStore(config);
  return withProduct({ config, clock, store }, async (product) => {
    const readModels = new ProjectedMeanwhile(config);
    const show = (): Promise<void> => readModels.shown((done, of) => progress('read models', done, of));
    try {
      const schools = [school4, school12].map(
        (description) => new DemoSchool(description, { product, clock, now, show, progress }),
      );
      const [first, second] = schools as [DemoSchool, DemoSchool];
      await live(schools, clock, progress);
      const officer = await first.openOfficer();
      for (const school of schools) await school.end();
      await forgetReactions(config, product);
      return [...first.signIns(), officer, ...second.signIns()];
    } finally {
      await readModels.stop();
    }
  });
}

/** Lets everything happen to the schools, in the order of time. */
async function live(
  schools: readonly DemoSchool[],
  clock: HistoryClock,
  progress: BuildOptions['progress'],
): Promise<void> {
  let lived = 0;
  const liveUntil = async (at: number): Promise<void> => {
    const acts = schools.flatMap((school) => school.take(at)).sort((a, b) => a.act.at - b.act.at);
    const of = schools.reduce((sum, { ahead }) => sum + ahead, lived + acts.length);
    const before = lived;
    await liveHistory(acts, clock, (done) => progress('history', before + done, of));
    lived += acts.length;
  };
  for (;;) {
    const [next] = schools.filter(({ next: step }) => step !== null).sort((a, b) => a.next!.at - b.next!.at);
    if (next === undefined) break;
    await liveUntil(next.next!.at);
    await next.goOn();
  }
  await liveUntil(Number.POSITIVE_INFINITY);
}

/** The lessons were planned, and the plan was looked at: no reactor need look at this history again. */
async function forgetReactions(config: Config, { log }: { readonly log: EventStore }): Promise<void> {
  const reacting = await openReactorStore(config);
  const head = await log.head();
  if (head !== null) await haveReacted(reacting, reactors, head);
  await reacting.close();
}
