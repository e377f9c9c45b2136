import { randomUUID } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { MongoVault } from '../../libs/platform/src/vault/mongodb/mongo-vault.ts';
import { vaultContract } from '../../libs/platform/src/vault/vault-contract.ts';

const url = process.env.MONGODB_URL;

if (!url) {
  describe('the vault in a real MongoDB', () => {
    it.skip('MONGODB_URL is not set: name a replica set to run this', () => {});
  });
} else {
  vaultContract('MongoDB (real server)', async () => {
    const database = `zhurnal-test-vault-${randomUUID().slice(0, 8)}`;
    return {
      open: () => MongoVault.open(url, database),
      stop: async () => {
        const client = new MongoClient(url, { serverApi: { version: '1', strict: true } });
        await client.db(database).dropDatabase();
        await client.close();
      },
    };
  });
}
