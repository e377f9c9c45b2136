import { describe, it } from '@jest/globals';
import { given } from '#kernel/testing';
import { acknowledgement, type AcknowledgementCommand } from './acknowledgement.ts';
import type { DiaryEvent } from './acknowledgement.events.ts';

const acknowledged = (week = '2026-W41', parentId = 'mother'): DiaryEvent => ({
  type: 'DiaryWeekAcknowledged',
  data: { pupilId: 'anna', week, parentId },
});
const acknowledge = (more: Partial<AcknowledgementCommand> = {}): AcknowledgementCommand => ({
  kind: 'AcknowledgeWeek',
  pupilId: 'anna',
  week: '2026-W41',
  parentId: 'mother',
  today: '2026-10-05',
  ...more,
});

describe('a week of the diary', () => {
  it('is acknowledged from its first day on', () => {
    given(acknowledgement)().when(acknowledge()).then(acknowledged());
    given(acknowledgement)()
      .when(acknowledge({ today: '2026-10-04' }))
      .thenRefused('week-not-begun');
    given(acknowledgement)()
      .when(acknowledge({ today: '2027-05-30' }))
      .then(acknowledged());
  });

  it('is acknowledged once by each parent', () => {
    given(acknowledgement)(acknowledged()).when(acknowledge()).thenNothing();
    given(acknowledgement)(acknowledged())
      .when(acknowledge({ parentId: 'father' }))
      .then(acknowledged('2026-W41', 'father'));
    given(acknowledgement)(acknowledged('2026-W40'), acknowledged('2026-W40', 'father'))
      .when(acknowledge())
      .then(acknowledged());
  });

  it('must be one', () => {
    given(acknowledgement)()
      .when(acknowledge({ week: '2026-W54' }))
      .thenRefused('invalid');
  });
});
