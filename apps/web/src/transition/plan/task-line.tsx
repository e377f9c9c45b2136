import { Button, Menu } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { staffName } from '../../app/names.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { transitionWords } from '../transition.messages.ts';
import type { Plan, Task } from './plan.ts';
import { planWords } from './plan.messages.ts';
import { AssignTask, CompleteTask, RescheduleTask, TaskWithReason } from './task-dialogs.tsx';
import { TaskState } from './task-state.tsx';
import { useCompletion } from './use-completion.ts';

type Act = 'assign' | 'reschedule' | 'complete' | 'reopen' | 'drop';

/** One task: dates, who answers for it, how it stands and by what, and what can be done with it. */
export function TaskItem({ task, plan }: { readonly task: Task; readonly plan: Plan }): ReactElement {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const completion = useCompletion(task);
  const { title, starts, due, responsible, waitsFor, watch, changes, status } = task;
  const before = waitsFor.map((id) => plan.tasks.find(({ taskId }) => taskId === id)?.title ?? id);
  return (
    <li className="plan-task">
      <div className="plan-task-title">
        {title}
        {watch !== null && status !== 'done' && (
          <span className="road-quiet">{saidWatch(watch, words)}.</span>
        )}
        {before.length > 0 && <span className="road-quiet">{words.waitsFor(before.join('; '))}</span>}
        {completion !== null && <span className="road-quiet">{completion}</span>}
        {changes.length > 0 && (
          <details className="road-quiet">
            <summary>{words.changes(changes.length)}</summary>
            <ul>
              {changes.map((change) => (
                <li key={change.at}>
                  {words.changed(time.days(change.starts, change.due), change.reason)}
                  {change.by !== null && ` (${staffName(change.by)}, ${time.moment(change.at)})`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className="plan-task-days">{time.days(starts, due)}</div>
      <div className="plan-task-who">
        {responsible === null ? (
          <span className="road-quiet">{transition.nobody}</span>
        ) : (
          staffName(responsible)
        )}
      </div>
      <div className="plan-task-state">
        <TaskState task={task} on={plan.on} />
      </div>
      <TaskActs task={task} />
    </li>
  );
}

function saidWatch(
  { kind, condition = 'acts', criterion = 0, weeks = 0 }: Exclude<Task['watch'], null>,
  { watched, conditions }: (typeof planWords)['en'],
): string {
  switch (kind) {
    case 'acts-reviewed':
    case 'act':
    case 'order':
      return watched[kind];
    case 'condition':
      return watched.condition(conditions[condition]);
    case 'criterion':
      return watched.criterion(criterion, weeks);
  }
}

function TaskActs({ task }: { readonly task: Task }): ReactElement | null {
  const words = useWords(planWords);
  const mayPrepare = useMayPrepare();
  const [act, setAct] = useState<Act | null>(null);
  if (!mayPrepare) return null;
  const { status, watch, completion } = task;
  const acts: readonly Act[] =
    status === 'done'
      ? completion?.seen === null
        ? ['reopen']
        : []
      : [...(watch === null ? (['complete'] as const) : []), 'reschedule', 'assign', 'drop'];
  const close = (): void => setAct(null);
  return (
    <div className="plan-task-acts no-print">
      {acts.length > 0 && (
        <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button size="compact-md" variant="default" aria-label={words.actsOf(task.title)}>
              {words.acts}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {acts.map((one) => (
              <Menu.Item key={one} onClick={() => setAct(one)}>
                {words[one]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {act === 'assign' && <AssignTask task={task} close={close} />}
      {act === 'reschedule' && <RescheduleTask task={task} close={close} />}
      {act === 'complete' && <CompleteTask task={task} close={close} />}
      {(act === 'reopen' || act === 'drop') && <TaskWithReason task={task} act={act} close={close} />}
    </div>
  );
}
