import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { get, type Schema } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import type { TimetableLesson } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { substitutionsWords } from './substitutions.messages.ts';

type Free = Schema<'FreeTeacher'>;

/** What is to be done with a lesson: '' leaves it, or `cancel`, `teacher:<id>`, `register:<id>`. */
export type Plan = string;

/** Who may give a lesson, those of the same subject first; or another subject by its own teacher; or nobody. */
export function WhatToDo({
  lesson,
  label,
  plan,
  choose,
}: {
  readonly lesson: TimetableLesson;
  readonly label: string;
  readonly plan: Plan;
  readonly choose: (plan: Plan) => void;
}): ReactElement {
  const words = useWords(substitutionsWords);
  const free = useQuery({
    queryKey: ['free-teachers', lesson.lessonId],
    queryFn: ({ signal }) =>
      get<Schema<'FreeTeachers'>>(`lessons/${lesson.lessonId}/free-teachers`, {}, signal),
    meta: { models: ['lessons'] },
  });
  const classId = lesson.classIds[0] ?? null;
  const registers = useQuery({
    queryKey: ['registers', 'class', classId],
    queryFn: ({ signal }) => get<Schema<'RegistersAnswer'>>('registers', { classId, limit: 500 }, signal),
    enabled: classId !== null && lesson.classIds.length === 1 && lesson.kind === 'class',
    meta: { models: ['registers'] },
  });
  const teachers = free.data?.teachers ?? [];
  const said = (one: Free): string => {
    const why = [
      one.sameSubject ? words.sameSubject : null,
      one.sameClass ? words.knowsClass : null,
      one.lessonsThatDay === 0 ? words.comesIn : null,
      one.substitutedThatDay ? words.mayBeAway : null,
    ].filter((part) => part !== null);
    return why.length === 0 ? staffName(one) : `${staffName(one)} — ${why.join(', ')}`;
  };
  const ids = new Set(teachers.map(({ personId }) => personId));
  const others = (registers.data?.items ?? []).flatMap(
    ({ registerId, subjectId, subjectTitle, teachers: staff, kind }) => {
      if (kind !== 'class' || subjectId === lesson.subjectId) return [];
      const now = staff.filter(
        ({ teacherId, from, to }) =>
          ids.has(teacherId) && from <= lesson.date && (to === null || lesson.date <= to),
      );
      return now.length === 0
        ? []
        : [{ value: `register:${registerId}`, label: `${subjectTitle} — ${now.map(staffName).join(', ')}` }];
    },
  );
  return (
    <NativeSelect
      aria-label={label}
      value={plan}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: free.data === undefined ? words.asking : words.leave },
        { value: 'cancel', label: words.cancel },
        ...(teachers.length === 0
          ? []
          : [
              {
                group: words.free,
                items: teachers.map((one) => ({ value: `teacher:${one.personId}`, label: said(one) })),
              },
            ]),
        ...(others.length === 0 ? [] : [{ group: words.instead, items: others }]),
      ]}
    />
  );
}
