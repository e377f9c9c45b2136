import { type FormCommand, useCommand } from '../form/use-command.ts';
import { useWords } from '../words/catalogue.ts';
import { transitionRefusals } from './refusals.messages.ts';

/** A command of the transition, with the words of its own refusals. */
export const useTransitionCommand = (): FormCommand => useCommand(useWords(transitionRefusals));
