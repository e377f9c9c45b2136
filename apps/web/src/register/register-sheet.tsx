import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { get, type Schema } from '../api/client.ts';
import { useMe } from '../app/me.ts';
import { pupilName } from '../app/names.ts';
import type { Mark, Wish } from '../outbox/act.ts';
import { type NewAct, outbox, useOutbox } from '../outbox/outbox.ts';
import { useNow } from '../today/now.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { worksAfter } from '../works/dated-work.ts';
import { worksWords } from '../works/works.messages.ts';
import { AskAbsent } from './ask-absent.tsx';
import { AskReason } from './ask-reason.tsx';
import { attends, type Cell } from './cell.ts';
import { cellWords } from './cell.messages.ts';
import { CellHistory } from './cell-history.tsx';
import { KeyBar } from './key-bar.tsx';
import type { Intent } from './keys.ts';
import { LessonPanel } from './lesson-panel.tsx';
import { PasteColumn, type PastedLine } from './paste-column.tsx';
import { pastedColumn } from './pasted-column.ts';
import {
  asked,
  type Because,
  inverseOf,
  type Outcome,
  recordAttendance,
  recordMark,
  recordMarkOfAbsent,
  type Recorder,
  takeBack,
} from './recording.ts';
import { registerWords } from './register.messages.ts';
import { useLatest, useSame } from './same.ts';
import { cellAt, type Place, placeOfCell, Sheet } from './sheet.tsx';
import { SheetModel } from './sheet-model.ts';
import type { RegisterPage } from './use-register.ts';

const WorkDialog = lazy(() => import('../works/work-dialog.tsx'));

/** A question that has to be answered before something is recorded. */
type Question =
  | { readonly kind: 'reason'; readonly acts: readonly NewAct[]; readonly place: Place | null }
  | { readonly kind: 'absent'; readonly value: Mark; readonly place: Place }
  | { readonly kind: 'absent-reason'; readonly value: Mark; readonly place: Place }
  | { readonly kind: 'history'; readonly place: Place }
  | { readonly kind: 'paste'; readonly lines: readonly PastedLine[] };

/** What undoes an act: the wish for what stood before it. */
interface Undo {
  readonly lessonId: string;
  readonly wishes: readonly Wish[];
}

const DAY_MS = 86_400_000;

/** The sheet with its panel, and everything that a person does on them. */
export function RegisterSheet({
  page,
  lessonId,
  help,
}: {
  readonly page: RegisterPage;
  /** The lesson that was asked for; null: today's, or the last that has begun. */
  readonly lessonId: string | null;
  readonly help: () => void;
}): ReactElement {
  const words = useWords(registerWords);
  const cellSays = useWords(cellWords);
  const worksSay = useWords(worksWords);
  const time = useSchoolTime();
  const me = useMe();
  const now = useNow();
  const { acts } = useOutbox();
  const [model] = useState(() => new SheetModel());
  const [column, setColumn] = useState(() => firstColumn(page, lessonId, now));
  const [question, setQuestion] = useState<Question | null>(null);
  const [notice, setNotice] = useState('');
  const table = useRef<HTMLTableElement>(null);
  /** A `+` was typed: the next digit is another mark. */
  const another = useRef(false);
  const undone = useRef<Undo[]>([]);
  const cursor = useRef<Place>({ row: 0, column });
  const policy = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<Schema<'PolicyAnswer'>>('policy', {}, signal),
    staleTime: Infinity,
    meta: { models: ['policies'] },
  }).data?.policy;

  const rows = model.rows(page, acts);
  const dates = page.lessons.map(({ date }) => date).join(' ');
  const works = useMemo(() => worksAfter(page.works, page.lessons), [page.works, dates]);
  /** The work beyond lessons that is open; null: a new one. */
  const [openedWork, openWork] = useState<string | null | undefined>(undefined);
  const onWork = useLatest((workId: string) => openWork(workId));
  const active = Math.min(column, page.lessons.length - 1);
  const recorder: Recorder = { personId: me.person?.personId ?? null, typoMinutes: policy?.typoMinutes ?? 0 };
  const isTeacher = me.roles.includes('teacher');
  const lesson = page.lessons[active]!;
  const panelActs = useSame(
    acts.filter(({ lessonId: of, wish }) => of === lesson.lessonId && !('pupilId' in wish)),
  );

  useLayoutEffect(() => {
    const head = table.current?.querySelectorAll<HTMLElement>('thead th.sheet-lesson')[active];
    const frame = table.current?.parentElement;
    if (!head || !frame) return;
    // What was before is more to the point than what comes.
    frame.scrollLeft = head.offsetLeft - frame.clientWidth * 0.65;
    cellAt(table.current!, { row: 0, column: active })?.focus({ preventScroll: true });
    // Only where the page opens: later the cursor is the person's.
  }, []);

  const keepsRegister =
    isTeacher &&
    page.teachers.some(
      ({ teacherId, to }) => teacherId === recorder.personId && (to === null || to >= time.today()),
    );
  const isOwn = (at: number): boolean =>
    isTeacher && recorder.personId !== null && page.lessons[at]!.teacherIds.includes(recorder.personId);
  const opensAt = (at: number): number =>
    Date.parse(page.lessons[at]!.startsAt) - (policy?.opensBeforeMinutes ?? 0) * 60_000;
  const gradingOn = (date: string): 'marks' | 'pass-fail' | 'none' =>
    page.gradings.findLast(({ from }) => from <= date)?.grading ?? 'marks';
  const scaleOf = (date: string): readonly Mark[] => {
    const grading = gradingOn(date);
    if (grading === 'none') return [];
    if (grading === 'pass-fail') return ['fail', 'pass'];
    return policy?.markOne === true ? ['1', '2', '3', '4', '5'] : ['2', '3', '4', '5'];
  };
  const workOf = (at: number): string => page.lessons[at]!.works[0]!.workId;

  const moveTo = ({ row, column: at }: Place): void => {
    const place = {
      row: Math.max(0, Math.min(page.pupils.length - 1, row)),
      column: Math.max(0, Math.min(page.lessons.length - 1, at)),
    };
    cellAt(table.current!, place)?.focus();
  };
  const record = (news: readonly NewAct[], remember = true): void => {
    if (news.length === 0) return;
    if (remember) {
      const { lessonId: of } = news[0]!;
      const at = page.lessons.findIndex((candidate) => candidate.lessonId === of);
      const wishes = news.flatMap(({ wish }) => {
        const cell = 'pupilId' in wish ? cellOfPupil(rows, page, wish.pupilId, at) : null;
        return (
          inverseOf(
            wish,
            page.lessons[at]!,
            cell,
            acts.filter((act) => act.lessonId === of),
          ) ?? []
        );
      });
      undone.current.push({ lessonId: of, wishes: wishes.reverse() });
    }
    outbox.add(news);
  };
  const follow = (outcome: Outcome, place: Place, goesDown: boolean): void => {
    switch (outcome.kind) {
      case 'acts':
        record(outcome.acts);
        if (goesDown) moveTo({ row: place.row + 1, column: place.column });
        return;
      case 'nothing':
        if (goesDown) moveTo({ row: place.row + 1, column: place.column });
        return;
      case 'reason':
        setQuestion({ kind: 'reason', acts: outcome.acts, place });
        return;
      case 'absent':
        setQuestion({ kind: 'absent', value: outcome.value, place });
        return;
      case 'has-marks':
        setNotice(words.hasMarks(pupilName(page.pupils[place.row]!)));
        return;
    }
  };
  /** Why nothing can be recorded in a cell; null when it can. */
  const obstacle = ({ row, column: at }: Place, needsOpen: boolean): string | null => {
    const of = page.lessons[at]!;
    if (!isOwn(at)) return words.notYours;
    if (of.status === 'cancelled') return words.cancelled;
    if (of.status === 'replaced') return words.replaced;
    if (needsOpen && Date.now() < opensAt(at)) return words.opensAt(time.moment(opensAt(at)));
    return attends(page.pupils[row]!.stays, of) ? null : words.away;
  };
  const callRoll = (at: number): void => {
    const of = page.lessons[at]!;
    const stands = of.rollCall?.value === true;
    if (!stands) record([{ lessonId: of.lessonId, wish: { kind: 'roll-call', taken: true }, seen: null }]);
  };
  const wishOn = (at: number, wish: Wish): void => {
    const of = page.lessons[at]!;
    follow(
      asked(
        of,
        acts.filter((act) => act.lessonId === of.lessonId),
        recorder,
        wish,
      ),
      { row: 0, column: at },
      false,
    );
  };
  const undo = (): void => {
    const last = undone.current.pop();
    const of = page.lessons.find((candidate) => candidate.lessonId === last?.lessonId);
    if (last === undefined || of === undefined) {
      setNotice(words.nothingToUndo);
      return;
    }
    const at = page.lessons.indexOf(of);
    const ofLesson = acts.filter((act) => act.lessonId === of.lessonId);
    const news = last.wishes.flatMap((wish): readonly NewAct[] => {
      const outcome = asked(of, ofLesson, recorder, withMark(wish, cellOfWish(rows, page, wish, at)));
      return outcome.kind === 'acts' || outcome.kind === 'reason' ? outcome.acts : [];
    });
    record(news, false);
  };

  const onIntent = (intent: Intent, place: Place): void => {
    setNotice('');
    const { row, column: at } = place;
    const of = page.lessons[at]!;
    const cell = rows[row]![at]!;
    const ofLesson = acts.filter((act) => act.lessonId === of.lessonId);
    const isAnother = another.current;
    another.current = false;
    const refuse = (needsOpen: boolean): boolean => {
      const why = obstacle(place, needsOpen);
      if (why !== null) setNotice(why);
      return why !== null;
    };
    switch (intent.kind) {
      case 'move':
        moveTo({ row: row + intent.rows, column: at + intent.columns });
        return;
      case 'edge':
        moveTo({ row, column: intent.to === 'first' ? 0 : page.lessons.length - 1 });
        return;
      case 'mark': {
        const scale = scaleOf(of.date);
        if (scale.length === 0) setNotice(words.noMarks);
        else if (!scale.includes(intent.value)) {
          setNotice(words.outOfScale(scale.map((value) => cellSays.marks[value]).join(', ')));
        } else if (!refuse(true)) {
          const said = { value: intent.value, workId: workOf(at), another: isAnother };
          follow(recordMark(of, cell, ofLesson, recorder, said), place, true);
        }
        return;
      }
      case 'attendance':
        if (!refuse(true)) follow(recordAttendance(of, cell, ofLesson, recorder, intent), place, true);
        return;
      case 'take-back':
        if (!refuse(false)) follow(takeBack(of, cell, ofLesson, recorder, workOf(at)), place, false);
        return;
      case 'another-mark':
        another.current = true;
        setNotice(words.anotherMark);
        return;
      case 'roll-call':
        if (!refuse(true)) callRoll(at);
        return;
      case 'held':
        if (!refuse(true) && of.held?.value !== true) wishOn(at, { kind: 'held', held: true });
        return;
      case 'undo':
        undo();
        return;
      case 'history':
        setQuestion({ kind: 'history', place });
        return;
      case 'field':
        document.getElementById(`panel-${intent.field}`)?.focus();
        return;
      case 'help':
        help();
        return;
    }
  };
  const onPaste = (text: string, place: Place): void => {
    const why = obstacle(place, true);
    if (why !== null) {
      setNotice(why);
      return;
    }
    const of = page.lessons[place.column]!;
    const ofLesson = acts.filter((act) => act.lessonId === of.lessonId);
    const scale = scaleOf(of.date);
    const lines = pastedColumn(text).flatMap(({ text: word, said }, index): PastedLine[] => {
      const pupil = page.pupils[place.row + index];
      if (pupil === undefined) return [];
      const cell = rows[place.row + index]![place.column]!;
      const isGood = said !== null && !cell.isAway && (said.kind !== 'mark' || scale.includes(said.value));
      const outcome: Outcome | null = !isGood
        ? null
        : said.kind === 'empty'
          ? { kind: 'nothing' }
          : said.kind === 'mark'
            ? recordMark(of, cell, ofLesson, recorder, {
                ...said,
                workId: workOf(place.column),
                another: false,
              })
            : recordAttendance(of, cell, ofLesson, recorder, said);
      return [{ pupil, text: word, outcome }];
    });
    setQuestion({ kind: 'paste', lines });
  };
  const nextDates = useSame(
    page.lessons
      .slice(active + 1)
      .filter(({ status, date }) => status === 'planned' && date > lesson.date)
      .map(({ date }) => date)
      .slice(0, 6),
  );
  const onColumn = useLatest((at: number) => {
    setColumn(at);
    if (document.activeElement === null || placeOfCell(document.activeElement)?.column !== at) {
      moveTo({ row: cursor.current.row, column: at });
    }
  });
  const panelDoes = {
    wish: useLatest((wish: Wish) => wishOn(active, wish)),
    rollCall: useLatest(() => callRoll(active)),
    backToSheet: useLatest(() => moveTo({ row: cursor.current.row, column: active })),
  };
  const close = (place: Place | null, goesDown = false): void => {
    setQuestion(null);
    if (place !== null) {
      requestAnimationFrame(() => moveTo(goesDown ? { row: place.row + 1, column: place.column } : place));
    }
  };
  const ofAbsent = (value: Mark, place: Place, doneOn: string | null, because: Because | null): void => {
    const said = { value, workId: workOf(place.column), doneOn };
    record(recordMarkOfAbsent(page.lessons[place.column]!, rows[place.row]![place.column]!, said, because));
    close(place, true);
  };
  const wasThere = (value: Mark, place: Place): void => {
    const of = page.lessons[place.column]!;
    const { pupilId } = rows[place.row]![place.column]!;
    const present: Wish = { kind: 'attendance', pupilId, value: 'present', code: null };
    const outcome = asked(
      of,
      acts.filter((act) => act.lessonId === of.lessonId),
      recorder,
      present,
    );
    if (outcome.kind === 'reason') setQuestion({ kind: 'absent-reason', value, place });
    else ofAbsent(value, place, null, null);
  };

  return (
    <div className="register">
      <div>
        <div className="sheet-frame">
          <Sheet
            page={page}
            rows={rows}
            activeColumn={active}
            ref={table}
            onIntent={(intent, place) => {
              cursor.current = place;
              onIntent(intent, place);
            }}
            onColumn={onColumn}
            onPaste={onPaste}
            works={works}
            onWork={onWork}
          />
        </div>
        <div className="register-notice no-print" role="alert">
          {notice}
        </div>
        {keepsRegister && scaleOf(time.today()).length > 0 && (
          <Button variant="default" size="compact-md" className="no-print" onClick={() => openWork(null)}>
            {worksSay.newWork}
          </Button>
        )}
        {isOwn(active) && (
          <KeyBar
            scale={scaleOf(lesson.date)}
            say={(intent) => {
              const focused = document.activeElement === null ? null : placeOfCell(document.activeElement);
              onIntent(intent, focused ?? { row: cursor.current.row, column: active });
            }}
          />
        )}
      </div>
      <LessonPanel
        key={lesson.lessonId}
        lesson={lesson}
        acts={panelActs}
        isOwn={isOwn(active)}
        now={now}
        opensAt={opensAt(active)}
        inTimeUntil={
          Date.parse(policy?.onlineFrom === 'start' ? lesson.clock.start : lesson.clock.end) + DAY_MS
        }
        nextDates={nextDates}
        canGrade={gradingOn(lesson.date) !== 'none'}
        {...panelDoes}
      />
      {openedWork !== undefined && (
        <Suspense fallback={null}>
          <WorkDialog
            page={page}
            workId={openedWork}
            isOwn={keepsRegister}
            scaleOf={scaleOf}
            recorder={recorder}
            close={() => openWork(undefined)}
          />
        </Suspense>
      )}
      {question?.kind === 'reason' && (
        <AskReason
          answer={(because) => {
            record(question.acts.map((act) => ({ ...act, ...because })));
            close(question.place, true);
          }}
          cancel={() => close(question.place)}
        />
      )}
      {question?.kind === 'absent' && (
        <AskAbsent
          name={pupilName(page.pupils[question.place.row]!)}
          date={page.lessons[question.place.column]!.date}
          today={time.today()}
          doneLater={(doneOn) => ofAbsent(question.value, question.place, doneOn, null)}
          wasThere={() => wasThere(question.value, question.place)}
          cancel={() => close(question.place)}
        />
      )}
      {question?.kind === 'absent-reason' && (
        <AskReason
          answer={(because) => ofAbsent(question.value, question.place, null, because)}
          cancel={() => close(question.place)}
        />
      )}
      {question?.kind === 'history' && (
        <CellHistory
          page={page}
          lesson={page.lessons[question.place.column]!}
          pupil={page.pupils[question.place.row]!}
          acts={acts.filter(
            ({ lessonId: of, wish }) =>
              of === page.lessons[question.place.column]!.lessonId &&
              'pupilId' in wish &&
              wish.pupilId === page.pupils[question.place.row]!.personId,
          )}
          scale={isOwn(question.place.column) ? scaleOf(page.lessons[question.place.column]!.date) : []}
          retake={(markId, workId, value) => {
            const of = page.lessons[question.place.column]!;
            const { pupilId } = rows[question.place.row]![question.place.column]!;
            const absent = rows[question.place.row]![question.place.column]!.attendance?.value === 'absent';
            const today = time.today();
            const isLater = absent || today > of.date;
            const wish: Wish = {
              kind: 'mark',
              pupilId,
              workId,
              markId: null,
              value,
              retakeOf: markId,
              ...(isLater ? { doneOn: today } : {}),
            };
            const mark = of.marks.find((candidate) => candidate.markId === markId);
            record([{ lessonId: of.lessonId, wish, seen: mark?.eventId ?? null }]);
            close(question.place);
          }}
          close={() => close(question.place)}
        />
      )}
      {question?.kind === 'paste' && (
        <PasteColumn
          lines={question.lines}
          accept={(news) => {
            record(news);
            close(cursor.current);
          }}
          cancel={() => close(cursor.current)}
        />
      )}
    </div>
  );
}

/** The column that the page opens with. */
function firstColumn(page: RegisterPage, lessonId: string | null, now: number): number {
  const wanted = page.lessons.findIndex((lesson) => lesson.lessonId === lessonId);
  if (wanted >= 0) return wanted;
  const begun = page.lessons.findLastIndex(
    ({ startsAt, status }) => status === 'planned' && Date.parse(startsAt) <= now + DAY_MS / 2,
  );
  return Math.max(begun, 0);
}

const cellOfPupil = (
  rows: readonly (readonly Cell[])[],
  page: RegisterPage,
  pupilId: string,
  column: number,
): Cell | null => rows[page.pupils.findIndex(({ personId }) => personId === pupilId)]?.[column] ?? null;

const cellOfWish = (
  rows: readonly (readonly Cell[])[],
  page: RegisterPage,
  wish: Wish,
  column: number,
): Cell | null => ('pupilId' in wish ? cellOfPupil(rows, page, wish.pupilId, column) : null);

/** A mark that had no id when it was given has one by the time it is taken back. */
function withMark(wish: Wish, cell: Cell | null): Wish {
  if (wish.kind !== 'mark' || wish.markId !== null || wish.value !== null) return wish;
  const mark = cell?.marks.findLast(({ workId, isRetaken }) => workId === wish.workId && !isRetaken);
  return mark === undefined ? wish : { ...wish, markId: mark.markId };
}
