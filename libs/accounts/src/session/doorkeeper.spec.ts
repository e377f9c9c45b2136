import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Metrics } from '#platform';
import { Doorkeeper } from './doorkeeper.ts';

describe('the doorkeeper', () => {
  let doorkeeper: Doorkeeper;
  const lines: unknown[] = [];

  beforeEach(() => {
    lines.length = 0;
    const write = (line: unknown): void => void lines.push(line);
    Logger.overrideLogger({ log: write, warn: write, error: write });
    doorkeeper = new Doorkeeper(new Metrics(), { now: () => 1_000_000, simulated: true });
  });

  const admitted = (name: string | null, address: string): boolean => {
    try {
      doorkeeper.admit(name, address);
      return true;
    } catch {
      return false;
    }
  };
  const fail = (address: string, times: number): void => {
    for (let n = 0; n < times; n += 1) doorkeeper.failed('wrong-password', address, null);
  };

  it('counts every try of a name until it succeeds', () => {
    const tries = Array.from({ length: 6 }, () => admitted('anna', '10.0.0.1'));
    expect(tries).toEqual([true, true, true, true, true, false]);
    doorkeeper.succeeded('anna');
    expect(admitted('anna', '10.0.0.1')).toBe(true);
  });

  it('does not count a try that came to no end', () => {
    for (let n = 0; n < 20; n += 1) {
      expect(admitted('anna', '10.0.0.1')).toBe(true);
      doorkeeper.undecided('anna');
    }
  });

  it('lets a whole school mistype from one address, and not go on for ever', () => {
    fail('10.0.0.1', 60);
    expect(admitted('anna', '10.0.0.1')).toBe(true);
    fail('10.0.0.1', 1);
    expect(admitted('boris', '10.0.0.1')).toBe(false);
    expect(admitted('boris', '10.0.0.2')).toBe(true);
  });

  it('takes an IPv6 network for one address', () => {
    fail('2001:db8:1:2::1', 61);
    expect(admitted(null, '2001:db8:1:2:ffff::7')).toBe(false);
    expect(admitted(null, '2001:db8:1:3::1')).toBe(true);
  });

  it('writes neither names nor addresses into the log', () => {
    for (let n = 0; n < 7; n += 1) admitted('anna', '10.0.0.1');
    fail('10.0.0.1', 1);
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toMatch(/anna|10\.0\.0\.1/);
    expect(lines[0]).toMatchObject({ msg: 'not let in', reason: 'too-early', source: expect.any(String) });
  });
});
