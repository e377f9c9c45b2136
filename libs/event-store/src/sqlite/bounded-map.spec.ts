import { describe, expect, it } from '@jest/globals';
import { BoundedMap } from './bounded-map.ts';

describe('A bounded map', () => {
  it('answers what was set last', () => {
    const map = new BoundedMap<string, number>(10);
    map.set('a', 1);
    map.set('a', 2);
    expect(map.get('a')).toBe(2);
    expect(map.get('b')).toBeUndefined();
  });

  it('answers the newer value also when the older generation still has another', () => {
    const map = new BoundedMap<number, string>(4);
    map.set(1, 'old');
    map.set(2, 'fills the generation');
    map.set(1, 'new');
    expect(map.get(1)).toBe('new');
    expect(map.get(2)).toBe('fills the generation');
  });

  it('keeps what is asked for and forgets the rest, never holding more than its size', () => {
    const map = new BoundedMap<number, number>(100);
    for (let key = 0; key < 1_000; key += 1) {
      map.set(key, key);
      expect(map.get(0)).toBe(0);
    }
    const kept = Array.from({ length: 1_000 }, (_, key) => key).filter((key) => map.get(key) !== undefined);
    expect(kept.length).toBeLessThanOrEqual(101);
    expect(map.get(999)).toBe(999);
    expect(map.get(500)).toBeUndefined();
  });
});
