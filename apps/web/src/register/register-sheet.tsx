import { Button } from '@mantine/core';
import {
  lazy,
  type ReactElement,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Wish } from '../outbox/act.ts';
import { outbox } from '../outbox/outbox.ts';
import type { Term } from '../period/terms.ts';
import { useNow } from '../today/now.ts';
import { useWords } from '../words/catalogue.ts';
import { worksAfter } from '../works/dated-work.ts';
import { worksWords } from '../works/works.messages.ts';
import { KeyBar } from './key-bar.tsx';
import type { Intent } from './keys.ts';
import { LessonPanel } from './lesson-panel.tsx';
import { Questions } from './questions.tsx';
import { useLatest, useSame, useWhole } from './same.ts';
import { cellAt, placeOfCell, Sheet } from './sheet.tsx';
import { SheetNames, SheetTotals } from './sheet-edges.tsx';
import { SheetModel } from './sheet-model.ts';
import { useSheetRules } from './sheet-rules.ts';
import { useHands } from './use-hands.ts';
import { positionOf, type RegisterPage, type Shown } from './use-register.ts';

const WorkDialog = lazy(() => import('../works/work-dialog.tsx'));

const HALF_A_DAY_MS = 43_200_000;

/** The sheet with its panel. What changes in cells is drawn by their rows; all of this only when the page does. */
export function RegisterSheet({
  shown,
  terms,
  lessonId,
  help,
}: {
  readonly shown: Shown;
  /** Of the year. */
  readonly terms: readonly Term[];
  /** The lesson that was asked for; null: today's, or the last that has begun. */
  readonly lessonId: string | null;
  readonly help: () => void;
}): ReactElement {
  const { page } = shown;
  const worksSay = useWords(worksWords);
  const now = useNow();
  const rules = useSheetRules(page, terms);
  const model = useModel(shown);
  const [column, setColumn] = useState(() => firstColumn(page, lessonId, now));
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const hands = useHands({ page, model, rules, table, column, help });
  const { cursor } = hands;

  const lessonIds = useSame(page.lessons.map(({ lessonId }) => lessonId));
  const dates = page.lessons.map(({ date }) => date).join(' ');
  const works = useMemo(() => worksAfter(page.works, page.lessons), [page.works, dates]);
  /** The work beyond lessons that is open; null: a new one. */
  const [openedWork, openWork] = useState<string | null | undefined>(undefined);
  const onWork = useLatest((workId: string) => openWork(workId));
  const active = Math.min(column, page.lessons.length - 1);
  const lesson = page.lessons[active]!;
  const whole = useWhole(lesson);

  useLayoutEffect(() => {
    const head = table.current?.querySelectorAll<HTMLElement>('thead th.sheet-lesson')[active];
    if (!head || frame.current === null) return;
    // What was before is more to the point than what comes.
    const left = head.getBoundingClientRect().left - frame.current.getBoundingClientRect().left;
    frame.current.scrollLeft += left - frame.current.clientWidth * 0.65;
    cellAt(table.current!, { row: 0, column: active })?.focus({ preventScroll: true });
    // Only where the page opens: later the cursor is the person's.
  }, []);

  const nextDates = useSame(
    page.lessons
      .slice(active + 1)
      .filter(({ status, date }) => status === 'planned' && date > lesson.date)
      .map(({ date }) => date)
      .slice(0, 6),
  );
  const backToSheet = (at: number): void => hands.moveTo({ row: cursor.current.row, column: at });
  const onColumn = useLatest((at: number) => {
    setColumn(at);
    if (document.activeElement === null || placeOfCell(document.activeElement)?.column !== at) {
      backToSheet(at);
    }
  });
  const panelDoes = {
    wish: useLatest((wish: Wish) => hands.wishes(wish, lesson)),
    rollCall: useLatest(() => hands.callsRoll(lesson)),
    backToSheet: useLatest(() => backToSheet(active)),
    does: useLatest((intent: Intent) => hands.does(intent, { row: cursor.current.row, column: active })),
  };
  return (
    <div className="register">
      <div>
        <div className="sheet-frame" ref={frame}>
          <div className="sheet-wide">
            <SheetNames pupils={page.pupils} />
            <Sheet
              page={page}
              lessonIds={lessonIds}
              model={model}
              activeColumn={active}
              ref={table}
              onIntent={hands.does}
              onColumn={onColumn}
              onPaste={hands.pastes}
              works={works}
              onWork={onWork}
            />
            <SheetTotals pupils={page.pupils} model={model} works={works} />
          </div>
        </div>
        <div className="register-notice no-print" role="alert">
          {hands.notice}
        </div>
        {rules.keepsRegister && rules.scaleOf(rules.today).length > 0 && (
          <Button variant="default" size="compact-md" className="no-print" onClick={() => openWork(null)}>
            {worksSay.newWork}
          </Button>
        )}
        {rules.isOwn(lesson) && (
          <KeyBar
            scale={rules.scaleOf(lesson.date)}
            say={(intent) => {
              const focused = document.activeElement === null ? null : placeOfCell(document.activeElement);
              hands.does(intent, focused ?? { row: cursor.current.row, column: active });
            }}
          />
        )}
      </div>
      <LessonPanel
        key={lesson.lessonId}
        lesson={whole}
        shownAt={positionOf(shown, lesson.lessonId)}
        isOwn={rules.isOwn(lesson)}
        now={now}
        opensAt={rules.opensAt(lesson)}
        inTimeUntil={rules.inTimeUntil(lesson)}
        nextDates={nextDates}
        canGrade={rules.scaleOf(lesson.date).length > 0}
        {...panelDoes}
      />
      {openedWork !== undefined && (
        <Suspense fallback={null}>
          <WorkDialog
            page={page}
            workId={openedWork}
            isOwn={rules.keepsRegister}
            scaleOf={(date) => rules.scaleOf(date)}
            recorder={rules.recorder}
            isAfterTerm={rules.isAfterTerm}
            close={() => openWork(undefined)}
          />
        </Suspense>
      )}
      <Questions page={page} model={model} rules={rules} hands={hands} />
    </div>
  );
}

/** The cells of a page with what is on its way, true as long as the page is open. */
function useModel(shown: Shown): SheetModel {
  const [model] = useState(() => new SheetModel());
  // The rows are drawn with what the page says now; those that are not are told after it.
  useMemo(() => model.take(shown, outbox.state().acts), [model, shown]);
  useEffect(() => {
    const follow = (): void => {
      model.take(shown, outbox.state().acts);
      model.tell();
    };
    follow();
    return outbox.subscribe(follow);
  }, [model, shown]);
  return model;
}

/** The column that the page opens with. */
function firstColumn(page: RegisterPage, lessonId: string | null, now: number): number {
  const wanted = page.lessons.findIndex((lesson) => lesson.lessonId === lessonId);
  if (wanted >= 0) return wanted;
  const begun = page.lessons.findLastIndex(
    ({ startsAt, status }) => status === 'planned' && Date.parse(startsAt) <= now + HALF_A_DAY_MS,
  );
  return Math.max(begun, 0);
}
