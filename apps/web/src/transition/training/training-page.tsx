import { Anchor, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Schema, send } from '../../api/client.ts';
import { useAddress } from '../../app/address.ts';
import { Confirm } from '../../form/confirm.tsx';
import { useTyped } from '../../form/use-typed.ts';
import { Answer } from '../../states/answer.tsx';
import { Message } from '../../states/message.tsx';
import { useWords } from '../../words/catalogue.ts';
import { ConditionLine } from '../condition-line.tsx';
import { useMayPrepare } from '../may-prepare.ts';
import { useTrainingCondition } from '../road/use-conditions.ts';
import { SourceMark } from '../source-mark.tsx';
import { TransitionPage } from '../transition-page.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import { PeopleTable } from './people-table.tsx';
import './training.css';
import { trainingWords } from './training.messages.ts';
import { useCourses, useTraining } from './use-training.ts';

/** Courses, and what each of the staff has learned; condition 3 over them. */
export default function TrainingPage(): ReactElement {
  const words = useWords(trainingWords);
  const address = useAddress();
  const mayPrepare = useMayPrepare();
  const condition = useTrainingCondition();
  const courses = useCourses();
  const training = useTraining();
  const [isOpening, setOpening] = useState(false);
  const onlyLeft = address.of('show') === 'left';
  return (
    <TransitionPage title={words.title}>
      <Answer query={condition}>
        {({ met, numerator, denominator, hoursToo }) => (
          <>
            <ConditionLine title={words.condition} met={met} done={numerator} all={denominator} />
            {hoursToo && <Text c="dimmed">{words.hoursToo}</Text>}
          </>
        )}
      </Answer>
      <section className="road-section" aria-labelledby="courses">
        <div className="road-head">
          <Title order={2} size="h4" id="courses">
            {words.courses}
          </Title>
          {mayPrepare && (
            <Button variant="default" className="no-print" onClick={() => setOpening(true)}>
              {words.openCourse}
            </Button>
          )}
        </div>
        <Answer query={courses}>
          {({ courses: found, programmes }) => (
            <>
              {found.length === 0 && <Text c="dimmed">{words.noCourses}</Text>}
              <ul className="road-list">
                {found.map(({ courseId, title, programmeId, learners, sessions }) => {
                  const programme = programmes.find(({ id }) => id === programmeId);
                  return (
                    <li key={courseId} className="training-course">
                      <Anchor component={Link} href={`/transition/training/courses/${courseId}`}>
                        {title}
                      </Anchor>
                      <span className="road-quiet">
                        {programme?.title} {programme && <SourceMark source={programme.source} />}
                      </span>
                      <span>
                        {words.courseOf(
                          learners.filter(({ enrolled }) => enrolled).length,
                          sessions.filter(({ cancelled }) => !cancelled).length,
                        )}
                      </span>
                    </li>
                  );
                })}
              </ul>
              {isOpening && <OpenCourse programmes={programmes} close={() => setOpening(false)} />}
            </>
          )}
        </Answer>
      </section>
      <section className="road-section" aria-labelledby="people">
        <div className="road-head">
          <Title order={2} size="h4" id="people">
            {words.people}
          </Title>
          <NativeSelect
            className="no-print"
            aria-label={words.show}
            value={onlyLeft ? 'left' : 'all'}
            onChange={({ currentTarget: { value } }) => address.say({ show: value === 'all' ? null : value })}
            data={[
              { value: 'all', label: `${words.show}: ${words.filters.all}` },
              { value: 'left', label: `${words.show}: ${words.filters.left}` },
            ]}
          />
        </div>
        <Answer query={training}>
          {({ people }) => {
            const shown = people.filter(({ trained, teaches }) => !onlyLeft || (teaches && !trained));
            return shown.length === 0 ? <Message title={words.noPeople} /> : <PeopleTable people={shown} />;
          }}
        </Answer>
      </section>
    </TransitionPage>
  );
}

function OpenCourse({
  programmes,
  close,
}: {
  readonly programmes: readonly Schema<'ProgrammeLine'>[];
  readonly close: () => void;
}): ReactElement {
  const words = useWords(trainingWords);
  const [, goTo] = useLocation();
  const command = useTransitionCommand();
  const { typed, field } = useTyped({ title: '', programmeId: programmes[0]?.id ?? '' }, command);
  const open = async (): Promise<void> => {
    const answer = await command.run(() =>
      send<Schema<'CourseOpenedAnswer'>>('POST', 'transition/courses', typed),
    );
    if (answer !== undefined) goTo(`/transition/training/courses/${answer.courseId}`);
  };
  const programme = programmes.find(({ id }) => id === typed.programmeId);
  return (
    <Confirm
      title={words.openCourse}
      explain={words.openExplain}
      act={words.openCourse}
      command={command}
      confirm={() => void open()}
      cancel={close}
    >
      <TextInput label={words.courseTitle} required maxLength={200} {...field('title')} />
      <NativeSelect
        label={words.programme}
        data={programmes.map(({ id: value, title: label }) => ({ value, label }))}
        {...field('programmeId')}
      />
      {programme && (
        <Text size="sm" c="dimmed">
          {programme.note} <SourceMark source={programme.source} />
        </Text>
      )}
    </Confirm>
  );
}
