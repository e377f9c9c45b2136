import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, invalidField, isId, isLocalDate, notFound } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { draftsOrders } from '../access/who.ts';
import { SchoolFacts } from '../school-facts.ts';
import { assessment } from '../verdict/assessment.ts';
import { assessmentStream } from '../verdict/assessment.events.ts';
import type { FilledField } from './order.events.ts';
import { Orders } from './orders.ts';
import { ordersCatalogue, type TemplateField, templateOf } from './orders-catalogue.ts';

/** One field; neither `value` nor `values`, or null: what was said is taken back. */
export class FilledFieldBody {
  /** By its id in the template. */
  @IsString()
  @MaxLength(40)
  field!: string;

  /** Words on one line, a date, a person's or an assessment's id, `by-duties` or `added`. No names. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  value?: string | null;

  /** Ids of people, or the text of points, one each. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(2_000, { each: true })
  values?: string[] | null;
}

export class FillOrderBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => FilledFieldBody)
  fields!: FilledFieldBody[];

  /** The version of the draft that the person saw. */
  @IsInt()
  @Min(0)
  basedOn!: number;
}

/** Refused: `not-found`, `not-staff`, `person-erased`, `already-issued`, `dropped`, `changed-meanwhile`, `invalid`. */
export class FillOrder extends Command<Outcome> {
  constructor(
    readonly input: FillOrderBody & { readonly orderId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(FillOrder)
export class FillOrderHandler implements ICommandHandler<FillOrder> {
  constructor(
    private readonly orders: Orders,
    private readonly facts: SchoolFacts,
    private readonly streams: Streams,
  ) {}

  async execute({ input: { orderId, basedOn, fields }, context }: FillOrder): Promise<Outcome> {
    const { kind, edition } = await this.orders.require(context.schoolId, orderId);
    const template = templateOf(kind, edition);
    const filled: FilledField[] = [];
    for (const [index, body] of fields.entries()) {
      const at = `fields.${index}`;
      const field = template.fields.find(({ id }) => id === body.field);
      if (field === undefined)
        throw invalidField(`${at}.field`, 'unknown', `There is no field ${body.field}.`);
      if (filled.some((one) => one.field === body.field)) {
        throw invalidField(`${at}.field`, 'twice', `The field ${body.field} is named twice.`);
      }
      filled.push({ field: field.id, value: await this.#valueOf(context.schoolId, field, body, at) });
    }
    return this.orders.execute({ kind: 'FillOrder', orderId, fields: filled, basedOn }, context);
  }

  async #valueOf(
    schoolId: string,
    field: TemplateField,
    { value = null, values = null }: FilledFieldBody,
    at: string,
  ): Promise<FilledField['value']> {
    if (value === null && values === null) return null;
    const isMany = field.kind === 'people' || field.kind === 'points';
    if (isMany !== (values !== null) || (isMany && value !== null)) {
      throw invalidField(
        isMany ? `${at}.values` : `${at}.value`,
        'kind',
        `The field takes ${isMany ? 'several values' : 'one value'}.`,
      );
    }
    if (isMany) return this.#many(schoolId, field, values!, `${at}.values`);
    return this.#one(schoolId, field, value!.trim(), `${at}.value`);
  }

  async #many(
    schoolId: string,
    { kind }: TemplateField,
    values: readonly string[],
    at: string,
  ): Promise<FilledField['value']> {
    const said = [...new Set(values.map((one) => one.trim()).filter((one) => one !== ''))];
    if (said.length === 0) return null;
    if (kind === 'points') {
      said.forEach((line, index) => requireOneLine(line, `${at}.${index}`));
      return said;
    }
    const ids = said.map((id) => id.toLowerCase());
    for (const [index, id] of ids.entries()) {
      requireId(id, `${at}.${index}`);
      await this.facts.requireStaff(schoolId, id);
    }
    return ids;
  }

  async #one(
    schoolId: string,
    { kind }: TemplateField,
    value: string,
    at: string,
  ): Promise<FilledField['value']> {
    if (value === '') return null;
    switch (kind) {
      case 'date':
        requireDate(value, at);
        return value;
      case 'duty': {
        const ids: readonly string[] = ordersCatalogue.duties.map(({ id }) => id);
        if (!ids.includes(value)) throw invalidField(at, 'unknown', `One of ${ids.join(', ')}.`);
        return value;
      }
      case 'person': {
        const personId = value.toLowerCase();
        requireId(personId, at);
        await this.facts.requireStaff(schoolId, personId);
        return personId;
      }
      case 'assessment': {
        const id = value.toLowerCase();
        requireId(id, at);
        const { state } = await this.streams.load(assessmentStream(schoolId, id), assessment);
        if (state === null) throw notFound('assessment', id);
        return id;
      }
      case 'words':
        requireOneLine(value, at);
        return value;
      case 'people':
      case 'points':
        throw new Error(`${kind} takes several values`);
    }
  }
}

function requireId(text: string, at: string): void {
  if (!isId(text)) throw invalidField(at, 'id', `${String(text)} is no id.`);
}

function requireDate(text: string, at: string): void {
  if (!isLocalDate(text)) throw invalidField(at, 'date', `${String(text)} is not a date.`);
}

/** What stands in a sentence has no line of its own. */
function requireOneLine(text: string, at: string): void {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) throw invalidField(at, 'one-line', 'The text has one line.');
}

@Controller('transition/orders')
export class FillOrderRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Says what an order asks for, field by field. */
  @Put(':orderId/fields')
  @Access(draftsOrders)
  async fill(
    @Param('orderId', IdPipe) orderId: string,
    @Body() body: FillOrderBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new FillOrder({ ...body, orderId }, context));
    return answerOf(context.commandId, outcome);
  }
}
