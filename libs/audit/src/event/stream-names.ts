import type { StreamName } from '#kernel';

/** The name of a stream within its school: `lesson-<id>`. */
export const nameWithin = (stream: StreamName): string => stream.slice(stream.indexOf('.', 3) + 1);

/** What a stream is about, by its name within the school: `lesson`, `account`. */
export const categoryIn = (name: string): string => name.slice(0, name.indexOf('-'));

/** The id in a name within the school, of whatever the stream is about. */
export const idIn = (name: string): string => name.slice(name.indexOf('-') + 1);
