import {
  Fragment,
  type ClipboardEvent,
  type KeyboardEvent,
  memo,
  type ReactElement,
  type Ref,
  useEffect,
  useRef,
} from 'react';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { WorksAfter } from '../works/dated-work.ts';
import { WorkHeads } from '../works/work-columns.tsx';
import type { Cell } from './cell.ts';
import { cellWords } from './cell.messages.ts';
import { type Intent, intentOf } from './keys.ts';
import { registerWords } from './register.messages.ts';
import './sheet.css';
import { SheetRow } from './sheet-row.tsx';
import type { RegisterPage } from './use-register.ts';

/** A place of the cursor. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Props {
  readonly page: RegisterPage;
  readonly rows: readonly (readonly Cell[])[];
  readonly activeColumn: number;
  readonly ref: Ref<HTMLTableElement>;
  readonly works: WorksAfter;
  readonly onWork: (workId: string) => void;
  /** What a key means in a cell. @returns whether the cursor goes down afterwards */
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
  rows,
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
  useEffect(() => {
    const first = body.current?.querySelector<HTMLElement>(`#cell-0-${activeColumn}`);
    for (const cell of body.current?.querySelectorAll<HTMLElement>('td[tabindex="0"]') ?? [])
      cell.tabIndex = -1;
    if (first) first.tabIndex = 0;
  }, [activeColumn, page.registerId]);

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
    <table className="sheet" role="grid" aria-label={words.sheet} ref={ref}>
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
          for (const cell of body.current!.querySelectorAll<HTMLElement>('td[tabindex="0"]'))
            cell.tabIndex = -1;
          (event.target as HTMLElement).tabIndex = 0;
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
            cells={rows[row]!}
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
  const cells = useWords(cellWords);
  const time = useSchoolTime();
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" className="sheet-pupil">
          {words.pupil}
        </th>
        <WorkHeads works={works.get(-1)} open={onWork} />
        {lessons.map((lesson, column) => {
          const work = lesson.works[0];
          return (
            <Fragment key={lesson.lessonId}>
              <th
                role="columnheader"
                scope="col"
                className={column === activeColumn ? 'sheet-lesson active' : 'sheet-lesson'}
                data-off={lesson.status !== 'planned' || undefined}
              >
                <button type="button" onClick={() => onColumn(column)} aria-pressed={column === activeColumn}>
                  <span className="visually-hidden">
                    {words.lessonHead(time.day(lesson.date), lesson.number)}
                  </span>
                  <span aria-hidden="true">{time.shortWeekday(lesson.date)}</span>
                  <b aria-hidden="true">{time.short(lesson.date)}</b>
                  <span aria-hidden="true">{lesson.number}</span>
                  <span className="sheet-work">
                    {work === undefined ? '' : cells.worksShort[work.workType]}
                  </span>
                </button>
              </th>
              <WorkHeads works={works.get(column)} open={onWork} />
            </Fragment>
          );
        })}
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
