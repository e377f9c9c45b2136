import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CHAIN_START, chainedMetadata, chainHash } from './chain.ts';
import { recorded } from './given.ts';

const event = {
  stream: '00.school.lesson-1',
  revision: 0,
  id: '8be2fa8f-c398-59d7-86d3-4beb66aaddb9',
  type: 'ОценкаПоставлена',
  dataJson: '{"value":"5"}',
  metadataJson: '{"schema":1}',
};

describe('the chain', () => {
  it('is sha256 over the hash before and everything about the event, line by line', () => {
    const lines = `${CHAIN_START}\n00.school.lesson-1\n0\n${event.id}\nОценкаПоставлена\n{"value":"5"}\n{"schema":1}`;
    expect(chainHash(CHAIN_START, event)).toBe(createHash('sha256').update(lines).digest('hex'));
  });

  it('differs when anything about the event does', () => {
    const others = [
      { ...event, stream: '00.school.lesson-2' },
      { ...event, revision: 1 },
      { ...event, id: event.id.replace('8', '9') },
      { ...event, type: 'ОценкаОтозвана' },
      { ...event, dataJson: '{"value":"4"}' },
      { ...event, metadataJson: '{"schema":2}' },
    ];
    const hashes = [event, ...others].map((each) => chainHash(CHAIN_START, each));
    hashes.push(chainHash(hashes[0]!, event));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('covers all of the metadata but its own hash', () => {
    const { metadata } = recorded({ type: 'Noted', data: {} });
    expect(chainedMetadata({ ...metadata, chain: 'a' })).toBe(chainedMetadata({ ...metadata, chain: 'b' }));
    expect(JSON.parse(chainedMetadata(metadata))).toEqual({ ...metadata, chain: undefined });
    expect(chainedMetadata({ ...metadata, simulated: true })).not.toBe(chainedMetadata(metadata));
  });
});
