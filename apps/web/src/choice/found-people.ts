import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get, type Schema } from '../api/client.ts';

/** A pause (ms) in typing after which the server is asked. */
const PAUSE_MS = 150;
const MOST = 12;

export interface FoundPeople {
  readonly people: readonly Schema<'PersonLine'>[];
  readonly isLooking: boolean;
}

/** People of the school whose names begin with what is typed. Nothing is asked before two letters. */
export function useFoundPeople(typed: string, isAllowed = true): FoundPeople {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const enabled = isAllowed && asked.length >= 2;
  const found = useQuery({
    queryKey: ['people', 'found', asked],
    queryFn: ({ signal }) => get<Schema<'PeopleAnswer'>>('people', { q: asked, limit: MOST }, signal),
    enabled,
    meta: { models: ['people'] },
  });
  return {
    people: enabled ? (found.data?.items ?? []) : [],
    isLooking: isAllowed && typed.trim().length >= 2 && (asked !== typed.trim() || found.isPending),
  };
}
