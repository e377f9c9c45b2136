import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ReactElement } from 'react';
import { useSchoolTime } from '../time/school-time.ts';
import { useWords } from '../words/catalogue.ts';
import { usePercent } from './figures.ts';
import type { WeekValue } from './forecast.ts';
import { readinessWords } from './readiness.messages.ts';

const WIDTH = 132;
const HEIGHT = 34;
const MARGIN = 4;

/** The values of the last weeks as a line with the target under it; the same in words for those who do not see it. */
export function Sparkline({
  weeks,
  target,
}: {
  readonly weeks: readonly WeekValue[];
  readonly target: number;
}): ReactElement {
  const words = useWords(readinessWords);
  const time = useSchoolTime();
  const percent = usePercent();
  const x = scaleLinear([0, Math.max(1, weeks.length - 1)], [MARGIN, WIDTH - MARGIN]);
  const least = Math.min(target, ...weeks.flatMap(({ value }) => (value === null ? [] : [value])));
  // From a little below the least: a line of per cents near the top says nothing when it starts at 0.
  const y = scaleLinear([Math.max(0, least - 10), 100], [HEIGHT - MARGIN, MARGIN]);
  const path = line<WeekValue>()
    .defined(({ value }) => value !== null)
    .x((_, week) => x(week))
    .y(({ value }) => y(value ?? 0));
  const said = weeks.map(({ monday, value }) => `${time.short(monday)} — ${percent(value)}`).join('; ');
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={words.byWeeks(said)}
    >
      <title>{words.byWeeks(said)}</title>
      <line className="sparkline-target" x1={MARGIN} x2={WIDTH - MARGIN} y1={y(target)} y2={y(target)} />
      <path className="sparkline-line" d={path(weeks) ?? ''} />
      {weeks.map(({ monday, value }, week) =>
        value === null ? null : (
          <circle
            key={monday}
            className="sparkline-point"
            cx={x(week)}
            cy={y(value)}
            r={week === weeks.length - 1 ? 2.8 : 1.4}
          />
        ),
      )}
    </svg>
  );
}
