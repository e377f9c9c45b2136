import { days, inside, weekday } from './dates.ts';
import { type Log, told, type Told } from './told.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** By class with pupils: whether a timetable is in force on every school day of the period that it has pupils on. */
export function filledClasses(whole: Log, period: Period): Map<string, boolean> {
  const log = structureOf(whole);
  const filled = new Map<string, boolean>();
  for (const formed of told(log, 'GroupFormed').filter((event) => event.data.kind === 'class')) {
    const { groupId } = formed.data;
    const schoolDays = days(period.from, period.to).filter(
      (date) => isSchoolDay(log, formed, date) && pupilsOn(log, groupId, date).length > 0,
    );
    if (schoolDays.length === 0) continue;
    filled.set(
      groupId,
      schoolDays.every((date) => hasTimetable(log, groupId, date)),
    );
  }
  return filled;
}

/** What is neither about a lesson nor about an account: short enough to be asked again and again. */
export const structureOf = (log: Log): Log =>
  log.filter(({ data }) => !('lessonId' in data) && !('accountId' in data));

/** The pupils of a group on a date: those who joined by then and have not left before it. */
export function pupilsOn(log: Log, groupId: string, date: string): string[] {
  const comings = told(log, 'MemberJoined', 'MemberLeft').filter((event) => event.data.groupId === groupId);
  return comings.flatMap((event, index) => {
    if (event.type !== 'MemberJoined') return [];
    const departure = comings
      .slice(index + 1)
      .find((later) => later.type === 'MemberLeft' && later.data.pupilId === event.data.pupilId);
    const to = departure?.type === 'MemberLeft' ? departure.data.to : null;
    return inside(date, { from: event.data.from, to }) ? [event.data.pupilId] : [];
  });
}

/** In a term, not off, and a day of the grade's school week or one that stands for such a day. */
function isSchoolDay(log: Log, { data: { yearId, grade } }: Told<'GroupFormed'>, date: string): boolean {
  const ofYear = log.filter((event) => 'yearId' in event.data && event.data.yearId === yearId);
  const terms = told(ofYear, 'TermsSet').at(-1)?.data.terms ?? [];
  if (!terms.some((term) => inside(date, term))) return false;
  const calendar = told(ofYear, 'CalendarSet').at(-1)?.data;
  if (calendar?.workingDays.some((day) => day.date === date)) return true;
  const off = calendar?.daysOff.some(
    (span) => inside(date, span) && (span.grades === undefined || span.grades.includes(grade!)),
  );
  if (off) return false;
  const sixDays = told(ofYear, 'SchoolWeekSet').at(-1)?.data.sixDayGrades.includes(grade!) ?? false;
  return weekday(date) <= (sixDays ? 6 : 5);
}

/** The version in force is the one published last that reaches to this date; without a slot it is none. */
function hasTimetable(log: Log, groupId: string, date: string): boolean {
  const versions = told(log, 'TimetablePublished').filter((event) => event.data.groupId === groupId);
  const inForce = versions.findLast(({ data }) => {
    const ended = told(log, 'TimetableEnded').findLast(
      (event) => event.data.timetableId === data.timetableId,
    );
    return inside(date, { from: data.from, to: ended?.data.to ?? data.to });
  });
  return inForce !== undefined && inForce.data.slots.length > 0;
}
