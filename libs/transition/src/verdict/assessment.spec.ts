import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { assessment } from './assessment.ts';
import type { AssessedVerdict, AssessmentEvent, CommissionMember } from './assessment.events.ts';

const verdict: AssessedVerdict = {
  on: '2026-10-06',
  from: '2026-09-07',
  to: '2026-10-04',
  weeks: [],
  weeksAsked: 4,
  conditions: [],
  criteria: [],
  parents: { met: true, opinionId: 'o', way: 'protocol', date: '2026-09-01', inFavour: null, counted: null },
  coverage: [],
  ready: true,
  because: [],
  policies: { readiness: 0, transition: 0 },
  editions: { acts: 1 },
};
const made = (more: Partial<AssessedVerdict> = {}): AssessmentEvent => ({
  type: 'AssessmentMade',
  data: { assessmentId: 'a1', position: '12', verdict: { ...verdict, ...more } },
});
const commission: readonly CommissionMember[] = [
  { personId: 'head', part: 'chair' },
  { personId: 'deputy', part: 'member' },
  { personId: 'teacher', part: 'secretary' },
];
const draw = (more: object = {}) => ({
  kind: 'DrawActOfReadiness' as const,
  document: { number: '1', date: '2026-10-07' },
  commission,
  today: '2026-10-08',
  ...more,
});
const drawn: AssessmentEvent = {
  type: 'ActOfReadinessDrawn',
  data: { assessmentId: 'a1', document: { number: '1', date: '2026-10-07' }, commission },
};

describe('an assessment', () => {
  it('keeps the verdict as it was given', () => {
    given(assessment)()
      .when({ kind: 'MakeAssessment', assessmentId: 'a1', position: '12', verdict })
      .then(made());
  });

  it('has an act of readiness drawn on it, once', () => {
    given(assessment)(made()).when(draw()).then(drawn);
    given(assessment)(made(), drawn).when(draw()).thenRefused('act-drawn');
    given(assessment)().when(draw()).thenRefused('no-assessment');
  });

  it('has none when the school was not ready, and says why', () => {
    const because = [{ code: 'parents-not-asked' as const }];
    const refused = given(assessment)(made({ ready: false, because }))
      .when(draw())
      .thenRefused('not-ready');
    expect(refused.more['because']).toEqual(because);
  });

  const [chair, member, secretary] = commission as [CommissionMember, CommissionMember, CommissionMember];
  const broken: [string, string, string, object][] = [
    [
      'older than the assessment',
      'date',
      'before-assessment',
      { document: { number: '1', date: '2026-10-05' } },
    ],
    ['of tomorrow', 'date', 'future', { document: { number: '1', date: '2026-10-09' } }],
    ['without a number', 'number', 'empty', { document: { number: ' ', date: '2026-10-07' } }],
    ['of two people', 'commission', 'too-few', { commission: [chair, member] }],
    [
      'of one person twice',
      'commission',
      'twice',
      { commission: [chair, member, { ...member, part: 'secretary' }] },
    ],
    [
      'without a chair',
      'commission',
      'one-chair',
      { commission: [member, secretary, { personId: 'x', part: 'member' }] },
    ],
    [
      'with two secretaries',
      'commission',
      'one-secretary',
      { commission: [chair, secretary, { personId: 'x', part: 'secretary' }] },
    ],
  ];
  it.each(broken)('takes no act %s', (_, field, rule, more) => {
    const refused = given(assessment)(made()).when(draw(more)).thenRefused('invalid');
    expect(refused.more.errors).toMatchObject([{ field, rule }]);
  });
});
