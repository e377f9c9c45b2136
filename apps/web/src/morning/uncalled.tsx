import { Anchor, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Schema } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { registerPath } from '../today/open-register.tsx';
import { groupTitles, subjectTitle } from '../today/own-lessons.ts';
import { useWords } from '../words/catalogue.ts';
import { morningWords } from './morning.messages.ts';

type AbsenteesPage = Schema<'AbsenteesPage'>;
type UncalledLesson = Schema<'UncalledLesson'>;

/** Lessons that began without a roll call; one of several classes stands once. */
function uncalledIn(page: AbsenteesPage, first: boolean): UncalledLesson[] {
  const found = new Map<string, UncalledLesson>();
  for (const { uncalled } of page.classes) {
    for (const lesson of uncalled) {
      const known = found.get(lesson.lessonId);
      found.set(lesson.lessonId, known?.first === true ? known : lesson);
    }
  }
  return [...found.values()]
    .filter((lesson) => lesson.first === first)
    .sort((a, b) => a.number - b.number || groupTitles(page, a).localeCompare(groupTitles(page, b), 'ru'));
}

/** Each class's first lesson, if it has begun without a roll call. */
export function FirstUncalled({ page }: { readonly page: AbsenteesPage }): ReactElement {
  const words = useWords(morningWords);
  const lessons = uncalledIn(page, true);
  if (lessons.length === 0) return <Text c="dimmed">{words.allCalled}</Text>;
  return <LessonList lessons={lessons} page={page} />;
}

/** The later lessons without a roll call, folded up. */
export function OthersUncalled({ page }: { readonly page: AbsenteesPage }): ReactElement | null {
  const words = useWords(morningWords);
  const lessons = uncalledIn(page, false);
  if (lessons.length === 0) return null;
  return (
    <section aria-labelledby="uncalled">
      <Title order={2} size="h4" id="uncalled">
        {words.uncalled}
      </Title>
      <details>
        <summary>{words.showUncalled(lessons.length)}</summary>
        <LessonList lessons={lessons} page={page} />
      </details>
    </section>
  );
}

function LessonList({
  lessons,
  page,
}: {
  readonly lessons: readonly UncalledLesson[];
  readonly page: AbsenteesPage;
}): ReactElement {
  const words = useWords(morningWords);
  const time = useSchoolTime();
  return (
    <ul className="morning-lessons">
      {lessons.map((lesson) => (
        <li key={lesson.lessonId}>
          <Anchor component={Link} href={registerPath(lesson)}>
            {groupTitles(page, lesson)} {subjectTitle(page, lesson)}
          </Anchor>
          <span className="morning-quiet">
            {words.lesson(lesson.number)}, {time.clock(lesson.startsAt)}
            {lesson.teacherIds.map((id) => {
              const person = page.people.find(({ personId }) => personId === id);
              return person === undefined ? '' : `, ${staffName(person)}`;
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
