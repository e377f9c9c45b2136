import { Anchor, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { staffName } from '../app/names.ts';
import { registerPath } from '../today/open-register.tsx';
import { groupTitles, subjectTitle, type TimetableLesson, type TimetablePage } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { morningWords } from './morning.messages.ts';

/** Lessons of the day that are over and lack a topic or homework, under the names of those who gave them. */
export function BareLessons({
  page,
  now,
}: {
  readonly page: TimetablePage;
  /** ms */
  readonly now: number;
}): ReactElement {
  const words = useWords(morningWords);
  const over = page.lessons.filter(({ status, endsAt }) => status === 'planned' && Date.parse(endsAt) <= now);
  if (over.length === 0) return <Text c="dimmed">{words.noneOver}</Text>;
  const bare = over.filter((lesson) => missingIn(lesson).length > 0);
  if (bare.length === 0) return <Text c="dimmed">{words.allFilled}</Text>;
  const teachers = page.teachers
    .map((person) => ({
      person,
      lessons: bare
        .filter(({ teacherIds }) => teacherIds.includes(person.personId))
        .sort((a, b) => a.number - b.number),
    }))
    .filter(({ lessons }) => lessons.length > 0)
    .sort((a, b) => staffName(a.person).localeCompare(staffName(b.person), 'ru'));
  return (
    <>
      <p className="morning-sum">
        {words.absentOf(bare.length, over.length)} <span className="morning-quiet">{words.bareNow}</span>
      </p>
      <ul className="morning-teachers">
        {teachers.map(({ person, lessons }) => (
          <li key={person.personId}>
            {staffName(person)}
            <ul className="morning-lessons">
              {lessons.map((lesson) => (
                <li key={lesson.lessonId}>
                  <Anchor component={Link} href={registerPath(lesson)}>
                    {words.lesson(lesson.number)}, {groupTitles(page, lesson)} {subjectTitle(page, lesson)}
                  </Anchor>
                  <span className="morning-quiet">
                    {words.lacks(
                      missingIn(lesson)
                        .map((part) => words.missing[part])
                        .join(words.and),
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

const missingIn = ({ topic, homework, state }: TimetableLesson): ('topic' | 'homework')[] => [
  ...(topic === null && state?.topic !== true ? (['topic'] as const) : []),
  ...(homework === null && state?.homework !== true ? (['homework'] as const) : []),
];
