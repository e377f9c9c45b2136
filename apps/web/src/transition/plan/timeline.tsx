import { scaleLinear } from 'd3-scale';
import type { ReactElement } from 'react';
import { type LocalDate, useSchoolTime } from '../../time/school-time.ts';
import { useWords } from '../../words/catalogue.ts';
import { transitionWords } from '../transition.messages.ts';
import type { Plan, Stage } from './plan.ts';
import { planWords } from './plan.messages.ts';

const DAY_MS = 86_400_000;
const dayOf = (date: LocalDate): number => Date.parse(`${date}T12:00:00Z`) / DAY_MS;
const WIDTH = 1000;
const HEIGHT = 22;

interface Dated extends Stage {
  readonly starts: string;
  readonly due: string;
}

/** The stages as bars over one line of time, the part that is done filled; readable on paper without colour. */
export function Timeline({ plan: { stages, on } }: { readonly plan: Plan }): ReactElement | null {
  const words = useWords(planWords);
  const transition = useWords(transitionWords);
  const time = useSchoolTime();
  const dated = stages.filter((stage): stage is Dated => stage.starts !== null && stage.due !== null);
  if (dated.length === 0) return null;
  const first = dated.map(({ starts }) => starts).sort()[0]!;
  const last = dated
    .map(({ due }) => due)
    .sort()
    .at(-1)!;
  const x = scaleLinear([dayOf(first), dayOf(last) + 1], [0, WIDTH]);
  const months = monthsBetween(first, last);
  return (
    <section className="road-section plan-timeline" aria-label={words.timeline}>
      <ol>
        {dated.map(({ id, title, starts, due, done, of }) => {
          const [from, to] = [x(dayOf(starts)), x(dayOf(due) + 1)];
          const filled = of === 0 ? 0 : ((to - from) * done) / of;
          return (
            <li key={id}>
              <a className="plan-bar-title" href={`#stage-${id}`}>
                {title}
              </a>
              <span className="plan-bar-days">
                {time.days(starts, due)}
                <b>{transition.of(done, of)}</b>
              </span>
              <svg
                className="plan-bar"
                viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                preserveAspectRatio="none"
                role="img"
                aria-label={words.stageBar(title, time.days(starts, due), done, of)}
              >
                {months.map((month) => (
                  <line
                    key={month}
                    className="plan-bar-month"
                    x1={x(dayOf(month))}
                    x2={x(dayOf(month))}
                    y1={0}
                    y2={HEIGHT}
                  />
                ))}
                <rect className="plan-bar-whole" x={from} y={4} width={Math.max(4, to - from)} height={14} />
                <rect className="plan-bar-done" x={from} y={4} width={filled} height={14} />
                {on >= first && on <= last && (
                  <line className="plan-bar-today" x1={x(dayOf(on))} x2={x(dayOf(on))} y1={0} y2={HEIGHT} />
                )}
              </svg>
            </li>
          );
        })}
      </ol>
      <p className="plan-ends road-quiet">
        <span>{time.dated(first)}</span>
        {on >= first && on <= last && (
          <span>
            ┃ {words.today}, {time.dayAndMonth(on)}
          </span>
        )}
        <span>{time.dated(last)}</span>
      </p>
    </section>
  );
}

/** The first day of each month after a date up to another. */
function monthsBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const months: LocalDate[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const date = `${year}-${String(month).padStart(2, '0')}-01`;
    if (date > last) return months;
    months.push(date);
  }
}
