import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Outcome, Streams } from '#event-store';
import { type CommandContext, type LocalDate, Refused } from '#kernel';
import { Acts } from '../acts/acts.ts';
import { SchoolFacts } from '../school-facts.ts';
import { consentStream } from './consent.events.ts';
import { consent, type ConsentCommand } from './consent.ts';

type WithoutToday<Of> = Of extends { readonly today: LocalDate } ? Omit<Of, 'today'> : Of;

/**
 * Refused: `not-found`, `not-staff`, `not-a-parent`, `person-erased`, `too-early` (with `earliest`), `no-notice`,
 * `no-paper`, `invalid`.
 */
export class RecordConsent extends Command<Outcome> {
  constructor(
    readonly command: WithoutToday<ConsentCommand>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordConsent)
export class RecordConsentHandler implements ICommandHandler<RecordConsent> {
  constructor(
    private readonly streams: Streams,
    private readonly facts: SchoolFacts,
    private readonly acts: Acts,
  ) {}

  async execute({ command, context }: RecordConsent): Promise<Outcome> {
    const { schoolId } = context;
    await this.#requireKnown(schoolId, command);
    const today = await this.facts.today(schoolId);
    return this.streams.execute(
      consentStream(schoolId),
      consent,
      { ...command, today } as ConsentCommand,
      context,
    );
  }

  /** @throws Refused unless the school has the people and the document that are named */
  async #requireKnown(schoolId: string, command: RecordConsent['command']): Promise<void> {
    switch (command.kind) {
      case 'GiveNotices':
        for (const personId of command.personIds) await this.facts.requireStaff(schoolId, personId);
        return;
      case 'SignAgreement':
        return this.facts.requireStaff(schoolId, command.personId);
      case 'ReadDocument': {
        const { actId, version } = command;
        for (const personId of command.personIds) await this.facts.requireStaff(schoolId, personId);
        const { state } = await this.acts.require(schoolId, actId);
        if (!state.versions.some((one) => one.version === version && one.text !== null)) {
          throw new Refused('no-document', 'This version of the act has no text to be read.');
        }
        return;
      }
      case 'KeepPaper':
        return this.facts.requireParent(schoolId, command.personId);
      case 'AskParents':
      case 'WithdrawOpinion':
      case 'GiveUpPaper':
        return;
    }
  }
}
