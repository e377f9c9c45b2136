import { instant, type IsoWeek, type LocalDate } from '#kernel';

type Pair = readonly [name: string, value: string];

/** The paths of the questions whose answers stand behind figures of a period. */
export interface EvidencePaths {
  /** Of anything that is asked about a date. @param route below `/api/v1` */
  on(route: string, date: LocalDate): string;
  /** @param week only this week of the period */
  ofCriterion(criterion: number, week?: IsoWeek): string;
  byKind(): string;
}

/**
 * @param at the instant that "over" is judged at, ms
 * @param asOf the moment that the paths ask as of; undefined: as it is now
 */
export function evidencePaths({
  from,
  to,
  at,
  asOf,
}: {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly at: number;
  readonly asOf: string | undefined;
}): EvidencePaths {
  const path = (route: string, ...query: Pair[]): string => {
    const asked = asOf === undefined ? query : [...query, ['asOf', asOf] as const];
    return `/api/v1/${route}?${new URLSearchParams(asked.map(([name, value]) => [name, value])).toString()}`;
  };
  const period: Pair[] = [
    ['from', from],
    ['to', to],
    ['at', instant(at)],
  ];
  return {
    on: (route, date) => path(route, ['on', date]),
    ofCriterion: (criterion, week) =>
      path(
        `readiness/${criterion}/evidence`,
        ...period,
        ...(week === undefined ? [] : [['week', week] as const]),
      ),
    byKind: () => path('readiness', ...period, ['by', 'kind']),
  };
}
