import type { Schema } from '../../api/client.ts';

/** One's own final test, and one of its questions. */
export type Test = Schema<'TestAnswer'>;
export type Question = Test['questions'][number];
