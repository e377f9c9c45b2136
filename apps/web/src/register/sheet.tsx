import {
  Fragment,
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactElement,
  type Ref,
  useEffect,
  useRef,
} from 'react';
import type { WorkType } from '../outbox/act.ts';
import { type LocalDate, useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { WorksAfter } from '../works/dated-work.ts';
import { WorkHeads } from '../works/work-columns.tsx';
import { cellWords } from './cell.messages.ts';
import { type Intent, intentOf } from './keys.ts';
import { registerWords } from './register.messages.ts';
import './sheet.css';
import type { SheetModel } from './sheet-model.ts';
import { SheetRow } from './sheet-row.tsx';
import type { RegisterPage } from './use-register.ts';

/** A place of the cursor. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Props {
  readonly page: RegisterPage;
  /** Of the page: the same list as long as it holds the same. */
  readonly lessonIds: readonly string[];
  readonly model: SheetModel;
  readonly activeColumn: number;
  readonly ref: Ref<HTMLTableElement>;
  readonly works: WorksAfter;
  readonly onWork: (workId: string) => void;
  /** What a key means in a cell. */
  readonly onIntent: (intent: Intent, place: Place) => void;
  readonly onColumn: (column: number) => void;
  readonly onPaste: (text: string, place: Place) => void;
}

/** The cell that the cursor stands in: the browser's focus is the cursor. */
export const cellAt = (table: HTMLTableElement, { row, column }: Place): HTMLElement | null =>
  table.querySelector<HTMLElement>(`#cell-${row}-${column}`);

export const placeOfCell = (target: EventTarget): Place | null => {
  const cell = (target as HTMLElement).closest<HTMLElement>('td[data-row]');
  return cell === null ? null : { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
};

/** The sheet: pupils in rows, lessons in columns, as on paper. */
export function Sheet({
  page,
  lessonIds,
  model,
  activeColumn,
  ref,
  works,
  onWork,
  onIntent,
  onColumn,
  onPaste,
}: Props): ReactElement {
  const words = useWords(registerWords);
  const body = useRef<HTMLTableSectionElement>(null);

  // One cell can be reached by Tab: the first of the lit column, then the one where the cursor was last.
  const reached = useRef<HTMLElement | null>(null);
  const reach = (cell: HTMLElement | null): void => {
    if (reached.current !== null) reached.current.tabIndex = -1;
    reached.current = cell;
    if (cell !== null) cell.tabIndex = 0;
  };
  useEffect(
    () => reach(body.current?.querySelector<HTMLElement>(`#cell-0-${activeColumn}`) ?? null),
    [activeColumn, page.registerId],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const place = placeOfCell(event.target);
    if (place === null) return;
    const intent = intentOf(event);
    if (intent === null) return;
    event.preventDefault();
    onIntent(intent, place);
  };
  const paste = (event: ClipboardEvent<HTMLTableSectionElement>): void => {
    const place = placeOfCell(event.target);
    const text = event.clipboardData.getData('text/plain');
    if (place === null || text === '') return;
    event.preventDefault();
    onPaste(text, place);
  };
  return (
    <table
      className="sheet"
      role="grid"
      aria-label={words.sheet}
      ref={ref}
      style={{ '--lessons': page.lessons.length, '--works': page.works.length } as CSSProperties}
    >
      <SheetHead
        lessons={page.lessons}
        activeColumn={activeColumn}
        onColumn={onColumn}
        works={works}
        onWork={onWork}
      />
      <tbody
        role="rowgroup"
        ref={body}
        onKeyDown={onKeyDown}
        onPaste={paste}
        onFocus={(event) => {
          const place = placeOfCell(event.target);
          if (place === null) return;
          reach(event.target);
          if (place.column !== activeColumn) onColumn(place.column);
        }}
        onDoubleClick={(event) => {
          const place = placeOfCell(event.target);
          if (place !== null) onIntent({ kind: 'history' }, place);
        }}
      >
        {page.pupils.map((pupil, row) => (
          <SheetRow
            key={pupil.personId}
            row={row}
            pupil={pupil}
            lessonIds={lessonIds}
            model={model}
            activeColumn={activeColumn}
            works={works}
            onWork={onWork}
          />
        ))}
      </tbody>
    </table>
  );
}

/** A column for each lesson. Keys in cells do not draw it anew. */
const SheetHead = memo(function SheetHead({
  lessons,
  activeColumn,
  onColumn,
  works,
  onWork,
}: {
  readonly lessons: RegisterPage['lessons'];
  readonly activeColumn: number;
  readonly onColumn: (column: number) => void;
  readonly works: WorksAfter;
  readonly onWork: (workId: string) => void;
}): ReactElement {
  const words = useWords(registerWords);
  const worksAfterColumn = (column: number): ReactElement | null => {
    const of = works.get(column);
    return of === undefined ? null : <WorkHeads works={of} open={onWork} />;
  };
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" className="sheet-pupil">
          {words.pupil}
        </th>
        {worksAfterColumn(-1)}
        {lessons.map(({ lessonId, date, number, status, works: ofLesson }, column) => (
          <Fragment key={lessonId}>
            <LessonHead
              date={date}
              number={number}
              isOff={status !== 'planned'}
              workType={ofLesson[0]?.workType}
              column={column}
              isActive={column === activeColumn}
              onColumn={onColumn}
            />
            {worksAfterColumn(column)}
          </Fragment>
        ))}
        <th role="columnheader" scope="col" className="sheet-total sheet-average" title={words.averageHint}>
          {words.average}
        </th>
        <th role="columnheader" scope="col" className="sheet-total" title={words.absencesHint}>
          {words.absences}
        </th>
        <th role="columnheader" scope="col" className="sheet-total" title={words.marksHint}>
          {words.marks}
        </th>
      </tr>
    </thead>
  );
});

/** The head of a lesson's column; a press lights the column. */
const LessonHead = memo(function LessonHead({
  date,
  number,
  isOff,
  workType,
  column,
  isActive,
  onColumn,
}: {
  readonly date: LocalDate;
  readonly number: number;
  /** It is not held: cancelled, or replaced by another. */
  readonly isOff: boolean;
  readonly workType: WorkType | undefined;
  readonly column: number;
  readonly isActive: boolean;
  readonly onColumn: (column: number) => void;
}): ReactElement {
  const words = useWords(registerWords);
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  return (
    <th
      role="columnheader"
      scope="col"
      className={isActive ? 'sheet-lesson active' : 'sheet-lesson'}
      data-off={isOff || undefined}
    >
      <button type="button" onClick={() => onColumn(column)} aria-pressed={isActive}>
        <span className="visually-hidden">{words.lessonHead(time.day(date), number)}</span>
        <span aria-hidden="true">{time.shortWeekday(date)}</span>
        <b aria-hidden="true">{time.short(date)}</b>
        <span aria-hidden="true">{number}</span>
        <span className="sheet-work">{workType === undefined ? '' : cells.worksShort[workType]}</span>
      </button>
    </th>
  );
});
