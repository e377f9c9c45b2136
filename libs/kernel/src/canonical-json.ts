/**
 * JSON with the keys of every object in code-unit order and no white space: equal values give equal bytes
 * (RFC 8785 for the values that events may hold: no NaN, no infinities, no -0). `undefined` members are left
 * out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += canonicalJson(items[index]);
  }
  return `${text}]`;
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const key of inOrder(Object.keys(object))) {
    const member = object[key];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${quotedKey(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

/** What needs no escape: printable ASCII but `"` and `\`, and Cyrillic. */
const PLAIN = /^[ !#-[\]-~\u0400-\u04ff]*$/;
/** Up to here looking for what needs an escape costs less than a call of JSON.stringify. */
const SHORT = 100;

const quoted = (text: string): string =>
  text.length <= SHORT && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);

/** Keys come again and again; those of maps by id do not, so only so many are remembered. */
const REMEMBERED_KEYS = 4_096;
const keys = new Map<string, string>();

function quotedKey(key: string): string {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const made = quoted(key);
  if (keys.size < REMEMBERED_KEYS) keys.set(key, made);
  return made;
}

/** Sorts in place by code units; the few keys of most objects faster than Array.sort does. */
function inOrder(names: string[]): string[] {
  if (names.length > 24) return names.sort();
  for (let end = 1; end < names.length; end += 1) {
    const name = names[end]!;
    let place = end;
    for (; place > 0 && names[place - 1]! > name; place -= 1) names[place] = names[place - 1]!;
    names[place] = name;
  }
  return names;
}
