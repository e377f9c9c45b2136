import type { ReactElement } from 'react';
import type { LocalDate } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign, type Tone } from '../state-sign.tsx';
import type { Task } from './plan.ts';
import { planWords } from './plan.messages.ts';

/** How a task stands on a day. */
export function TaskState({ task, on }: { readonly task: Task; readonly on: LocalDate }): ReactElement {
  const { states } = useWords(planWords);
  const state = stateOf(task, on);
  const tones: Readonly<Record<typeof state, Tone>> = {
    done: 'good',
    overdue: 'bad',
    open: 'wait',
    waiting: 'quiet',
    toCome: 'quiet',
  };
  return <StateSign tone={tones[state]} said={states[state]} />;
}

function stateOf(
  { status, overdue, starts }: Task,
  on: LocalDate,
): 'done' | 'overdue' | 'open' | 'waiting' | 'toCome' {
  if (status === 'done') return 'done';
  if (overdue) return 'overdue';
  if (status === 'waiting') return 'waiting';
  return starts > on ? 'toCome' : 'open';
}
