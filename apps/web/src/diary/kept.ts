/** What this device keeps for a person beside the school's own records; null when it keeps nothing, or may not. */
export function kept<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}

/** Where a browser keeps nothing (full, or forbidden), the page works without. */
export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}
