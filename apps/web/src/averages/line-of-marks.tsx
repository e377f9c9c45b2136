import { scaleLinear } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { averagesWords } from './averages.messages.ts';

const WIDTH = 180;
const HEIGHT = 34;
const EDGE = 5;

/** The marks of a subject, one after the other, as a quiet line: 5 at its top, 2 (or 1) near its bottom. */
export function LineOfMarks({ marks }: { readonly marks: readonly number[] }): ReactElement | null {
  const words = useWords(averagesWords);
  if (marks.length === 0) return null;
  const x = scaleLinear()
    .domain([0, Math.max(1, marks.length - 1)])
    .range([EDGE, WIDTH - EDGE]);
  const y = scaleLinear()
    .domain([Math.min(2, ...marks), 5])
    .range([HEIGHT - EDGE, EDGE]);
  const path = line<number>((_, index) => x(index), y).curve(curveMonotoneX)(marks) ?? '';
  const last = marks.length - 1;
  return (
    <svg
      className="averages-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={words.lineOf(marks.join(', '))}
    >
      {[2, 5].map((mark) => (
        <line key={mark} x1={0} x2={WIDTH} y1={y(mark)} y2={y(mark)} className="averages-rule" />
      ))}
      <path d={path} fill="none" />
      <circle cx={x(last)} cy={y(marks[last]!)} r={3} />
    </svg>
  );
}
