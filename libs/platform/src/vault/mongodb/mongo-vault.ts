import { Binary, type Collection, type Db, type ClientSession, MongoClient, MongoError } from 'mongodb';
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

interface AboutDoc {
  readonly _id: string;
  readonly value: string;
}
interface KeyDoc extends KeyRef {
  readonly _id: string;
  /** null: destroyed. */
  readonly wrapped: Binary | null;
  readonly destroyedAt: number | null;
}
type CredentialDoc = Omit<Credential, 'login'> & { readonly _id: string };
type CodeDoc = Omit<StoredCode, 'hash'> & { readonly _id: string };
type SessionDoc = Omit<StoredSession, 'sessionId'> & { readonly _id: string };

const DUPLICATE_KEY = 11_000;
/** How long a call waits (ms) for a primary before it says that there is none. */
const SELECTION_MS = 5_000;

/** The vault in a MongoDB database of its own: nothing else may read it, and its backups are its own. */
export class MongoVault extends Vault {
  readonly #client: MongoClient;
  readonly #about: Collection<AboutDoc>;
  readonly #keys: Collection<KeyDoc>;
  readonly #credentials: Collection<CredentialDoc>;
  readonly #codes: Collection<CodeDoc>;
  readonly #sessions: Collection<SessionDoc>;

  private constructor(client: MongoClient, db: Db) {
    super();
    this.#client = client;
    this.#about = db.collection('about');
    this.#keys = db.collection('keys');
    this.#credentials = db.collection('credentials');
    this.#codes = db.collection('codes');
    this.#sessions = db.collection('sessions');
  }

  /**
   * Connects and makes what indexes are missing.
   * @throws VaultUnavailable when no primary answers, Error when the server is no replica set
   */
  static async open(url: string, database: string): Promise<MongoVault> {
    const client = new MongoClient(url, {
      serverApi: { version: '1', strict: true, deprecationErrors: true },
      serverSelectionTimeoutMS: SELECTION_MS,
      readPreference: 'primary',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
    });
    const vault = new MongoVault(client, client.db(database));
    try {
      await reach(async () => {
        const hello = await client.db(database).command({ hello: 1 });
        if (typeof hello['setName'] !== 'string') {
          throw new Error(
            'The vault needs transactions, and this MongoDB is a standalone server. Start it as a replica set (one node will do).',
          );
        }
        await vault.#prepare();
      });
    } catch (error) {
      await client.close();
      throw error;
    }
    return vault;
  }

  async #prepare(): Promise<void> {
    const ofAccount = { schoolId: 1, accountId: 1 } as const;
    // Collections are not made inside transactions: each gets its indexes, and so its existence, here.
    await this.#about.createIndex({ value: 1 });
    await this.#keys.createIndex({ schoolId: 1, subject: 1 }, { unique: true });
    await this.#credentials.createIndex(ofAccount, { unique: true });
    await this.#codes.createIndex(ofAccount, { unique: true });
    await this.#codes.createIndex({ expiresAt: 1 });
    await this.#sessions.createIndex({ tokenHash: 1 }, { unique: true });
    await this.#sessions.createIndex({ ...ofAccount, createdAt: 1 });
    await this.#sessions.createIndex({ expiresAt: 1 });
  }

  claim(keyEncryptionKeyId: string): Promise<string> {
    return reach(async () => {
      await firstWins(() => this.#about.insertOne({ _id: 'key-encryption-key', value: keyEncryptionKeyId }));
      return (await this.#about.findOne({ _id: 'key-encryption-key' }))!.value;
    });
  }

  findKeys(refs: readonly KeyRef[]): Promise<readonly (Uint8Array | 'destroyed' | null)[]> {
    if (refs.length === 0) return Promise.resolve([]);
    return reach(async () => {
      const found = await this.#keys.find({ _id: { $in: refs.map(idOf) } }).toArray();
      const keys = new Map(found.map((doc) => [doc._id, doc.wrapped?.value() ?? ('destroyed' as const)]));
      return refs.map((ref) => keys.get(idOf(ref)) ?? null);
    });
  }

  async addKey(ref: KeyRef, wrapped: Uint8Array): Promise<Uint8Array | 'destroyed'> {
    const { schoolId, subject } = ref;
    const doc = { _id: idOf(ref), schoolId, subject, wrapped: new Binary(wrapped), destroyedAt: null };
    await reach(() => firstWins(() => this.#keys.insertOne(doc)));
    const [standing] = await this.findKeys([ref]);
    return standing!;
  }

  destroyKeys(refs: readonly KeyRef[], at: number): Promise<void> {
    return reach(async () => {
      for (const ref of refs) {
        const _id = idOf(ref);
        const { schoolId, subject } = ref;
        await firstWins(() =>
          this.#keys.insertOne({ _id, schoolId, subject, wrapped: null, destroyedAt: at }),
        );
        await this.#keys.updateOne({ _id, destroyedAt: null }, { $set: { wrapped: null, destroyedAt: at } });
      }
    });
  }

  putCode({ hash, schoolId, accountId, expiresAt }: Omit<StoredCode, 'usedAt'>): Promise<void> {
    return this.#atOnce(async (session) => {
      if (await this.#codes.findOne({ _id: hash }, { session })) return;
      await this.#codes.deleteMany({ schoolId, accountId }, { session });
      await this.#codes.insertOne({ _id: hash, schoolId, accountId, expiresAt, usedAt: null }, { session });
    });
  }

  findCode(hash: string): Promise<StoredCode | null> {
    return reach(async () => {
      const doc = await this.#codes.findOne({ _id: hash });
      if (!doc) return null;
      const { _id, ...rest } = doc;
      return { hash: _id, ...rest };
    });
  }

  redeem(
    hash: string,
    credential: { readonly login: string; readonly passwordHash: string },
    at: number,
  ): Promise<Redemption> {
    const { login, passwordHash } = credential;
    return this.#atOnce(async (session) => {
      const code = await this.#codes.findOne({ _id: hash }, { session });
      if (!code || code.usedAt !== null || code.expiresAt <= at) return 'no-such-code';
      const { schoolId, accountId } = code;
      const owner = await this.#credentials.findOne({ _id: login }, { session });
      if (owner && (owner.schoolId !== schoolId || owner.accountId !== accountId)) return 'login-taken';
      await this.#credentials.deleteMany({ schoolId, accountId }, { session });
      await this.#credentials.insertOne({ _id: login, schoolId, accountId, passwordHash }, { session });
      await this.#codes.updateOne({ _id: hash }, { $set: { usedAt: at } }, { session });
      return 'redeemed';
    });
  }

  findCredential(login: string): Promise<Credential | null> {
    return reach(async () => credentialOf(await this.#credentials.findOne({ _id: login })));
  }

  credentialOf({ schoolId, accountId }: AccountRef): Promise<Credential | null> {
    return reach(async () => credentialOf(await this.#credentials.findOne({ schoolId, accountId })));
  }

  setPassword({ schoolId, accountId }: AccountRef, passwordHash: string): Promise<void> {
    return reach(async () => {
      await this.#credentials.updateOne({ schoolId, accountId }, { $set: { passwordHash } });
    });
  }

  addSession({ sessionId, ...session }: StoredSession): Promise<void> {
    return reach(async () => {
      await this.#sessions.insertOne({ _id: sessionId, ...session });
    });
  }

  findSession(tokenHash: string): Promise<StoredSession | null> {
    return reach(async () => {
      const doc = await this.#sessions.findOne({ tokenHash });
      return doc && sessionOf(doc);
    });
  }

  sessionsOf({ schoolId, accountId }: AccountRef, at: number): Promise<readonly StoredSession[]> {
    return reach(async () => {
      const found = await this.#sessions
        .find({ schoolId, accountId, expiresAt: { $gt: at } })
        .sort({ createdAt: -1, _id: 1 })
        .toArray();
      return found.map(sessionOf);
    });
  }

  touchSession(sessionId: string, lastSeenAt: number, expiresAt: number): Promise<void> {
    return reach(async () => {
      await this.#sessions.updateOne({ _id: sessionId }, { $set: { lastSeenAt, expiresAt } });
    });
  }

  async removeSessions({ schoolId, accountId }: AccountRef, sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length === 0) return;
    await reach(() => this.#sessions.deleteMany({ _id: { $in: [...sessionIds] }, schoolId, accountId }));
  }

  forgetAccount({ schoolId, accountId }: AccountRef): Promise<void> {
    return this.#atOnce(async (session) => {
      await this.#credentials.deleteMany({ schoolId, accountId }, { session });
      await this.#codes.deleteMany({ schoolId, accountId }, { session });
      await this.#sessions.deleteMany({ schoolId, accountId }, { session });
    });
  }

  sweep(before: number): Promise<void> {
    return reach(async () => {
      await this.#sessions.deleteMany({ expiresAt: { $lt: before } });
      await this.#codes.deleteMany({ expiresAt: { $lt: before } });
    });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  /** Runs writes in one transaction; conflicts are tried again by the driver. */
  #atOnce<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return reach(() => this.#client.withSession((session) => session.withTransaction(() => work(session))));
  }
}

const idOf = ({ schoolId, subject }: KeyRef): string => `${schoolId}\n${subject}`;

const credentialOf = (doc: CredentialDoc | null): Credential | null => {
  if (!doc) return null;
  const { _id, ...rest } = doc;
  return { login: _id, ...rest };
};

const sessionOf = ({ _id, ...rest }: SessionDoc): StoredSession => ({ sessionId: _id, ...rest });

/** Inserts unless one with this key is there already. */
async function firstWins(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== DUPLICATE_KEY) throw error;
  }
}

/** Says in the vault's own words that the server cannot be reached. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MongoError && error.code !== DUPLICATE_KEY) {
      throw new VaultUnavailable(`The vault cannot be reached: ${error.message}`);
    }
    throw error;
  }
}
