import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import type { CommandContext, FactOf } from '#kernel';
import type { Reactor } from '#projecting';
import { Seals } from '#platform';
import { Names } from '../directory/names.ts';
import { type PersonEvent, personStream } from './person.events.ts';
import { person, sealSubject } from './person.ts';

/** Once asked for, an erasure happens without anybody's doing. */
export const personErasure: Reactor<FactOf<PersonEvent, 'PersonErasureRequested'>> = {
  name: 'person-erasure',
  on: ['PersonErasureRequested'],
  react: async ({ data: { personId }, metadata: { schoolId } }) => [
    { schoolId, step: 'erase', command: 'ErasePerson', payload: { personId } },
  ],
};

/** Destroys a person's key, then says so. Only the reactor sends it. Refused: `erasure-not-requested`. */
export class ErasePerson extends Command<Outcome> {
  constructor(
    readonly input: { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ErasePerson)
export class ErasePersonHandler implements ICommandHandler<ErasePerson> {
  constructor(
    private readonly streams: Streams,
    private readonly seals: Seals,
    private readonly names: Names,
  ) {}

  async execute({ input: { personId }, context }: ErasePerson): Promise<Outcome> {
    const { schoolId } = context;
    const stream = personStream(schoolId, personId);
    const command = { kind: 'ErasePerson', personId } as const;
    const { state } = await this.streams.load(stream, person);
    // Decided before the key is gone: what nobody asked for is refused first.
    person.decide(command, state);
    await this.seals.destroy(schoolId, sealSubject(personId));
    this.names.forget(personId);
    return this.streams.execute(stream, person, command, context);
  }
}
