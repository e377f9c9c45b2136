import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { Outcome } from '#event-store';
import type { CommandContext } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IdPipe } from '#platform';
import { CorrectMarkBody, correctMarkAction, revokeMarkAction } from './correct-mark.ts';
import { GiveMarkBody, giveMarkAction } from './give-mark.ts';
import { MAX_ACTIONS, MAX_TITLE } from './limits.ts';
import { RecordEntries, type SpokenAction } from './record-entries.ts';
import { CorrectionBody, SeenBody } from './said-by-people.ts';
import { SetAttendanceBody, setAttendanceAction } from './set-attendance.ts';
import { SetCommentBody, setCommentAction } from './set-comment.ts';
import { SetHeldBody, setHeldAction } from './set-held.ts';
import { SetHomeworkBody, setHomeworkAction } from './set-homework.ts';
import { SetRollCallBody, setRollCallAction } from './set-roll-call.ts';
import { SetTopicBody, setTopicAction } from './set-topic.ts';
import { removeWorkAction, SetWorkBody, setWorkAction } from './set-work.ts';
import { entryIdOf } from './setting.ts';

export class SetTopicStep extends SetTopicBody {
  @Equals('set-topic')
  kind!: 'set-topic';
}
export class SetHomeworkStep extends SetHomeworkBody {
  @Equals('set-homework')
  kind!: 'set-homework';
}
export class SetCommentStep extends SetCommentBody {
  @Equals('set-comment')
  kind!: 'set-comment';
}
export class SetHeldStep extends SetHeldBody {
  @Equals('set-held')
  kind!: 'set-held';
}
export class SetRollCallStep extends SetRollCallBody {
  @Equals('set-roll-call')
  kind!: 'set-roll-call';
}
export class SetAttendanceStep extends SetAttendanceBody {
  @Equals('set-attendance')
  kind!: 'set-attendance';

  @IsUUID()
  pupilId!: string;
}
export class SetWorkStep extends SetWorkBody {
  @Equals('set-work')
  kind!: 'set-work';

  @IsUUID()
  workId!: string;
}
export class RemoveWorkStep extends SeenBody {
  @Equals('remove-work')
  kind!: 'remove-work';

  @IsUUID()
  workId!: string;
}
export class GiveMarkStep extends GiveMarkBody {
  @Equals('give-mark')
  kind!: 'give-mark';
}
export class CorrectMarkStep extends CorrectMarkBody {
  @Equals('correct-mark')
  kind!: 'correct-mark';

  @IsUUID()
  markId!: string;
}
export class RevokeMarkStep extends CorrectionBody {
  @Equals('revoke-mark')
  kind!: 'revoke-mark';

  @IsUUID()
  markId!: string;
}

/** What each step is by its `kind`: the body of the route that does it alone, with the ids of its path. */
const steps = {
  'set-topic': SetTopicStep,
  'set-homework': SetHomeworkStep,
  'set-comment': SetCommentStep,
  'set-held': SetHeldStep,
  'set-roll-call': SetRollCallStep,
  'set-attendance': SetAttendanceStep,
  'set-work': SetWorkStep,
  'remove-work': RemoveWorkStep,
  'give-mark': GiveMarkStep,
  'correct-mark': CorrectMarkStep,
  'revoke-mark': RevokeMarkStep,
} as const;

export type Step = InstanceType<(typeof steps)[keyof typeof steps]>;

/** A step of no known kind, so that its refusal names the kinds. */
class UnknownStep {
  @IsIn(Object.keys(steps))
  kind!: never;
}

/** The step that a part of the request is, by its kind; what is no object stays what it is, to be refused. */
function stepFrom(part: unknown): unknown {
  if (part === null || typeof part !== 'object') return part;
  const { kind } = part as { kind?: unknown };
  const known = typeof kind === 'string' && Object.hasOwn(steps, kind) ? (kind as keyof typeof steps) : null;
  return plainToInstance<object, object>(known === null ? UnknownStep : steps[known], part);
}

function actionOf(step: Step): SpokenAction {
  switch (step.kind) {
    case 'set-topic':
      return setTopicAction(step);
    case 'set-homework':
      return setHomeworkAction(step);
    case 'set-comment':
      return setCommentAction(step);
    case 'set-held':
      return setHeldAction(step);
    case 'set-roll-call':
      return setRollCallAction(step);
    case 'set-attendance':
      return setAttendanceAction(step.pupilId, step);
    case 'set-work':
      return setWorkAction(step.workId, step);
    case 'remove-work':
      return removeWorkAction(step.workId, step);
    case 'give-mark':
      return giveMarkAction(step);
    case 'correct-mark':
      return correctMarkAction(step.markId, step);
    case 'revoke-mark':
      return revokeMarkAction(step.markId, step);
  }
}

/** The schemas of the steps, told apart by their kind. */
const mapping = Object.fromEntries(
  Object.entries(steps).map(([kind, step]) => [kind, getSchemaPath(step)] as const),
);

@ApiExtraModels(...Object.values(steps))
export class RecordManyBody {
  /** Done in this order, all or none; each sees what the ones before it did. */
  @ApiProperty({
    type: 'array',
    items: {
      oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
      discriminator: { propertyName: 'kind', mapping },
    },
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ACTIONS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(stepFrom) : value))
  actions!: Step[];
}

export class ImportEntriesBody extends RecordManyBody {
  /** Where the entries come from: the file or system, and its job. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TITLE)
  source!: string;
}

/** The answer to many actions. */
export class RecordManyAnswer extends CommandAnswer {
  /** For each action the id of the mark that it gave, or null when it gave none. */
  markIds!: (string | null)[];
}

@Controller('lessons/:lessonId')
export class RecordManyRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Many actions in one atomic step: a column of the grid, or what a device kept while it was offline. */
  @Post('entries')
  @Access({ teacher: 'own-lesson' })
  async record(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() { actions }: RecordManyBody,
    @Context() context: CommandContext,
  ): Promise<RecordManyAnswer> {
    const command = new RecordEntries(lessonId, actions.map(actionOf), context);
    return answerToMany(actions, context, await this.commands.execute(command));
  }

  /**
   * Entries from another system: marked as imported, counted in criterion 3 and left out of 6. An import adds; it
   * changes nothing that was recorded, so its `basedOn` is not looked at.
   */
  @Post('imported-entries')
  @Access({ administrator: 'school' })
  async import(
    @Param('lessonId', IdPipe) lessonId: string,
    @Body() { actions, source }: ImportEntriesBody,
    @Context() context: CommandContext,
  ): Promise<RecordManyAnswer> {
    const command = new RecordEntries(lessonId, actions.map(actionOf).map(unseen), context, { source });
    return answerToMany(actions, context, await this.commands.execute(command));
  }
}

/** The action of somebody who looked at nothing. */
const unseen = (action: SpokenAction): SpokenAction =>
  action.kind === 'take-roll-call'
    ? { ...action, exceptions: action.exceptions.map((said) => ({ ...said, basedOn: undefined })) }
    : { ...action, basedOn: undefined };

const answerToMany = (
  actions: readonly Step[],
  { commandId }: CommandContext,
  outcome: Outcome,
): RecordManyAnswer => ({
  ...answerOf(commandId, outcome),
  markIds: actions.map(({ kind }, index) => (kind === 'give-mark' ? entryIdOf(commandId, index) : null)),
});
