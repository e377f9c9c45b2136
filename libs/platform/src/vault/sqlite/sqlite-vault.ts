import { Worker } from 'node:worker_threads';
import {
  type AccountRef,
  type Credential,
  type KeyRef,
  type Redemption,
  type StoredCode,
  type StoredSession,
  Vault,
  VaultUnavailable,
} from '../vault.ts';
import type { VaultCall, VaultMethod, VaultReply } from './vault-call.ts';
import type { VaultFile } from './vault-file.ts';

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** The vault in one SQLite file. A worker thread waits for the disk, so that the event loop does not. */
export class SqliteVault extends Vault {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #lastId = 0;
  #stopped: VaultUnavailable | null = null;

  private constructor(path: string) {
    super();
    this.#worker = new Worker(workerFile(), { workerData: { path } });
    this.#worker.unref();
    this.#worker.on('message', (reply: VaultReply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#stop(`The vault has stopped: ${String(error)}`));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#stop('The vault is closed');
        resolve();
      });
    });
  }

  /** @throws VaultUnavailable when the file cannot be opened */
  static async open(path: string): Promise<SqliteVault> {
    const vault = new SqliteVault(path);
    await vault.findKeys([]);
    return vault;
  }

  claim(keyEncryptionKeyId: string): Promise<string> {
    return this.#call('claim', keyEncryptionKeyId);
  }

  findKeys(refs: readonly KeyRef[]): Promise<readonly (Uint8Array | 'destroyed' | null)[]> {
    return this.#call('findKeys', refs);
  }

  addKey(ref: KeyRef, wrapped: Uint8Array): Promise<Uint8Array | 'destroyed'> {
    return this.#call('addKey', ref, wrapped);
  }

  destroyKeys(refs: readonly KeyRef[], at: number): Promise<void> {
    return this.#call('destroyKeys', refs, at);
  }

  putCode(code: Omit<StoredCode, 'usedAt'>): Promise<void> {
    return this.#call('putCode', code);
  }

  findCode(hash: string): Promise<StoredCode | null> {
    return this.#call('findCode', hash);
  }

  redeem(
    hash: string,
    credential: { readonly login: string; readonly passwordHash: string },
    at: number,
  ): Promise<Redemption> {
    return this.#call('redeem', hash, credential, at);
  }

  findCredential(login: string): Promise<Credential | null> {
    return this.#call('findCredential', login);
  }

  credentialOf(account: AccountRef): Promise<Credential | null> {
    return this.#call('credentialOf', account);
  }

  setPassword(account: AccountRef, passwordHash: string): Promise<void> {
    return this.#call('setPassword', account, passwordHash);
  }

  addSession(session: StoredSession): Promise<void> {
    return this.#call('addSession', session);
  }

  findSession(tokenHash: string): Promise<StoredSession | null> {
    return this.#call('findSession', tokenHash);
  }

  sessionsOf(account: AccountRef, at: number): Promise<readonly StoredSession[]> {
    return this.#call('sessionsOf', account, at);
  }

  touchSession(sessionId: string, lastSeenAt: number, expiresAt: number): Promise<void> {
    return this.#call('touchSession', sessionId, lastSeenAt, expiresAt);
  }

  removeSessions(account: AccountRef, sessionIds: readonly string[]): Promise<void> {
    return this.#call('removeSessions', account, sessionIds);
  }

  forgetAccount(account: AccountRef): Promise<void> {
    return this.#call('forgetAccount', account);
  }

  sweep(before: number): Promise<void> {
    return this.#call('sweep', before);
  }

  async close(): Promise<void> {
    if (!this.#stopped) this.#worker.postMessage('close');
    await this.#ended;
  }

  #call<Method extends VaultMethod>(
    method: Method,
    ...args: Parameters<VaultFile[Method]>
  ): Promise<ReturnType<VaultFile[Method]>> {
    return new Promise<never>((resolve: (result: never) => void, reject) => {
      if (this.#stopped) {
        reject(this.#stopped);
        return;
      }
      const id = ++this.#lastId;
      // While something is asked, the process must not end.
      if (this.#waiting.size === 0) this.#worker.ref();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, method, args } satisfies VaultCall);
    });
  }

  #settle(reply: VaultReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('failed' in reply)
      waiting?.reject(new (reply.lost ? VaultUnavailable : Error)(`The vault: ${reply.failed}`));
    else waiting?.resolve(reply.result as never);
  }

  #stop(reason: string): void {
    this.#stopped ??= new VaultUnavailable(reason);
    for (const { reject } of this.#waiting.values()) reject(this.#stopped);
    this.#waiting.clear();
  }
}

/** The compiled worker: beside this file in dist; from the sources, where a build has put it. */
const workerFile = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('../../../../../dist/libs/platform/src/vault/sqlite/vault-worker.js', import.meta.url)
    : new URL('./vault-worker.js', import.meta.url);
