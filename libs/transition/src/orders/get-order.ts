import { Controller, Get, Param, Query as QueryParams } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Access, CurrentPrincipal, IdPipe, type Principal } from '#platform';
import { seesTransition } from '../access/who.ts';
import { ActFile } from '../acts/get-acts.ts';
import type { Source } from '../catalogues/read-catalogue.ts';
import { cardOf, StaffCard, TransitionQuery } from '../reading.ts';
import type { Dossier } from './dossier.ts';
import { fieldsStanding, type FieldSource, type FieldStanding, peopleIn } from './field-standing.ts';
import { orderLine, OrderLine } from './get-orders.ts';
import { type OrderLackCode, orderLacks } from './order-lacks.ts';
import { Orders } from './orders.ts';
import { type FieldKind, ordersCatalogue, type TemplateAppendix, templateOf } from './orders-catalogue.ts';
import { regulationText } from './regulations.ts';

/** One of the words that a field may be. */
export class OrderChoice {
  id!: string;
  title!: string;
}

/** A field that the order asks for. */
export class OrderFieldLine {
  field!: string;
  kind!: FieldKind;
  /** The point that names it, by its number; null: the order's head. */
  point!: string | null;
  label!: string;
  optional!: boolean;
  /** `known`: by the system, unless a person says another; `told`: by a person. */
  source!: FieldSource;
  /** Of a field that takes one value. */
  value!: string | null;
  /** Of a field that takes several. */
  values!: string[];
  /** Whom it names. */
  people!: StaffCard[];
  /** What may be chosen; empty unless it is a choice. */
  choices!: OrderChoice[];
}

/** An appendix of the order. */
export class OrderTextLine {
  part!: string;
  number!: number;
  title!: string;
  /** Whose the title is. */
  source!: Source;
  /** From the plan by stages, or a text that the school edits. */
  made!: 'plan' | 'schedule' | 'text';
  /** The text is the school's own; otherwise it is ours, or made from the plan. */
  edited!: boolean;
  /** The text was changed after the document was attached that the bodies agree to: the two must be compared. */
  changedSinceAgreed!: boolean;
  /** A line each; null: it is made from the plan. */
  text!: string | null;
  /** The act of the catalogue under which it is agreed; null: of an amending order. */
  actId!: string | null;
}

/** One thing that is missing before the order can be issued, and what to open to mend it. */
export class OrderLackLine {
  code!: OrderLackCode;
  field?: string;
  point?: string;
  part?: string;
  personId?: string;
  /** School-local: the first day on which it would be possible. */
  earliest?: string;
  /** Below `/api/v1`. */
  open!: string;
}

/** What was frozen. */
export class IssuedOrderLine {
  /** 64 hex digits: of the whole paper in canonical JSON. */
  paperSha256!: string;
  appendices!: IssuedAppendixLine[];
  pdf!: ActFile;
  docx!: ActFile;
  scan!: ActFile | null;
  assessmentId!: string | null;
  /** The last order's day is the one before it. */
  paperEnds!: string | null;
}

export class IssuedAppendixLine {
  number!: number;
  title!: string;
  /** 64 hex digits. */
  sha256!: string;
}

export class OrderAnswer extends OrderLine {
  /** Whose the template is. */
  source!: Source;
  /** What was mended in the sample, and what is ours. */
  note!: string[];
  /** To be sent as `basedOn`. */
  version!: number;
  /** Why the draft was put away; null: it was not. */
  dropped!: string | null;
  /** Who would sign, or who holds the office now; null: nobody. */
  head!: StaffCard | null;
  fields!: OrderFieldLine[];
  texts!: OrderTextLine[];
  /** Empty once it can be issued, and afterwards. As if it were in force from the date of the question on. */
  lacks!: OrderLackLine[];
  issued!: IssuedOrderLine | null;
}

/** Refused: `not-found`. */
export class GetOrder extends Query<OrderAnswer> {
  constructor(
    readonly schoolId: string,
    readonly orderId: string,
    readonly query: TransitionQuery,
  ) {
    super();
  }
}

@QueryHandler(GetOrder)
export class GetOrderHandler implements IQueryHandler<GetOrder> {
  constructor(private readonly orders: Orders) {}

  async execute({ schoolId, orderId, query }: GetOrder): Promise<OrderAnswer> {
    const dossier = await this.orders.dossier(schoolId, orderId, query);
    const { order, template, names, head, today, concerned } = dossier;
    const { issue, dropped, version } = order;
    return {
      ...orderLine(order, concerned === null ? [] : [concerned], today),
      source: template.source,
      note: [...template.note],
      version,
      dropped,
      head: head === null ? null : cardOf(names, head),
      fields: fieldsStanding(order, template, dossier).map((one) => fieldLine(one, dossier)),
      texts: appendicesOf(dossier).map((one, index) => textLine(one, index + 1, dossier)),
      lacks: issue !== null || dropped !== null ? [] : orderLacks(dossier, today),
      issued:
        issue === null
          ? null
          : {
              paperSha256: issue.paperSha256,
              appendices: issue.appendices.map((one) => ({ ...one })),
              pdf: issue.pdf,
              docx: issue.docx,
              scan: issue.scan,
              assessmentId: issue.assessmentId,
              paperEnds: issue.paperEnds,
            },
    };
  }
}

function fieldLine(standing: FieldStanding, { names }: Dossier): OrderFieldLine {
  const { field, value, source } = standing;
  return {
    field: field.id,
    kind: field.kind,
    point: field.point,
    label: field.label,
    optional: field.optional === true,
    source,
    value: typeof value === 'string' ? value : null,
    values: Array.isArray(value) ? (value as string[]) : [],
    people: peopleIn(standing).map((id) => cardOf(names, id)),
    choices: field.kind === 'duty' ? ordersCatalogue.duties.map(({ id, text }) => ({ id, title: text })) : [],
  };
}

/** The appendices of the order; of an amending one, the texts of the amended order, which it may replace. */
function appendicesOf({ order, template, concerned }: Dossier): readonly TemplateAppendix[] {
  if (order.kind !== 'amending' || concerned === null) return template.appendices;
  return templateOf(concerned.kind, concerned.edition).appendices.filter(({ made }) => made === 'text');
}

function textLine(
  { id, title, source, made }: TemplateAppendix,
  number: number,
  { order, concerned, acts }: Dossier,
): OrderTextLine {
  const edited = order.texts[id] !== undefined;
  const [agreedAt, changedAt] = [acts.get(id)?.textAt ?? null, order.textsChangedAt[id] ?? null];
  const text = order.texts[id] ?? concerned?.texts[id] ?? regulationText(id);
  return {
    part: id,
    number,
    title,
    source,
    made,
    edited,
    changedSinceAgreed: agreedAt !== null && changedAt !== null && agreedAt < changedAt,
    text: made === 'text' ? text : null,
    actId: acts.get(id)?.actId ?? null,
  };
}

@Controller('transition/orders')
export class GetOrderRoute {
  constructor(private readonly queries: QueryBus) {}

  /** One order: its fields and where their values come from, its texts, what is missing, what was frozen. */
  @Get(':orderId')
  @Access(seesTransition)
  order(
    @CurrentPrincipal() { schoolId }: Principal,
    @Param('orderId', IdPipe) orderId: string,
    @QueryParams() query: TransitionQuery,
  ): Promise<OrderAnswer> {
    return this.queries.execute(new GetOrder(schoolId, orderId, query));
  }
}
