import { Anchor, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useMe } from '../app/me.ts';
import { Answer } from '../states/answer.tsx';
import { addDays, type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { registerPath } from './open-register.tsx';
import { groupTitles, subjectTitle, type TimetableLesson, useOwnLessons } from './own-lessons.ts';
import { todayWords } from './today.messages.ts';

/** How far back is looked. */
const DAYS = 14;
const HOUR_MS = 3_600_000;

/** Lessons that are over and lack a topic, homework or entries: the earliest 24-hour limit that still runs first. */
export function NotFilled({ today, now }: { readonly today: LocalDate; readonly now: number }): ReactElement {
  const words = useWords(todayWords);
  const time = useSchoolTime();
  const { person } = useMe();
  const lessons = useOwnLessons(addDays(today, -DAYS), today);
  return (
    <Answer query={lessons}>
      {(page) => {
        const open = page.lessons
          .filter(
            (lesson) =>
              lesson.status === 'planned' &&
              Date.parse(lesson.endsAt) <= now &&
              lesson.teacherIds.includes(person?.personId ?? '') &&
              missingIn(lesson).length > 0,
          )
          .sort((a, b) => orderOf(a, now) - orderOf(b, now));
        if (open.length === 0) return <Text c="dimmed">{words.allFilled}</Text>;
        return (
          <ul className="not-filled">
            {open.map((lesson) => (
              <li key={lesson.lessonId}>
                <Anchor component={Link} href={registerPath(lesson)}>
                  {time.day(lesson.date)}, {groupTitles(page, lesson)} {subjectTitle(page, lesson)}
                </Anchor>
                <span className="today-quiet">
                  {missingIn(lesson)
                    .map((part) => words[part])
                    .join(', ')}
                </span>
                <span className="not-filled-left">{leftOf(lesson)}</span>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );

  function leftOf({ state }: TimetableLesson): string {
    if (state === null || state.entries > 0) return '';
    const left = Date.parse(state.inTimeUntil) - now;
    if (left < 0) return words.late;
    return left < HOUR_MS
      ? words.leftMinutes(Math.ceil(left / 60_000))
      : words.leftHours(Math.floor(left / HOUR_MS));
  }
}

const missingIn = ({ state }: TimetableLesson): readonly ('topic' | 'homework' | 'entries')[] => {
  if (state === null) return [];
  const missing: ('topic' | 'homework' | 'entries')[] = [];
  if (!state.topic) missing.push('topic');
  if (!state.homework) missing.push('homework');
  if (state.entries === 0) missing.push('entries');
  return missing;
};

/** Those whose time still runs come first, by what is left; then the rest, the latest first. */
const orderOf = ({ state, endsAt }: TimetableLesson, now: number): number => {
  const limit = Date.parse(state?.inTimeUntil ?? endsAt);
  const runs = state !== null && state.entries === 0 && limit >= now;
  return runs ? limit - now : Number.MAX_SAFE_INTEGER / 2 - limit;
};
