import { describe, expect, it } from '@jest/globals';
import { bodies } from './act.events.ts';
import { actsCatalogue, askedIn, editionOn, linesOf } from './acts-catalogue.ts';

describe('the catalogue of local acts', () => {
  const ofGroup = (group: string) => actsCatalogue.lines.filter((line) => line.group === group);
  const seedLines = (group: string) => new Set(ofGroup(group).map(({ seedLine }) => seedLine)).size;

  it('has the seed’s three groups of 7, 5 and 2 lines, split where one names several documents', () => {
    expect(['administration', 'rights', 'associations'].map(seedLines)).toEqual([7, 5, 2]);
    expect(['administration', 'rights', 'associations'].map((group) => ofGroup(group).length)).toEqual([
      8, 7, 5,
    ]);
  });

  it('has the six appendices that the order names', () => {
    expect(ofGroup('appendices')).toHaveLength(6);
    expect(ofGroup('appendices').every(({ kind, source }) => kind === 'appendix' && source === 'seed')).toBe(
      true,
    );
  });

  it('says of every line whose it is, in known words', () => {
    const groups = actsCatalogue.groups.map(({ id }) => id);
    const ids = actsCatalogue.lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const line of actsCatalogue.lines) {
      expect(groups).toContain(line.group);
      expect([line.id, line.source]).toEqual([line.id, line.seedLine === null ? 'ours' : 'seed']);
      for (const body of [line.adoptedBy, ...line.consulted]) expect(bodies).toContain(body);
    }
  });

  it('tells editions apart by date', () => {
    expect([editionOn('2001-01-01'), editionOn('2026-10-06')]).toEqual([1, 1]);
    expect(linesOf(0)).toEqual([]);
    expect([1, 2, 3].map((edition) => askedIn({ editions: [1, 3] }, edition))).toEqual([1, 1, 3]);
  });
});
