import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { SchoolFacts } from '../school-facts.ts';
import { planStream } from './plan.events.ts';
import { plan, type PlanCommand } from './plan.ts';

/** Refused: `no-plan` (404), `plan-exists`, `not-found`, `not-staff`, and what the rules of the plan say. */
export class ChangePlan extends Command<Outcome> {
  constructor(
    readonly command: Exclude<PlanCommand, { readonly kind: 'LookAtTasks' }>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ChangePlan)
export class ChangePlanHandler implements ICommandHandler<ChangePlan> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
  ) {}

  async execute({ command, context }: ChangePlan): Promise<Outcome> {
    if (command.kind === 'AssignTask') {
      await this.facts.requireStaff(context.schoolId, command.personId);
    }
    return this.streams.execute(planStream(context.schoolId), plan, command, context);
  }
}
