/** Lets a service worker keep the client and today's pages, so that they open without a network. */
export function keepForDaysWithoutNetwork(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => void navigator.serviceWorker.register('/service-worker.js'));
}

/**
 * Calls back once the service worker has taken charge of a page that was loaded without it: what was asked until then
 * was not kept. @returns ends it
 */
export function onKept(callBack: () => void): () => void {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller !== null) return () => {};
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', callBack, { once: true });
  return () => serviceWorker.removeEventListener('controllerchange', callBack);
}

/** Removes what was kept of the account before: a classroom's computer has many people. */
export async function forgetKept(): Promise<void> {
  if (!('caches' in window)) return;
  for (const name of await caches.keys()) if (name.startsWith('zhurnal-pages')) await caches.delete(name);
}
