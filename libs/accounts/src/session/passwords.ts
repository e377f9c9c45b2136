import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Options, hash, verify } from '@node-rs/argon2';
import { Refused } from '#kernel';

/** Argon2id (the library's default) as OWASP's password storage cheat sheet has it: 19 MiB, 2 passes, 1 lane. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** So many hashes are made at once: libuv has four threads, and one stays free for files. */
const AT_ONCE = Math.min(3, availableParallelism());
/** So many more may wait: a school's morning, but not a flood. */
const MOST_WAITING = 1_000;
/** Seconds: what a flood of that size takes to drain. */
const COME_BACK_AFTER = 5;

/** Hashes passwords on the thread pool, so many at a time; the event loop goes on answering. */
@Injectable()
export class Passwords implements OnModuleInit {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #nobodys = '';

  async onModuleInit(): Promise<void> {
    this.#nobodys = await hash(randomUUID(), COST);
  }

  /** @returns PHC string. @throws Refused `busy` (503) when too many wait already */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /**
   * Whether the password is the one of this hash. Without a hash the same work is done for nothing, so that the
   * time of an answer does not tell whether a login exists.
   * @throws Refused `busy` (503) when too many wait already
   */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const right = await this.#inTurn(() => verify(passwordHash ?? this.#nobodys, password.normalize('NFKC')));
    return right && passwordHash !== null;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MOST_WAITING) {
        throw new Refused('busy-signing-in', 'Too many people sign in just now.', {
          status: 503,
          retryAfter: COME_BACK_AFTER,
        });
      }
      // Whoever ends hands its place on: `#running` stays as it is.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
