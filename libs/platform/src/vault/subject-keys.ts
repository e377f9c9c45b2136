import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';
import type { KeyEncryptionKey } from './key-encryption-key.ts';
import { INSTALLATION, type KeyRef, type Vault } from './vault.ts';

/** So many unwrapped keys are remembered, each for so long (ms): another replica may destroy one meanwhile. */
const REMEMBERED_KEYS = 20_000;
const REMEMBERED_FOR_MS = 60_000;

/** The keys of people, lessons and the installation, unwrapped. */
export class SubjectKeys {
  readonly #vault: Vault;
  readonly #wrapping: KeyEncryptionKey;
  readonly #clock: Clock;
  readonly #remembered = new LRUCache<string, Buffer>({ max: REMEMBERED_KEYS, ttl: REMEMBERED_FOR_MS });

  private constructor(vault: Vault, wrapping: KeyEncryptionKey, clock: Clock) {
    this.#vault = vault;
    this.#wrapping = wrapping;
    this.#clock = clock;
  }

  /** @throws Error when the vault's keys are wrapped under another key-encryption key */
  static async open(vault: Vault, wrapping: KeyEncryptionKey, clock: Clock): Promise<SubjectKeys> {
    const claimed = await vault.claim(wrapping.id);
    if (claimed !== wrapping.id) {
      throw new Error(
        `This vault's keys are wrapped under key-encryption key ${claimed}, but ${wrapping.id} was given. ` +
          'Names and comments could not be read; give the key that belongs to this vault.',
      );
    }
    return new SubjectKeys(vault, wrapping, clock);
  }

  /** In the order asked; null where there is none or none any more. */
  async find(refs: readonly KeyRef[]): Promise<readonly (Buffer | null)[]> {
    const missing = [...new Map(refs.map((ref) => [nameOf(ref), ref])).values()].filter(
      (ref) => !this.#remembered.has(nameOf(ref)),
    );
    const found = new Map<string, Buffer>();
    if (missing.length > 0) {
      const stored = await this.#vault.findKeys(missing);
      for (const [index, ref] of missing.entries()) {
        const wrapped = stored[index];
        if (wrapped && wrapped !== 'destroyed') found.set(nameOf(ref), this.#unwrap(ref, wrapped));
      }
    }
    return refs.map((ref) => this.#remembered.get(nameOf(ref)) ?? found.get(nameOf(ref)) ?? null);
  }

  /** The subject's key, made on first use. null: it has been destroyed and there will be no other. */
  async obtain(ref: KeyRef): Promise<Buffer | null> {
    const remembered = this.#remembered.get(nameOf(ref));
    if (remembered) return remembered;
    const [stored] = await this.#vault.findKeys([ref]);
    const standing = stored ?? (await this.#vault.addKey(ref, this.#wrapping.makeFor(ref)));
    return standing === 'destroyed' ? null : this.#unwrap(ref, standing);
  }

  /** A key of the whole installation, by its purpose: the same for every replica and for ever. */
  async ofInstallation(purpose: string): Promise<Buffer> {
    const key = await this.obtain({ schoolId: INSTALLATION, subject: purpose });
    if (!key) throw new Error(`The installation's key for ${purpose} has been destroyed`);
    return key;
  }

  /** Destroys keys for ever; subjects that never had one can never get one. */
  async destroy(refs: readonly KeyRef[]): Promise<void> {
    await this.#vault.destroyKeys(refs, this.#clock.now());
    for (const ref of refs) this.#remembered.delete(nameOf(ref));
  }

  #unwrap(ref: KeyRef, wrapped: Uint8Array): Buffer {
    const key = this.#wrapping.unwrap(ref, wrapped);
    this.#remembered.set(nameOf(ref), key);
    return key;
  }
}

const nameOf = ({ schoolId, subject }: KeyRef): string => `${schoolId}\n${subject}`;
