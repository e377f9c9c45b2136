import { Body, Controller, Param, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsInt, IsString, MaxLength, Min, ValidateIf } from 'class-validator';
import type { Outcome } from '#event-store';
import { type CommandContext, notFound } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { draftsOrders } from '../access/who.ts';
import { Orders } from './orders.ts';
import { templateOf } from './orders-catalogue.ts';

export class EditOrderTextBody {
  /**
   * A line each: `# ` begins a section, `– ` a line of a list, every other line is a numbered point. No names. null: the
   * text of the catalogue again.
   */
  @ValidateIf((_, text) => text !== null)
  @IsString()
  @MaxLength(60_000)
  text!: string | null;

  /** The version of the draft that the person saw. */
  @IsInt()
  @Min(0)
  basedOn!: number;
}

/** Refused: `not-found`, `already-issued`, `dropped`, `changed-meanwhile`, `invalid`. */
export class EditOrderText extends Command<Outcome> {
  constructor(
    readonly input: EditOrderTextBody & { readonly orderId: string; readonly part: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EditOrderText)
export class EditOrderTextHandler implements ICommandHandler<EditOrderText> {
  constructor(private readonly orders: Orders) {}

  async execute({ input: { orderId, part, text, basedOn }, context }: EditOrderText): Promise<Outcome> {
    const { kind, edition, concerns } = await this.orders.require(context.schoolId, orderId);
    // An amending order has the appendices of the order that it changes, as far as it gives them a new text.
    const whose =
      kind === 'amending' ? await this.orders.require(context.schoolId, concerns!) : { kind, edition };
    const { appendices } = templateOf(whose.kind, whose.edition);
    if (!appendices.some(({ id, made }) => id === part && made === 'text')) throw notFound('text', part);
    // What is not a letter, a sign or the end of a line has no place on paper.
    const said = text?.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ') ?? null;
    return this.orders.execute({ kind: 'EditText', orderId, part, text: said, basedOn }, context);
  }
}

@Controller('transition/orders')
export class EditOrderTextRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Changes the text of a regulation that the order approves. */
  @Put(':orderId/texts/:part')
  @Access(draftsOrders)
  async edit(
    @Param('orderId', IdPipe) orderId: string,
    @Param('part') part: string,
    @Body() body: EditOrderTextBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    const outcome = await this.commands.execute(new EditOrderText({ ...body, orderId, part }, context));
    return answerOf(context.commandId, outcome);
  }
}
