import { NativeSelect, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type Schema, send } from '../../api/client.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { Confirm } from '../../form/confirm.tsx';
import { orNull, useTyped } from '../../form/use-typed.ts';
import { Answer } from '../../states/answer.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { ChooseStaff } from '../choose-staff.tsx';
import { useTransitionCommand } from '../use-transition-command.ts';
import { trainingWords } from './training.messages.ts';
import { type Course, useTraining } from './use-training.ts';

interface OfCourse {
  readonly course: Course;
  readonly close: () => void;
}

/** Plans one session of a part of the programme. */
export function PlanSession({ course, close }: OfCourse): ReactElement {
  const words = useWords(trainingWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const parts = course.parts.filter(({ kind }) => kind !== 'test');
  const { typed, field } = useTyped(
    { part: parts[0]?.id ?? '', date: time.today(), starts: '15:00', hours: '2', place: '' },
    command,
  );
  const plan = (): Promise<unknown> => {
    const { hours, place, ...rest } = typed;
    const body = { ...rest, hours: Number(hours.replace(',', '.')), place: orNull(place) };
    const path = `transition/courses/${course.courseId}/sessions`;
    return send<Schema<'SessionPlannedAnswer'>>('POST', path, body);
  };
  return (
    <CommandDialog
      title={words.planSession}
      act={words.planSession}
      command={command}
      tell={plan}
      close={close}
    >
      <NativeSelect
        label={words.part}
        data={parts.map(({ id: value, title: label }) => ({ value, label }))}
        {...field('part')}
      />
      <TextInput label={words.date} type="date" required {...field('date')} />
      <TextInput label={words.starts} type="time" required {...field('starts')} />
      <TextInput label={words.sessionHours} inputMode="decimal" required {...field('hours')} />
      <TextInput label={words.place} maxLength={100} {...field('place')} />
    </CommandDialog>
  );
}

/** Enrols those who keep a journal and do not learn in this course yet. */
export function EnrolLearners({ course, close }: OfCourse): ReactElement {
  const words = useWords(trainingWords);
  const command = useTransitionCommand();
  const training = useTraining();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const learning = new Set(
    course.learners.filter(({ enrolled }) => enrolled).map(({ personId }) => personId),
  );
  const enrol = async (): Promise<void> => {
    const path = `transition/courses/${course.courseId}/learners`;
    if ((await command.run(() => send('POST', path, { personIds: chosen }))) !== undefined) close();
  };
  return (
    <Confirm
      title={words.enrolTitle}
      act={words.enrolAct(chosen.length)}
      command={command}
      confirm={() => {
        if (chosen.length > 0) void enrol();
      }}
      cancel={close}
    >
      <Answer query={training}>
        {({ people }) => {
          const others = people.filter(({ personId, teaches }) => teaches && !learning.has(personId));
          return others.length === 0 ? (
            <Text>{words.allEnrolled}</Text>
          ) : (
            <ChooseStaff label={words.people} people={others} chosen={chosen} choose={setChosen} />
          );
        }}
      </Answer>
    </Confirm>
  );
}
