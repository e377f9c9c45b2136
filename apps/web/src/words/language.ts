import { useSyncExternalStore } from 'react';

/** Russian comes first. */
export type Language = 'ru' | 'en';

const KEY = 'zhurnal.language';
const listeners = new Set<() => void>();
let current: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'ru';
document.documentElement.lang = current;

export const language = (): Language => current;

/** Remembered on this device. */
export function setLanguage(chosen: Language): void {
  current = chosen;
  localStorage.setItem(KEY, chosen);
  document.documentElement.lang = chosen;
  for (const listener of listeners) listener();
}

// Another window of this browser chose.
addEventListener('storage', ({ key, newValue }) => {
  const chosen = newValue === 'en' ? 'en' : 'ru';
  if (key === KEY && chosen !== current) setLanguage(chosen);
});

export function useLanguage(): Language {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, language);
}
