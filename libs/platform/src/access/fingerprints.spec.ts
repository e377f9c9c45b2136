import { describe, expect, it } from '@jest/globals';
import { Fingerprints } from './fingerprints.ts';

const request = { method: 'PUT', route: '/me/password', params: {}, query: {}, body: {} };

describe('fingerprints', () => {
  const fingerprints = new Fingerprints(new Uint8Array(32));

  it('differ with anything that is asked', () => {
    const all = [
      request,
      { ...request, method: 'POST' },
      { ...request, route: '/me' },
      { ...request, params: { id: '1' } },
      { ...request, query: { id: '1' } },
      { ...request, body: { id: '1' } },
      { ...request, body: [] },
    ].map((each) => fingerprints.of(each));
    expect(new Set(all).size).toBe(all.length);
  });

  it('say nothing about a password, so that the log cannot be used to guess it', () => {
    const of = (password: string) =>
      fingerprints.of({ ...request, body: { currentPassword: password, newPassword: password, password } });
    expect(of('correct horse')).toBe(of('battery staple'));
  });

  it('cannot be computed without the key', () => {
    expect(new Fingerprints(new Uint8Array(32).fill(1)).of(request)).not.toBe(fingerprints.of(request));
  });
});
