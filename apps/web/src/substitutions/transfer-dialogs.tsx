import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema, send } from '../api/client.ts';
import { CommandDialog } from '../form/command-dialog.tsx';
import { useCommand } from '../form/use-command.ts';
import { orNull, useTyped } from '../form/use-typed.ts';
import { type LocalDate, useSchoolTime } from '../time/school-time.ts';
import type { TimetableLesson } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { transfersWords } from './transfers.messages.ts';
import { saidWhen, type When, WhenFields } from './when-fields.tsx';

/** Moves a lesson to another day or time. */
export function MoveLesson({
  lesson,
  subject,
  close,
}: {
  readonly lesson: TimetableLesson;
  readonly subject: string;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(transfersWords);
  const time = useSchoolTime();
  const command = useCommand();
  const [when, setWhen] = useState<When>({
    date: lesson.date,
    number: lesson.number,
    hasOwnTime: false,
    starts: time.clock(lesson.startsAt),
    ends: time.clock(lesson.endsAt),
  });
  const { typed, field } = useTyped({ room: lesson.room ?? '', reason: '' }, command);
  const move = (): Promise<unknown> => {
    const room = typed.room.trim();
    const body = {
      ...saidWhen(when),
      reason: typed.reason.trim(),
      ...(room === '' || room === lesson.room ? {} : { room }),
    };
    return send('POST', `lessons/${lesson.lessonId}/move`, body);
  };
  return (
    <CommandDialog
      title={words.moveOf(lesson.number, subject)}
      explain={words.moveExplain}
      act={words.move}
      command={command}
      tell={move}
      close={close}
    >
      <WhenFields when={when} set={setWhen} command={command} />
      <TextInput label={words.room} maxLength={50} {...field('room')} />
      <TextInput
        label={words.reason}
        description={words.reasonHint}
        required
        maxLength={200}
        {...field('reason')}
      />
    </CommandDialog>
  );
}

/** Adds one lesson outside the timetable. */
export function AddLesson({
  classId,
  date,
  close,
}: {
  readonly classId: string;
  readonly date: LocalDate;
  readonly close: () => void;
}): ReactElement {
  const words = useWords(transfersWords);
  const command = useCommand();
  const [when, setWhen] = useState<When>({ date, number: '', hasOwnTime: false, starts: '', ends: '' });
  const { typed, field } = useTyped({ registerId: '', room: '' }, command);
  const registers = useQuery({
    queryKey: ['registers', 'class', classId],
    queryFn: ({ signal }) => get<Schema<'RegistersAnswer'>>('registers', { classId, limit: 500 }, signal),
    meta: { models: ['registers'] },
  });
  const open = (registers.data?.items ?? []).filter(({ closedOn }) => closedOn === null);
  const add = (): Promise<unknown> => {
    const body = { registerId: typed.registerId, ...saidWhen(when), room: orNull(typed.room) };
    return send('POST', 'lessons', body);
  };
  return (
    <CommandDialog
      title={words.add}
      explain={words.addExplain}
      act={words.add}
      command={command}
      tell={add}
      close={close}
    >
      <NativeSelect
        label={words.register}
        required
        data={[
          { value: '', label: words.choose },
          ...open.map(({ registerId, subjectTitle, groups }) => ({
            value: registerId,
            label: `${subjectTitle}, ${groups.map(({ title }) => title).join(', ')}`,
          })),
        ]}
        {...field('registerId')}
      />
      <WhenFields when={when} set={setWhen} command={command} />
      <TextInput label={words.room} maxLength={50} {...field('room')} />
    </CommandDialog>
  );
}
