import type { Chance } from './chance.ts';

/** One weekly lesson of a class that wants a place; the halves of a class have two registers and two teachers. */
export interface Lesson {
  readonly classKey: string;
  readonly shift: 1 | 2;
  readonly days: 5 | 6;
  readonly registerKeys: readonly string[];
  /** Empty for the second of two classes taught together: the teacher stands with the first. */
  readonly teacherKeys: readonly string[];
  /** Where it must stand: lessons of two classes together. */
  readonly fixed: { readonly weekday: number; readonly number: number } | null;
}

export interface Placed {
  readonly lesson: Lesson;
  readonly weekday: number;
  readonly number: number;
}

interface Place {
  readonly lesson: Lesson;
  weekday: number;
  number: number;
}

const ROUNDS = 60_000;

/**
 * Gives every lesson a place without gaps in a class's day, so that no teacher is in two places and no subject
 * stands twice a day where it need not: first anyhow, then by swaps that mend clashes. What still clashes at the
 * end is left out.
 */
export function arrange(chance: Chance, lessons: readonly Lesson[]): Placed[] {
  const places = [...new Set(lessons.map((lesson) => lesson.classKey))].flatMap((classKey) =>
    anyhow(
      chance,
      lessons.filter((lesson) => lesson.classKey === classKey),
    ),
  );
  const byClass = new Map<string, Place[]>();
  for (const place of places) {
    byClass.set(place.lesson.classKey, [...(byClass.get(place.lesson.classKey) ?? []), place]);
  }
  const busy = new Map<string, number>();
  const today = new Map<string, number>();
  const count = (place: Place, by: 1 | -1): void => {
    for (const key of teacherHours(place)) busy.set(key, (busy.get(key) ?? 0) + by);
    const day = registerDay(place);
    today.set(day, (today.get(day) ?? 0) + by);
  };
  for (const place of places) count(place, 1);
  const cost = (place: Place): number => {
    let sum = 0;
    for (const key of teacherHours(place)) sum += 10 * (busy.get(key)! - 1);
    return sum + (today.get(registerDay(place))! - 1);
  };
  const swap = (a: Place, b: Place): void => {
    count(a, -1);
    count(b, -1);
    [a.weekday, b.weekday, a.number, b.number] = [b.weekday, a.weekday, b.number, a.number];
    count(a, 1);
    count(b, 1);
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    const place = chance.one(places);
    if (place.lesson.fixed || cost(place) === 0) continue;
    let best: Place | null = null;
    let gain = 0;
    for (const other of byClass.get(place.lesson.classKey)!) {
      if (
        other === place ||
        other.lesson.fixed ||
        other.lesson.registerKeys[0] === place.lesson.registerKeys[0]
      ) {
        continue;
      }
      const before = cost(place) + cost(other);
      swap(place, other);
      const saved = before - cost(place) - cost(other);
      swap(place, other);
      if (saved > gain || (saved === gain && saved === 0 && chance.happens(0.05))) {
        best = other;
        gain = saved;
      }
    }
    if (best) swap(place, best);
  }
  const kept: Place[] = [];
  const taken = new Set<string>();
  for (const place of places.toSorted(
    (a, b) => Number(b.lesson.fixed !== null) - Number(a.lesson.fixed !== null),
  )) {
    const hours = teacherHours(place);
    if (hours.some((key) => taken.has(key))) continue;
    for (const key of hours) taken.add(key);
    kept.push(place);
  }
  return kept;
}

/** Every lesson of a class in some place: days filled evenly from the first lesson on. */
function anyhow(chance: Chance, lessons: readonly Lesson[]): Place[] {
  const { days } = lessons[0]!;
  const fixed = lessons.filter((lesson) => lesson.fixed);
  const free: { weekday: number; number: number }[] = [];
  for (let number = 1; free.length + fixed.length < lessons.length; number += 1) {
    for (let weekday = 1; weekday <= days && free.length + fixed.length < lessons.length; weekday += 1) {
      if (weekday === 6 && number > 4) continue;
      if (fixed.some((lesson) => lesson.fixed!.weekday === weekday && lesson.fixed!.number === number))
        continue;
      free.push({ weekday, number });
    }
  }
  const movable = chance.shuffled(lessons.filter((lesson) => !lesson.fixed));
  return [
    ...fixed.map((lesson) => ({ lesson, ...lesson.fixed! })),
    ...movable.map((lesson, index) => ({ lesson, ...free[index]! })),
  ];
}

const teacherHours = ({ lesson, weekday, number }: Place): string[] =>
  lesson.teacherKeys.map((key) => `${key}/${lesson.shift}/${weekday}/${number}`);

const registerDay = ({ lesson, weekday }: Place): string =>
  `${lesson.registerKeys[0]}/${lesson.classKey}/${weekday}`;
