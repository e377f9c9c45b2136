import { ActionIcon, Anchor, Group, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Page } from '../app/page.tsx';
import { useMe } from '../app/me.ts';
import { ReturnedCorrections } from '../corrections/corrections-line.tsx';
import { Answer } from '../states/answer.tsx';
import { Message } from '../states/message.tsx';
import { addDays, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { LessonOfDay } from './lesson-of-day.tsx';
import { useNow } from './now.ts';
import { NotFilled } from './not-filled.tsx';
import { type TimetableLesson, useOwnLessons } from './own-lessons.ts';
import './today.css';
import { todayWords } from './today.messages.ts';

/** A teacher's day: lessons in order, the present one open, and under them what is not filled in. */
export default function TodayPage(): ReactElement {
  const words = useWords(todayWords);
  const time = useSchoolTime();
  const now = useNow();
  const { person } = useMe();
  const today = time.today(now);
  const [chosen, setChosen] = useState<string | null>(null);
  const date = chosen ?? today;
  const self = person?.personId ?? '';
  const gives = ({ teacherIds }: TimetableLesson): boolean => teacherIds.includes(self);
  const lessons = useOwnLessons(date, date);
  const goTo = (day: string): void => setChosen(day === today ? null : day);
  return (
    <Page
      title={date === today ? `${words.title}, ${time.day(date)}` : time.day(date)}
      beside={
        <Group gap="xs" className="no-print">
          {date !== today && (
            <Anchor component="button" type="button" onClick={() => setChosen(null)}>
              {words.backToToday}
            </Anchor>
          )}
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.earlier}
            onClick={() => goTo(addDays(date, -1))}
          >
            ‹
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={words.later}
            onClick={() => goTo(addDays(date, 1))}
          >
            ›
          </ActionIcon>
        </Group>
      }
    >
      <div className="today">
        <div>
          <Answer query={lessons}>
            {(page) => {
              const own = page.lessons;
              const present = own.find(
                (lesson) =>
                  lesson.status === 'planned' &&
                  gives(lesson) &&
                  Date.parse(lesson.state?.opensAt ?? lesson.startsAt) <= now &&
                  now < Date.parse(lesson.endsAt),
              );
              return own.length === 0 ? (
                <Message title={words.none} why={words.noneWhy} />
              ) : (
                <ol className="today-lessons">
                  {own.map((lesson) => (
                    <LessonOfDay
                      key={lesson.lessonId}
                      lesson={lesson}
                      page={page}
                      now={now}
                      isPresent={lesson === present}
                      isSubstitute={gives(lesson) && !lesson.plannedTeacherIds.includes(self)}
                      isGivenAway={lesson.status === 'planned' && !gives(lesson)}
                    />
                  ))}
                </ol>
              );
            }}
          </Answer>
          <ReturnedCorrections />
        </div>
        <section aria-labelledby="not-filled">
          <Title order={2} size="h4" id="not-filled" mb="xs">
            {words.notFilled}
          </Title>
          <NotFilled today={today} now={now} />
        </section>
      </div>
    </Page>
  );
}
