import { randomBytes } from 'node:crypto';
import { type Answer, type Call, callAt } from '../support/call.ts';
import { OperatedGround } from '../support/operated-ground.ts';
import { ServerProcess, type Settings } from '../support/server-process.ts';
import type { Stores } from './stores.ts';

/** The product as a region runs it: two replicas of the API and a projector, each a process of the built program. */
export class Cluster extends OperatedGround {
  #next = 0;

  private constructor(
    settings: Settings,
    /** Calls go to them in turn, so that whatever one of them knows by itself is missed at once. */
    readonly apis: [ServerProcess, ServerProcess],
    public projector: ServerProcess,
  ) {
    super(settings);
  }

  static async start({ eventStoreUrl, mongoUrl, databases }: Stores): Promise<Cluster> {
    const settings = {
      PORT: '0',
      EVENTSTORE_URL: eventStoreUrl,
      MONGODB_URL: mongoUrl,
      ZHURNAL_DATABASES: databases,
      ZHURNAL_KEK: randomBytes(32).toString('hex'),
    };
    const [projector, ...apis] = await Promise.all([
      processOf(settings, 'projector'),
      processOf(settings, 'api'),
      processOf(settings, 'api'),
    ]);
    return new Cluster(settings, apis, projector);
  }

  /** Another projector, after the last one was killed. */
  async startProjector(): Promise<void> {
    this.projector = await processOf(this.settings, 'projector');
  }

  /** Another replica in the place of one that was killed. */
  async startApi(index: 0 | 1): Promise<void> {
    this.apis[index] = await processOf(this.settings, 'api');
  }

  call(call: Call): Promise<Answer> {
    this.#next += 1;
    return callAt(this.apis[this.#next % 2]!.url, call);
  }

  async stop(): Promise<void> {
    await Promise.all([this.projector, ...this.apis].map((each) => each.stop()));
  }
}

const processOf = (settings: Settings, role: 'api' | 'projector'): Promise<ServerProcess> =>
  ServerProcess.with({ ...settings, ZHURNAL_ROLE: role });
