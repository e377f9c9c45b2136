import { UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Schema } from '../api/client.ts';
import { staffName } from '../app/names.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { RegisterLine } from './registers.ts';
import { timetableWords } from './timetable.messages.ts';
import { weekdays, weekdayTitle } from './weekdays.ts';

export type Slot = Schema<'SlotFields'>;

/** What may be done with a week that is being made. */
export interface Editing {
  readonly open: (index: number) => void;
  readonly add: (weekday: number, number: number) => void;
  /** What is wrong with a slot, in words. */
  readonly wrong: (index: number) => string | undefined;
}

/** A week: lesson numbers down, weekdays across; several lessons in one place where parts of a class meet. */
export function WeekGrid({
  label,
  slots,
  registers,
  sixDays,
  editing,
}: {
  readonly label: string;
  readonly slots: readonly Slot[];
  readonly registers: readonly RegisterLine[];
  readonly sixDays: boolean;
  readonly editing?: Editing;
}): ReactElement {
  const words = useWords(timetableWords);
  const time = useSchoolTime();
  const days = sixDays ? weekdays : weekdays.slice(0, 5);
  const last = Math.max(editing === undefined ? 1 : 8, ...slots.map(({ number }) => number));
  const first = Math.min(1, ...slots.map(({ number }) => number));
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const placed = slots.map((slot, index) => ({ slot, index }));
  return (
    <div className="set-up-wide" role="region" aria-label={label} tabIndex={0}>
      <table className="week-grid">
        <thead>
          <tr>
            <th scope="col" className="week-grid-number">
              {words.numberSign}
            </th>
            {days.map((weekday) => (
              <th key={weekday} scope="col">
                {weekdayTitle(time, weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <tr key={number}>
              <th scope="row" className="week-grid-number">
                {number}
              </th>
              {days.map((weekday) => (
                <td key={weekday}>
                  {placed
                    .filter(({ slot }) => slot.weekday === weekday && slot.number === number)
                    .map(({ slot, index }) => (
                      <SlotInWeek
                        key={index}
                        slot={slot}
                        register={registers.find(({ registerId }) => registerId === slot.registerId)}
                        wrong={editing?.wrong(index)}
                        {...(editing === undefined ? {} : { open: () => editing.open(index) })}
                      />
                    ))}
                  {editing !== undefined && (
                    <UnstyledButton
                      className="week-add"
                      aria-label={words.addAt(weekdayTitle(time, weekday), number)}
                      onClick={() => editing.add(weekday, number)}
                    >
                      +
                    </UnstyledButton>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SlotInWeek({
  slot: { parity, room },
  register,
  wrong,
  open,
}: {
  readonly slot: Slot;
  readonly register: RegisterLine | undefined;
  readonly wrong: string | undefined;
  readonly open?: () => void;
}): ReactElement {
  const words = useWords(timetableWords);
  const time = useSchoolTime();
  const today = time.today();
  const teachers = (register?.teachers ?? []).filter(({ to }) => to === null || to >= today);
  const more = [
    ...(register !== undefined && (register.kind !== 'class' || register.groups.length > 1)
      ? [register.groups.map(({ title }) => title).join(', ')]
      : []),
    ...teachers.map(staffName),
    ...(typeof room === 'string' ? [words.room(room)] : []),
    ...(parity === 'every' ? [] : [words.parities[parity]]),
  ].join(' · ');
  const said = (
    <>
      {register?.subjectTitle ?? words.aLesson}
      {more !== '' && <span className="week-slot-quiet">{more}</span>}
      {wrong !== undefined && <span className="week-slot-bad">{wrong}</span>}
    </>
  );
  const shown = { className: 'week-slot', 'data-clash': wrong !== undefined || undefined };
  return open === undefined ? (
    <div {...shown}>{said}</div>
  ) : (
    <UnstyledButton {...shown} onClick={open}>
      {said}
    </UnstyledButton>
  );
}
