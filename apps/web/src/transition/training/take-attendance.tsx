import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { send } from '../../api/client.ts';
import { staffName } from '../../app/names.ts';
import { CommandDialog } from '../../form/command-dialog.tsx';
import { useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { useTransitionCommand } from '../use-transition-command.ts';
import { trainingWords } from './training.messages.ts';
import type { Course, Session } from './use-training.ts';

/** Says who attended how many hours of a session: who is named with none was not there. */
export function TakeAttendance({
  course,
  session,
  close,
}: {
  readonly course: Course;
  readonly session: Session;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(trainingWords);
  const time = useSchoolTime();
  const command = useTransitionCommand();
  const learners = course.learners.filter(({ enrolled }) => enrolled);
  const all = (hours: string): ReadonlyMap<string, string> =>
    new Map(learners.map(({ personId }) => [personId, hours]));
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(
    () =>
      new Map([
        ...all(session.attended === null ? String(session.hours) : ''),
        ...(session.attended ?? []).map(({ personId, hours }) => [personId, String(hours)] as const),
      ]),
  );
  const named = [...typed.keys()];
  const take = (): Promise<unknown> => {
    const attended = [...typed].map(([personId, hours]) => ({
      personId,
      hours: Number(hours.trim().replace(',', '.')),
    }));
    const path = `transition/courses/${course.courseId}/sessions/${session.courseSessionId}/attendance`;
    return send('PUT', path, { attended });
  };
  return (
    <CommandDialog
      title={words.takeTitle(time.day(session.date))}
      explain={words.takeExplain(session.hours)}
      act={words.take}
      command={command}
      tell={take}
      close={close}
    >
      <div className="road-acts">
        <Button size="compact-md" variant="default" onClick={() => setTyped(all(String(session.hours)))}>
          {words.everybody}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => setTyped(all(''))}>
          {words.nobody}
        </Button>
      </div>
      <ul className="training-hours">
        {learners.map((learner) => (
          <li key={learner.personId}>
            <span>{staffName(learner)}</span>
            <TextInput
              aria-label={words.hoursOfPerson(staffName(learner))}
              inputMode="decimal"
              w={72}
              value={typed.get(learner.personId) ?? ''}
              onChange={({ currentTarget: { value } }) =>
                setTyped((before) => new Map(before).set(learner.personId, value))
              }
              error={command.wrong(`attended.${named.indexOf(learner.personId)}.hours`)}
            />
          </li>
        ))}
      </ul>
    </CommandDialog>
  );
}
