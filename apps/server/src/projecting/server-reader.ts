import { invalidField, parsePosition } from '#kernel';
import { Reader, type ReadFrom, type ReadOptions } from '#platform';
import type { Moment, Past, ReadModels } from '#projecting';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads live, with a bounded wait, or as of a moment; positions and instants come as text from the address. */
export class ServerReader extends Reader {
  readonly #readModels: ReadModels;
  readonly #past: Past;

  constructor(readModels: ReadModels, past: Past) {
    super();
    this.#readModels = readModels;
    this.#past = past;
  }

  async read<T>(options: ReadOptions, work: (from: ReadFrom) => Promise<T>): Promise<T> {
    const { schoolId, models, minPosition, asOf: moment } = options;
    if (moment !== undefined) {
      if (minPosition !== undefined) {
        throw invalidField(
          'minPosition',
          'not-with-as-of',
          'Ask either for a moment or for a position to wait for.',
        );
      }
      return this.#past.read({ schoolId, models, at: momentOf(moment) }, work);
    }
    return this.#readModels.read({ models, schoolId, minPosition: positionOf(minPosition) }, work);
  }
}

function positionOf(text: string | undefined) {
  if (text === undefined) return null;
  const position = parsePosition(text);
  if (position === null)
    throw invalidField('minPosition', 'is-position', 'minPosition must be a position from an answer.');
  return position;
}

function momentOf(text: string): Moment {
  const position = parsePosition(text);
  if (position !== null) return { position };
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(ms)) {
    throw invalidField(
      'asOf',
      'is-moment',
      'asOf must be an instant like 2026-09-01T12:00:00Z or a position.',
    );
  }
  return { instant: new Date(ms).toISOString() };
}
