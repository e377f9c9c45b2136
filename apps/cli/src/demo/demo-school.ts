import { CommandBus } from '@nestjs/cqrs';
import { SeededAccounts } from '#accounts';
import { Streams } from '#event-store';
import { Planner } from '#journal';
import { addDays, instantOf, localDateOf, newId } from '#kernel';
import { SetUpSchool } from '#school';
import { PrintingPress } from '#transition';
import type { Product } from '../with-product.ts';
import { Chance } from './chance.ts';
import { DemoAccounts } from './demo-accounts.ts';
import { type LivedYear, termAndAHalf } from './demo-calendar.ts';
import type { SignIn } from './demo-folder.ts';
import { halfRoad } from './half-road.ts';
import { historyOf } from './history.ts';
import type { HistorySpan } from './history-span.ts';
import type { HistoryClock } from './history-clock.ts';
import { Life, type LivedAct } from './live-history.ts';
import { planSchool } from './plan-school.ts';
import { plannedLessons } from './planned-lessons.ts';
import type { RoadStep } from './road.ts';
import type { SchoolDescription } from './school-description.ts';
import type { SchoolPlan } from './school-plan.ts';
import { setUpDay, setUpSchool, type SetUp } from './set-up.ts';
import { wholeRoad } from './whole-road.ts';
import { type WholeRoadCalendar, wholeRoadCalendar } from './whole-road-calendar.ts';
import { WorkingGroup } from './working-group.ts';

/** Topics are planned so far ahead. */
const AHEAD_DAYS = 21;
/** So many weeks of the last ones somebody leaves topics and homework be. */
const LAPSE_WEEKS = 2;
/** A parent, by place among them, who wants no account any more. */
const UNWILLING = 17;

export interface DemoSchoolNeeds {
  readonly product: Product;
  readonly clock: HistoryClock;
  /** The real time, ms: nothing happens later. */
  readonly now: number;
  /** Has the read models show everything that was recorded so far. */
  readonly show: () => Promise<void>;
  readonly progress: (what: string, done: number, of: number) => void;
}

/** A year that was entered, whose people are there. */
interface EnteredYear {
  readonly lived: LivedYear;
  readonly plan: SchoolPlan;
  readonly setUp: SetUp;
}

/** A demo school in the making: what happens to it, to be done in the order of time, beside other schools. */
export class DemoSchool {
  readonly #description: SchoolDescription;
  readonly #needs: DemoSchoolNeeds;
  readonly #commands: CommandBus;
  readonly #accounts: SeededAccounts;
  readonly #chance: Chance;
  readonly #id = (): string => this.#chance.uuid();
  /** Of its first year. */
  readonly #plan: SchoolPlan;
  readonly #schoolId: string;
  readonly #people: DemoAccounts;
  /** null: it has not walked the whole road. */
  readonly #wholeRoad: WholeRoadCalendar | null;
  readonly #years: readonly LivedYear[];
  #entered: EnteredYear | null = null;
  #group: WorkingGroup | null = null;
  /** By who activates an account: those who are told know the told password, others none that anybody knows. */
  #passwords: (who: string) => string = () => '';
  #steps: RoadStep[];
  #acts: LivedAct[] = [];

  constructor(description: SchoolDescription, needs: DemoSchoolNeeds) {
    const { app } = needs.product;
    this.#description = description;
    this.#needs = needs;
    this.#commands = app.get(CommandBus);
    this.#accounts = app.get(SeededAccounts);
    this.#chance = new Chance(description.seed);
    this.#plan = planSchool(this.#chance, description);
    this.#schoolId = this.#chance.uuid();
    this.#people = new DemoAccounts(
      this.#schoolId,
      description,
      this.#plan,
      this.#commands,
      this.#accounts,
      this.#id,
    );
    const today = localDateOf(needs.now, description.timeZone);
    this.#wholeRoad = description.road === 'whole' ? wholeRoadCalendar(today) : null;
    this.#years = this.#wholeRoad?.years ?? [termAndAHalf(today)];
    this.#steps = this.#years.map((lived) => {
      const at = Date.parse(instantOf(setUpDay(lived.from), '09:00', description.timeZone));
      return { at, do: () => this.#enter(lived, at) };
    });
  }

  /** The step that comes next: a year is entered, or the road goes on; null: there are no more. */
  get next(): RoadStep | null {
    return this.#steps[0] ?? null;
  }

  /** Does the next step. Everything that happened before must have been done. */
  async goOn(): Promise<void> {
    const [step, ...rest] = this.#steps;
    this.#steps = rest;
    await step!.do();
  }

  /** How many acts are known of that are not done yet. */
  get ahead(): number {
    return this.#acts.length;
  }

  /** Takes the acts before an instant (ms), to be done now, in the order of time. */
  take(before: number): readonly LivedAct[] {
    const count = this.#acts.findIndex(({ act }) => act.at >= before);
    return this.#acts.splice(0, count === -1 ? this.#acts.length : count);
  }

  /** Has the plan looked at, once everything is done. */
  async end(): Promise<void> {
    await this.#group!.look();
  }

  /** The ways into the school, one for each role that it has. */
  signIns(): readonly SignIn[] {
    return this.#people.signIns();
  }

  /** A way in for the officer of the region. */
  openOfficer(): Promise<SignIn> {
    return this.#people.openOfficer();
  }

  /** Enters a year: its first one with the school itself, the people and their accounts. */
  async #enter(lived: LivedYear, at: number): Promise<void> {
    const { clock, progress, product } = this.#needs;
    const { name, shortName, timeZone } = this.#description;
    clock.goTo(at);
    const before = this.#entered;
    if (before === null) {
      await this.#commands.execute(new SetUpSchool({ name, shortName, timeZone }, this.#people.bySystem()));
      await this.#people.begin();
    }
    const plan = before === null ? this.#plan : planSchool(this.#chance, this.#description, before.plan);
    const context = () => this.#people.byAdministrator();
    const setUp = await setUpSchool({
      commands: this.#commands,
      context,
      id: this.#id,
      description: this.#description,
      plan,
      lived,
      known: before?.setUp.people ?? this.#people.known,
      before,
      step: progress,
    });
    await this.#people.createAll(plan, setUp.people, progress);
    await product.app
      .get(Planner)
      .plan({ yearId: setUp.yearId, groupIds: [...setUp.groups.values()] }, context(), (done, of) =>
        progress('lessons', done, of),
      );
    this.#entered = { lived, plan, setUp };
    await this.#foresee(this.#entered);
    if (before === null) await this.#setOut(this.#entered);
  }

  /** Draws what is going to happen in a year that was entered. */
  async #foresee({ lived, plan, setUp }: EnteredYear): Promise<void> {
    const { product, clock } = this.#needs;
    const { timeZone } = this.#description;
    const schoolId = this.#schoolId;
    const last = addDays(lived.to, AHEAD_DAYS);
    const lessons = await plannedLessons(product.log, schoolId, setUp, last);
    const by = new Life({
      commands: this.#commands,
      streams: product.app.get(Streams),
      accounts: this.#accounts,
      clock,
      schoolId,
      timeZone,
      setUp,
      activate: (who) => this.#people.activate(who, this.#passwords(who)),
      id: this.#id,
    });
    const acts = historyOf(this.#chance, plan, lessons, this.#spanOf(lived));
    this.#acts.push(...acts.map((act) => ({ act, by })));
    this.#acts.sort((a, b) => a.act.at - b.act.at);
  }

  #spanOf(lived: LivedYear): HistorySpan {
    const { timeZone, looks, teachersIll, lessonsChanged, lapseIn } = this.#description;
    const lapsing = this.#plan.groups.find(({ key }) => key === lapseIn)?.classTeacher;
    const from = this.#wholeRoad?.weeks.at(-LAPSE_WEEKS);
    const isLast = lived === this.#years.at(-1);
    return {
      from: lived.from,
      today: lived.to,
      now: this.#needs.now,
      timeZone,
      terms: lived.year.terms,
      isNew: lived === this.#years[0],
      looks,
      teachersIll,
      lessonsChanged,
      returnedTo: this.#people.told()[0]!.key,
      lapse: lapsing && from ? { teacher: lapsing, from } : null,
      blocked: (isLast && this.#plan.parents[UNWILLING]?.key) || null,
    };
  }

  /** Activates the accounts that are told, and sets out on the road. */
  async #setOut({ lived, plan, setUp }: EnteredYear): Promise<void> {
    const told = new Set(this.#people.told().map(({ key }) => key));
    const toldPassword = await this.#people.toldPassword();
    const unknownPassword = await this.#accounts.hash(newId());
    this.#passwords = (who) => (told.has(who) ? toldPassword : unknownPassword);
    for (const key of told) await this.#people.activate(key, toldPassword);
    const { product, clock, now, show } = this.#needs;
    const { seed, name, timeZone } = this.#description;
    const group = new WorkingGroup({
      commands: this.#commands,
      streams: product.app.get(Streams),
      press: product.app.get(PrintingPress),
      chance: new Chance(seed + 1),
      schoolId: this.#schoolId,
      school: name,
      plan,
      setUp,
      by: (key, role) => this.#people.by(key, role),
      bySystem: () => this.#people.bySystem(),
      show,
      head: () => product.log.head(),
    });
    this.#group = group;
    const calendar = this.#wholeRoad;
    const road =
      calendar === null
        ? halfRoad({ group, timeZone, from: lived.from, to: lived.to })
        : wholeRoad({ group, timeZone, calendar });
    const steps = road
      .filter(({ at }) => at <= now)
      .map((step) => ({ at: step.at, do: () => clock.at(step.at, step.do) }));
    this.#steps = [...this.#steps, ...steps].sort((a, b) => a.at - b.at);
  }
}
