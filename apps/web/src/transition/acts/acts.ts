import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';

export type Act = Schema<'ActLine'>;
export type ActVersion = Schema<'ActVersionLine'>;
export type Body = Act['adoptedBy'];

/** Everybody who may adopt an act or be asked for an opinion. */
export const bodies: readonly Body[] = [
  'head',
  'pedagogical-council',
  'general-meeting',
  'founder',
  'trade-union',
  'parents',
];

/** Every local act as it stands today. */
export const useActs = (): UseQueryResult<Schema<'ActsAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'acts'],
    queryFn: ({ signal }) => get<Schema<'ActsAnswer'>>('transition/acts', {}, signal),
    meta: { models: ['acts', 'people'] },
  });

/** The version that is being written or agreed; null: there is none. */
export const draftIn = ({ versions }: Act): ActVersion | null => {
  const newest = versions.at(-1);
  return newest === undefined || newest.approval !== null ? null : newest;
};

/** The version in force; null: none was approved. */
export const inForceIn = ({ versions }: Act): ActVersion | null =>
  versions.findLast(({ approval }) => approval !== null) ?? null;
