import { useState } from 'react';
import { Problem } from '../api/problem.ts';
import { type RefusalWords, type SaidRefusal, useSaidRefusal } from './said-refusal.ts';

/** A command of a form: whether it is under way, and what the last one was refused for. */
export interface FormCommand extends SaidRefusal {
  readonly busy: boolean;
  /** Sends it. @returns what the server answered, or undefined when it refused: the reason stands in the form */
  readonly run: <Answer>(command: () => Promise<Answer>) => Promise<Answer | undefined>;
  readonly forget: () => void;
}

/**
 * What a form needs to send its command and to say in words what was not accepted.
 * @param own words of the form's own place, before those that every form has
 */
export function useCommand(own?: RefusalWords): FormCommand {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    ...useSaidRefusal(problem, own),
    busy,
    forget: () => setProblem(null),
    run: async (command) => {
      setBusy(true);
      setProblem(null);
      try {
        return await command();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
