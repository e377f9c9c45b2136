/** `1, 2, 5` as numbers; undefined when something else stands there. */
export function gradesOf(typed: string): readonly number[] | undefined {
  const parts = typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(Number);
  return parts.every((grade) => Number.isInteger(grade) && grade >= 1 && grade <= 11) ? parts : undefined;
}
