import { Anchor, Button, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link } from 'wouter';
import { send } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { Answer } from '../../states/answer.tsx';
import { Message } from '../../states/message.tsx';
import { stateWords } from '../../states/states.messages.ts';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useMayPrepare } from '../may-prepare.ts';
import { TransitionPage } from '../transition-page.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import { EnrolLearners, PlanSession } from './course-dialogs.tsx';
import { TakeAttendance } from './take-attendance.tsx';
import './training.css';
import { trainingWords } from './training.messages.ts';
import { type Course, type Session, useCourses } from './use-training.ts';

/** One course: its sessions, who came for how many hours, and who learns in it. */
export default function CoursePage({ courseId }: { readonly courseId: string }): ReactElement {
  const words = useWords(trainingWords);
  const states = useWords(stateWords);
  const courses = useCourses();
  const course = courses.data?.courses.find((one) => one.courseId === courseId);
  return (
    <TransitionPage title={course?.title ?? words.courses}>
      <nav className="road-back no-print">
        <Anchor component={Link} href="/transition/training" size="sm">
          ← {words.back}
        </Anchor>
      </nav>
      <Answer query={courses}>
        {({ programmes }) =>
          course === undefined ? (
            <Message title={states.notFound} why={states.notFoundWhy} />
          ) : (
            <>
              <Text>
                {programmes.find(({ id }) => id === course.programmeId)?.title}
                {': '}
                {course.parts.map(({ title, hours }) => `${title} — ${words.hourCount(hours)}`).join(', ')}
              </Text>
              <Sessions course={course} />
              <Learners course={course} />
            </>
          )
        }
      </Answer>
    </TransitionPage>
  );
}

type Open = { readonly act: 'plan' } | { readonly act: 'take' | 'cancel'; readonly session: Session } | null;

function Sessions({ course }: { readonly course: Course }): ReactElement {
  const words = useWords(trainingWords);
  const time = useSchoolTime();
  const mayPrepare = useMayPrepare();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const learners = course.learners.filter(({ enrolled }) => enrolled).length;
  const partTitle = (id: string): string => course.parts.find((part) => part.id === id)?.title ?? id;
  const state = ({ cancelled, date, attended }: Session): string => {
    if (cancelled) return words.cancelled;
    if (attended !== null) return words.cameOf(attended.length, learners);
    return date > time.today() ? words.toCome : words.notSaid;
  };
  return (
    <section className="road-section" aria-labelledby="sessions">
      <div className="road-head">
        <Title order={2} size="h4" id="sessions">
          {words.sessions}
        </Title>
        {mayPrepare && (
          <Button variant="default" className="no-print" onClick={() => setOpen({ act: 'plan' })}>
            {words.planSession}
          </Button>
        )}
      </div>
      {course.sessions.length === 0 ? (
        <Text c="dimmed">{words.noSessions}</Text>
      ) : (
        <ul className="road-list">
          {course.sessions.map((session) => (
            <li key={session.courseSessionId} className="training-session">
              <span>
                <b>{time.day(session.date)}</b>, {session.starts}
              </span>
              <span>
                {partTitle(session.part)}, {words.hourCount(session.hours)}
                {session.place !== null && <span className="road-quiet"> · {session.place}</span>}
              </span>
              <span>
                <span className="road-quiet">{words.attended}: </span>
                {state(session)}
              </span>
              {mayPrepare && !session.cancelled && (
                <span className="road-acts no-print">
                  {session.date <= time.today() && (
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={`${words.take}: ${time.day(session.date)}, ${session.starts}`}
                      onClick={() => setOpen({ act: 'take', session })}
                    >
                      {words.take}
                    </Button>
                  )}
                  {(session.attended ?? []).length === 0 && (
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={`${words.cancel}: ${time.day(session.date)}, ${session.starts}`}
                      onClick={() => setOpen({ act: 'cancel', session })}
                    >
                      {words.cancel}
                    </Button>
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {open?.act === 'plan' && <PlanSession course={course} close={close} />}
      {open?.act === 'take' && <TakeAttendance course={course} session={open.session} close={close} />}
      {open?.act === 'cancel' && <CancelSession course={course} session={open.session} close={close} />}
    </section>
  );
}

function CancelSession({
  course,
  session,
  close,
}: {
  readonly course: Course;
  readonly session: Session;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(trainingWords);
  const command = useTransitionCommand();
  const cancel = (): Promise<unknown> => {
    const path = `transition/courses/${course.courseId}/sessions/${session.courseSessionId}/cancellation`;
    return send('POST', path);
  };
  return (
    <CommandDialog
      title={words.cancel}
      explain={words.cancelExplain}
      act={words.cancel}
      danger
      command={command}
      tell={cancel}
      close={close}
    />
  );
}

function Learners({ course }: { readonly course: Course }): ReactElement {
  const words = useWords(trainingWords);
  const mayPrepare = useMayPrepare();
  const [isEnrolling, setEnrolling] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  const person = course.learners.find(({ personId }) => personId === leaving);
  const parts = course.parts.filter(({ kind }) => kind !== 'test');
  return (
    <section className="road-section" aria-labelledby="learners">
      <div className="road-head">
        <Title order={2} size="h4" id="learners">
          {words.learners}
        </Title>
        {mayPrepare && (
          <Button variant="default" className="no-print" onClick={() => setEnrolling(true)}>
            {words.enrol}
          </Button>
        )}
      </div>
      {course.learners.length === 0 ? (
        <Text c="dimmed">{words.noLearners}</Text>
      ) : (
        <div className="road-frame">
          <table className="road-table training-learners" aria-label={words.learners}>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                {parts.map(({ id, title }) => (
                  <th key={id} scope="col">
                    {title}
                  </th>
                ))}
                {mayPrepare && <td className="no-print" />}
              </tr>
            </thead>
            <tbody>
              {course.learners.map((learner) => (
                <tr key={learner.personId}>
                  <th scope="row">
                    {staffName(learner)}
                    {!learner.enrolled && <span className="training-note">{words.left}</span>}
                  </th>
                  {learner.parts.map(({ part, attended, hours }) => (
                    <td key={part}>{words.hoursOf(attended, hours)}</td>
                  ))}
                  {mayPrepare && (
                    <td className="no-print training-acts">
                      {learner.enrolled && (
                        <Button
                          size="compact-md"
                          variant="default"
                          aria-label={words.expelOf(staffName(learner))}
                          onClick={() => setLeaving(learner.personId)}
                        >
                          {words.expel}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isEnrolling && <EnrolLearners course={course} close={() => setEnrolling(false)} />}
      {person && (
        <Expel
          courseId={course.courseId}
          personId={person.personId}
          name={staffName(person)}
          close={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

function Expel({
  courseId,
  personId,
  name,
  close,
}: {
  readonly courseId: string;
  readonly personId: string;
  readonly name: string;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(trainingWords);
  const command = useTransitionCommand();
  const expel = (): Promise<unknown> => {
    const path = `transition/courses/${courseId}/learners/${personId}/withdrawal`;
    return send('POST', path);
  };
  return (
    <CommandDialog
      title={words.expelOf(name)}
      explain={words.expelExplain}
      act={words.expel}
      danger
      command={command}
      tell={expel}
      close={close}
    />
  );
}
