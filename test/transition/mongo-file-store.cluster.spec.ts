import { randomUUID } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { Binary, MongoClient } from 'mongodb';
import { fileStoreContract } from '../../libs/transition/src/files/file-store-contract.ts';
import { MongoFileStore } from '../../libs/transition/src/files/mongodb/mongo-file-store.ts';

const url = process.env.MONGODB_URL;

if (!url) {
  describe('the file store in a real MongoDB', () => {
    it.skip('MONGODB_URL is not set: name a replica set to run this', () => {});
  });
} else {
  fileStoreContract('MongoDB (real server)', async () => {
    const database = `zhurnal-test-files-${randomUUID().slice(0, 8)}`;
    const client = new MongoClient(url, { serverApi: { version: '1', strict: true } });
    return {
      open: () => MongoFileStore.open(url, database),
      spoil: async ({ schoolId, sha256 }) => {
        const chunks = client.db(database).collection<{ _id: string; data: Binary }>('chunks');
        const data = new Binary(Buffer.from('something else'));
        await chunks.updateOne({ _id: `${schoolId}\n${sha256}\n0` }, { $set: { data } });
      },
      stop: async () => {
        await client.db(database).dropDatabase();
        await client.close();
      },
    };
  });
}
