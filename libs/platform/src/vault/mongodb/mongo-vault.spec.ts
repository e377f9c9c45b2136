import { describe, expect, it } from '@jest/globals';
import { SmallMongodb } from '../../../../../test/support/mongodb/small-mongodb.ts';
import { VaultUnavailable } from '../vault.ts';
import { vaultContract } from '../vault-contract.ts';
import { MongoVault } from './mongo-vault.ts';

vaultContract('MongoDB', async () => {
  const server = await SmallMongodb.start();
  return { open: () => MongoVault.open(server.url, 'zhurnal_vault'), stop: () => server.stop() };
});

describe('vault in MongoDB', () => {
  it('says what is wanted of a server that is no replica set', async () => {
    const server = await SmallMongodb.start({ replicaSet: null });
    await expect(MongoVault.open(server.url, 'zhurnal_vault')).rejects.toThrow(/replica set/);
    await server.stop();
  });

  it('answers unavailable when the server is gone', async () => {
    const server = await SmallMongodb.start();
    const vault = await MongoVault.open(`${server.url}`, 'zhurnal_vault');
    await server.stop();
    await expect(vault.findCredential('anna')).rejects.toThrow(VaultUnavailable);
    await vault.close();
  }, 15_000);
});
