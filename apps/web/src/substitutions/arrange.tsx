import { Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type Schema, send } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { Refused } from '../form/refused.tsx';
import { type FormCommand, useCommand } from '../form/use-command.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { groupTitles, subjectTitle, type TimetableLesson, type TimetablePage } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { type Plan, WhatToDo } from './what-to-do.tsx';
import { substitutionsWords } from './substitutions.messages.ts';

/** The lessons of one absent teacher on one day, and one confirmation for all of them. */
export function Arrange({
  page,
  lessons,
  teacherId,
}: {
  readonly page: TimetablePage;
  readonly lessons: readonly TimetableLesson[];
  readonly teacherId: string;
}): ReactElement {
  const words = useWords(substitutionsWords);
  const command = useCommand();
  const [plans, setPlans] = useState<ReadonlyMap<string, Plan>>(new Map());
  const [reason, setReason] = useState<string>(words.whyUsual);
  const [order, setOrder] = useState('');
  const planned = lessons.filter(
    (lesson) => isOpen(lesson, teacherId) && (plans.get(lesson.lessonId) ?? '') !== '',
  );
  const cancelsThePast = planned.some(
    ({ lessonId, endsAt }) => plans.get(lessonId) === 'cancel' && Date.parse(endsAt) <= Date.now(),
  );
  const record = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    for (const lesson of planned) {
      const plan = plans.get(lesson.lessonId)!;
      const answer = await command.run(() => carryOut(lesson, teacherId, plan, reason.trim(), order.trim()));
      if (answer === undefined) return;
      setPlans((before) => new Map(before).set(lesson.lessonId, ''));
    }
  };
  return (
    <form onSubmit={(event) => void record(event)}>
      <Stack gap="sm" mt="sm">
        <ol className="substitutions-lessons">
          {lessons.map((lesson) => (
            <li key={lesson.lessonId}>
              <WhichLesson lesson={lesson} page={page} />
              {isOpen(lesson, teacherId) ? (
                <WhatToDo
                  lesson={lesson}
                  label={words.whatToDo(lesson.number, groupTitles(page, lesson))}
                  plan={plans.get(lesson.lessonId) ?? ''}
                  choose={(plan) => setPlans((before) => new Map(before).set(lesson.lessonId, plan))}
                />
              ) : (
                <Arranged lesson={lesson} page={page} command={command} />
              )}
            </li>
          ))}
        </ol>
        <TextInput
          label={words.why}
          description={words.whyHint}
          maw={480}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {cancelsThePast && (
          <TextInput
            label={words.order}
            description={words.orderHint}
            maw={480}
            required
            maxLength={200}
            value={order}
            onChange={(event) => setOrder(event.currentTarget.value)}
          />
        )}
        <Refused said={command.refused} />
        {planned.length === 0 && <Text c="dimmed">{words.nothing}</Text>}
        <div>
          <Button
            type="submit"
            loading={command.busy}
            disabled={planned.length === 0 || reason.trim() === '' || (cancelsThePast && order.trim() === '')}
          >
            {planned.length === 0 ? words.record : words.confirm(planned.length)}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Nobody has arranged anything for it yet: it is planned, and the absent teacher gives it. */
const isOpen = ({ status, teacherIds }: TimetableLesson, teacherId: string): boolean =>
  status === 'planned' && teacherIds.includes(teacherId);

function carryOut(
  { lessonId, teacherIds }: TimetableLesson,
  absent: string,
  plan: Plan,
  reason: string,
  order: string,
): Promise<Schema<'CommandAnswer'>> {
  const [what, id] = plan.split(':') as [string, string];
  switch (what) {
    case 'cancel':
      return send('POST', `lessons/${lessonId}/cancel`, {
        reason,
        ...(order === '' ? {} : { document: order }),
      });
    case 'register':
      return send('POST', `lessons/${lessonId}/replacement`, { reason, registerId: id });
    default: {
      const others = teacherIds.filter((teacherId) => teacherId !== absent);
      return send('POST', `lessons/${lessonId}/substitution`, { reason, teacherIds: [...others, id] });
    }
  }
}

function WhichLesson({
  lesson,
  page,
}: {
  readonly lesson: TimetableLesson;
  readonly page: TimetablePage;
}): ReactElement {
  const words = useWords(substitutionsWords);
  const time = useSchoolTime();
  return (
    <div>
      <b>{words.lesson(lesson.number)}</b> {groupTitles(page, lesson)}, {subjectTitle(page, lesson)}{' '}
      <span className="substitutions-quiet">
        {time.clock(lesson.startsAt)}–{time.clock(lesson.endsAt)}
        {lesson.room === null ? '' : ` · ${lesson.room}`}
      </span>
    </div>
  );
}

/** What was arranged for it, and the way back. */
function Arranged({
  lesson,
  page,
  command,
}: {
  readonly lesson: TimetableLesson;
  readonly page: TimetablePage;
  readonly command: FormCommand;
}): ReactElement {
  const words = useWords(substitutionsWords);
  const { lessonId, status, replacedBy } = lesson;
  const instead = page.lessons.find((other) => other.lessonId === replacedBy);
  const namesOf = ({ teacherIds }: TimetableLesson): string =>
    teacherIds
      .map((id) => page.teachers.find(({ personId }) => personId === id))
      .map((person) => (person === undefined ? '—' : staffName(person)))
      .join(', ');
  const said =
    status === 'cancelled'
      ? words.cancelled
      : status === 'planned'
        ? words.doneBy(namesOf(lesson))
        : instead === undefined
          ? words.instead
          : words.givenInstead(subjectTitle(page, instead), namesOf(instead));
  const back = (): Promise<unknown> =>
    command.run(() =>
      status !== 'planned'
        ? send('POST', `lessons/${lessonId}/restore`, { reason: words.restore })
        : send('DELETE', `lessons/${lessonId}/substitution`, { reason: words.restore }),
    );
  return (
    <div className="substitutions-arranged">
      <span>{said}</span>
      <Button size="compact-sm" variant="default" loading={command.busy} onClick={() => void back()}>
        {words.restore}
      </Button>
    </div>
  );
}
