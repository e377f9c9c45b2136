import { type Document, Timestamp } from 'bson';
import { compareValues } from './bson-order.ts';
import { evaluate } from './expression.ts';
import { isOperators } from './filter.ts';
import { notImplemented, ServerError } from './server-error.ts';

/** What an `update` or `findAndModify` statement does to one document. */
export type Update = (before: Document, inserting: boolean) => Document;

/**
 * Compiles the `u` of a statement. Manual: reference/command/update, "Behavior": a document of update
 * operators, a replacement document, or an aggregation pipeline (here: of $set and $replaceWith).
 */
export function updateFrom(u: Document | Document[], now: Date): Update {
  if (Array.isArray(u)) return keepingId(pipeline(u, now));
  if (isOperators(u)) return keepingId(modifiers(u, now));
  const replacement: Document = u;
  return keepingId((before) =>
    '_id' in before ? { _id: before._id as unknown, ...replacement } : { ...replacement },
  );
}

/** "The update operation cannot modify the immutable field _id" (error 66). */
function keepingId(update: Update): Update {
  return (before, inserting) => {
    const after = update(before, inserting);
    if ('_id' in before && compareValues(before._id, after._id) !== 0)
      throw new ServerError(
        66,
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      );
    return after;
  };
}

/** Manual: reference/mql/update. */
function modifiers(u: Document, now: Date): Update {
  for (const operator of Object.keys(u)) {
    if (!operator.startsWith('$'))
      throw new ServerError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!['$set', '$unset', '$inc', '$setOnInsert', '$currentDate'].includes(operator))
      throw notImplemented(`the update operator ${operator}`);
  }
  const changes = Object.entries(u).flatMap(([operator, fields]) =>
    Object.entries(fields as Document).map(([path, operand]) => ({
      operator,
      path,
      operand: operand as unknown,
    })),
  );
  return (before, inserting) => {
    let after = before;
    for (const { operator, path, operand } of changes) {
      if (operator === '$setOnInsert' && !inserting) continue;
      after = changedAt(after, path.split('.'), (value) => {
        switch (operator) {
          case '$unset':
            return undefined;
          case '$inc':
            return increased(path, value, operand);
          case '$currentDate':
            return current(operand, now);
          default:
            return operand;
        }
      });
    }
    return after;
  };
}

function increased(path: string, value: unknown, by: unknown): number {
  if (typeof by !== 'number')
    throw new ServerError(14, `Cannot increment with non-numeric argument: {${path}}`);
  if (value !== undefined && typeof value !== 'number')
    throw new ServerError(14, `Cannot apply $inc to a value of non-numeric type at ${path}`);
  return (value ?? 0) + by;
}

/** Manual: reference/operator/update/currentDate: a Date, or a Timestamp on request. */
function current(operand: unknown, now: Date): unknown {
  const type = (operand as Document | null)?.$type as unknown;
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
  if (operand === true || type === 'date') return now;
  throw new ServerError(2, '$currentDate takes true, {$type: "date"} or {$type: "timestamp"}');
}

function changedAt(value: unknown, path: readonly string[], change: (value: unknown) => unknown): Document {
  if (Array.isArray(value)) throw notImplemented('updates inside arrays');
  const [name = '', ...rest] = path;
  const document = (value ?? {}) as Document;
  const inner = rest.length === 0 ? change(document[name]) : changedAt(document[name], rest, change);
  if (inner !== undefined) return { ...document, [name]: inner };
  const { [name]: _gone, ...others } = document;
  return others;
}

/** Manual: reference/command/update, "Update with an Aggregation Pipeline". */
function pipeline(stages: Document[], now: Date): Update {
  return (before) => stages.reduce((document, stage) => staged(document, stage, now), before);
}

function staged(document: Document, stage: Document, now: Date): Document {
  const [[name, argument] = ['', null]] = Object.entries(stage);
  switch (name) {
    case '$set': {
      const set = Object.entries(argument as Document).map(([path, expression]) => {
        if (path.includes('.')) throw notImplemented('dotted paths in pipeline updates');
        return [path, evaluate(expression, document, now)];
      });
      return { ...document, ...(Object.fromEntries(set) as Document) };
    }
    case '$replaceWith':
      return evaluate(argument, document, now) as Document;
    default:
      throw notImplemented(`the stage ${name} in pipeline updates`);
  }
}
