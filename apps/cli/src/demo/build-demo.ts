import { CommandBus } from '@nestjs/cqrs';
import { SeededAccounts } from '#accounts';
import { type EventStore, Streams } from '#event-store';
import { Planner } from '#journal';
import type { LessonEvent } from '#journal/events';
import { addDays, instantOf, type LocalDate, localDateOf, newId, type Position, schoolPrefix } from '#kernel';
import type { Config } from '#platform';
import { haveReacted } from '#projecting';
import { SetUpSchool } from '#school';
import { LookAtPlan, PrintingPress } from '#transition';
import { reactors } from '../../../server/src/projecting/reactions.ts';
import { openReactorStore, openReadStore } from '../../../server/src/stores/open-stores.ts';
import type { DemoLesson } from './acts.ts';
import { Chance } from './chance.ts';
import { DemoAccounts } from './demo-accounts.ts';
import { demoYearOf, historyDates } from './demo-calendar.ts';
import type { SignIn } from './demo-folder.ts';
import { historyOf } from './history.ts';
import { HistoryClock } from './history-clock.ts';
import { liveHistory } from './live-history.ts';
import { ProjectedMeanwhile } from './projected-meanwhile.ts';
import { type Product, withProduct } from '../with-product.ts';
import { roadOf } from './road.ts';
import { planSchool } from './school-plan.ts';
import { setUpDay, setUpSchool, type SetUp } from './set-up.ts';

/** The seed of the demo school, and where it stands. */
const SEED = 1_504;
const TIME_ZONE = 'Europe/Moscow';
/** Topics are planned so far ahead. */
const AHEAD_DAYS = 21;

export interface BuildOptions {
  readonly config: Config;
  /** The real time, ms: the history ends here. */
  readonly now: number;
  readonly progress: (what: string, done: number, of: number) => void;
}

/**
 * Builds a demo school through the product's own commands, under a clock that walks from the first day of its
 * history to now. Every event says that it is simulated.
 */
export async function buildDemo({ config, now, progress }: BuildOptions): Promise<SignIn[]> {
  const chance = new Chance(SEED);
  const plan = planSchool(chance);
  const year = demoYearOf(localDateOf(now, TIME_ZONE));
  const dates = historyDates(year, localDateOf(now, TIME_ZONE));
  const clock = new HistoryClock(Date.parse(instantOf(setUpDay(dates.from), '09:00', TIME_ZONE)));
  const store = await openReadStore(config);
  const build = async ({ app, log }: Product, readModels: ProjectedMeanwhile): Promise<SignIn[]> => {
    const commands = app.get(CommandBus);
    const accounts = app.get(SeededAccounts);
    const schoolId = chance.uuid();
    const id = (): string => chance.uuid();
    const people = new DemoAccounts(schoolId, plan, commands, accounts, id);
    const school = {
      name: 'Муниципальное общеобразовательное учреждение «Средняя школа № 4» (демонстрационная)',
      shortName: 'Школа № 4 (демо)',
      timeZone: TIME_ZONE,
    };
    await commands.execute(new SetUpSchool(school, people.bySystem()));
    await people.begin();
    const context = () => people.byAdministrator();
    const known = people.known;
    const setUp = await setUpSchool({
      commands,
      context,
      id,
      plan,
      year,
      from: dates.from,
      known,
      step: progress,
    });
    await people.createAll(setUp.people, progress);
    await app
      .get(Planner)
      .plan({ yearId: setUp.yearId, groupIds: [...setUp.groups.values()] }, context(), (done, of) =>
        progress('lessons', done, of),
      );
    const lessons = await lessonsUntil(addDays(dates.to, AHEAD_DAYS), schoolId, setUp, log);
    const acts = historyOf(chance, plan, lessons, {
      from: dates.from,
      today: dates.to,
      now,
      timeZone: TIME_ZONE,
    });
    const told = new Set(people.told().map(({ key }) => key));
    const toldPassword = await people.toldPassword();
    const unknownPassword = await accounts.hash(newId());
    for (const key of told) await people.activate(key, toldPassword);
    const showAll = (): Promise<void> => readModels.shown((done, of) => progress('read models', done, of));
    const road = roadOf({
      commands,
      streams: app.get(Streams),
      press: app.get(PrintingPress),
      chance: new Chance(SEED + 1),
      schoolId,
      school: school.name,
      plan,
      setUp,
      timeZone: TIME_ZONE,
      from: dates.from,
      to: dates.to,
      by: (key, role) => people.by(key, role),
      show: showAll,
    });
    const live = {
      commands,
      streams: app.get(Streams),
      accounts,
      clock,
      schoolId,
      timeZone: TIME_ZONE,
      setUp,
      activate: (who: string) => people.activate(who, told.has(who) ? toldPassword : unknownPassword),
      id,
    };
    let lived = 0;
    const liveUntil = async (at: number): Promise<void> => {
      const next = acts.slice(lived).filter((act) => act.at < at);
      const before = lived;
      await liveHistory(next, {
        ...live,
        progress: (done) => progress('history', before + done, acts.length),
      });
      lived += next.length;
    };
    for (const step of road.filter(({ at }) => at <= now)) {
      await liveUntil(step.at);
      await clock.at(step.at, step.do);
    }
    await liveUntil(Number.POSITIVE_INFINITY);
    const signIns = await people.signIns();
    await showAll();
    for (const look of ['conditions', 'criteria'] as const) {
      const seenAt = (await log.head())!;
      await commands.execute(new LookAtPlan({ look, seenAt }, people.bySystem()));
      await showAll();
    }
    await forgetReactions(config, log);
    return signIns;
  };
  return withProduct({ config, clock, store }, async (product) => {
    const readModels = new ProjectedMeanwhile(config);
    try {
      return await build(product, readModels);
    } finally {
      await readModels.stop();
    }
  });
}

/** The lessons were planned, and the plan was looked at: no reactor need look at this history again. */
async function forgetReactions(config: Config, log: EventStore): Promise<void> {
  const reacting = await openReactorStore(config);
  const head = await log.head();
  if (head !== null) await haveReacted(reacting, reactors, head);
  await reacting.close();
}

/** The dated lessons that the planner made, up to a date, in the order of time. */
async function lessonsUntil(
  last: LocalDate,
  schoolId: string,
  setUp: SetUp,
  log: EventStore,
): Promise<DemoLesson[]> {
  const keys = new Map([...setUp.registers].map(([key, registerId]) => [registerId, key]));
  const lessons: DemoLesson[] = [];
  for (let after: Position | null = null, end = false; !end;) {
    const page = await log.readAll({
      after,
      limit: 2_000,
      streamPrefixes: [`${schoolPrefix(schoolId)}lesson-`],
    });
    for (const event of page.events as readonly LessonEvent[]) {
      if (event.type !== 'LessonScheduled' || event.data.date > last) continue;
      const { lessonId, registerId, date, number, startsAt, endsAt } = event.data;
      lessons.push({
        lessonId,
        registerKey: keys.get(registerId)!,
        date,
        number,
        startsAt: Date.parse(startsAt),
        endsAt: Date.parse(endsAt),
      });
    }
    after = page.next;
    end = page.end;
  }
  return lessons.sort((a, b) => a.startsAt - b.startsAt || (a.lessonId < b.lessonId ? -1 : 1));
}
