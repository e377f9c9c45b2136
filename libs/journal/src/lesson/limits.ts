/** How long free text may be, in characters. */
export const MAX_TOPIC = 500;
export const MAX_HOMEWORK = 2_000;
export const MAX_COMMENT = 2_000;
export const MAX_NOTE = 500;
export const MAX_TITLE = 200;
export const MAX_REASON = 500;
export const MAX_DOCUMENT = 200;

/** Sealing makes text longer; what the decider sees of a comment or note is bounded by this. */
export const MAX_SEALED = 20_000;

/** A work's weight in the average: tenths from 0.1 to 10. */
export const MIN_WEIGHT = 0.1;
export const MAX_WEIGHT = 10;

/** How many actions one atomic step may hold: a class of 40 with several acts each. */
export const MAX_ACTIONS = 400;

/** The last lesson number of a bell schedule. */
export const MAX_LESSON_NUMBER = 12;
export const MAX_ROOM = 50;

/** Co-teachers of one lesson. */
export const MAX_TEACHERS = 10;
