import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Schema, send } from '../../api/client.ts';
import { Confirm } from '../../form/confirm.tsx';
import { Answer } from '../../states/answer.tsx';
import { Loading } from '../../states/loading.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { StateSign } from '../state-sign.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { transitionWords } from '../transition.messages.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { Monitoring } from './monitoring.tsx';
import {
  type Assessment,
  useAssessments,
  useMonitoring,
  useVerdict,
  withoutPaperSince,
} from './use-verdict.ts';
import { VerdictSheet } from './verdict-sheet.tsx';
import './verdict.css';
import { verdictWords } from './verdict.messages.ts';

/** Whether the school is ready now, every assessment that was made, and what is watched after the paper. */
export default function VerdictPage(): ReactElement {
  const words = useWords(verdictWords);
  const transition = useWords(transitionWords);
  const mayPrepare = useMayPrepare();
  const [isMaking, setMaking] = useState(false);
  const verdict = useVerdict();
  const monitoring = useMonitoring();
  const assessments = useAssessments();
  const loading = <Loading lines={12} />;
  return (
    <TransitionPage
      title={words.title}
      beside={
        <Group gap="sm" className="no-print">
          {mayPrepare && <Button onClick={() => setMaking(true)}>{words.make}</Button>}
          <Button variant="default" onClick={() => window.print()}>
            {transition.print}
          </Button>
        </Group>
      }
    >
      <Answer query={verdict} loading={loading}>
        {(found) => (
          <Answer query={monitoring} loading={loading}>
            {(watched) => (
              <VerdictSheet verdict={found} asOf={null} withoutPaper={withoutPaperSince(watched)} />
            )}
          </Answer>
        )}
      </Answer>
      <section className="road-section no-print" aria-labelledby="assessments">
        <Title order={2} size="h4" id="assessments">
          {words.assessments}
        </Title>
        <Answer query={assessments} loading={<Loading lines={3} />}>
          {({ assessments: made }) => <Made made={made} />}
        </Answer>
      </section>
      <Monitoring />
      {isMaking && <MakeAssessment close={() => setMaking(false)} />}
    </TransitionPage>
  );
}

function Made({ made }: { readonly made: readonly Assessment[] }): ReactElement {
  const words = useWords(verdictWords);
  const time = useSchoolTime();
  const [second, first] = made;
  if (second === undefined) return <Text c="dimmed">{words.noAssessments}</Text>;
  return (
    <>
      <ul className="road-list">
        {made.map(({ assessmentId, on, ready, act }) => (
          <li key={assessmentId} className="verdict-made">
            <Anchor component={Link} href={`/transition/verdict/${assessmentId}`}>
              {words.made(time.dated(on))}
            </Anchor>
            <StateSign tone={ready ? 'good' : 'wait'} said={ready ? words.ready : words.notReady} />
            <span>{act === null ? '' : words.act}</span>
          </li>
        ))}
      </ul>
      {first !== undefined && (
        <p>
          <Anchor
            component={Link}
            href={`/transition/verdict/compare?first=${first.assessmentId}&second=${second.assessmentId}`}
          >
            {words.compare}
          </Anchor>
        </p>
      )}
    </>
  );
}

function MakeAssessment({ close }: { readonly close: () => void }): ReactElement {
  const words = useWords(verdictWords);
  const [, goTo] = useLocation();
  const command = useTransitionCommand();
  const make = async (): Promise<void> => {
    const answer = await command.run(() =>
      send<Schema<'AssessmentMadeAnswer'>>('POST', 'transition/assessments', {}),
    );
    if (answer !== undefined) goTo(`/transition/verdict/${answer.assessmentId}`);
  };
  return (
    <Confirm
      title={words.make}
      explain={words.makeExplain}
      act={words.make}
      command={command}
      confirm={() => void make()}
      cancel={close}
    />
  );
}
