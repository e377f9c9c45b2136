import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Clock, DAY_MS } from '#kernel';
import { Health } from '../health/health.ts';
import { InjectClock } from '../tokens.ts';
import { Vault } from './vault.ts';

const SWEEP_EVERY_MS = 3_600_000;
/** Used and expired codes are kept so long, so that the answer to their issuing can still be repeated. */
const KEPT_AFTER_MS = 30 * DAY_MS;

/** Looks after the vault while the process runs: its health, what has expired, its end. */
@Injectable()
export class VaultKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Vault');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly health: Health,
    @InjectClock() private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.health.register('vault', async () => {
      await this.vault.findKeys([{ schoolId: '-', subject: 'health' }]);
      return { status: 'up' };
    });
    this.#timer = setInterval(() => void this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.vault.close();
  }

  async #sweep(): Promise<void> {
    try {
      await this.vault.sweep(this.clock.now() - KEPT_AFTER_MS);
    } catch (error) {
      this.#logger.warn({ msg: 'expired sessions and codes not swept', err: error });
    }
  }
}
