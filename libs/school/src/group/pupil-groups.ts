import { Injectable } from '@nestjs/common';
import { Reader } from '#platform';
import { everyDoc } from '../documents.ts';
import { Records } from '../records.ts';
import { groups } from './group.projection.ts';
import type { Group } from './group-state.ts';

/** In which groups pupils are or have been: the read model says where to look, the streams say what is so. */
@Injectable()
export class PupilGroups {
  constructor(
    private readonly reader: Reader,
    private readonly records: Records,
  ) {}

  /**
   * Each group once. With `minPosition` every stay told up to there is found; without it those that the read
   * model shows by now.
   * @throws Refused `not-yet-visible` (503) when the read model takes too long to get there
   */
  async of(schoolId: string, pupilIds: readonly string[], minPosition?: string): Promise<Group[]> {
    const found = await this.reader.read(
      { schoolId, models: [groups.name], minPosition },
      async ({ snapshot }) => {
        const groupIds = new Set<string>();
        for (const pupilId of new Set(pupilIds)) {
          const docs = await everyDoc(snapshot, groups.name, schoolId, {
            index: 'byMember',
            prefix: [pupilId],
          });
          for (const doc of docs) groupIds.add(doc.key);
        }
        return [...groupIds];
      },
    );
    return this.records.groups(schoolId, found);
  }
}
