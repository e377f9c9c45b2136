import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { LessonView } from '../outbox/act.ts';
import type { WholeLesson } from './shown-lesson.ts';

/*
 * What keeps its identity from one drawing to the next, so that parts of the page that did not change are not drawn
 * again with each key.
 */

/** The list of before, as long as it holds the same. */
export function useSame<Item>(list: readonly Item[]): readonly Item[] {
  const [kept, keep] = useState(list);
  const isSame = kept.length === list.length && kept.every((item, index) => Object.is(item, list[index]));
  if (!isSame) keep(list);
  return isSame ? kept : list;
}

/** The lesson of before, as long as nothing but its cells changed. */
export function useWhole({ attendance: _, marks: __, ...whole }: LessonView): WholeLesson {
  const [kept, keep] = useState<WholeLesson>(whole);
  const isSame = JSON.stringify(kept) === JSON.stringify(whole);
  if (!isSame) keep(whole);
  return isSame ? kept : whole;
}

/** A function that does what the latest one does. For what people do, not for drawing. */
export function useLatest<Args extends readonly unknown[]>(
  act: (...args: Args) => void,
): (...args: Args) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
