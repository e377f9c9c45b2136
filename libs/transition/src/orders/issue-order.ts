import { Body, Controller, Param, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import { canonicalJson, type CommandContext, idFrom, invalidField, type LocalDate, Refused } from '#kernel';
import {
  Access,
  answerOf,
  CommandAnswer,
  Context,
  CurrentPrincipal,
  IdPipe,
  IsLocalDate,
  type Principal,
} from '#platform';
import { ownPerson } from '../access/own-person.ts';
import { issuesOrders } from '../access/who.ts';
import { saying } from '../fields.ts';
import { contentHash } from '../files/content-hash.ts';
import { FileStore } from '../files/file-store.ts';
import type { FileType, StoredFile } from '../files/stored-file.ts';
import type { Paper } from '../papers/paper.ts';
import { PrintingPress } from '../papers/rendering/printing-press.ts';
import { composeOrder, type OrderHead } from './compose-order.ts';
import type { Dossier } from './dossier.ts';
import { fieldsStanding } from './field-standing.ts';
import { FollowOrder } from './follow-order.ts';
import { type Issue, type Order, requireDraft, requireSeen } from './order.ts';
import { type FilledField, orderNumbersStream } from './order.events.ts';
import { orderLacks } from './order-lacks.ts';
import { orderNumbers } from './order-numbers.ts';
import { Orders } from './orders.ts';

export class IssueOrderBody {
  /** Of this year, no other order's. */
  @IsString()
  @MaxLength(40)
  number!: string;

  /** From the day of the draft to today. */
  @IsLocalDate()
  date!: LocalDate;

  /** The day of the order, unless it says a later one. */
  @IsOptional()
  @IsLocalDate()
  inForceFrom?: LocalDate | null;

  /** The version of the draft that the head saw. */
  @IsInt()
  @Min(0)
  basedOn!: number;
}

/**
 * Refused: `not-found`, `not-ready` with everything that is missing, `already-issued`, `dropped`, `number-taken`,
 * `changed-meanwhile`, `invalid`, `unavailable`.
 */
export class IssueOrder extends Command<Outcome> {
  constructor(
    readonly input: IssueOrderBody & { readonly orderId: string; readonly signatory: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(IssueOrder)
export class IssueOrderHandler implements ICommandHandler<IssueOrder> {
  constructor(
    private readonly orders: Orders,
    private readonly streams: Streams,
    private readonly files: FileStore,
    private readonly press: PrintingPress,
    private readonly commands: CommandBus,
  ) {}

  async execute({ input, context }: IssueOrder): Promise<Outcome> {
    const { orderId, basedOn, signatory } = input;
    const current = await this.orders.require(context.schoolId, orderId);
    // A command that was done before is answered its first receipt; any other finds the order issued.
    if (current.issue !== null) return this.#record(orderId, current.issue, [], basedOn, context);
    requireDraft(current);
    requireSeen(current, basedOn);
    const found = await this.orders.dossier(context.schoolId, orderId);
    const dossier = { ...found, head: found.head ?? signatory };
    const head = { ...headOf(input, dossier), signatory };
    const missing = orderLacks(dossier, head.inForceFrom);
    if (missing.length > 0) {
      throw new Refused('not-ready', 'The order names something that is missing.', { missing });
    }
    const numbers = orderNumbersStream(context.schoolId);
    await this.streams.execute(numbers, orderNumbers, { kind: 'TakeNumber', orderId, ...head }, context);
    const known = fieldsStanding(current, dossier.template, dossier)
      .filter(({ source }) => source === 'known')
      .map(({ field, value }) => ({ field: field.id, value }));
    const issue = await this.#frozen(dossier, head, context.schoolId);
    const outcome = await this.#record(orderId, issue, known, basedOn, context);
    await this.#follow(current, issue, context);
    return outcome;
  }

  /** The paper, its files and their hashes: kept before anything is recorded. */
  async #frozen(dossier: Dossier, head: OrderHead, schoolId: string): Promise<Issue> {
    const { order, concerned, assessment } = dossier;
    const paper = composeOrder(dossier, head);
    const [pdf, docx, paperSha256] = await Promise.all([
      this.#kept(paper, head, 'pdf', schoolId),
      this.#kept(paper, head, 'docx', schoolId),
      this.files.put(schoolId, new TextEncoder().encode(canonicalJson(paper))),
    ]);
    const appendices = await Promise.all(
      paper.appendices.map(async (appendix) => ({
        number: appendix.number,
        title: appendix.title,
        sha256: await contentHash(new TextEncoder().encode(canonicalJson(appendix))),
      })),
    );
    const { number, date, inForceFrom } = head;
    const ends = fieldsStanding(order, dossier.template, dossier).find(
      ({ field }) => field.id === 'paperEnds',
    );
    return {
      concerns: concerned?.orderId ?? null,
      number,
      date,
      inForceFrom,
      paperSha256,
      appendices,
      pdf,
      docx,
      scan: null,
      assessmentId: order.kind === 'end-of-paper' ? (assessment?.assessmentId ?? null) : null,
      paperEnds: typeof ends?.value === 'string' ? ends.value : null,
    };
  }

  async #kept(paper: Paper, head: OrderHead, type: FileType, schoolId: string): Promise<StoredFile> {
    const name = `Приказ N ${head.number} от ${head.date}`;
    const { file, content } = await this.press.print(paper, type, name);
    await this.files.put(schoolId, content);
    return file;
  }

  #record(
    orderId: string,
    issue: Issue,
    known: readonly FilledField[],
    basedOn: number,
    context: CommandContext,
  ): Promise<Outcome> {
    return this.orders.execute({ kind: 'IssueOrder', orderId, issue, known, basedOn }, context);
  }

  /** At once, so that nobody sees an order in force that was just repealed; the reactor does it after a crash. */
  async #follow({ kind, orderId: by }: Order, issue: Issue, context: CommandContext): Promise<void> {
    if (issue.concerns === null || (kind !== 'amending' && kind !== 'repealing')) return;
    const how = kind === 'amending' ? 'amended' : 'repealed';
    const input = { orderId: issue.concerns, how, later: { by, from: issue.inForceFrom } } as const;
    const commandId = idFrom(context.commandId, 'follow');
    await this.commands.execute(new FollowOrder(input, { ...context, commandId }));
  }
}

/** @throws Refused `invalid` that names `number`, `date` or `inForceFrom` */
function headOf(
  { number, date, inForceFrom }: IssueOrderBody,
  { today, draftedOn, concerned, order }: Dossier,
): Omit<OrderHead, 'signatory'> {
  if (date > today) throw invalidField('date', 'future', `${date} has not come yet.`);
  if (date < draftedOn) throw invalidField('date', 'before-draft', `The draft was begun on ${draftedOn}.`);
  const before = concerned?.issue?.date;
  if (order.kind !== 'transition' && before !== undefined && date < before) {
    throw invalidField('date', 'before-concerned', `The order that it is about is of ${before}.`);
  }
  const from = inForceFrom ?? date;
  if (from < date)
    throw invalidField('inForceFrom', 'order', `An order is in force from its day ${date} on.`);
  const said = saying('number', number);
  if (/\p{Cc}/u.test(said)) throw invalidField('number', 'one-line', 'A number has one line.');
  return { number: said, date, inForceFrom: from };
}

@Controller('transition/orders')
export class IssueOrderRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Issues an order: text, appendices and files are frozen with their hashes; only another order changes it then. */
  @Post(':orderId/issue')
  @Access(issuesOrders)
  async issue(
    @CurrentPrincipal() principal: Principal,
    @Param('orderId', IdPipe) orderId: string,
    @Body() body: IssueOrderBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const signatory = ownPerson(principal);
    const outcome = await this.commands.execute(new IssueOrder({ ...body, orderId, signatory }, context));
    return answerOf(context.commandId, outcome);
  }
}
