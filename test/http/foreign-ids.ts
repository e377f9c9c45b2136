import { isId } from '#kernel';
import type { Sample } from './access-samples.ts';

/** A sample with one id in it changed. */
export interface Changed {
  /** Where: `params.lessonId`, `body.actions.1.pupilId`. */
  readonly where: string;
  /** The name of the field: of a list, the list's. */
  readonly field: string;
  /** The sample with another id there. */
  with(id: string): Sample;
}

/** Every id that a call names, whether in the path, the query or the body, each to be changed alone. */
export function idsIn(sample: Sample): readonly Changed[] {
  const places = [...pathsOf(sample.params, ['params']), ...pathsOf(sample.query, ['query'])];
  return [...places, ...pathsOf(sample.body, ['body'])]
    .filter((path) => !sample.madeUp?.includes(path[1]!))
    .map((path) => ({
      where: path.join('.'),
      field: path.findLast((part) => !/^\d+$/.test(part))!,
      with: (id) => changed(sample, path, id) as Sample,
    }));
}

function pathsOf(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (isId(value)) return [path];
  // A first entry is based on nothing: what another school's event is answered is to be tried there as well.
  if (value === null && path.at(-1) === 'basedOn') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]));
}

function changed(value: unknown, [first, ...rest]: readonly string[], id: string): unknown {
  if (first === undefined) return id;
  const inner = changed((value as Record<string, unknown>)[first], rest, id);
  if (Array.isArray(value)) return value.with(Number(first), inner);
  return { ...(value as object), [first]: inner };
}
