import { Anchor, Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { get, type Schema, send } from '../../api/client.ts';
import { useHas } from '../../app/me.ts';
import { Page } from '../../app/page.tsx';
import { Confirm } from '../../form/confirm.tsx';
import { Answer } from '../../states/answer.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { StateSign } from '../state-sign.tsx';
import { CertificateList } from '../training/people-table.tsx';
import '../training/training.css';
import '../transition.css';
import { useTransitionCommand } from '../use-transition-command.ts';
import { OwnNoticesSection } from './own-notices.tsx';
import { OwnTasksSection } from './own-tasks.tsx';
import './own.css';
import { ownWords } from './own.messages.ts';

type OwnTraining = Schema<'OwnTraining'>;

/** What one has to learn and to know for the transition: the test, sessions, certificates, tasks, notices. */
export default function OwnTrainingPage(): ReactElement {
  const words = useWords(ownWords);
  const leads = useHas('deputy-head', 'administrator', 'head');
  const training = useQuery({
    queryKey: ['me', 'training'],
    queryFn: ({ signal }) => get<OwnTraining>('me/training', {}, signal),
    meta: { models: ['trainings', 'courses', 'transition-policy'] },
  });
  return (
    <Page title={words.title}>
      {leads && (
        <nav className="road-back no-print">
          <Anchor component={Link} href="/transition" size="sm">
            ←
          </Anchor>
        </nav>
      )}
      <Answer query={training}>
        {(own) => (
          <>
            <Standing own={own} />
            <Tests own={own} />
            <Sessions own={own} />
            <section className="road-section" aria-labelledby="certificates">
              <Title order={2} size="h4" id="certificates">
                {words.certificates}
              </Title>
              <CertificateList training={own.training} whose="me" />
              {own.trained && own.training.issued.length === 0 && own.by === 'test' && (
                <Text c="dimmed">{words.certificateWhy}</Text>
              )}
            </section>
          </>
        )}
      </Answer>
      <OwnTasksSection />
      <OwnNoticesSection />
    </Page>
  );
}

function Standing({ own: { trained, by, lacks } }: { readonly own: OwnTraining }): ReactElement {
  const words = useWords(ownWords);
  return (
    <p className="own-standing">
      {trained && by !== null ? (
        <StateSign tone="good" said={words.trained[by]} />
      ) : (
        <StateSign tone="wait" said={words.lacks[lacks ?? 'no-test']} />
      )}
    </p>
  );
}

function Tests({ own }: { readonly own: OwnTraining }): ReactElement {
  const words = useWords(ownWords);
  const time = useSchoolTime();
  const [beginning, setBeginning] = useState<OwnTraining['programmes'][number] | null>(null);
  const { programmes, training, testQuestions, testMinutes, passMark } = own;
  const { attempts } = training;
  const open = attempts.find(({ result, endsAt }) => result === null && Date.parse(endsAt) > Date.now());
  return (
    <section className="road-section" aria-labelledby="tests">
      <Title order={2} size="h4" id="tests">
        {words.tests}
      </Title>
      <Text mb="xs">{words.rules(testQuestions, testMinutes, passMark)}</Text>
      <ul className="road-list">
        {programmes.map((programme) => (
          <li key={programme.id} className="own-programme">
            <span>{programme.title}</span>
            <span>
              {programme.passed ? (
                <StateSign tone="good" said={words.passed} />
              ) : programme.triesLeft > 0 || open?.programmeId === programme.id ? (
                words.triesLeft(programme.triesLeft)
              ) : (
                words.noTries
              )}
            </span>
            <span>
              {open?.programmeId === programme.id ? (
                <Button component={Link} href={`/training/tests/${open.attemptId}`}>
                  {words.goOn}
                </Button>
              ) : (
                !programme.passed &&
                programme.triesLeft > 0 &&
                open === undefined && (
                  <Button
                    variant="default"
                    aria-label={words.beginOf(programme.title)}
                    onClick={() => setBeginning(programme)}
                  >
                    {words.begin}
                  </Button>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
      {attempts.length > 0 && (
        <>
          <Title order={3} size="h5" mt="md" mb={4}>
            {words.attempts}
          </Title>
          <ul className="own-attempts">
            {attempts.map(({ attemptId, beganAt, result }) => (
              <li key={attemptId}>
                {result === null
                  ? words.attemptOpen(time.moment(beganAt))
                  : words.attempt(time.moment(beganAt), result.correct, result.outOf, result.passed)}{' '}
                <Anchor component={Link} href={`/training/tests/${attemptId}`}>
                  {words.look}
                </Anchor>
              </li>
            ))}
          </ul>
        </>
      )}
      {beginning !== null && (
        <BeginTest programme={beginning} minutes={testMinutes} close={() => setBeginning(null)} />
      )}
    </section>
  );
}

function BeginTest({
  programme,
  minutes,
  close,
}: {
  readonly programme: OwnTraining['programmes'][number];
  readonly minutes: number;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(ownWords);
  const [, goTo] = useLocation();
  const command = useTransitionCommand();
  const begin = async (): Promise<void> => {
    const body = { programmeId: programme.id };
    const answer = await command.run(() => send<Schema<'TestBegunAnswer'>>('POST', 'me/tests', body));
    if (answer !== undefined) goTo(`/training/tests/${answer.attemptId}`);
  };
  return (
    <Confirm
      title={words.beginOf(programme.title)}
      explain={words.beginExplain(minutes)}
      act={words.begin}
      command={command}
      confirm={() => void begin()}
      cancel={close}
    />
  );
}

function Sessions({ own: { courses } }: { readonly own: OwnTraining }): ReactElement {
  const words = useWords(ownWords);
  const time = useSchoolTime();
  const said = ({
    cancelled,
    date,
    attended,
    hours,
  }: OwnTraining['courses'][number]['sessions'][number]): string => {
    if (cancelled) return words.cancelled;
    if (attended === 0) return words.absent;
    if (attended !== null) return words.attended(attended, hours);
    return date > time.today() ? words.toCome : words.notSaid;
  };
  return (
    <section className="road-section" aria-labelledby="sessions">
      <Title order={2} size="h4" id="sessions">
        {words.courses}
      </Title>
      {courses.length === 0 && <Text c="dimmed">{words.noCourses}</Text>}
      {courses.map(({ courseId, title, sessions }) => (
        <div key={courseId}>
          <Title order={3} size="h5" mb={4}>
            {title}
          </Title>
          <ul className="road-list">
            {sessions.map((session) => (
              <li key={session.courseSessionId} className="own-session">
                <span>
                  <b>{time.day(session.date)}</b>, {session.starts}, {words.sessionHours(session.hours)}
                </span>
                <span className="road-quiet">{session.place}</span>
                <span>{said(session)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
