import { notFound } from '#kernel';
import { readCatalogue, type Source } from '../catalogues/read-catalogue.ts';
import type { ProgrammePart } from './course/course.events.ts';

/** What staff are taught to keep a journal by. */
export interface Programme {
  readonly id: string;
  readonly edition: number;
  readonly source: Source;
  readonly title: string;
  readonly note: string;
  readonly parts: readonly ProgrammePart[];
}

/** The seed's programme, as the region held it in 2015, and ours. */
export const programmes = readCatalogue<{ readonly programmes: readonly Programme[] }>(
  'programmes',
).programmes;

/** @throws Refused `not-found` */
export function programmeOf(id: string): Programme {
  const programme = programmes.find((one) => one.id === id);
  if (programme === undefined) throw notFound('programme', id);
  return programme;
}
