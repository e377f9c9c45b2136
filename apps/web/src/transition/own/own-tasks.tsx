import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { nextTasks, useOwnTasks } from '../plan/plan.ts';
import { TaskState } from '../plan/task-state.tsx';
import { ownWords } from './own.messages.ts';

/** The tasks of the plan that one answers for, overdue ones first. */
export function OwnTasksSection(): ReactElement {
  const words = useWords(ownWords);
  const time = useSchoolTime();
  const plan = useOwnTasks();
  return (
    <section className="road-section" aria-labelledby="tasks">
      <Title order={2} size="h4" id="tasks">
        {words.tasks}
      </Title>
      <Answer query={plan} loading={<Loading lines={2} />}>
        {({ tasks, on }) => {
          const left = nextTasks(tasks);
          return left.length === 0 ? (
            <Text c="dimmed">{words.noTasks}</Text>
          ) : (
            <ul className="road-list">
              {left.map((task) => (
                <li key={task.taskId} className="own-session">
                  <span>{task.title}</span>
                  <span>{words.until(time.dayAndMonth(task.due))}</span>
                  <TaskState task={task} on={on} />
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}
