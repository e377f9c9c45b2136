import type { KeyboardEvent } from 'react';

/**
 * Enter and the arrows up and down go to the field of the same column in the next line, as in a spreadsheet. Cells name
 * their column in `data-column`; lists open with their own keys and keep the arrows.
 */
export function goInGrid(event: KeyboardEvent<HTMLTableElement>): void {
  const field = event.target as HTMLElement;
  const { column } = field.dataset;
  const isList = field instanceof HTMLSelectElement;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
  if (column === undefined || step === 0 || (isList && event.key !== 'Enter')) return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-column="${column}"]`)];
  const next = fields[fields.indexOf(field) + step];
  event.preventDefault();
  if (next === undefined) return;
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}
