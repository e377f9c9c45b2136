import { Injectable } from '@nestjs/common';
import { type Fold, type Outcome, Streams } from '#event-store';
import {
  type AnyFact,
  type Clock,
  type CommandContext,
  type LocalDate,
  notFound,
  parsePosition,
  type Position,
  type StreamName,
} from '#kernel';
import { Directory, InjectClock, type PersonName, Reader } from '#platform';
import { act } from '../acts/act.ts';
import { actIdOf, actStream } from '../acts/act.events.ts';
import { actStanding } from '../acts/act-standing.ts';
import { lineOf } from '../acts/acts.ts';
import { editionOn } from '../acts/acts-catalogue.ts';
import { consent } from '../consent/consent.ts';
import { consentStream } from '../consent/consent.events.ts';
import { plan } from '../plan/plan.ts';
import { planStream } from '../plan/plan.events.ts';
import { transitionPolicy } from '../policy/transition-policy.ts';
import { transitionPolicyStream } from '../policy/transition-policy.events.ts';
import { dateOf, everyDoc, type TransitionQuery } from '../reading.ts';
import { SchoolFacts } from '../school-facts.ts';
import { type Assessment, assessment } from '../verdict/assessment.ts';
import { assessmentStream } from '../verdict/assessment.events.ts';
import { assessments } from '../verdict/assessments.projection.ts';
import type { AppendixAct, Dossier } from './dossier.ts';
import { fieldsStanding, type Known, peopleIn } from './field-standing.ts';
import { officeHolders } from './office-holders.ts';
import { offices } from './offices.projection.ts';
import { type Order, order, type OrderCommand, orderInForce } from './order.ts';
import { orderStream } from './order.events.ts';
import { ordersIn } from './orders-in.ts';
import { orders } from './orders.projection.ts';
import { templateOf } from './orders-catalogue.ts';

/** What the read models tell of a school: who holds which office, what was assessed, which orders there are. */
interface Told extends Known {
  /** Of the log that they show. */
  readonly position: Position | null;
  /** The school's date that is asked about. */
  readonly today: LocalDate;
  readonly heads: readonly string[];
  readonly orders: readonly Order[];
}

/** How streams are read: as they are, or as they were. */
type Load = <State, Event extends AnyFact>(stream: StreamName, fold: Fold<State, Event>) => Promise<State>;

/** The orders of a school, each with everything that its paper follows from. */
@Injectable()
export class Orders {
  constructor(
    private readonly streams: Streams,
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly facts: SchoolFacts,
    @InjectClock() private readonly clock: Clock,
  ) {}

  /** null: the school has no such order. */
  async find(schoolId: string, orderId: string): Promise<Order | null> {
    return (await this.streams.load(orderStream(schoolId, orderId), order)).state;
  }

  /** @throws Refused `not-found` */
  async require(schoolId: string, orderId: string): Promise<Order> {
    const found = await this.find(schoolId, orderId);
    if (found === null) throw notFound('order', orderId);
    return found;
  }

  /** @throws Refused `not-found`, and what the rules say */
  execute(command: OrderCommand, context: CommandContext): Promise<Outcome> {
    return this.streams.execute(orderStream(context.schoolId, command.orderId), order, command, context);
  }

  /** The order of a kind that is in force today; null: there is none. */
  async inForce(schoolId: string, kind: Order['kind'], on: LocalDate): Promise<Order | null> {
    const models = [orders.name];
    const all = await this.reader.read({ schoolId, models }, ({ snapshot }) => ordersIn(snapshot, schoolId));
    return orderInForce(all, kind, on);
  }

  /**
   * Everything that the paper of an order follows from, as it is at this moment or, with `asOf`, as it was; the school's
   * name is that of now.
   * @throws Refused `not-found`
   */
  async dossier(schoolId: string, orderId: string, query: TransitionQuery = {}): Promise<Dossier> {
    const told = await this.#told(schoolId, query);
    const load: Load =
      query.asOf === undefined
        ? async (stream, fold) => (await this.streams.load(stream, fold)).state
        : (stream, fold) => this.streams.loadAt(stream, fold, told.position);
    const { today } = told;
    const found = await load(orderStream(schoolId, orderId), order);
    if (found === null) throw notFound('order', orderId);
    const template = templateOf(found.kind, found.edition);
    const fields = fieldsStanding(found, template, told);
    const planned = await load(planStream(schoolId), plan);
    const [head] = told.heads;
    const people = [
      ...told.heads,
      ...fields.flatMap(peopleIn),
      ...(planned?.tasks ?? []).flatMap(({ responsible }) => responsible ?? []),
    ];
    const asked = fields.find(({ field }) => field.kind === 'assessment')?.value;
    const { policy } = await load(transitionPolicyStream(schoolId), transitionPolicy);
    return {
      order: found,
      template,
      school: (await this.facts.schoolName(schoolId))!,
      today,
      draftedOn: await this.facts.dateAt(schoolId, found.draftedAt),
      names: await this.#names(schoolId, people, query),
      head: head ?? null,
      deputies: told.deputies,
      plan: planned,
      acts: await this.#appendixActs(schoolId, template.appendices, today, load),
      consent: await load(consentStream(schoolId), consent),
      concerned: await this.#concerned(schoolId, found, told, load),
      readyAssessments: told.readyAssessments,
      assessment:
        typeof asked === 'string' ? await load(assessmentStream(schoolId, asked), assessment) : null,
      weeksAssessed: policy.weeksAssessed,
    };
  }

  #told(schoolId: string, query: TransitionQuery): Promise<Told> {
    const { directory } = this;
    const { minPosition, asOf } = query;
    const models = [offices.name, assessments.name, orders.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition, asOf }, async ({ snapshot, position }) => {
      const all = await everyDoc<Assessment>(snapshot, assessments.name, schoolId, 'byTime');
      return {
        position: parsePosition(position ?? ''),
        today: dateOf(query, this.clock.now(), await directory.timeZone(snapshot, schoolId)),
        heads: await officeHolders(snapshot, directory, schoolId, 'head'),
        deputies: await officeHolders(snapshot, directory, schoolId, 'deputy-head'),
        readyAssessments: all
          .filter(({ verdict, act }) => verdict.ready && act !== null)
          .map(({ assessmentId }) => assessmentId),
        orders: await ordersIn(snapshot, schoolId),
      };
    });
  }

  async #names(
    schoolId: string,
    ids: readonly string[],
    { asOf }: TransitionQuery,
  ): Promise<ReadonlyMap<string, PersonName>> {
    const { directory } = this;
    return this.reader.read({ schoolId, models: directory.models, asOf }, ({ snapshot }) =>
      directory.people(snapshot, schoolId, [...new Set(ids)]),
    );
  }

  async #appendixActs(
    schoolId: string,
    appendices: Dossier['template']['appendices'],
    today: LocalDate,
    load: Load,
  ): Promise<ReadonlyMap<string, AppendixAct>> {
    const edition = editionOn(today);
    const found = await Promise.all(
      appendices.map(async ({ id, act: line }): Promise<[string, AppendixAct]> => {
        const actId = actIdOf(schoolId, line);
        const state = await load(actStream(schoolId, actId), act);
        const standing = actStanding({ ...state, actId }, lineOf(schoolId, actId, edition)!, edition, today);
        return [id, { actId, agreed: standing.lacks === null, textAt: standing.draft?.textAt ?? null }];
      }),
    );
    return new Map(found);
  }

  /** A draft that ends paper stands on the first order that is in force by now, whichever it was when it was begun. */
  async #concerned(schoolId: string, found: Order, told: Told, load: Load): Promise<Order | null> {
    const { kind, issue, concerns } = found;
    if (kind === 'transition') return null;
    const isOpen = kind === 'end-of-paper' && issue === null;
    const id = isOpen ? (orderInForce(told.orders, 'transition', told.today)?.orderId ?? concerns) : concerns;
    return id === null ? null : load(orderStream(schoolId, id), order);
  }
}
