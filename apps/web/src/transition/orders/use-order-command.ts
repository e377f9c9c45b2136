import { type FormCommand, useCommand } from '../../form/use-command.ts';
import { useWords } from '../../words/catalogue.ts';
import { transitionRefusals } from '../refusals.messages.ts';
import { orderRefusals } from './order-refusals.messages.ts';

/** A command about an order, with the words of its own refusals before those of the transition. */
export function useOrderCommand(): FormCommand {
  const road = useWords(transitionRefusals);
  const own = useWords(orderRefusals);
  return useCommand({
    codes: { ...road.codes, ...own.codes },
    rules: { ...road.rules, ...own.rules },
  });
}
