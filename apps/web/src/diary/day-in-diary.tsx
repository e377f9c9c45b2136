import { Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { DiaryWeek } from './diary-week.ts';
import { diaryWords } from './diary.messages.ts';
import { LessonInDiary } from './lesson-in-diary.tsx';
import { WorkInDiary } from './work-in-diary.tsx';

/** One day of the spread. */
export function DayInDiary({
  day,
  page,
  isChosen,
  done,
  tick,
}: {
  readonly day: DiaryWeek['days'][number];
  readonly page: DiaryWeek;
  /** Shown on a phone, where there is room for one day. */
  readonly isChosen: boolean;
  readonly done: ReadonlySet<string>;
  readonly tick: ((lessonId: string, isDone: boolean) => void) | undefined;
}): ReactElement {
  const words = useWords(diaryWords);
  const time = useSchoolTime();
  const isToday = day.date === time.today();
  const reason = page.absences.find(({ from, to }) => from <= day.date && day.date <= to);
  return (
    <section
      className="diary-day"
      data-chosen={isChosen || undefined}
      data-today={isToday || undefined}
      aria-labelledby={`day-${day.date}`}
    >
      <Title order={2} size="h5" id={`day-${day.date}`} className="diary-day-title">
        <span>{time.weekday(day.date)}</span>, {time.dayAndMonth(day.date)}
        {isToday && <span className="diary-quiet"> · {words.today}</span>}
      </Title>
      {reason !== undefined && (
        <p className="diary-reason">
          {words.away(words.codes[reason.code], time.days(reason.from, reason.to))}
        </p>
      )}
      {day.lessons.length + day.works.length === 0 ? (
        <p className="diary-none diary-quiet">{words.noLessons}</p>
      ) : (
        <ol className="diary-lessons">
          {day.lessons.map((lesson) => (
            <LessonInDiary
              key={lesson.lessonId}
              lesson={lesson}
              page={page}
              isDone={done.has(lesson.lessonId)}
              tick={tick && ((isDone) => tick(lesson.lessonId, isDone))}
            />
          ))}
          {day.works.map((work) => (
            <WorkInDiary key={work.workId} work={work} page={page} />
          ))}
        </ol>
      )}
    </section>
  );
}
