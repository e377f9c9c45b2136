import { scaleLinear } from 'd3-scale';
import type { ReactElement } from 'react';
import { useWords } from '../words/catalogue.ts';
import { type Indicator, usePercent } from './figures.ts';
import { readinessWords } from './readiness.messages.ts';

const WIDTH = 300;
const HEIGHT = 18;

/** How much of the whole counts, with the target as a tick. */
export function TargetBar({
  indicator: { value, target, status },
}: {
  readonly indicator: Indicator;
}): ReactElement {
  const words = useWords(readinessWords);
  const percent = usePercent();
  const x = scaleLinear([0, 100], [1, WIDTH - 1]);
  return (
    <svg
      className="target-bar"
      data-status={status}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.bar(percent(value), percent(target))}
    >
      <rect className="target-bar-whole" x={0.5} y={4.5} width={WIDTH - 1} height={9} />
      <rect className="target-bar-part" x={1} y={5} width={Math.max(0, x(value ?? 0) - 1)} height={8} />
      <line className="target-bar-tick" x1={x(target)} x2={x(target)} y1={0} y2={HEIGHT} />
    </svg>
  );
}
