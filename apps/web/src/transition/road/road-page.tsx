import { Anchor, Button, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { staffName } from '../../app/names.ts';
import { Answer } from '../../states/answer.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { nextTasks, type Plan, usePlan } from '../plan/plan.ts';
import '../plan/plan.css';
import { BeginPlan } from '../plan/plan-page.tsx';
import { TaskState } from '../plan/task-state.tsx';
import { Timeline } from '../plan/timeline.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { Conditions } from './conditions.tsx';
import './road.css';
import { roadWords } from './road.messages.ts';

/** So many tasks stand under «what next»; the others are in the plan. */
const NEXT = 6;

/** How far the school has come: what is overdue and next, the three conditions, the stages in time. */
export default function RoadPage(): ReactElement {
  const words = useWords(roadWords);
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
        {(found) => (found.start === null ? <BeginPlan /> : <NextTasks plan={found} />)}
      </Answer>
      <Conditions />
      <section className="road-section" aria-labelledby="criteria">
        <Title order={2} size="h4" id="criteria">
          {words.criteria}
        </Title>
        <Text>
          {words.criteriaWhy}{' '}
          <Anchor component={Link} href="/readiness">
            {words.toCriteria}
          </Anchor>{' '}
          <Anchor component={Link} href="/transition/verdict">
            {words.toVerdict}
          </Anchor>
        </Text>
      </section>
      {plan.data !== undefined && <Timeline plan={plan.data} />}
    </TransitionPage>
  );
}

function NextTasks({ plan }: { readonly plan: Plan }): ReactElement {
  const words = useWords(roadWords);
  const time = useSchoolTime();
  const left = nextTasks(plan.tasks);
  const rest = left.length - NEXT;
  return (
    <section className="road-next" aria-labelledby="next">
      <Title order={2} size="h4" id="next" mb="xs">
        {words.next}
      </Title>
      {left.length === 0 ? (
        <Text>{words.nothingNext}</Text>
      ) : (
        <ul className="road-list">
          {left.slice(0, NEXT).map((task) => (
            <li key={task.taskId} className="road-task">
              <span>{task.title}</span>
              <span>{task.responsible === null ? '' : staffName(task.responsible)}</span>
              <span>{words.until(time.dayAndMonth(task.due))}</span>
              <TaskState task={task} on={plan.on} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && (
        <p>
          <Anchor component={Link} href="/transition/plan">
            {words.whole(rest)}
          </Anchor>
        </p>
      )}
    </section>
  );
}
