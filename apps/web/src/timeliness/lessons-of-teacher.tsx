import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { get, type Schema } from '../api/client.ts';
import { useClasses } from '../classes/classes.ts';
import { Answer } from '../states/answer.tsx';
import { Loading } from '../states/loading.tsx';
import { useSchoolTime } from '../time/school-time.ts';
import { registerPath } from '../today/open-register.tsx';
import { useWords } from '../words/catalogue.ts';
import { REFRESH_MS } from './refresh.ts';
import { timelinessWords } from './timeliness.messages.ts';

type LateLesson = Schema<'LateLesson'>;

const latestFirst = (a: LateLesson, b: LateLesson): number => (a.endsAt < b.endsAt ? 1 : -1);

/** More than a teacher has in a year. */
const MOST_LESSONS = 5_000;

/** The lessons behind a teacher's figures, the latest first: what is missing or how late, each with its register. */
export function LessonsOfTeacher({
  teacherId,
  from,
  to,
}: {
  readonly teacherId: string;
  readonly from: string;
  readonly to: string;
}): ReactElement {
  const words = useWords(timelinessWords);
  const time = useSchoolTime();
  const classes = useClasses(from, to);
  const late = useQuery({
    queryKey: ['late-entries', teacherId, from, to],
    queryFn: ({ signal }) =>
      get<Schema<'LateEntries'>>('late-entries', { teacherId, from, to, limit: MOST_LESSONS }, signal),
    refetchInterval: REFRESH_MS,
  });
  const said = ({ missing, onTime, late: after, firstLateAt }: LateLesson): string => {
    if (missing || firstLateAt === null) return words.noEntries;
    return onTime === 0 ? words.allLate(time.moment(firstLateAt)) : words.partLate(after, after + onTime);
  };
  return (
    <Answer query={late} loading={<Loading lines={3} />}>
      {({ lessons, cursor }) =>
        lessons.length === 0 ? (
          <Text c="dimmed">{words.allInTime}</Text>
        ) : (
          <>
            <ul className="timeliness-lessons">
              {lessons.toSorted(latestFirst).map((lesson) => (
                <li key={lesson.lessonId}>
                  <Anchor component={Link} href={registerPath(lesson)}>
                    {time.day(lesson.date)}, {words.lesson(lesson.number)}
                    {' — '}
                    {lesson.classIds
                      .map((id) => classes.data?.find(({ groupId }) => groupId === id)?.title ?? '')
                      .join(', ')}{' '}
                    {lesson.subject}
                  </Anchor>
                  <span>
                    <span aria-hidden="true">{lesson.missing ? '○' : '◐'}</span> {said(lesson)}
                    {lesson.line === 2 && <span className="timeliness-quiet"> ({words.outside})</span>}
                  </span>
                </li>
              ))}
            </ul>
            {cursor !== undefined && <Text c="dimmed">{words.more}</Text>}
          </>
        )
      }
    </Answer>
  );
}
