import type { ReactElement } from 'react';
import { useMe } from '../app/me.ts';
import { addDays, type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { DayInDiary } from './day-in-diary.tsx';
import type { DiaryWeek } from './diary-week.ts';
import { diaryWords } from './diary.messages.ts';
import { useHomeworkDone } from './homework-done.ts';
import { useSwipe } from './swipe.ts';

/** The days of the left page; the others stand on the right one. */
const LEFT_DAYS = 3;

/** The spread of a paper diary; on a phone one day of it, chosen by a tap or a swipe. */
export function Spread({
  page,
  chosen,
  choose,
}: {
  readonly page: DiaryWeek;
  /** The day that a phone shows. */
  readonly chosen: LocalDate | null;
  /** Another day: of the week before or after when a swipe leaves this one. */
  readonly choose: (date: LocalDate) => void;
}): ReactElement {
  const words = useWords(diaryWords);
  const time = useSchoolTime();
  const { person, children } = useMe();
  const { done, tick } = useHomeworkDone();
  const { days, pupil } = page;
  const dates = days.map(({ date }) => date);
  const today = time.today();
  const shown =
    chosen !== null && dates.includes(chosen)
      ? chosen
      : dates.includes(today)
        ? today
        : today > page.to || today < page.from
          ? dates[0]!
          : dates.at(-1)!;
  const swipe = useSwipe((step) => {
    // Sunday is no day of a diary: from Saturday to Monday, and back.
    const past = step === 1 ? addDays(page.from, 7) : addDays(page.from, -2);
    choose(dates[dates.indexOf(shown) + step] ?? past);
  });
  const isOwn = [person, ...children].some((own) => own?.personId === pupil.personId);
  const pages = [days.slice(0, LEFT_DAYS), days.slice(LEFT_DAYS)];
  return (
    <>
      <div className="diary-days no-print" role="group" aria-label={words.days}>
        {dates.map((date) => (
          <button
            key={date}
            type="button"
            aria-pressed={date === shown}
            data-today={date === today || undefined}
            onClick={() => choose(date)}
          >
            <span aria-hidden="true">{time.shortWeekday(date)}</span>
            <b aria-hidden="true">{Number(date.slice(8))}</b>
            <span className="visually-hidden">{time.day(date)}</span>
          </button>
        ))}
      </div>
      <div className="diary-spread" {...swipe}>
        {pages.map((ofPage, index) => (
          <div key={index} className="diary-page">
            {ofPage.map((day) => (
              <DayInDiary
                key={day.date}
                day={day}
                page={page}
                isChosen={day.date === shown}
                done={done}
                tick={isOwn ? tick : undefined}
              />
            ))}
          </div>
        ))}
      </div>
      {isOwn && <p className="diary-quiet no-print">{words.doneHint}</p>}
    </>
  );
}
