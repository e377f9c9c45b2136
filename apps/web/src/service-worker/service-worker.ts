/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;
export {};

/** The client's own files, by the build that they belong to. */
const FILES = 'zhurnal-files';
/** What pages of the journal were shown last, for when there is no network. Removed at sign-in and sign-out. */
const PAGES = 'zhurnal-pages';

/** Which answers a teacher's day needs: who I am, the school, my lessons, and the registers that were opened. */
const KEPT =
  /^\/api\/v1\/(me|school|policy|timetable|registers\/[^/]+|lessons\/[^/]+|me\/registers|years|years\/[^/]+)$/;

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([install(), leaveCommandsAlone(event as RoutedInstallEvent)]));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(shell());
  else if (KEPT.test(url.pathname)) event.respondWith(page(request, url));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

/** Of the browsers that know static routes (Chromium 123). */
interface RoutedInstallEvent extends ExtendableEvent {
  readonly addRoutes?: (
    routes: readonly { readonly condition: { readonly requestMethod: string }; readonly source: 'network' }[],
  ) => Promise<void>;
}

/** Commands go straight to the server where the browser can be told so: each key waits for one. */
async function leaveCommandsAlone(event: RoutedInstallEvent): Promise<void> {
  const routes = ['POST', 'PUT', 'PATCH', 'DELETE'].map((requestMethod) => ({
    condition: { requestMethod },
    source: 'network' as const,
  }));
  await event.addRoutes?.(routes);
}

async function install(): Promise<void> {
  const list = (await (await fetch('/files.json', { cache: 'no-store' })).json()) as string[];
  const cache = await caches.open(FILES);
  await cache.addAll(['/', ...list]);
  const wanted = new Set(['/', ...list]);
  for (const { url } of await cache.keys()) if (!wanted.has(new URL(url).pathname)) await cache.delete(url);
  await self.skipWaiting();
}

/** The page of the newest build; the kept one when the server cannot be reached. */
async function shell(): Promise<Response> {
  const cache = await caches.open(FILES);
  try {
    const response = await fetch('/');
    if (response.ok) await cache.put('/', response.clone());
    return response;
  } catch {
    return (await cache.match('/')) ?? Response.error();
  }
}

/** Files carry a hash of their content in their names: a kept one is the right one. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** What the server shows now; without a network what it showed last, whatever position was asked for. */
async function page(request: Request, url: URL): Promise<Response> {
  url.searchParams.delete('minPosition');
  const key = url.toString();
  const cache = await caches.open(PAGES);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(key, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept === undefined) throw error;
    return kept;
  }
}
