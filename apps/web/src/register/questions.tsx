import type { ReactElement } from 'react';
import { pupilName } from '../app/names.ts';
import type { Mark, Wish } from '../outbox/act.ts';
import { AskAbsent } from './ask-absent.tsx';
import { AskReason } from './ask-reason.tsx';
import { CellHistory } from './cell-history.tsx';
import { PasteColumn } from './paste-column.tsx';
import type { Place } from './sheet.tsx';
import type { SheetModel } from './sheet-model.ts';
import type { SheetRules } from './sheet-rules.ts';
import type { Hands } from './use-hands.ts';
import type { RegisterPage } from './use-register.ts';

/** The dialog of the question that the hands on a sheet came upon. */
export function Questions({
  page,
  model,
  rules,
  hands,
}: {
  readonly page: RegisterPage;
  readonly model: SheetModel;
  readonly rules: SheetRules;
  readonly hands: Hands;
}): ReactElement | null {
  const { question } = hands;
  switch (question?.kind) {
    case undefined:
      return null;
    case 'reason': {
      const lesson = page.lessons.find(({ lessonId }) => lessonId === question.acts[0]!.lessonId)!;
      return (
        <AskReason
          isAfterTerm={rules.isAfterTerm(lesson.date)}
          answer={(because) => {
            hands.records(question.acts.map((act) => ({ ...act, ...because })));
            hands.closes(question.place, true);
          }}
          cancel={() => hands.closes(question.place)}
        />
      );
    }
    case 'absent': {
      const { value, place } = question;
      return (
        <AskAbsent
          name={pupilName(page.pupils[place.row]!)}
          date={page.lessons[place.column]!.date}
          today={rules.today}
          doneLater={(doneOn) => hands.ofAbsent(value, place, doneOn, null)}
          wasThere={() => hands.wasThere(value, place)}
          cancel={() => hands.closes(place)}
        />
      );
    }
    case 'absent-reason': {
      const { value, place } = question;
      return (
        <AskReason
          isAfterTerm={rules.isAfterTerm(page.lessons[place.column]!.date)}
          answer={(because) => hands.ofAbsent(value, place, null, because)}
          cancel={() => hands.closes(place)}
        />
      );
    }
    case 'history':
      return <History page={page} model={model} rules={rules} hands={hands} place={question.place} />;
    case 'paste':
      return (
        <PasteColumn
          lines={question.lines}
          accept={(news) => {
            hands.records(news);
            hands.closes(hands.cursor.current);
          }}
          cancel={() => hands.closes(hands.cursor.current)}
        />
      );
  }
}

/** The history of a cell, from which a mark can be retaken. */
function History({
  page,
  model,
  rules,
  hands,
  place,
}: {
  readonly page: RegisterPage;
  readonly model: SheetModel;
  readonly rules: SheetRules;
  readonly hands: Hands;
  readonly place: Place;
}): ReactElement {
  const lesson = page.lessons[place.column]!;
  const pupil = page.pupils[place.row]!;
  const retake = (markId: string, workId: string, value: Mark): void => {
    const isAbsent = model.row(pupil.personId)[place.column]!.attendance?.value === 'absent';
    const wish: Wish = {
      kind: 'mark',
      pupilId: pupil.personId,
      workId,
      markId: null,
      value,
      retakeOf: markId,
      ...(isAbsent || rules.today > lesson.date ? { doneOn: rules.today } : {}),
    };
    const mark = lesson.marks.find((candidate) => candidate.markId === markId);
    hands.records([{ lessonId: lesson.lessonId, wish, seen: mark?.eventId ?? null }]);
    hands.closes(place);
  };
  return (
    <CellHistory
      page={page}
      lesson={lesson}
      pupil={pupil}
      scale={rules.isOwn(lesson) ? rules.scaleOf(lesson.date) : []}
      retake={retake}
      close={() => hands.closes(place)}
    />
  );
}
