import { type Fact, type IsoWeek, type StreamName, streamOf } from '#kernel';

/** «Ознакомлен»: that parents were informed is a fact of the school's, since the order makes it a duty. */
export type DiaryEvent = Fact<'DiaryWeekAcknowledged', { pupilId: string; week: IsoWeek; parentId: string }>;

/** One stream a pupil: what was done with the diary itself. */
export const diaryStream = (schoolId: string, pupilId: string): StreamName =>
  streamOf(schoolId, 'diary', pupilId);
