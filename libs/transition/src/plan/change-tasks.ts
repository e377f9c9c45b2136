import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ArrayMaxSize, IsArray, IsString, IsUUID, MaxLength } from 'class-validator';
import { type CommandContext, idFrom, type LocalDate } from '#kernel';
import { Access, answerOf, CommandAnswer, Context, IsLocalDate } from '#platform';
import { prepares } from '../access/who.ts';
import { ChangePlan } from './change-plan.ts';
import { defaultPlan } from './stages.ts';

export class AddTaskBody {
  /** A stage of the plan. */
  @IsString()
  @MaxLength(40)
  stage!: string;

  @IsString()
  @MaxLength(300)
  title!: string;

  @IsLocalDate()
  starts!: LocalDate;

  /** The last day. */
  @IsLocalDate()
  due!: LocalDate;

  /** Tasks that come before it. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  after!: string[];
}

export class TaskAddedAnswer extends CommandAnswer {
  /** The new task's id. */
  taskId!: string;
}

export class AssignTaskBody {
  /** Of the staff. */
  @IsUUID()
  personId!: string;
}

/** Why a task is dropped, or opened again. */
export class TaskReasonBody {
  /** No names. */
  @IsString()
  @MaxLength(500)
  reason!: string;
}

export class RescheduleTaskBody extends TaskReasonBody {
  @IsLocalDate()
  starts!: LocalDate;

  /** The last day. */
  @IsLocalDate()
  due!: LocalDate;
}

export class CompleteTaskBody {
  /** What was done. No names. */
  @IsString()
  @MaxLength(1_000)
  note!: string;
}

@Controller('transition/plan/tasks')
export class ChangeTasksRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Adds a task of the school's own, which a person completes. */
  @Post()
  @Access(prepares)
  async add(@Body() body: AddTaskBody, @Context() context: CommandContext): Promise<TaskAddedAnswer> {
    const taskId = idFrom(context.commandId, 'task');
    const stages = defaultPlan.stages.map(({ id }) => id);
    const { stage, title, starts, due, after } = body;
    const task = { taskId, stage, title, starts, due, after };
    return { ...(await this.#do({ kind: 'AddTask', task, stages }, context)), taskId };
  }

  /** Takes a task out of the plan. */
  @Post(':taskId/withdrawal')
  @Access(prepares)
  drop(
    @Param('taskId') taskId: string,
    @Body() { reason }: TaskReasonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'DropTask', taskId, reason }, context);
  }

  /** Names who is responsible for a task. */
  @Put(':taskId/responsible')
  @Access(prepares)
  assign(
    @Param('taskId') taskId: string,
    @Body() { personId }: AssignTaskBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'AssignTask', taskId, personId: personId.toLowerCase() }, context);
  }

  /** Changes the dates of a task, with a reason. */
  @Put(':taskId/dates')
  @Access(prepares)
  reschedule(
    @Param('taskId') taskId: string,
    @Body() { starts, due, reason }: RescheduleTaskBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'RescheduleTask', taskId, starts, due, reason }, context);
  }

  /** Says that a task is done, with a note. Tasks that the system watches complete themselves. */
  @Post(':taskId/completion')
  @Access(prepares)
  complete(
    @Param('taskId') taskId: string,
    @Body() { note }: CompleteTaskBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'CompleteTask', taskId, note }, context);
  }

  /** Opens a task again that a person had completed. */
  @Post(':taskId/reopening')
  @Access(prepares)
  reopen(
    @Param('taskId') taskId: string,
    @Body() { reason }: TaskReasonBody,
    @Context() context: CommandContext,
  ): Promise<CommandAnswer> {
    return this.#do({ kind: 'ReopenTask', taskId, reason }, context);
  }

  async #do(command: ChangePlan['command'], context: CommandContext): Promise<CommandAnswer> {
    return answerOf(context.commandId, await this.commands.execute(new ChangePlan(command, context)));
  }
}
