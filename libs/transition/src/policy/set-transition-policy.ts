import { Body, Controller, Put } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context } from '#platform';
import { prepares } from '../access/who.ts';
import { transitionPolicy } from './transition-policy.ts';
import { type TransitionPolicy, transitionPolicyStream } from './transition-policy.events.ts';

export class TransitionPolicyFields implements TransitionPolicy {
  /** Condition 2: every teacher has a place to work at. */
  @IsBoolean()
  placeForEveryTeacher!: boolean;

  /** Condition 2: every room of the timetable is reached by the network. */
  @IsBoolean()
  networkInEveryRoom!: boolean;

  /** Condition 2: every room of the timetable has a device in order: the seed's ideal. */
  @IsBoolean()
  deviceInEveryRoom!: boolean;

  /** Condition 3: the programme's hours must have been attended, too. */
  @IsBoolean()
  hoursToo!: boolean;

  /** So many questions are drawn for a test. */
  @IsInt()
  @Min(5)
  @Max(40)
  testQuestions!: number;

  /** So long a test lasts at most. */
  @IsInt()
  @Min(5)
  @Max(240)
  testMinutes!: number;

  /** Per cent of right answers that pass. */
  @IsInt()
  @Min(1)
  @Max(100)
  passMark!: number;

  /** How often a person may begin a test. */
  @IsInt()
  @Min(1)
  @Max(20)
  tries!: number;

  /** The verdict looks at so many full school weeks at least. */
  @IsInt()
  @Min(1)
  @Max(20)
  weeksAssessed!: number;

  /** A warning comes when a criterion is under its target in each of so many school weeks. */
  @IsInt()
  @Min(1)
  @Max(20)
  weeksUnderTarget!: number;
}

export class SetTransitionPolicyBody {
  /** The whole policy: it takes the place of the one in force. */
  @IsObject()
  @ValidateNested()
  @Type(() => TransitionPolicyFields)
  policy!: TransitionPolicyFields;

  /** Why: «решение педсовета № 3». No names. */
  @IsString()
  @MaxLength(500)
  reason!: string;

  /** The version that was changed into this one; 0 for the default. */
  @IsInt()
  @Min(0)
  basedOn!: number;
}

/** Refused: `changed-meanwhile` (412) with the policy in force, `invalid`. */
export class SetTransitionPolicy extends Command<Outcome> {
  constructor(
    readonly input: SetTransitionPolicyBody,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetTransitionPolicy)
export class SetTransitionPolicyHandler implements ICommandHandler<SetTransitionPolicy> {
  constructor(private readonly streams: Streams) {}

  execute({ input: { policy, reason, basedOn }, context }: SetTransitionPolicy): Promise<Outcome> {
    return this.streams.execute(
      transitionPolicyStream(context.schoolId),
      transitionPolicy,
      { kind: 'SetTransitionPolicy', policy, reason, basedOn },
      context,
    );
  }
}

@Controller('transition/policy')
export class SetTransitionPolicyRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Sets the next version of what the school decides for itself about conditions 2 and 3, tests, the verdict and warnings. */
  @Put()
  @Access(prepares)
  async set(
    @Body() body: SetTransitionPolicyBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new SetTransitionPolicy(body, context)));
  }
}
