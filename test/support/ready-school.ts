import { pdf } from '../../libs/transition/src/testing/sample-documents.ts';

/** Sends a request of whoever prepares the transition, and wants it done. @throws Error when it is not 2xx */
export type Preparing = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  sent?: { readonly body?: object; readonly content?: Uint8Array<ArrayBuffer> },
) => Promise<unknown>;

const DOCUMENT = { number: '1', date: '2026-09-01' } as const;

interface ActsAnswer {
  readonly items: readonly {
    readonly actId: string;
    readonly kind: string;
    readonly lacks: string | null;
    readonly consulted: readonly string[];
    readonly versions: readonly object[];
  }[];
}

/** Condition 1: what is still open is found to need no change; the order's appendices are written and agreed. */
export async function settleActs(send: Preparing, minPosition?: string): Promise<void> {
  const { items } = (await send('GET', `transition/acts${since(minPosition)}`)) as ActsAnswer;
  for (const { actId, kind, lacks, consulted, versions } of items) {
    if (lacks === null) continue;
    const path = `transition/acts/${actId}`;
    if (kind !== 'appendix') {
      await send('PUT', `${path}/review`, { body: { needed: false, why: 'не затрагивается' } });
      continue;
    }
    if (versions.length === 0) await send('POST', `${path}/versions`);
    await send('PUT', `${path}/document?name=a.pdf`, { content: new Uint8Array(pdf()) });
    for (const body of consulted)
      await send('POST', `${path}/opinions`, { body: { body, protocol: DOCUMENT } });
  }
}

interface ResourcesAnswer {
  readonly rooms: readonly { readonly room: string; readonly reached: boolean }[];
  readonly teachers: readonly { readonly personId: string; readonly hasPlace: boolean }[];
}

/** Condition 2: a network in every room, a place for every teacher. */
export async function settleResources(send: Preparing, minPosition?: string): Promise<void> {
  const path = `transition/conditions/resources${since(minPosition)}`;
  const { rooms, teachers } = (await send('GET', path)) as ResourcesAnswer;
  const bare = rooms.filter(({ reached }) => !reached);
  const equipped = bare.map(({ room }) => ({ room, network: 'wired', devices: [] }));
  if (equipped.length > 0) await send('PUT', 'transition/resources/rooms', { body: { rooms: equipped } });
  const without = teachers.filter(({ hasPlace }) => !hasPlace);
  const places = without.map(({ personId }) => ({ personId, hasPlace: true }));
  if (places.length > 0) await send('PUT', 'transition/resources/places', { body: { places } });
}

/** Condition 3: a certificate from elsewhere for whoever is not trained. */
export async function settleTraining(send: Preparing, minPosition?: string): Promise<void> {
  const { evidence } = (await send('GET', `transition/conditions/training${since(minPosition)}`)) as {
    evidence: readonly { readonly personId: string; readonly trained: boolean }[];
  };
  const certificate = { issuer: 'Институт', programme: 'Журнал', number: '7', date: '2026-08-20', hours: 16 };
  for (const { personId, trained } of evidence) {
    if (trained) continue;
    const path = `transition/training/${personId}/outside-certificates`;
    await send('POST', path, { body: certificate });
  }
}

/** Parents who agree. */
export async function askParents(send: Preparing): Promise<void> {
  const protocol = { ...DOCUMENT, date: '2026-10-05' };
  const body = { question: 'Согласны ли вы на ведение журнала без бумаги?', protocol, agrees: true };
  await send('POST', 'transition/consent/protocols', { body });
}

const since = (minPosition: string | undefined): string =>
  minPosition === undefined ? '' : `?minPosition=${minPosition}`;
