import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { Refused } from '../../form/refused.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { Answer } from '../../states/answer.tsx';
import { Message } from '../../states/message.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { PaperLinks } from '../paper-links.tsx';
import { SourceMark } from '../source-mark.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { nextTasks, type Plan, usePlan } from './plan.ts';
import './plan.css';
import { planWords } from './plan.messages.ts';
import { AddTask, MovePlan } from './task-dialogs.tsx';
import { TaskItem } from './task-line.tsx';
import { Timeline } from './timeline.tsx';

/** The plan by stages: overdue tasks first, then every stage with its tasks; the same on paper. */
export default function PlanPage(): ReactElement {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const plan = usePlan();
  return (
    <TransitionPage
      title={words.title}
      beside={
        <Button variant="default" className="no-print" onClick={() => window.print()}>
          {transition.print}
        </Button>
      }
    >
      <Answer query={plan}>
        {(found) => (found.start === null ? <BeginPlan /> : <ThePlan plan={found} start={found.start} />)}
      </Answer>
    </TransitionPage>
  );
}

/** Asks for the first day; the tasks and their dates follow from it. */
export function BeginPlan(): ReactElement {
  const words = useWords(planWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ start: time.today() }, command);
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await command.run(() => send('POST', 'transition/plan', typed));
  };
  if (!mayPrepare) return <Message title={words.empty} why={words.emptyReader} />;
  return (
    <Message title={words.empty} why={words.emptyWhy}>
      <form onSubmit={(event) => void begin(event)}>
        <Group align="end" gap="sm">
          <TextInput label={words.start} type="date" required {...field('start')} />
          <Button type="submit" loading={command.busy}>
            {words.begin}
          </Button>
        </Group>
        <Refused said={command.refused} />
      </form>
    </Message>
  );
}

function ThePlan({ plan, start }: { readonly plan: Plan; readonly start: string }): ReactElement {
  const words = useWords(planWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const [open, setOpen] = useState<'add' | 'move' | null>(null);
  const { tasks, stages, overdue } = plan;
  const done = tasks.filter(({ status }) => status === 'done').length;
  const late = nextTasks(tasks).filter((task) => task.overdue);
  return (
    <>
      <Text>
        {words.began(time.day(start))} {words.doneOf(done, tasks.length)}{' '}
        {overdue > 0 && <b>{words.overdueCount(overdue)}</b>}
      </Text>
      {mayPrepare && (
        <Group gap="sm" mt="xs" className="no-print">
          <Button variant="default" onClick={() => setOpen('add')}>
            {words.add}
          </Button>
          <Button variant="default" onClick={() => setOpen('move')}>
            {words.move}
          </Button>
        </Group>
      )}
      <PaperLinks path="transition/plan" forms={['pdf']} />
      {late.length > 0 && (
        <section className="road-section plan-late" aria-labelledby="late">
          <Title order={2} size="h4" id="late">
            {words.overdueFirst}
          </Title>
          <ul className="road-list">
            {late.map((task) => (
              <TaskItem key={task.taskId} task={task} plan={plan} />
            ))}
          </ul>
        </section>
      )}
      <Timeline plan={plan} />
      {stages.map(({ id, title, source, starts, due }) => {
        const own = tasks.filter(({ stage }) => stage === id);
        return (
          <section key={id} className="road-section plan-stage" aria-labelledby={`stage-${id}`}>
            <div className="road-head">
              <Title order={2} size="h4" id={`stage-${id}`}>
                {title} <SourceMark source={source} />
              </Title>
              {starts !== null && due !== null && (
                <span className="road-quiet">{time.days(starts, due)}</span>
              )}
            </div>
            {own.length === 0 ? (
              <Text c="dimmed">{words.noTasks}</Text>
            ) : (
              <ul className="road-list">
                {own.map((task) => (
                  <TaskItem key={task.taskId} task={task} plan={plan} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
      {open === 'add' && <AddTask plan={plan} close={() => setOpen(null)} />}
      {open === 'move' && <MovePlan start={start} close={() => setOpen(null)} />}
    </>
  );
}
