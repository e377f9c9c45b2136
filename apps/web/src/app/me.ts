import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { get, type Schema } from '../api/client.ts';

export type Me = Schema<'Me'>;
export type Role = Me['roles'][number];

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** The account that is signed in. Only below the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe is used outside of MeProvider');
  return me;
}

export const useHas = (...roles: readonly Role[]): boolean => {
  const me = useMe();
  return roles.some((role) => me.roles.includes(role));
};

export const meKey = ['me'] as const;

/** Who is signed in on this device; a Problem with status 401 when nobody is. */
export const useSignedIn = (): UseQueryResult<Me> =>
  useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => get<Me>('me', {}, signal),
    staleTime: Infinity,
    meta: { models: ['people'] },
  });
