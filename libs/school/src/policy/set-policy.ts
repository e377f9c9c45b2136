import { Body, Controller, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { setsUp } from '../access/who.ts';
import { Records } from '../records.ts';
import { type GroupKind, groupKinds } from '../words.ts';
import { onlineStarts, onlineUnits, policyStream, type SchoolPolicy } from './policy.events.ts';
import { policy } from './policy.ts';

export class PolicyFields implements SchoolPolicy {
  /** Whose lessons criteria 2, 3 and 6 count on their first line. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(groupKinds, { each: true })
  lessonKinds!: GroupKind[];

  /** What criterion 6 counts; the other unit is always shown beside it. */
  @IsIn(onlineUnits)
  onlineUnit!: 'entries' | 'lessons';

  /** From what point of a lesson the 24 hours run. */
  @IsIn(onlineStarts)
  onlineFrom!: 'end' | 'start';

  /** Marks, roll call, attendance and held open so many minutes before the planned start. */
  @IsInt()
  @Min(0)
  @Max(1440)
  opensBeforeMinutes!: number;

  /** A wrong key mended by the same person within so many minutes needs no reason. */
  @IsInt()
  @Min(0)
  @Max(1440)
  typoMinutes!: number;

  /** Whether the mark 1 is used. */
  @IsBoolean()
  markOne!: boolean;

  /** Whether homework may be set in grade 1. */
  @IsBoolean()
  homeworkInGradeOne!: boolean;

  /** Per cent, by criterion 1 … 6. */
  @IsArray()
  @ArrayMinSize(6)
  @ArrayMaxSize(6)
  @IsNumber({}, { each: true })
  @Min(0, { each: true })
  @Max(100, { each: true })
  targets!: [number, number, number, number, number, number];
}

export class SetPolicyBody {
  /** The whole policy: it takes the place of the one in force. */
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyFields)
  policy!: PolicyFields;

  /** Why, for those who compare reports: «решение педсовета № 3». No names. */
  @IsString()
  @MaxLength(500)
  reason!: string;

  /** The version that was changed into this one; 0 for the default. */
  @IsInt()
  @Min(0)
  basedOn!: number;
}

/** Refused: `changed-meanwhile` (412) with the policy in force, `invalid`. */
export class SetPolicy extends Command<Outcome> {
  constructor(
    readonly input: SetPolicyBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetPolicy)
export class SetPolicyHandler implements ICommandHandler<SetPolicy> {
  constructor(
    private readonly streams: Streams,
    private readonly records: Records,
  ) {}

  async execute({ input, context }: SetPolicy): Promise<Outcome> {
    await this.records.school(context.schoolId);
    return this.streams.execute(
      policyStream(context.schoolId),
      policy,
      { kind: 'SetPolicy', policy: input.policy, reason: input.reason, basedOn: input.basedOn },
      context,
    );
  }
}

@Controller('policy')
export class SetPolicyRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Sets the next version of what the school decides for itself about the six criteria and the journal. */
  @Put()
  @Access(setsUp)
  async set(@Body() body: SetPolicyBody, @Context() context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new SetPolicy(body, context)));
  }
}
