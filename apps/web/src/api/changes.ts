import type { QueryClient } from '@tanstack/react-query';

/** What a read model showed anew: see `GET /changes`. */
export interface Change {
  readonly model: string;
  readonly position: string;
  /** Documents that changed; missing: too many, or not this account's to know. */
  readonly keys?: readonly string[];
}

/** What a query shows: asked again when one of these read models changes. */
export interface Shows {
  readonly models?: readonly string[];
  /** Of a change to those models, whether it concerns what is shown. Default: yes. */
  readonly concerns?: (change: Change) => boolean;
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: Shows & Record<string, unknown>;
  }
}

const listeners = new Set<(change: Change) => void>();

/** Calls back with every change, for what is not a whole question. @returns ends it */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Two changes within this time (ms) cause one question. */
const SETTLE_MS = 60;

/**
 * Keeps every open query live: listens to the server's changes and asks again what they concern.
 * @returns ends it
 */
export function followChanges(queries: QueryClient): () => void {
  const source = new EventSource('/api/v1/changes');
  let pending: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;
  const settle = (): void => {
    const changes = pending;
    pending = [];
    void queries.invalidateQueries({
      predicate: ({ meta }) =>
        changes.some(
          (change) =>
            meta?.models?.includes(change.model) === true &&
            (meta.concerns === undefined || meta.concerns(change)),
        ),
    });
  };
  source.addEventListener('open', () => {
    // What happened while nothing was heard is not known: ask for everything that is live.
    if (wasOpen) void queries.invalidateQueries({ predicate: ({ meta }) => meta?.models !== undefined });
    wasOpen = true;
  });
  source.addEventListener('change', (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as Change;
    for (const listener of listeners) listener(change);
    pending.push(change);
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
