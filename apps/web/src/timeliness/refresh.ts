/** A day at school changes these figures every second: they are asked for again this often (ms), not at each change. */
export const REFRESH_MS = 60_000;
