import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import type { LessonsInTime } from './lessons-in-time.ts';
import { timelinessWords } from './timeliness.messages.ts';

/** In time is filled, late is striped, missing is empty: parts of one line, told apart without colour. */
export function InTimeBar({ lessons }: { readonly lessons: LessonsInTime }): ReactElement | null {
  const words = useWords(timelinessWords);
  const { inTime, late, missing } = lessons;
  const all = inTime + late + missing;
  if (all === 0) return null;
  const part = (count: number): number => (count / all) * 100;
  return (
    <svg className="in-time-bar" role="img" aria-label={words.bar(inTime, late, missing)}>
      <rect className="in-time-bar-frame" width="100%" height="100%" />
      <rect className="in-time-bar-done" width={`${part(inTime)}%`} height="100%" />
      <line
        className="in-time-bar-late"
        x1={`${part(inTime)}%`}
        x2={`${part(inTime + late)}%`}
        y1="50%"
        y2="50%"
      />
    </svg>
  );
}
