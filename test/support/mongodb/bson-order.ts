import { Binary, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { notImplemented } from './server-error.ts';

/** Rank of types that cannot be compared by value. Manual: reference/bson-type-comparison-order. */
function rank(value: unknown): number {
  if (value instanceof MinKey) return 0;
  if (value === undefined || value === null) return 1;
  if (typeof value === 'number' || value instanceof Long) return 2;
  if (typeof value === 'string') return 3;
  if (value instanceof Binary) return 6;
  if (value instanceof ObjectId) return 7;
  if (typeof value === 'boolean') return 8;
  if (value instanceof Date) return 9;
  if (value instanceof Timestamp) return 10;
  if (value instanceof MaxKey) return 13;
  if (Array.isArray(value)) return 5;
  if (typeof value === 'object' && (value as { _bsontype?: string })._bsontype === undefined) return 4;
  throw notImplemented(`values of BSON type ${(value as { _bsontype?: string })._bsontype ?? typeof value}`);
}

/**
 * Whether both values are of one bracket: comparisons with $gt and the like match only values of the operand's
 * type ("Type Bracketing", reference/method/db.collection.find).
 */
export const sameBracket = (a: unknown, b: unknown): boolean => rank(a) === rank(b);

/** Order of two strings under MongoDB's simple comparison: "binary comparison" of their UTF-8. */
export function compareStrings(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return inUtf8Order(left) - inUtf8Order(right);
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates below U+E000; UTF-8 puts what they encode above U+FFFF. */
const inUtf8Order = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/** The order of BSON values: by type, then by value; documents field by field in their stored order. */
export function compareValues(a: unknown, b: unknown): number {
  const kind = rank(a);
  const byType = kind - rank(b);
  if (byType !== 0) return byType;
  switch (kind) {
    case 2: {
      const left = Number(a);
      const right = Number(b);
      return left < right ? -1 : left > right ? 1 : 0;
    }
    case 3:
      return compareStrings(a as string, b as string);
    case 4:
      return compareEntries(Object.entries(a as object), Object.entries(b as object));
    case 5:
      return compareEntries([...(a as unknown[]).entries()], [...(b as unknown[]).entries()]);
    case 6:
      return Buffer.compare((a as Binary).buffer, (b as Binary).buffer);
    case 7:
      return compareStrings((a as ObjectId).toHexString(), (b as ObjectId).toHexString());
    case 8:
      return Number(a) - Number(b);
    case 9:
      return (a as Date).getTime() - (b as Date).getTime();
    case 10:
      return (a as Timestamp).compare(b as Timestamp);
    default:
      return 0;
  }
}

/** Embedded documents: for each pair of fields first the type, then the field's name, then its value. */
function compareEntries(a: [string | number, unknown][], b: [string | number, unknown][]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [leftName, left] = a[at] as [string | number, unknown];
    const [rightName, right] = b[at] as [string | number, unknown];
    const order =
      rank(left) - rank(right) ||
      compareStrings(String(leftName), String(rightName)) ||
      compareValues(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A text that equal values share and different values do not: what rows and sessions are kept under. */
export function keyOf(value: unknown): string {
  switch (rank(value)) {
    case 0:
    case 13:
      return `k${rank(value)}`;
    case 1:
      return 'n';
    case 2:
      return `#${Number(value)}`;
    case 3:
      return `"${(value as string).length}:${value as string}`;
    case 4:
      return `{${Object.entries(value as object)
        .map(([name, field]) => `${keyOf(name)}=${keyOf(field)}`)
        .join(',')}}`;
    case 5:
      return `[${(value as unknown[]).map(keyOf).join(',')}]`;
    case 6:
      return `b${(value as Binary).toString('hex')}`;
    case 7:
      return `o${(value as ObjectId).toHexString()}`;
    case 8:
      return `t${String(value)}`;
    case 9:
      return `d${(value as Date).getTime()}`;
    default:
      return `s${(value as Timestamp).toJSON().$timestamp}`;
  }
}
