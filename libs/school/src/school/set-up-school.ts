import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext } from '#kernel';
import { schoolStream } from './school.events.ts';
import { school } from './school.ts';

/**
 * Sets up a new tenant, `context.schoolId`. There is no route for it: whoever runs the installation does it.
 * Refused: `school-exists`, `invalid`.
 */
export class SetUpSchool extends Command<Outcome> {
  constructor(
    readonly input: {
      readonly name: string;
      readonly shortName: string;
      /** IANA name. */
      readonly timeZone: string;
    },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SetUpSchool)
export class SetUpSchoolHandler implements ICommandHandler<SetUpSchool> {
  constructor(private readonly streams: Streams) {}

  execute({ input, context }: SetUpSchool): Promise<Outcome> {
    const { schoolId } = context;
    return this.streams.execute(
      schoolStream(schoolId),
      school,
      { kind: 'SetUpSchool', schoolId, ...input },
      context,
    );
  }
}
