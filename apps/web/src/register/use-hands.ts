import { type RefObject, useRef, useState } from 'react';
import { pupilName } from '../app/names.ts';
import type { Act, LessonView, Mark, Wish } from '../outbox/act.ts';
import { type NewAct, outbox } from '../outbox/outbox.ts';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import type { Cell } from './cell.ts';
import { cellWords } from './cell.messages.ts';
import type { Intent } from './keys.ts';
import type { PastedLine } from './paste-column.tsx';
import { pastedColumn } from './pasted-column.ts';
import {
  asked,
  type Because,
  inverseOf,
  type Outcome,
  recordAttendance,
  recordMark,
  recordMarkOfAbsent,
  takeBack,
} from './recording.ts';
import { registerWords } from './register.messages.ts';
import { cellAt, type Place } from './sheet.tsx';
import type { SheetModel } from './sheet-model.ts';
import type { SheetRules } from './sheet-rules.ts';
import type { RegisterPage } from './use-register.ts';

/** A question that has to be answered before something is recorded, or a look at what was. */
export type Question =
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

/** What a person does on a sheet. */
export interface Hands {
  readonly question: Question | null;
  /** Why a key did nothing, or what the next one does; empty: nothing to say. */
  readonly notice: string;
  /** Where the cursor was last. */
  readonly cursor: RefObject<Place>;
  readonly moveTo: (place: Place) => void;
  /** What a key means in a cell. */
  readonly does: (intent: Intent, place: Place) => void;
  readonly pastes: (text: string, place: Place) => void;
  /** Something of a whole lesson. */
  readonly wishes: (wish: Wish, lesson: LessonView) => void;
  readonly callsRoll: (lesson: LessonView) => void;
  readonly records: (news: readonly NewAct[]) => void;
  /** The pupil was absent, and did the work on another day; null: was there after all. */
  readonly ofAbsent: (value: Mark, place: Place, doneOn: string | null, because: Because | null) => void;
  readonly wasThere: (value: Mark, place: Place) => void;
  /** Closes the question, the cursor back in a cell. */
  readonly closes: (place: Place | null, goesDown?: boolean) => void;
}

/** @param help shows the keys */
export function useHands({
  page,
  model,
  rules,
  table,
  column,
  help,
}: {
  readonly page: RegisterPage;
  readonly model: SheetModel;
  readonly rules: SheetRules;
  readonly table: RefObject<HTMLTableElement | null>;
  /** Where the cursor begins. */
  readonly column: number;
  readonly help: () => void;
}): Hands {
  const words = useWords(registerWords);
  const cellSays = useWords(cellWords);
  const time = useSchoolTime();
  const [question, ask] = useState<Question | null>(null);
  const [notice, setNotice] = useState('');
  /** A `+` was typed: the next digit is another mark. */
  const another = useRef(false);
  const undone = useRef<Undo[]>([]);
  const cursor = useRef<Place>({ row: 0, column });
  const { recorder } = rules;

  const lessonAt = ({ column: at }: Place): LessonView => page.lessons[at]!;
  const cellIn = ({ row, column: at }: Place): Cell => model.row(page.pupils[row]!.personId)[at]!;
  /** The cell that a wish is about; null when it is about no pupil. */
  const cellOfWish = (wish: Wish, lessonId: string): Cell | null =>
    'pupilId' in wish ? (model.row(wish.pupilId).find((cell) => cell.lessonId === lessonId) ?? null) : null;
  const workOf = (lesson: LessonView): string => lesson.works[0]!.workId;

  const moveTo = ({ row, column: at }: Place): void => {
    const place = {
      row: Math.max(0, Math.min(page.pupils.length - 1, row)),
      column: Math.max(0, Math.min(page.lessons.length - 1, at)),
    };
    cellAt(table.current!, place)?.focus();
  };
  const record = (news: readonly NewAct[], remember = true): void => {
    if (news.length === 0) return;
    const { lessonId } = news[0]!;
    const lesson = page.lessons.find((candidate) => candidate.lessonId === lessonId)!;
    if (remember) {
      const wishes = news.flatMap(
        ({ wish }) => inverseOf(wish, lesson, cellOfWish(wish, lessonId), actsOf(lesson)) ?? [],
      );
      undone.current.push({ lessonId, wishes: wishes.reverse() });
    }
    outbox.add(news);
  };
  const follow = (outcome: Outcome, place: Place, goesDown: boolean): void => {
    const down = { row: place.row + 1, column: place.column };
    switch (outcome.kind) {
      case 'acts':
        record(outcome.acts);
        if (goesDown) moveTo(down);
        return;
      case 'nothing':
        if (goesDown) moveTo(down);
        return;
      case 'reason':
        ask({ kind: 'reason', acts: outcome.acts, place });
        return;
      case 'absent':
        ask({ kind: 'absent', value: outcome.value, place });
        return;
      case 'has-marks':
        setNotice(words.hasMarks(pupilName(page.pupils[place.row]!)));
        return;
    }
  };
  /** Says why nothing can be recorded in a cell. @returns whether that is so */
  const refuses = (place: Place, needsOpen: boolean): boolean => {
    const lesson = lessonAt(place);
    const obstacle = rules.obstacle(lesson, page.pupils[place.row]!, needsOpen);
    switch (obstacle) {
      case null:
        return false;
      case 'not-yours':
        setNotice(words.notYours);
        return true;
      case 'cancelled':
      case 'replaced':
      case 'away':
        setNotice(words[obstacle]);
        return true;
      case 'not-open':
        setNotice(words.opensAt(time.moment(rules.opensAt(lesson))));
        return true;
    }
  };
  const callsRoll = (lesson: LessonView): void => {
    if (lesson.rollCall?.value === true) return;
    record([{ lessonId: lesson.lessonId, wish: { kind: 'roll-call', taken: true }, seen: null }]);
  };
  const wishes = (wish: Wish, lesson: LessonView): void =>
    follow(
      asked(lesson, actsOf(lesson), recorder, wish),
      { row: 0, column: page.lessons.indexOf(lesson) },
      false,
    );
  const undo = (): void => {
    const last = undone.current.pop();
    const lesson = page.lessons.find(({ lessonId }) => lessonId === last?.lessonId);
    if (last === undefined || lesson === undefined) {
      setNotice(words.nothingToUndo);
      return;
    }
    const news = last.wishes.flatMap((wish): readonly NewAct[] => {
      const named = withMark(wish, cellOfWish(wish, lesson.lessonId));
      const outcome = asked(lesson, actsOf(lesson), recorder, named);
      return outcome.kind === 'acts' || outcome.kind === 'reason' ? outcome.acts : [];
    });
    record(news, false);
  };
  const marks = (value: Mark, place: Place, isAnother: boolean): void => {
    const lesson = lessonAt(place);
    const scale = rules.scaleOf(lesson.date);
    if (scale.length === 0) setNotice(words.noMarks);
    else if (!scale.includes(value)) {
      setNotice(words.outOfScale(scale.map((one) => cellSays.marks[one]).join(', ')));
    } else if (!refuses(place, true)) {
      const said = { value, workId: workOf(lesson), another: isAnother };
      follow(recordMark(lesson, cellIn(place), actsOf(lesson), recorder, said), place, true);
    }
  };

  const does = (intent: Intent, place: Place): void => {
    cursor.current = place;
    setNotice('');
    const lesson = lessonAt(place);
    const isAnother = another.current;
    another.current = false;
    switch (intent.kind) {
      case 'move':
        moveTo({ row: place.row + intent.rows, column: place.column + intent.columns });
        return;
      case 'edge':
        moveTo({ row: place.row, column: intent.to === 'first' ? 0 : page.lessons.length - 1 });
        return;
      case 'mark':
        marks(intent.value, place, isAnother);
        return;
      case 'attendance':
        if (refuses(place, true)) return;
        follow(recordAttendance(lesson, cellIn(place), actsOf(lesson), recorder, intent), place, true);
        return;
      case 'take-back':
        if (refuses(place, false)) return;
        follow(takeBack(lesson, cellIn(place), actsOf(lesson), recorder, workOf(lesson)), place, false);
        return;
      case 'another-mark':
        another.current = true;
        setNotice(words.anotherMark);
        return;
      case 'roll-call':
        if (!refuses(place, true)) callsRoll(lesson);
        return;
      case 'held':
        if (!refuses(place, true) && lesson.held?.value !== true)
          wishes({ kind: 'held', held: true }, lesson);
        return;
      case 'undo':
        undo();
        return;
      case 'history':
        ask({ kind: 'history', place });
        return;
      case 'field':
        document.getElementById(`panel-${intent.field}`)?.focus();
        return;
      case 'help':
        help();
        return;
    }
  };
  const pastes = (text: string, place: Place): void => {
    if (refuses(place, true)) return;
    const lesson = lessonAt(place);
    const scale = rules.scaleOf(lesson.date);
    const lines = pastedColumn(text).flatMap(({ text: word, said }, index): PastedLine[] => {
      const row = place.row + index;
      const pupil = page.pupils[row];
      if (pupil === undefined) return [];
      const cell = cellIn({ row, column: place.column });
      const isGood = said !== null && !cell.isAway && (said.kind !== 'mark' || scale.includes(said.value));
      const outcome: Outcome | null = !isGood
        ? null
        : said.kind === 'empty'
          ? { kind: 'nothing' }
          : said.kind === 'mark'
            ? recordMark(lesson, cell, actsOf(lesson), recorder, {
                ...said,
                workId: workOf(lesson),
                another: false,
              })
            : recordAttendance(lesson, cell, actsOf(lesson), recorder, said);
      return [{ pupil, text: word, outcome }];
    });
    ask({ kind: 'paste', lines });
  };
  const closes = (place: Place | null, goesDown = false): void => {
    ask(null);
    if (place !== null) {
      requestAnimationFrame(() => moveTo(goesDown ? { row: place.row + 1, column: place.column } : place));
    }
  };
  const ofAbsent: Hands['ofAbsent'] = (value, place, doneOn, because) => {
    const lesson = lessonAt(place);
    const said = { value, workId: workOf(lesson), doneOn };
    record(recordMarkOfAbsent(lesson, cellIn(place), said, because));
    closes(place, true);
  };
  const wasThere: Hands['wasThere'] = (value, place) => {
    const lesson = lessonAt(place);
    const { pupilId } = cellIn(place);
    const present: Wish = { kind: 'attendance', pupilId, value: 'present', code: null };
    const outcome = asked(lesson, actsOf(lesson), recorder, present);
    if (outcome.kind === 'reason') ask({ kind: 'absent-reason', value, place });
    else ofAbsent(value, place, null, null);
  };
  return {
    question,
    notice,
    cursor,
    moveTo,
    does,
    pastes,
    wishes,
    callsRoll,
    records: record,
    ofAbsent,
    wasThere,
    closes,
  };
}

const actsOf = ({ lessonId }: LessonView): readonly Act[] =>
  outbox.state().acts.filter((act) => act.lessonId === lessonId);

/** A mark that had no id when it was given has one by the time it is taken back. */
function withMark(wish: Wish, cell: Cell | null): Wish {
  if (wish.kind !== 'mark' || wish.markId !== null || wish.value !== null) return wish;
  const mark = cell?.marks.findLast(({ workId, isRetaken }) => workId === wish.workId && !isRetaken);
  return mark === undefined ? wish : { ...wish, markId: mark.markId };
}
