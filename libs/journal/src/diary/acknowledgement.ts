import { type Decider, invalidField, type IsoWeek, type LocalDate, mondayOf, Refused } from '#kernel';
import type { DiaryEvent } from './acknowledgement.events.ts';

/** Who has acknowledged which weeks of one pupil's diary. */
export type Acknowledged = ReadonlyMap<IsoWeek, ReadonlySet<string>>;

export interface AcknowledgementCommand {
  readonly kind: 'AcknowledgeWeek';
  readonly pupilId: string;
  readonly week: IsoWeek;
  readonly parentId: string;
  /** School-local. */
  readonly today: LocalDate;
}

/** A parent acknowledges a week once; what changes in it later is news of its own. */
export const acknowledgement: Decider<Acknowledged, AcknowledgementCommand, DiaryEvent> = {
  name: 'diary-acknowledgement',
  initial: new Map(),
  decide({ pupilId, week, parentId, today }, acknowledged) {
    const monday = mondayOf(week);
    if (monday === null) throw invalidField('week', 'week', `There is no week ${week}.`);
    if (acknowledged.get(week)?.has(parentId)) return [];
    if (today < monday) {
      throw new Refused('week-not-begun', `The week ${week} begins on ${monday}.`, {
        errors: [{ field: 'week', rule: 'week-not-begun', detail: `The week begins on ${monday}.` }],
      });
    }
    return [{ type: 'DiaryWeekAcknowledged', data: { pupilId, week, parentId } }];
  },
  evolve(acknowledged, event) {
    switch (event.type) {
      case 'DiaryWeekAcknowledged': {
        const { week, parentId } = event.data;
        const parents = new Set(acknowledged.get(week)).add(parentId);
        return new Map(acknowledged).set(week, parents);
      }
    }
  },
};
