import { describe, expect, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { type AbsenceCommand, absences, type AbsenceReason } from './absence.ts';
import type { AbsenceEvent } from './absence.events.ts';

const reason: AbsenceReason = { from: '2026-10-05', to: '2026-10-09', code: 'ill', document: 'sealed-1' };
const gave = (absenceId = 'a1', more: Partial<AbsenceReason> = {}): AbsenceEvent => ({
  type: 'AbsenceReasonGiven',
  data: { absenceId, pupilId: 'anna', ...reason, ...more },
});
const give = (absenceId = 'a1', more: Partial<AbsenceReason> = {}): AbsenceCommand => ({
  kind: 'GiveReason',
  absenceId,
  pupilId: 'anna',
  ...reason,
  ...more,
});
const change = (more: Partial<AbsenceReason>): AbsenceCommand => ({
  kind: 'ChangeReason',
  absenceId: 'a1',
  pupilId: 'anna',
  ...more,
});
const withdraw: AbsenceCommand = {
  kind: 'WithdrawReason',
  absenceId: 'a1',
  pupilId: 'anna',
  reason: 'sealed-why',
};

describe('the reason of an absence', () => {
  it('is given for some days with its document', () => given(absences)().when(give()).then(gave()));

  it('covers days in order, and not half a year', () => {
    given(absences)()
      .when(give('a1', { to: '2026-10-04' }))
      .thenRefused('invalid');
    given(absences)()
      .when(give('a1', { from: '2026-02-30' }))
      .thenRefused('invalid');
    given(absences)()
      .when(give('a1', { to: 'soon' }))
      .thenRefused('invalid');
    given(absences)()
      .when(give('a1', { to: '2027-02-02' }))
      .thenRefused('invalid');
    expect(
      given(absences)()
        .when(give('a1', { to: '2027-02-01' }))
        .facts(),
    ).toHaveLength(1);
    expect(
      given(absences)()
        .when(give('a1', { to: '2026-10-05' }))
        .facts(),
    ).toHaveLength(1);
  });

  it('is one on every day', () => {
    for (const [from, to] of [
      ['2026-10-09', '2026-10-12'],
      ['2026-10-01', '2026-10-05'],
      ['2026-10-06', '2026-10-06'],
    ] as const) {
      const refused = given(absences)(gave()).when(give('a2', { from, to })).thenRefused('days-taken');
      expect(refused.more).toMatchObject({ absenceId: 'a1' });
    }
    expect(
      given(absences)(gave())
        .when(give('a2', { from: '2026-10-10', to: '2026-10-12' }))
        .facts(),
    ).toHaveLength(1);
  });

  it('is changed in what is said anew', () => {
    given(absences)(gave())
      .when(change({ to: '2026-10-12' }))
      .then({
        type: 'AbsenceReasonChanged',
        data: { absenceId: 'a1', pupilId: 'anna', ...reason, to: '2026-10-12' },
      });
    given(absences)(gave())
      .when(change({ document: null, code: 'excused' }))
      .then({
        type: 'AbsenceReasonChanged',
        data: { absenceId: 'a1', pupilId: 'anna', ...reason, code: 'excused', document: null },
      });
    given(absences)(gave())
      .when(change({ code: 'ill' }))
      .thenNothing();
    given(absences)(gave()).when(give()).thenNothing();
    given(absences)(gave())
      .when(change({ from: '2026-10-10' }))
      .thenRefused('invalid');
    given(absences)(gave(), gave('a2', { from: '2026-10-12', to: '2026-10-12' }))
      .when(change({ to: '2026-10-12' }))
      .thenRefused('days-taken');
  });

  it('is withdrawn, and its days are free again', () => {
    const withdrawn: AbsenceEvent = {
      type: 'AbsenceReasonWithdrawn',
      data: { absenceId: 'a1', pupilId: 'anna', reason: 'sealed-why' },
    };
    given(absences)(gave()).when(withdraw).then(withdrawn);
    expect(given(absences)(gave(), withdrawn).when(give('a2')).facts()).toHaveLength(1);
    given(absences)(gave(), withdrawn).when(withdraw).thenRefused('not-found');
    given(absences)(gave(), withdrawn)
      .when(change({ code: 'ill' }))
      .thenRefused('not-found');
  });
});
