import { useCallback, useEffect, useState } from 'react';
import { useMe } from '../app/me.ts';
import { kept, keep } from './kept.ts';

/** A page that is opened again within this time (ms) belongs to the same visit. */
const VISIT_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
/** On the first visit a week counts as new. */
const FIRST_DAYS = 7;
/** The server looks back at most 100 days. */
const MOST_DAYS = 99;

interface Visit {
  /** What was recorded after it is new. An instant of the server's clock. */
  readonly since: string;
  /** The newest thing shown, by the server's clock: what the next visit counts from. */
  readonly newest: string | null;
  /** ms, by the device's clock. */
  readonly lastSeenAt: number;
}

/**
 * Since when something is new in a pupil's diary. What was shown is remembered by when the server recorded it: a device's
 * wrong clock hides nothing.
 */
export function useLastVisit(pupilId: string): {
  readonly since: string;
  /** The newest thing that the page shows. */
  readonly show: (recordedAt: string) => void;
  /** Everything shown is known now. */
  readonly seen: () => void;
} {
  const { accountId } = useMe();
  const key = `zhurnal.diary.visit.${accountId}.${pupilId}`;
  const [visit, setVisit] = useState(() => visitAt(kept<Visit>(key), Date.now()));
  useEffect(() => keep(key, visit), [key, visit]);
  const show = useCallback((recordedAt: string) => {
    setVisit((before) =>
      before.newest !== null && before.newest >= recordedAt
        ? before
        : { ...before, newest: recordedAt, lastSeenAt: Date.now() },
    );
  }, []);
  const seen = useCallback(() => {
    setVisit((before) => ({ ...before, since: before.newest ?? before.since, lastSeenAt: Date.now() }));
  }, []);
  return { since: visit.since, show, seen };
}

function visitAt(before: Visit | null, now: number): Visit {
  const ago = (days: number): string => new Date(now - days * DAY_MS).toISOString();
  const since =
    before === null
      ? ago(FIRST_DAYS)
      : now - before.lastSeenAt < VISIT_MS
        ? before.since
        : (before.newest ?? before.since);
  const earliest = ago(MOST_DAYS);
  return { since: since < earliest ? earliest : since, newest: before?.newest ?? null, lastSeenAt: now };
}
