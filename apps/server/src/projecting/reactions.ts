import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { accountsReactors, CloseAccount, RevokeSessions } from '#accounts';
import { journalReactors, PlanTimetable } from '#journal';
import type { CommandContext } from '#kernel';
import type { Dispatch, Reactor } from '#projecting';
import { ErasePerson, schoolReactors } from '#school';
import { FinishTest, FollowOrder, LookAtPlan, transitionReactors } from '#transition';

/** Makes a command of a reaction's payload. */
type MakeCommand = (payload: never, context: CommandContext) => ICommand;

/** What reactions may ask for, by the name that they carry. Names are frozen: pending reactions are stored. */
const commands: Readonly<Record<string, MakeCommand>> = {
  PlanTimetable: (payload, context) => new PlanTimetable(payload, context),
  ErasePerson: (payload, context) => new ErasePerson(payload, context),
  RevokeSessions: (payload, context) => new RevokeSessions(payload, context),
  CloseAccount: (payload, context) => new CloseAccount(payload, context),
  FinishTest: (payload, context) => new FinishTest(payload, context),
  LookAtPlan: (payload, context) => new LookAtPlan(payload, context),
  FollowOrder: (payload, context) => new FollowOrder(payload, context),
};

/** Every reactor of the product. */
export const reactors: readonly Reactor[] = [
  ...schoolReactors,
  ...accountsReactors,
  ...journalReactors,
  ...transitionReactors,
];

/** Hands a reaction to the handler of its command. */
export function reactionsOf(app: INestApplicationContext): Dispatch {
  const bus = app.get(CommandBus);
  return async ({ command, payload }, context) => {
    const make = commands[command];
    if (!make) throw new Error(`No command is called ${command}`);
    await bus.execute(make(payload as never, context));
  };
}
