import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, LocalDate } from '#kernel';
import { groupStream } from './group.events.ts';
import { group } from './group.ts';

/**
 * Ends a pupil's stay in this one group; `to` is the last day, the day before the first takes the stay back. Leaving
 * a class together with its subgroups is `LetPupilLeave`. Refused: `not-found`, `not-there`, `begins-later`,
 * `several-stays`, `invalid`.
 */
export class LeaveGroup extends Command<Outcome> {
  constructor(
    readonly input: {
      readonly groupId: string;
      readonly pupilId: string;
      readonly to: LocalDate;
      readonly order?: string | null;
      /** The class that the pupil goes to. */
      readonly movedTo?: string | null;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(LeaveGroup)
export class LeaveGroupHandler implements ICommandHandler<LeaveGroup> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: LeaveGroup): Promise<Outcome> {
    const { groupId, pupilId, to, order = null, movedTo = null } = input;
    return this.streams.execute(
      groupStream(context.schoolId, groupId),
      group,
      { kind: 'LeaveGroup', groupId, pupilId, to, order, movedTo },
      context,
    );
  }
}
