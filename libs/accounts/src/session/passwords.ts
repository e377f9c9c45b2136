import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Refused } from '#kernel';
import { Argon2id } from './argon2id.ts';

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

  constructor(private readonly argon2id: Argon2id) {}

  async onModuleInit(): Promise<void> {
    this.#nobodys = await this.argon2id.hash(randomUUID());
  }

  /** @returns PHC string. @throws Refused `busy-signing-in` (503) when too many wait already */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => this.argon2id.hash(password));
  }

  /**
   * Whether the password is the one of this hash. Without a hash the same work is done for nothing, so that the
   * time of an answer does not tell whether a login exists.
   * @throws Refused `busy-signing-in` (503) when too many wait already
   */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const right = await this.#inTurn(() => this.argon2id.matches(passwordHash ?? this.#nobodys, password));
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
