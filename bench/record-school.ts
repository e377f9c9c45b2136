import { recordSchoolLife } from './school-log.ts';

/** A program of its own, so that its memory is not counted: records so many events of a school in a folder. */
const [folder, events] = process.argv.slice(2) as [string, string];
await recordSchoolLife(folder, Number(events));
