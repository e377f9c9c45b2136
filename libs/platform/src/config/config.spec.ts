import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Config, ConfigError } from './config.ts';

const KEY = 'ab'.repeat(32);

const wrongIn = (environment: Record<string, string>): string => {
  try {
    new Config(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
};

describe('settings', () => {
  it('has a default for each: one process, its own stores, this machine only', () => {
    expect({ ...new Config({ PATH: '/bin', HOME: '/root' }) }).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: resolve('data'),
      role: 'all',
      eventStoreUrl: null,
      mongoUrl: null,
      databases: 'zhurnal',
      logLevel: 'info',
      keyEncryptionKey: { kind: 'beside-data', path: `${resolve('data')}.kek` },
      trustedProxies: [],
    });
  });

  it('reads every setting', () => {
    const config = new Config({
      PORT: '0',
      HOST: '0.0.0.0',
      ZHURNAL_DATA: '/srv/zhurnal',
      ZHURNAL_ROLE: 'projector',
      EVENTSTORE_URL: 'esdb://localhost:2113?tls=false',
      MONGODB_URL: 'mongodb://localhost/?replicaSet=rs0',
      ZHURNAL_DATABASES: 'north_schools',
      ZHURNAL_LOG_LEVEL: 'warn',
      ZHURNAL_KEK: KEY,
      ZHURNAL_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    });
    expect({ ...config }).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      dataFolder: '/srv/zhurnal',
      role: 'projector',
      eventStoreUrl: 'esdb://localhost:2113?tls=false',
      mongoUrl: 'mongodb://localhost/?replicaSet=rs0',
      databases: 'north_schools',
      logLevel: 'warn',
      keyEncryptionKey: { kind: 'value', text: KEY },
      trustedProxies: ['10.0.0.0/8', '::1'],
    });
  });

  it('takes the key as hex, as base64, or as the path of a file', () => {
    const source = (text: string) => new Config({ ZHURNAL_KEK: text }).keyEncryptionKey;
    const base64 = Buffer.alloc(32, 255).toString('base64');
    expect(source(base64)).toEqual({ kind: 'value', text: base64 });
    expect(source('/etc/zhurnal.kek')).toEqual({ kind: 'file', path: '/etc/zhurnal.kek' });
  });

  it('refuses a setting that it does not know, and says which it knows', () => {
    const message = wrongIn({ ZHURNAL_DATE: './data' });
    expect(message).toContain('ZHURNAL_DATE is not a setting');
    expect(message).toContain('ZHURNAL_DATA');
  });

  it('lists everything that is wrong at once', () => {
    const message = wrongIn({
      PORT: '65536',
      ZHURNAL_ROLE: 'worker',
      ZHURNAL_LOG_LEVEL: 'loud',
      EVENTSTORE_URL: 'http://localhost',
      MONGODB_URL: 'localhost:27017/secret',
      ZHURNAL_DATABASES: 'north.schools',
      ZHURNAL_TRUSTED_PROXIES: '10.0.0.0/33,proxy',
    });
    for (const name of [
      'PORT',
      'ZHURNAL_ROLE',
      'ZHURNAL_LOG_LEVEL',
      'EVENTSTORE_URL',
      'MONGODB_URL',
      'ZHURNAL_DATABASES',
      '/33',
      'proxy',
    ]) {
      expect(message).toContain(name);
    }
    expect(message).not.toContain('secret');
  });

  it('wants shared stores for a process that does only a part', () => {
    expect(wrongIn({ ZHURNAL_ROLE: 'api' })).toContain('set EVENTSTORE_URL and MONGODB_URL');
    expect(wrongIn({ MONGODB_URL: 'mongodb://localhost' })).toContain('set ZHURNAL_KEK');
  });
});
