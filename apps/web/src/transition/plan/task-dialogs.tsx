import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { ChoosePerson, type ChosenPerson } from '../../form/choose-person.tsx';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ReasonField } from '../reason-field.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import type { Plan, Task } from './plan.ts';
import { planWords } from './plan.messages.ts';

interface OfTask {
  readonly task: Task;
  readonly close: () => void;
}

/** Names who answers for a task. */
export function AssignTask({ task, close }: OfTask): ReactElement {
  const words = useWords(planWords);
  const command = useTransitionCommand();
  const [person, setPerson] = useState<ChosenPerson | null>(null);
  const assign = (): Promise<unknown> | null => {
    if (person === null) return null;
    const path = `transition/plan/tasks/${task.taskId}/responsible`;
    return send('PUT', path, { personId: person.personId });
  };
  return (
    <CommandDialog
      title={words.assign}
      explain={task.title}
      act={words.assign}
      command={command}
      tell={assign}
      close={close}
    >
      <ChoosePerson
        label={words.person}
        kind="staff"
        chosen={person}
        choose={setPerson}
        error={command.wrong('personId')}
      />
    </CommandDialog>
  );
}

/** Changes the dates of a task, with a reason. */
export function RescheduleTask({ task, close }: OfTask): ReactElement {
  const words = useWords(planWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ starts: task.starts, due: task.due, reason: '' }, command);
  const reschedule = (): Promise<unknown> => {
    const path = `transition/plan/tasks/${task.taskId}/dates`;
    return send('PUT', path, typed);
  };
  return (
    <CommandDialog
      title={words.reschedule}
      explain={`${task.title}. ${words.rescheduleExplain}`}
      act={words.reschedule}
      command={command}
      tell={reschedule}
      close={close}
    >
      <TextInput label={words.starts} type="date" required {...field('starts')} />
      <TextInput label={words.due} type="date" required {...field('due')} />
      <ReasonField {...field('reason')} />
    </CommandDialog>
  );
}

/** Says that a task is done, and what was done. */
export function CompleteTask({ task, close }: OfTask): ReactElement {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ note: '' }, command);
  const complete = (): Promise<unknown> => {
    const path = `transition/plan/tasks/${task.taskId}/completion`;
    return send('POST', path, typed);
  };
  return (
    <CommandDialog
      title={words.complete}
      explain={task.title}
      act={words.complete}
      command={command}
      tell={complete}
      close={close}
    >
      <Textarea
        label={words.note}
        description={transition.noNames}
        autosize
        minRows={2}
        required
        maxLength={1000}
        {...field('note')}
      />
    </CommandDialog>
  );
}

/** Opens a task again, or takes it out of the plan: both want a reason. */
export function TaskWithReason({
  task,
  act,
  close,
}: OfTask & { readonly act: 'reopen' | 'drop' }): ReactElement {
  const words = useWords(planWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ reason: '' }, command);
  const run = (): Promise<unknown> => {
    const path = `transition/plan/tasks/${task.taskId}/${act === 'reopen' ? 'reopening' : 'withdrawal'}`;
    return send('POST', path, typed);
  };
  return (
    <CommandDialog
      title={words[act]}
      explain={task.title}
      act={words[act]}
      danger={act === 'drop'}
      command={command}
      tell={run}
      close={close}
    >
      <ReasonField {...field('reason')} />
    </CommandDialog>
  );
}

/** Adds a task of the school's own. */
export function AddTask({ plan, close }: { readonly plan: Plan; readonly close: () => void }): ReactElement {
  const words = useWords(planWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const [after, setAfter] = useState<string[]>([]);
  const today = time.today();
  const { typed, field } = useTyped(
    { stage: plan.stages[0]?.id ?? '', title: '', starts: today, due: today },
    command,
  );
  const add = (): Promise<unknown> => {
    const body = { ...typed, after };
    return send('POST', 'transition/plan/tasks', body);
  };
  const before = plan.tasks.filter(({ status, stage }) => status !== 'done' && stage === typed.stage);
  return (
    <CommandDialog title={words.add} act={words.add} command={command} tell={add} close={close}>
      <TextInput label={words.taskTitle} required maxLength={300} {...field('title')} />
      <NativeSelect
        label={words.stage}
        data={plan.stages.map(({ id: value, title: label }) => ({ value, label }))}
        {...field('stage')}
      />
      <TextInput label={words.starts} type="date" required {...field('starts')} />
      <TextInput label={words.due} type="date" required {...field('due')} />
      {before.length > 0 && (
        <Checkbox.Group label={words.after} value={after} onChange={setAfter}>
          {before.map(({ taskId, title }) => (
            <Checkbox key={taskId} value={taskId} label={title} mt={6} />
          ))}
        </Checkbox.Group>
      )}
    </CommandDialog>
  );
}

/** Moves the start of the plan, and with it whatever is not done. */
export function MovePlan({
  start,
  close,
}: {
  readonly start: string;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(planWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ start, reason: '' }, command);
  const move = (): Promise<unknown> => send('POST', 'transition/plan/start', typed);
  return (
    <CommandDialog
      title={words.move}
      explain={words.moveExplain}
      act={words.move}
      command={command}
      tell={move}
      close={close}
    >
      <TextInput label={words.start} type="date" required {...field('start')} />
      <ReasonField {...field('reason')} />
    </CommandDialog>
  );
}
