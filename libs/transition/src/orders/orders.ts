import { Injectable } from '@nestjs/common';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, type LocalDate, notFound } from '#kernel';
import { Directory, type PersonName, Reader } from '#platform';
import { actIdOf } from '../acts/act.events.ts';
import { actStanding } from '../acts/act-standing.ts';
import { Acts, lineOf } from '../acts/acts.ts';
import { editionOn } from '../acts/acts-catalogue.ts';
import { consent } from '../consent/consent.ts';
import { consentStream } from '../consent/consent.events.ts';
import { plan } from '../plan/plan.ts';
import { planStream } from '../plan/plan.events.ts';
import { transitionPolicy } from '../policy/transition-policy.ts';
import { transitionPolicyStream } from '../policy/transition-policy.events.ts';
import { everyDoc } from '../reading.ts';
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
  readonly heads: readonly string[];
  readonly orders: readonly Order[];
}

/** The orders of a school, each with everything that its paper follows from. */
@Injectable()
export class Orders {
  constructor(
    private readonly streams: Streams,
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly facts: SchoolFacts,
    private readonly acts: Acts,
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

  /** Everything that the paper of an order follows from, as it is at this moment. @throws Refused `not-found` */
  async dossier(schoolId: string, orderId: string, minPosition?: string): Promise<Dossier> {
    const [found, today, school] = await Promise.all([
      this.require(schoolId, orderId),
      this.facts.today(schoolId),
      this.facts.schoolName(schoolId),
    ]);
    const told = await this.#told(schoolId, minPosition);
    const template = templateOf(found.kind, found.edition);
    const fields = fieldsStanding(found, template, told);
    const { state: planned } = await this.streams.load(planStream(schoolId), plan);
    const [head] = told.heads;
    const people = [
      ...told.heads,
      ...fields.flatMap(peopleIn),
      ...(planned?.tasks ?? []).flatMap(({ responsible }) => responsible ?? []),
    ];
    const asked = fields.find(({ field }) => field.kind === 'assessment')?.value;
    const policy = await this.streams.load(transitionPolicyStream(schoolId), transitionPolicy);
    return {
      order: found,
      template,
      school: school!,
      today,
      draftedOn: await this.facts.dateAt(schoolId, found.draftedAt),
      names: await this.#names(schoolId, people),
      head: head ?? null,
      deputies: told.deputies,
      plan: planned,
      acts: await this.#appendixActs(schoolId, template.appendices, today),
      consent: (await this.streams.load(consentStream(schoolId), consent)).state,
      concerned: await this.#concerned(schoolId, found, told, today),
      readyAssessments: told.readyAssessments,
      assessment: typeof asked === 'string' ? await this.#assessment(schoolId, asked) : null,
      weeksAssessed: policy.state.policy.weeksAssessed,
    };
  }

  #told(schoolId: string, minPosition: string | undefined): Promise<Told> {
    const { directory } = this;
    const models = [offices.name, assessments.name, orders.name, ...directory.models];
    return this.reader.read({ schoolId, models, minPosition }, async ({ snapshot }) => {
      const all = await everyDoc<Assessment>(snapshot, assessments.name, schoolId, 'byTime');
      return {
        heads: await officeHolders(snapshot, directory, schoolId, 'head'),
        deputies: await officeHolders(snapshot, directory, schoolId, 'deputy-head'),
        readyAssessments: all
          .filter(({ verdict, act }) => verdict.ready && act !== null)
          .map(({ assessmentId }) => assessmentId),
        orders: await ordersIn(snapshot, schoolId),
      };
    });
  }

  async #names(schoolId: string, ids: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
    const { directory } = this;
    return this.reader.read({ schoolId, models: directory.models }, ({ snapshot }) =>
      directory.people(snapshot, schoolId, [...new Set(ids)]),
    );
  }

  async #appendixActs(
    schoolId: string,
    appendices: Dossier['template']['appendices'],
    today: LocalDate,
  ): Promise<ReadonlyMap<string, AppendixAct>> {
    const edition = editionOn(today);
    const found = await Promise.all(
      appendices.map(async ({ id, act: line }): Promise<[string, AppendixAct]> => {
        const actId = actIdOf(schoolId, line);
        const { state } = await this.acts.require(schoolId, actId);
        const standing = actStanding({ ...state, actId }, lineOf(schoolId, actId, edition)!, edition, today);
        return [id, { actId, agreed: standing.lacks === null }];
      }),
    );
    return new Map(found);
  }

  /** A draft that ends paper stands on the first order that is in force by now, whichever it was when it was begun. */
  async #concerned(schoolId: string, found: Order, told: Told, today: LocalDate): Promise<Order | null> {
    const { kind, issue, concerns } = found;
    if (kind === 'transition') return null;
    const isOpen = kind === 'end-of-paper' && issue === null;
    const id = isOpen ? (orderInForce(told.orders, 'transition', today)?.orderId ?? concerns) : concerns;
    return id === null ? null : this.find(schoolId, id);
  }

  async #assessment(schoolId: string, id: string): Promise<Assessment | null> {
    return (await this.streams.load(assessmentStream(schoolId, id), assessment)).state;
  }
}
