import { Popover, Text, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { staffName } from '../app/names.ts';
import { cellWords } from '../register/cell.messages.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { DiaryMark, DiaryWeek } from './diary-week.ts';
import { diaryWords } from './diary.messages.ts';

/** A mark as it stands in the diary; it opens to what it is for, and who gave and changed it when. */
export function MarkInDiary({
  mark,
  staff,
}: {
  readonly mark: DiaryMark;
  readonly staff: DiaryWeek['staff'];
}): ReactElement {
  const words = useWords(diaryWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  const work = cells.works[mark.workType];
  const last = mark.value ?? mark.history.findLast(({ value }) => value !== null)?.value ?? null;
  return (
    <Popover position="bottom-end" width={320} withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className="diary-mark"
          data-off={mark.value === null || undefined}
          data-changed={mark.history.length > 1 || undefined}
          aria-label={
            mark.value === null
              ? words.markTakenBack(work)
              : words.markOf(said(mark.value), work, mark.weight)
          }
        >
          {short(last)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="diary-mark-more">
        <p className="diary-mark-value">
          {mark.value === null ? words.takenBack : `${words.markWord} ${said(mark.value)}`}
        </p>
        <dl>
          <dt>{words.work}</dt>
          <dd>{work}</dd>
          <dt>{words.weight}</dt>
          <dd>{mark.weight}</dd>
          {mark.title !== null && (
            <>
              <dt>{words.comment}</dt>
              <dd>{mark.title}</dd>
            </>
          )}
          {mark.doneOn !== undefined && (
            <>
              <dt>{words.doneOn}</dt>
              <dd>{time.day(mark.doneOn)}</dd>
            </>
          )}
        </dl>
        {mark.retakeOf !== undefined && <Text size="sm">{words.retakes}</Text>}
        <p className="diary-mark-history-title">{words.history}</p>
        <ol className="diary-mark-history">
          {mark.history.map(({ value, by, recordedAt, reason }, index) => {
            const before = mark.history[index - 1]?.value ?? null;
            return (
              <li key={recordedAt + index}>
                <span>
                  {value === null
                    ? words.withdrawn(said(before))
                    : before === null
                      ? words.given(said(value))
                      : words.changed(said(before), said(value))}
                  {reason === undefined ? '' : ` — ${cells.reasons[reason]}`}
                </span>
                <span className="diary-quiet">
                  {[nameOf(by), time.moment(recordedAt)].filter((part) => part !== '').join(', ')}
                </span>
              </li>
            );
          })}
        </ol>
      </Popover.Dropdown>
    </Popover>
  );

  function said(value: string | null): string {
    return value !== null && value in cells.marks
      ? cells.marks[value as keyof typeof cells.marks]
      : (value ?? words.nothing);
  }
  function short(value: string | null): string {
    return value === 'pass' ? cells.passShort : value === 'fail' ? cells.failShort : (value ?? '—');
  }
  function nameOf(personId: string): string {
    const person = staff.find((card) => card.personId === personId);
    return person === undefined ? '' : staffName(person);
  }
}
