import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { ChoosePerson, type ChosenPerson } from '../../form/choose-person.tsx';
import { Confirm } from '../../form/confirm.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
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
  const assign = async (): Promise<void> => {
    if (person === null) return;
    const path = `transition/plan/tasks/${task.taskId}/responsible`;
    if ((await command.run(() => send('PUT', path, { personId: person.personId }))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.assign}
      explain={task.title}
      act={words.assign}
      command={command}
      confirm={() => void assign()}
      cancel={close}
    >
      <ChoosePerson
        label={words.person}
        kind="staff"
        chosen={person}
        choose={setPerson}
        error={command.wrong('personId')}
      />
    </Confirm>
  );
}

/** Changes the dates of a task, with a reason. */
export function RescheduleTask({ task, close }: OfTask): ReactElement {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ starts: task.starts, due: task.due, reason: '' }, command);
  const reschedule = async (): Promise<void> => {
    const path = `transition/plan/tasks/${task.taskId}/dates`;
    if ((await command.run(() => send('PUT', path, typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.reschedule}
      explain={`${task.title}. ${words.rescheduleExplain}`}
      act={words.reschedule}
      command={command}
      confirm={() => void reschedule()}
      cancel={close}
    >
      <TextInput label={words.starts} type="date" required withAsterisk={false} {...field('starts')} />
      <TextInput label={words.due} type="date" required withAsterisk={false} {...field('due')} />
      <TextInput
        label={transition.reason}
        description={transition.noNames}
        required
        withAsterisk={false}
        maxLength={500}
        {...field('reason')}
      />
    </Confirm>
  );
}

/** Says that a task is done, and what was done. */
export function CompleteTask({ task, close }: OfTask): ReactElement {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ note: '' }, command);
  const complete = async (): Promise<void> => {
    const path = `transition/plan/tasks/${task.taskId}/completion`;
    if ((await command.run(() => send('POST', path, typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.complete}
      explain={task.title}
      act={words.complete}
      command={command}
      confirm={() => void complete()}
      cancel={close}
    >
      <Textarea
        label={words.note}
        description={transition.noNames}
        autosize
        minRows={2}
        required
        withAsterisk={false}
        maxLength={1000}
        {...field('note')}
      />
    </Confirm>
  );
}

/** Opens a task again, or takes it out of the plan: both want a reason. */
export function TaskWithReason({
  task,
  act,
  close,
}: OfTask & { readonly act: 'reopen' | 'drop' }): ReactElement {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ reason: '' }, command);
  const run = async (): Promise<void> => {
    const path = `transition/plan/tasks/${task.taskId}/${act === 'reopen' ? 'reopening' : 'withdrawal'}`;
    if ((await command.run(() => send('POST', path, typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={words[act]}
      explain={task.title}
      act={words[act]}
      danger={act === 'drop'}
      command={command}
      confirm={() => void run()}
      cancel={close}
    >
      <TextInput
        label={transition.reason}
        description={transition.noNames}
        required
        withAsterisk={false}
        maxLength={500}
        {...field('reason')}
      />
    </Confirm>
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
  const add = async (): Promise<void> => {
    const body = { ...typed, after };
    if ((await command.run(() => send('POST', 'transition/plan/tasks', body))) !== undefined) close();
  };
  const before = plan.tasks.filter(({ status, stage }) => status !== 'done' && stage === typed.stage);
  return (
    <Confirm title={words.add} act={words.add} command={command} confirm={() => void add()} cancel={close}>
      <TextInput label={words.taskTitle} required withAsterisk={false} maxLength={300} {...field('title')} />
      <NativeSelect
        label={words.stage}
        data={plan.stages.map(({ id: value, title: label }) => ({ value, label }))}
        {...field('stage')}
      />
      <TextInput label={words.starts} type="date" required withAsterisk={false} {...field('starts')} />
      <TextInput label={words.due} type="date" required withAsterisk={false} {...field('due')} />
      {before.length > 0 && (
        <Checkbox.Group label={words.after} value={after} onChange={setAfter}>
          {before.map(({ taskId, title }) => (
            <Checkbox key={taskId} value={taskId} label={title} mt={6} />
          ))}
        </Checkbox.Group>
      )}
    </Confirm>
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
  const transition = useWords(transitionWords);
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ start, reason: '' }, command);
  const move = async (): Promise<void> => {
    if ((await command.run(() => send('POST', 'transition/plan/start', typed))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.move}
      explain={words.moveExplain}
      act={words.move}
      command={command}
      confirm={() => void move()}
      cancel={close}
    >
      <TextInput label={words.start} type="date" required withAsterisk={false} {...field('start')} />
      <TextInput
        label={transition.reason}
        description={transition.noNames}
        required
        withAsterisk={false}
        maxLength={500}
        {...field('reason')}
      />
    </Confirm>
  );
}
