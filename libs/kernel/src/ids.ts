import { randomUUID } from 'node:crypto';
import { v5, validate } from 'uuid';

/** The namespace of everything derived here. Frozen: changing it changes every derived id. */
const ZHURNAL = '6f0c6d3a-6e0f-5c0e-9d5e-2a51b6a3d7c1';

/** A random UUID, for ids that a client makes (command ids, sessions). */
export const newId = (): string => randomUUID();

/** Whether the text is a UUID of any version. */
export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text);

/**
 * The one UUID (version 5) that these parts stand for. The same parts give the same id for ever, which is
 * what makes a repeated command, a regenerated timetable or a replayed reactor harmless.
 */
export const idFrom = (...parts: readonly (string | number)[]): string => v5(parts.join('\n'), ZHURNAL);
