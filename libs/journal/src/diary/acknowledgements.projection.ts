import type { Instant, IsoWeek } from '#kernel';
import { projection } from '#projecting';
import type { DiaryEvent } from './acknowledgement.events.ts';

/** Who has acknowledged one week of one pupil's diary, in the order of time. */
export interface AcknowledgedWeek {
  readonly pupilId: string;
  readonly week: IsoWeek;
  readonly acknowledgements: readonly {
    /** The parent. */
    readonly by: string;
    readonly eventId: string;
    readonly recordedAt: Instant;
  }[];
}

/** The key of a pupil's week. */
export const acknowledgedWeekOf = (pupilId: string, week: IsoWeek): string => `${pupilId}.${week}`;

/** «Ознакомлен», by pupil and week. */
export const acknowledgements = projection<AcknowledgedWeek, DiaryEvent>({
  name: 'diary-acknowledgements',
  version: 1,
  key: ({ data }) => acknowledgedWeekOf(data.pupilId, data.week),
  evolve: {
    DiaryWeekAcknowledged: (doc, { id, data, metadata }) => {
      const { pupilId, week, parentId } = data;
      const one = { by: parentId, eventId: id, recordedAt: metadata.recordedAt };
      return { pupilId, week, acknowledgements: [...(doc?.acknowledgements ?? []), one] };
    },
  },
});
