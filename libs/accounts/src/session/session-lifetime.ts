import { DAY_MS } from '#kernel';

const HOUR_MS = DAY_MS / 24;

/** A remembered session lasts so long after it was last used (ms). */
const REMEMBERED_MS = 30 * DAY_MS;
/** One that is not: a school day, on a computer that others will sit at. */
const UNREMEMBERED_MS = 12 * HOUR_MS;
/** No session lasts longer than this, however much it is used. */
const LONGEST_MS = 180 * DAY_MS;
/** That a session is in use is noted so often, and no oftener: it costs a write. */
export const NOTED_EVERY_MS = HOUR_MS / 6;

/** When a session that began then expires at the latest, however much it is used. */
export const latestExpiryOf = (createdAt: number): number => createdAt + LONGEST_MS;

/** When a session expires that is in use now. All in ms since the epoch. */
export const expiryOf = (session: { remembered: boolean; createdAt: number }, now: number): number =>
  Math.min(latestExpiryOf(session.createdAt), now + (session.remembered ? REMEMBERED_MS : UNREMEMBERED_MS));
