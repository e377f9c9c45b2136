import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { act, type Act } from './act.ts';
import { type ActEvent, actIdOf } from './act.events.ts';
import { actsStanding, actStanding } from './act-standing.ts';
import { actsCatalogue } from './acts-catalogue.ts';
import { acts } from './acts.projection.ts';

const SCHOOL = 'school-1';
const CHARTER = actIdOf(SCHOOL, 'charter');
const PLAN = actIdOf(SCHOOL, 'work-plan');
const file = { sha256: 'a'.repeat(64), size: 1, type: 'pdf', name: 'текст.pdf' } as const;

/** Acts after these events, as the projection folds them. */
function told(...events: ActEvent[]): Act[] {
  const docs = new Map<string, Act>();
  for (const [index, event] of events.entries()) {
    const known = recorded(event, index);
    const key = acts.key(known) as string;
    const fold = acts.evolve[event.type] as (doc: Act | null, event: unknown, key: string) => Act;
    docs.set(key, fold(docs.get(key) ?? null, known, key));
  }
  return [...docs.values()];
}
const standingOf = (actId: string, edition: number, on: string, ...events: ActEvent[]) =>
  actsStanding(SCHOOL, told(...events), edition, on).find((one) => one.actId === actId)!;

const onWay = (actId: string, body: 'general-meeting' | 'pedagogical-council'): ActEvent[] => [
  { type: 'ActReviewed', data: { actId, needed: true, why: 'новый порядок', edition: 1 } },
  { type: 'ActDrafted', data: { actId, version: 1, edition: 1 } },
  { type: 'ActDocumentAttached', data: { actId, version: 1, copy: 'text', file } },
  { type: 'ActAgreed', data: { actId, version: 1, body, protocol: { number: '1', date: '2026-09-01' } } },
];
const approval: ActEvent = {
  type: 'ActApproved',
  data: { actId: CHARTER, version: 1, by: 'founder', document: { number: '2', date: '2026-09-02' } },
};

describe('how an act stands', () => {
  it('is told step by step, with what is lacking', () => {
    const steps = [...onWay(CHARTER, 'general-meeting'), approval];
    const seen = [0, 1, 2, 3, 4, 5].map((count) => {
      const { state, lacks } = standingOf(CHARTER, 1, '2026-10-06', ...steps.slice(0, count));
      return [state, lacks];
    });
    expect(seen).toEqual([
      ['not-reviewed', 'not-reviewed'],
      ['needed', 'no-draft'],
      ['draft', 'no-document'],
      ['draft', 'not-agreed'],
      ['agreed', 'not-approved'],
      ['approved', null],
    ]);
  });

  it('is done for an appendix once it is agreed', () => {
    const steps = onWay(PLAN, 'pedagogical-council').slice(1);
    expect(standingOf(PLAN, 1, '2026-10-06').lacks).toBe('no-draft');
    expect(standingOf(PLAN, 1, '2026-10-06', ...steps)).toMatchObject({ state: 'agreed', lacks: null });
  });

  it('is not counted where no change is needed', () => {
    const notNeeded: ActEvent = {
      type: 'ActReviewed',
      data: { actId: CHARTER, needed: false, why: 'изменён в 2025 году', edition: 1 },
    };
    expect(standingOf(CHARTER, 1, '2026-10-06', notNeeded)).toMatchObject({
      state: 'not-needed',
      counts: false,
      lacks: null,
    });
  });

  it('is overdue after its last day, unless it is done', () => {
    const due: ActEvent = { type: 'ActAssigned', data: { actId: CHARTER, personId: 'p', due: '2026-10-05' } };
    const whole = [...onWay(CHARTER, 'general-meeting'), approval];
    expect(standingOf(CHARTER, 1, '2026-10-05', due).overdue).toBe(false);
    expect(standingOf(CHARTER, 1, '2026-10-06', due).overdue).toBe(true);
    expect(standingOf(CHARTER, 1, '2026-10-06', due, ...whole).overdue).toBe(false);
  });

  it('keeps what stands in force while the next version is written', () => {
    const next: ActEvent = { type: 'ActDrafted', data: { actId: CHARTER, version: 2, edition: 1 } };
    expect(
      standingOf(CHARTER, 1, '2026-10-06', ...onWay(CHARTER, 'general-meeting'), approval, next),
    ).toMatchObject({ state: 'draft', lacks: null, inForce: { version: 1 }, draft: { version: 2 } });
  });

  it('is overtaken when a later edition asks more, until it is written or reviewed anew', () => {
    const line = { ...actsCatalogue.lines.find(({ id }) => id === 'charter')!, editions: [1, 2] };
    const approved = [...onWay(CHARTER, 'general-meeting'), approval];
    const inEdition = (edition: number, ...events: ActEvent[]) => {
      const { lacks, counts, overtaken } = actStanding(told(...events)[0]!, line, edition, '2026-10-06');
      return { lacks, counts, overtaken };
    };
    expect(inEdition(1, ...approved)).toEqual({ lacks: null, counts: true, overtaken: false });
    expect(inEdition(2, ...approved)).toEqual({ lacks: 'overtaken', counts: true, overtaken: true });
    const second: ActEvent[] = [
      { type: 'ActDrafted', data: { actId: CHARTER, version: 2, edition: 2 } },
      { ...approval, data: { ...approval.data, version: 2 } },
    ];
    expect(inEdition(2, ...approved, ...second).lacks).toBeNull();
    const notNeeded = (edition: number): ActEvent => ({
      type: 'ActReviewed',
      data: { actId: CHARTER, needed: false, why: 'не требуется', edition },
    });
    expect(inEdition(2, notNeeded(1))).toEqual({ lacks: 'overtaken', counts: true, overtaken: true });
    expect(inEdition(2, notNeeded(1), notNeeded(2))).toEqual({
      lacks: null,
      counts: false,
      overtaken: false,
    });
  });

  it('lists a school’s own acts after those of the catalogue', () => {
    const added: ActEvent = {
      type: 'ActAdded',
      data: { actId: 'own', title: 'Своё', group: 'rights', adoptedBy: 'head', consulted: [] },
    };
    const all = actsStanding(SCHOOL, told(added), 1, '2026-10-06');
    expect(all.at(-1)).toMatchObject({ actId: 'own', line: null, title: 'Своё', lacks: 'not-reviewed' });
    expect(act.initial.versions).toEqual([]);
  });
});
