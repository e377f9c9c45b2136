import type { EvidenceQuery } from '../../libs/readiness/src/criteria/get-evidence.ts';
import type { Counted, LessonEvidence } from '../../libs/readiness/src/criteria/lesson-evidence.ts';
import type { By, Criterion, Fraction, Question } from './hand-computed/scenario.ts';
import type { Reports } from './reports.ts';

/** What a piece of evidence, taken one by one, adds up to. */
export interface EvidenceSums {
  readonly criteria: Readonly<Record<Criterion, Fraction>>;
  readonly otherUnit: Fraction;
  readonly stillInTime: number;
  readonly secondLine: Readonly<Record<2 | 3 | 6, Fraction>>;
}

/** Adds up the evidence of all six criteria, read page by page. */
export async function evidenceSums(
  reports: Reports,
  question: Question,
  unit: 'entries' | 'lessons',
): Promise<EvidenceSums> {
  // Small pages, so that cursors are part of what is tried.
  const evidence = (criterion: Criterion) => reports.evidence(criterion, question, {}, 17);
  const kept = (await evidence(3)).lessons;
  const planned = (await evidence(2)).lessons;
  const online = (await evidence(6)).lessons;
  return {
    criteria: {
      1: sum((await evidence(1)).classes),
      2: sum(onLine(planned, 1)),
      3: sum(onLine(kept, 1)),
      4: sum((await evidence(4)).accounts),
      5: sum((await evidence(5)).accounts),
      6: sumOf6(onLine(online, 1), unit),
    },
    otherUnit: sumOf6(onLine(online, 1), unit === 'entries' ? 'lessons' : 'entries'),
    stillInTime: onLine(kept, 1).filter((lesson) => lesson.why === 'still-in-time').length,
    secondLine: {
      2: sum(onLine(planned, 2)),
      3: sum(onLine(kept, 2)),
      6: sumOf6(onLine(online, 2), unit),
    },
  };
}

/** The evidence of one criterion for one row of a breakdown. */
export async function rowEvidenceSum(
  reports: Reports,
  question: Question,
  by: By,
  row: string,
  criterion: Criterion,
  unit: 'entries' | 'lessons',
): Promise<Fraction> {
  const { classes, lessons, accounts } = await reports.evidence(criterion, question, filterOf(by, row));
  if (criterion === 6) return sumOf6(onLine(lessons, 1), unit);
  return sum([...classes, ...onLine(lessons, 1), ...accounts]);
}

function filterOf(by: By, row: string): Partial<EvidenceQuery> {
  switch (by) {
    case 'class':
      return { classId: row };
    case 'teacher':
      return { teacherId: row };
    case 'subject':
      return { subjectId: row };
    case 'role':
      return { role: row as 'staff' | 'pupils' | 'parents' };
    case 'week':
      return { week: row };
  }
}

const onLine = (lessons: readonly LessonEvidence[], line: 1 | 2): LessonEvidence[] =>
  lessons.filter((lesson) => lesson.line === line);

const sumOf6 = (lessons: readonly LessonEvidence[], unit: 'entries' | 'lessons'): Fraction =>
  sum(unit === 'lessons' ? lessons : lessons.flatMap((lesson) => lesson.entries));

function sum(pieces: readonly { readonly counted: Counted }[]): Fraction {
  const counted = (how: Counted): number => pieces.filter((piece) => piece.counted === how).length;
  return [counted('numerator'), counted('numerator') + counted('denominator')];
}
