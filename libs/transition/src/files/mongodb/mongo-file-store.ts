import { Binary, type Collection, type Db, MongoClient, MongoError } from 'mongodb';
import { contentHash } from '../content-hash.ts';
import { FileDamaged, type FileRef, FileStore, FileStoreUnavailable } from '../file-store.ts';

/** As large as GridFS takes them: sixteen fit into the largest document many times over. */
const CHUNK_BYTES = 255 * 1024;
const SELECTION_MS = 5_000;
const DUPLICATE_KEY = 11_000;

interface FileDoc {
  readonly _id: string;
  /** How many chunks there are; written last, so that a file that is there is whole. */
  readonly chunks: number;
}
interface ChunkDoc {
  readonly _id: string;
  readonly data: Binary;
}

/**
 * The file store in MongoDB, in chunks as GridFS cuts them, but under ids that follow from the content: GridFS gives
 * each upload an id of its own, and the same content put twice, or at once by two replicas, must be there once.
 */
export class MongoFileStore extends FileStore {
  readonly #client: MongoClient;
  readonly #files: Collection<FileDoc>;
  readonly #chunks: Collection<ChunkDoc>;

  private constructor(client: MongoClient, db: Db) {
    super();
    this.#client = client;
    this.#files = db.collection('files');
    this.#chunks = db.collection('chunks');
  }

  /** @throws FileStoreUnavailable when no primary answers */
  static async open(url: string, database: string): Promise<MongoFileStore> {
    const client = new MongoClient(url, {
      serverApi: { version: '1', strict: true, deprecationErrors: true },
      serverSelectionTimeoutMS: SELECTION_MS,
      readPreference: 'primary',
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
    });
    try {
      await reach(() => client.connect());
    } catch (error) {
      await client.close();
      throw error;
    }
    return new MongoFileStore(client, client.db(database));
  }

  async put(schoolId: string, content: Uint8Array): Promise<string> {
    const sha256 = await contentHash(content);
    const id = idOf({ schoolId, sha256 });
    const chunks = Math.ceil(content.length / CHUNK_BYTES);
    await reach(async () => {
      for (let index = 0; index < chunks; index += 1) {
        const data = new Binary(content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
        await orAgain(() =>
          this.#chunks.updateOne({ _id: chunkId(id, index) }, { $set: { data } }, { upsert: true }),
        );
      }
      await orAgain(() => this.#files.updateOne({ _id: id }, { $set: { chunks } }, { upsert: true }));
    });
    return sha256;
  }

  async get(ref: FileRef): Promise<Uint8Array | null> {
    const id = idOf(ref);
    const content = await reach(async () => {
      const file = await this.#files.findOne({ _id: id });
      if (file === null) return null;
      const parts: Uint8Array[] = [];
      for (let index = 0; index < file.chunks; index += 1) {
        const chunk = await this.#chunks.findOne({ _id: chunkId(id, index) });
        if (chunk !== null) parts.push(chunk.data.value());
      }
      return Buffer.concat(parts);
    });
    if (content === null) return null;
    if ((await contentHash(content)) !== ref.sha256) throw new FileDamaged(ref.sha256);
    return content;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

const idOf = ({ schoolId, sha256 }: FileRef): string => `${schoolId}\n${sha256}`;
const chunkId = (id: string, index: number): string => `${id}\n${index}`;

/** Two who insert at once: the second one finds it there and says the same. */
async function orAgain(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof MongoError) || error.code !== DUPLICATE_KEY) throw error;
    await write();
  }
}

/** Says in the store's own words that the server cannot be reached. */
async function reach<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    throw new FileStoreUnavailable(error.name);
  }
}
