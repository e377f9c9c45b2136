import type { ReactElement } from 'react';
import { useWords } from '../../words/catalogue.ts';
import '../plan/plan.css';
import type { Block } from './orders.ts';
import { ordersWords } from './orders.messages.ts';

const HEIGHT = 20;

/** The schedule as bars over the periods of a line of time, as it is printed. */
export function PaperTimeline({
  block: { title = '', periods = [], bars = [] },
}: {
  readonly block: Block;
}): ReactElement {
  const words = useWords(ordersWords);
  const steps = periods.reduce((sum, period) => sum + period.steps, 0);
  const begins = periods.map((_, index) =>
    periods.slice(0, index).reduce((sum, period) => sum + period.steps, 0),
  );
  return (
    <div className="road-frame" role="region" aria-label={title} tabIndex={0}>
      <table className="paper-table paper-timeline">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {periods.map((period) => (
              <th key={period.title} scope="col">
                {period.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.title}>
              <th scope="row">{bar.title}</th>
              <td colSpan={periods.length}>
                <svg
                  viewBox={`0 0 ${steps} ${HEIGHT}`}
                  preserveAspectRatio="none"
                  role="img"
                  aria-label={words.stepsOf(bar.first + 1, bar.last + 1, steps)}
                >
                  {begins.slice(1).map((x) => (
                    <line key={x} className="plan-bar-month" x1={x} x2={x} y1={0} y2={HEIGHT} />
                  ))}
                  <rect
                    className="plan-bar-done"
                    x={bar.first}
                    y={5}
                    width={bar.last - bar.first + 1}
                    height={10}
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
