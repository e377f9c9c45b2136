import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, type Schema } from '../../api/client.ts';

export type Room = Schema<'RoomLine'>;
export type Place = Schema<'WorkplaceLine'>;
export type Device = Room['devices'][number]['kind'];
export type Network = Exclude<Room['network'], null>;

export const networks: readonly Network[] = ['none', 'wired', 'wireless', 'both'];
export const deviceKinds: readonly Device[] = [
  'desktop',
  'laptop',
  'tablet',
  'board',
  'projector',
  'printer',
];

/** What changes with the timetable, the registers and what was said of rooms and places. */
export const resourceModels = ['resources', 'timetable-rooms', 'registers', 'people', 'transition-policy'];

/** Rooms and places to work at. */
export const useResources = (): UseQueryResult<Schema<'ResourcesAnswer'>> =>
  useQuery({
    queryKey: ['transition', 'resources'],
    queryFn: ({ signal }) => get<Schema<'ResourcesAnswer'>>('transition/resources', {}, signal),
    meta: { models: resourceModels },
  });

/** Condition 2, with what is behind its figures. */
export const useResourcesCondition = (): UseQueryResult<Schema<'ResourcesCondition'>> =>
  useQuery({
    queryKey: ['transition', 'conditions', 'resources'],
    queryFn: ({ signal }) => get<Schema<'ResourcesCondition'>>('transition/conditions/resources', {}, signal),
    meta: { models: resourceModels },
  });

/** How devices of one kind stand in a cell: `3`, `3/2`, or nothing. */
export const cellOf = ({ devices }: Pick<Room, 'devices'>, kind: Device): string => {
  const found = devices.find((one) => one.kind === kind);
  if (found === undefined) return '';
  return found.working === found.count ? String(found.count) : `${found.count}/${found.working}`;
};

/** What a cell says: how many there are and how many of them are in order; null: it cannot be read. */
export function countsIn(cell: string): { readonly count: number; readonly working: number } | null {
  const [, all, working] = /^\s*(\d{1,3})\s*(?:\/\s*(\d{1,3})\s*)?$/.exec(cell === '' ? '0' : cell) ?? [];
  if (all === undefined) return null;
  const counts = { count: Number(all), working: Number(working ?? all) };
  return counts.working <= counts.count ? counts : null;
}
