import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { auditWords } from './audit.messages.ts';
import { Chosen } from './chosen.tsx';
import { sentences } from './sentences.messages.ts';

/** A lesson: by its day in the register that is chosen. */
export function LessonField({
  registerId,
  value,
  choose,
}: {
  readonly registerId: string | null;
  readonly value: string | null;
  readonly choose: (lessonId: string | null) => void;
}): ReactElement | null {
  const words = useWords(auditWords);
  const says = useWords(sentences);
  const time = useSchoolTime();
  const [day, setDay] = useState('');
  const chosen = useQuery({
    queryKey: ['lesson', value],
    queryFn: ({ signal }) => get<Schema<'LessonPage'>>(`lessons/${value}`, {}, signal),
    enabled: value !== null,
    retry: false,
  }).data;
  const ofDay = useQuery({
    queryKey: ['register', registerId, day, day],
    queryFn: async ({ signal }) => {
      const page = await get<Schema<'RegisterPage'>>(
        `registers/${registerId}`,
        { from: day, to: day },
        signal,
      );
      return page.lessons;
    },
    enabled: registerId !== null && day !== '' && value === null,
  });
  if (value !== null) {
    const title =
      chosen === undefined
        ? words.lessonsOwn
        : `${chosen.groups.map((group) => group.title).join(', ')}, ${chosen.subject?.title ?? ''}, ${time.dayAndMonth(chosen.lesson.date)}, ${says.lesson(chosen.lesson.number)}`;
    return <Chosen label={words.lesson} title={title} clear={() => choose(null)} />;
  }
  if (registerId === null) return null;
  const lessons = ofDay.data ?? [];
  return (
    <>
      <TextInput
        type="date"
        label={words.lessonDay}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      {day !== '' && ofDay.data !== undefined && (
        <NativeSelect
          label={words.lessonOf}
          value=""
          disabled={lessons.length === 0}
          onChange={(event) => choose(event.currentTarget.value || null)}
          data={[
            { value: '', label: lessons.length === 0 ? words.noLessonThen : words.chooseLesson },
            ...lessons.map(({ lessonId, number, startsAt }) => ({
              value: lessonId,
              label: `${says.lesson(number)}, ${time.clock(startsAt)}`,
            })),
          ]}
        />
      )}
    </>
  );
}
