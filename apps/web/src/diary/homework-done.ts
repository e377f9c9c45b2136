import { useState } from 'react';
import { useMe } from '../app/me.ts';
import { kept, keep } from './kept.ts';

/** More ticks than a year has are not kept. */
const MOST = 2_000;

/** Homework that a pupil or a parent ticked off for themselves: by lesson, on this device only. */
export function useHomeworkDone(): {
  readonly done: ReadonlySet<string>;
  readonly tick: (lessonId: string, isDone: boolean) => void;
} {
  const { accountId } = useMe();
  const key = `zhurnal.diary.done.${accountId}`;
  const [done, setDone] = useState<ReadonlySet<string>>(() => new Set(kept<string[]>(key) ?? []));
  return {
    done,
    tick(lessonId, isDone) {
      const after = new Set(done);
      if (isDone) after.add(lessonId);
      else after.delete(lessonId);
      keep(key, [...after].slice(-MOST));
      setDone(after);
    },
  };
}
