import type { Document } from 'bson';
import { compareValues, keyOf, sameBracket } from './bson-order.ts';
import { evaluate } from './expression.ts';
import { notImplemented, ServerError } from './server-error.ts';

/** Tells whether a document matches. */
export type Matcher = (document: Document) => boolean;

/**
 * Compiles a query predicate. Manual: reference/mql/query-predicates. Comparison, logical and `$exists`
 * operators and `$expr`; any other, and conditions on arrays, are refused.
 */
export function matcher(filter: Document, now: Date): Matcher {
  const parts = Object.entries(filter).map(([name, condition]): Matcher => {
    switch (name) {
      case '$and':
        return all(branches(name, condition, now));
      case '$or':
        return any(branches(name, condition, now));
      case '$nor':
        return not(any(branches(name, condition, now)));
      case '$expr':
        return (document) => Boolean(evaluate(condition, document, now));
      default:
        if (name.startsWith('$')) throw unknownOperator('top level operator', name);
        return fieldMatcher(name, condition as unknown);
    }
  });
  return all(parts);
}

const all =
  (parts: readonly Matcher[]): Matcher =>
  (document) =>
    parts.every((part) => part(document));
const any =
  (parts: readonly Matcher[]): Matcher =>
  (document) =>
    parts.some((part) => part(document));
const not =
  (part: Matcher): Matcher =>
  (document) =>
    !part(document);

function branches(name: string, condition: unknown, now: Date): Matcher[] {
  if (!Array.isArray(condition) || condition.length === 0)
    throw new ServerError(2, `${name} argument must be a non-empty array`);
  return condition.map((branch: Document) => matcher(branch, now));
}

/** Whether a condition is written with operators; else it is a value to be equal to. */
export const isOperators = (condition: unknown): condition is Document =>
  condition !== null &&
  typeof condition === 'object' &&
  Object.getPrototypeOf(condition) === Object.prototype &&
  Object.keys(condition).some((name) => name.startsWith('$'));

function fieldMatcher(path: string, condition: unknown): Matcher {
  if (condition instanceof RegExp) throw notImplemented('regular expressions in filters');
  const tests = isOperators(condition)
    ? Object.entries(condition).map(([operator, operand]) => comparison(operator, operand as unknown))
    : [comparison('$eq', condition)];
  return (document) => {
    const value = valueAt(document, path);
    return tests.every((test) => test(value));
  };
}

/** The value at a dotted path; undefined where there is none. */
export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) throw notImplemented('paths through arrays');
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Document)[name];
  }
  return value;
}

function comparison(operator: string, operand: unknown): (value: unknown) => boolean {
  const scalar =
    (test: (value: unknown) => boolean): ((value: unknown) => boolean) =>
    (value) => {
      if (Array.isArray(value)) throw notImplemented(`${operator} on array fields`);
      return test(value);
    };
  const ordered = (holds: (order: number) => boolean): ((value: unknown) => boolean) =>
    scalar((value) => sameBracket(value, operand) && holds(compareValues(value, operand)));
  switch (operator) {
    case '$eq':
      return scalar((value) => compareValues(value, operand) === 0);
    case '$ne':
      return scalar((value) => compareValues(value, operand) !== 0);
    case '$gt':
      return ordered((order) => order > 0);
    case '$gte':
      return ordered((order) => order >= 0);
    case '$lt':
      return ordered((order) => order < 0);
    case '$lte':
      return ordered((order) => order <= 0);
    case '$in':
      if (!Array.isArray(operand)) throw new ServerError(2, '$in needs an array');
      return scalar(amongst(new Set(operand.map(keyOf))));
    case '$exists':
      return (value) => (value !== undefined) === Boolean(operand);
    default:
      throw unknownOperator('operator', operator);
  }
}

const amongst =
  (keys: ReadonlySet<string>) =>
  (value: unknown): boolean =>
    keys.has(keyOf(value));

/** Operators of the manual's list that this server leaves out are refused as such; others as a server does. */
function unknownOperator(kind: string, name: string): ServerError {
  const left = ['$nin', '$not', '$type', '$regex', '$mod', '$all', '$elemMatch', '$size', '$where', '$text'];
  if (left.includes(name) || name.startsWith('$bits') || name.startsWith('$geo') || name.startsWith('$near'))
    return notImplemented(`the query operator ${name}`);
  return new ServerError(2, `unknown ${kind}: ${name}`);
}
