import { describe, expect, it } from '@jest/globals';
import { Binary, MongoClient } from 'mongodb';
import { SmallMongodb } from '../../../../../test/support/mongodb/small-mongodb.ts';
import { FileStoreUnavailable } from '../file-store.ts';
import { fileStoreContract } from '../file-store-contract.ts';
import { MongoFileStore } from './mongo-file-store.ts';

const DATABASE = 'zhurnal_files';

fileStoreContract('MongoDB', async () => {
  const server = await SmallMongodb.start();
  return {
    open: () => MongoFileStore.open(server.url, DATABASE),
    spoil: async ({ schoolId, sha256 }) => {
      const client = new MongoClient(server.url, { serverApi: { version: '1', strict: true } });
      const chunks = client.db(DATABASE).collection<{ _id: string; data: Binary }>('chunks');
      const _id = `${schoolId}\n${sha256}\n0`;
      await chunks.updateOne({ _id }, { $set: { data: new Binary(Buffer.from('something else')) } });
      await client.close();
    },
    stop: () => server.stop(),
  };
});

describe('the file store in MongoDB', () => {
  it('says that it cannot be reached when the server is gone', async () => {
    const server = await SmallMongodb.start();
    const store = await MongoFileStore.open(server.url, DATABASE);
    await server.stop();
    await expect(store.put('s', Buffer.from('x'))).rejects.toThrow(FileStoreUnavailable);
    await store.close();
  }, 15_000);
});
