import { describe, expect, it } from '@jest/globals';
import { given, recorded } from '#kernel/testing';
import { testDeadline } from './test/test-deadline.reactor.ts';
import { isRight, training, type TrainingCommand } from './training.ts';
import type { TrainingEvent } from './training.events.ts';

const ANNA = 'anna';
const NOW = Date.parse('2026-10-06T09:00:00.000Z');
const MINUTE = 60_000;
const right = new Map([
  ['q1', [0]],
  ['q2', [1, 2]],
  ['q3', [2]],
]);
const questions = [
  { questionId: 'q1', options: [2, 0, 1] },
  { questionId: 'q2', options: [0, 1, 2] },
];
type Begun = Extract<TrainingEvent, { type: 'TestBegun' }>;
const begun = (attemptId = 't1', more: Partial<Begun['data']> = {}): Begun => ({
  type: 'TestBegun',
  data: {
    personId: ANNA,
    attemptId,
    programmeId: 'portal-2015',
    edition: 1,
    seed: 'seed',
    questions,
    passMark: 100,
    policyVersion: 0,
    endsAt: '2026-10-06T10:00:00.000Z',
    ...more,
  },
});
const answered = (questionId: string, chosen: number[], attemptId = 't1'): TrainingEvent => ({
  type: 'QuestionAnswered',
  data: { personId: ANNA, attemptId, questionId, chosen },
});
const finished = (
  correct: number,
  by: 'person' | 'deadline' = 'person',
  attemptId = 't1',
): TrainingEvent => ({
  type: 'TestFinished',
  data: { personId: ANNA, attemptId, correct, outOf: 2, passed: correct === 2, by },
});
const begin = (more: Partial<Extract<TrainingCommand, { kind: 'BeginTest' }>> = {}): TrainingCommand => ({
  kind: 'BeginTest',
  personId: ANNA,
  attemptId: 't1',
  programmeId: 'portal-2015',
  edition: 1,
  seed: 'seed',
  questions,
  minutes: 60,
  passMark: 100,
  policyVersion: 0,
  tries: 2,
  right,
  at: NOW,
  ...more,
});
const answer = (questionId: string, shown: number[], at = NOW): TrainingCommand => ({
  kind: 'AnswerQuestion',
  personId: ANNA,
  attemptId: 't1',
  questionId,
  shown,
  at,
});
const finish = (at = NOW, by: 'person' | 'deadline' = 'person'): TrainingCommand => ({
  kind: 'FinishTest',
  personId: ANNA,
  attemptId: 't1',
  by,
  right,
  at,
});

describe('a test', () => {
  it('begins with what was drawn, and its time runs', () => {
    given(training)().when(begin()).then(begun());
    const refused = given(training)(begun())
      .when(begin({ attemptId: 't2' }))
      .thenRefused('test-under-way');
    expect(refused.more['attemptId']).toBe('t1');
  });

  it('takes answers by the options as they are shown, and keeps them as they stand in the bank', () => {
    given(training)(begun())
      .when(answer('q1', [1]))
      .then(answered('q1', [0]));
    given(training)(begun())
      .when(answer('q2', [2, 1]))
      .then(answered('q2', [1, 2]));
    given(training)(begun(), answered('q1', [0]))
      .when(answer('q1', [1]))
      .thenNothing();
    given(training)(begun(), answered('q1', [0]))
      .when(answer('q1', []))
      .then(answered('q1', []));
  });

  it('takes no answer to what was not drawn or is not there', () => {
    given(training)(begun())
      .when(answer('q3', [0]))
      .thenRefused('not-found');
    given(training)(begun())
      .when(answer('q1', [3]))
      .thenRefused('invalid');
    given(training)()
      .when(answer('q1', [0]))
      .thenRefused('not-found');
  });

  it('takes answers up to its last instant and not after', () => {
    const end = NOW + 60 * MINUTE;
    expect(
      given(training)(begun())
        .when(answer('q1', [1], end))
        .facts(),
    ).toHaveLength(1);
    given(training)(begun())
      .when(answer('q1', [1], end + 1))
      .thenRefused('test-over');
    given(training)(begun(), finished(0))
      .when(answer('q1', [1]))
      .thenRefused('test-over');
  });

  it('is passed with so many answers that are right, all of each', () => {
    given(training)(begun(), answered('q1', [0]), answered('q2', [1, 2]))
      .when(finish())
      .then(finished(2));
    given(training)(begun(), answered('q1', [0]), answered('q2', [1]))
      .when(finish())
      .then(finished(1));
    const half = begun('t1', { passMark: 50 });
    expect(
      given(training)(half, answered('q1', [0]))
        .when(finish())
        .facts(),
    ).toMatchObject([{ data: { correct: 1, outOf: 2, passed: true } }]);
    expect([isRight([], []), isRight([0, 1], [0]), isRight([0], [0])]).toEqual([false, false, true]);
  });

  it('is finished once, by its person or by its time', () => {
    given(training)(begun(), finished(0)).when(finish()).thenNothing();
    given(training)(begun()).when(finish(NOW, 'deadline')).thenNothing();
    given(training)(begun())
      .when(finish(NOW + 60 * MINUTE + 1, 'deadline'))
      .then(finished(0, 'deadline'));
  });

  it('whose time has run out is over, whether or not somebody said so, when the next one begins', () => {
    const later = NOW + 2 * 60 * MINUTE;
    const facts = given(training)(begun(), answered('q1', [0]))
      .when(begin({ attemptId: 't2', at: later }))
      .facts();
    expect(facts).toMatchObject([finished(1, 'deadline'), { type: 'TestBegun', data: { attemptId: 't2' } }]);
  });

  it('may be begun so often, and not after it was passed', () => {
    const failed = [begun(), finished(0), begun('t2'), finished(1, 'person', 't2')];
    given(training)(...failed)
      .when(begin({ attemptId: 't3' }))
      .thenRefused('no-tries-left');
    given(training)(...failed)
      .when(begin({ attemptId: 't3', tries: 3 }))
      .then(begun('t3'));
    given(training)(begun(), finished(2))
      .when(begin({ attemptId: 't2' }))
      .thenRefused('passed-already');
    given(training)(begun(), finished(2))
      .when(begin({ attemptId: 't2', programmeId: 'short-course' }))
      .then(begun('t2', { programmeId: 'short-course' }));
  });

  it('is ended by a reactor a second after its time', async () => {
    expect(await testDeadline.react(recorded(begun(), 0, {}, '00.school-1.training-anna'))).toEqual([
      {
        schoolId: 'school-1',
        step: 'deadline',
        command: 'FinishTest',
        payload: { personId: ANNA, attemptId: 't1', by: 'deadline' },
        due: '2026-10-06T10:00:01.000Z',
      },
    ]);
  });
});

describe('a certificate', () => {
  const accepted: TrainingEvent = {
    type: 'OutsideCertificateAccepted',
    data: {
      personId: ANNA,
      certificateId: 'c1',
      date: '2026-09-01',
      hours: 16,
      acceptedBy: 'boris',
      sealed: 'sealed',
    },
  };
  const accept = (more = {}): TrainingCommand => ({
    kind: 'AcceptOutside',
    personId: ANNA,
    certificateId: 'c1',
    date: '2026-09-01',
    hours: 16,
    acceptedBy: 'boris',
    sealed: 'sealed',
    today: '2026-10-06',
    ...more,
  });
  const issued: TrainingEvent = {
    type: 'CertificateIssued',
    data: {
      personId: ANNA,
      certificateId: 'c2',
      programmeId: 'portal-2015',
      programme: 'Программа',
      hours: 13,
      date: '2026-10-06',
      codeHash: 'hash',
      sealed: 'sealed',
    },
  };
  const issue = (more = {}): TrainingCommand => ({
    kind: 'IssueCertificate',
    ...issued.data,
    hoursAsked: 13,
    ...more,
  });

  it('from elsewhere is accepted by a colleague, with a date that has come', () => {
    given(training)().when(accept()).then(accepted);
    given(training)()
      .when(accept({ acceptedBy: ANNA }))
      .thenRefused('own-certificate');
    given(training)()
      .when(accept({ date: '2026-10-07' }))
      .thenRefused('invalid');
    given(training)()
      .when(accept({ hours: -1 }))
      .thenRefused('invalid');
    given(training)(accepted).when(accept()).thenRefused('certificate-exists');
  });

  it('of the school’s is issued to who passed, with the hours where they are asked, once', () => {
    given(training)(begun(), finished(2)).when(issue()).then(issued);
    given(training)(begun(), finished(0)).when(issue()).thenRefused('not-passed');
    given(training)(begun(), finished(2))
      .when(issue({ programmeId: 'short-course' }))
      .thenRefused('not-passed');
    given(training)(begun(), finished(2))
      .when(issue({ hours: 12 }))
      .thenRefused('hours-missing');
    given(training)(begun(), finished(2), issued).when(issue()).thenRefused('certificate-exists');
  });

  it('is withdrawn by a word, and the school’s may then be issued anew', () => {
    const withdrawn: TrainingEvent = {
      type: 'CertificateWithdrawn',
      data: { personId: ANNA, certificateId: 'c2', reason: 'mistake' },
    };
    const withdraw = (certificateId: string): TrainingCommand => ({
      kind: 'WithdrawCertificate',
      personId: ANNA,
      certificateId,
      reason: 'mistake',
    });
    given(training)(begun(), finished(2), issued).when(withdraw('c2')).then(withdrawn);
    given(training)(begun(), finished(2), issued, withdrawn).when(withdraw('c2')).thenNothing();
    given(training)(issued).when(withdraw('c9')).thenRefused('not-found');
    expect(
      given(training)(begun(), finished(2), issued, withdrawn)
        .when(issue({ certificateId: 'c3' }))
        .facts(),
    ).toHaveLength(1);
  });
});
