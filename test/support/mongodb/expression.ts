import type { Document } from 'bson';
import { Context, evalExpr } from 'mingo/core';
import {
  $add,
  $and,
  $cond,
  $eq,
  $gt,
  $gte,
  $ifNull,
  $literal,
  $lt,
  $lte,
  $ne,
  $not,
  $or,
  $subtract,
} from 'mingo/operators/expression';
import { notImplemented } from './server-error.ts';

/**
 * Aggregation expressions, evaluated by mingo, for `$expr` and for updates with a pipeline. Only operators that
 * are in Stable API V1 since MongoDB 5.0 (manual: reference/stable-api-changelog, "Supported Aggregation
 * Operators"); any other is refused.
 */
const operators = {
  $add,
  $and,
  $cond,
  $eq,
  $gt,
  $gte,
  $ifNull,
  $literal,
  $lt,
  $lte,
  $ne,
  $not,
  $or,
  $subtract,
};
const context = Context.init({ expression: operators });

/**
 * The value of an expression over a document. `$$NOW` is "the current datetime value … the same value for all
 * members of the deployment and throughout the aggregation pipeline" (reference/aggregation-variables).
 */
export const evaluate = (expression: unknown, document: Document, now: Date): unknown =>
  evalExpr(document, withVariables(expression, now), { context } as never);

function withVariables(expression: unknown, now: Date): unknown {
  if (expression === '$$NOW') return { $literal: now };
  if (typeof expression === 'string' && expression.startsWith('$$'))
    throw notImplemented(`the aggregation variable ${expression}`);
  if (Array.isArray(expression)) return expression.map((part: unknown) => withVariables(part, now));
  if (expression === null || typeof expression !== 'object') return expression;
  if (Object.getPrototypeOf(expression) !== Object.prototype) return expression;
  const parts = Object.entries(expression).map(([name, part]): [string, unknown] => {
    if (name === '$literal') return [name, part];
    if (name.startsWith('$') && !Object.hasOwn(operators, name))
      throw notImplemented(`the aggregation operator ${name}`);
    return [name, withVariables(part, now)];
  });
  return Object.fromEntries(parts);
}
