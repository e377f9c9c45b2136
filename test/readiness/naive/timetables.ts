import { days, inside, weekday, weeksBetween } from './dates.ts';
import { type Log, told, type Told } from './told.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** By class with pupils: whether a timetable is in force on every school day of the period. */
export function filledClasses(log: Log, period: Period): Map<string, boolean> {
  const filled = new Map<string, boolean>();
  for (const formed of told(log, 'GroupFormed').filter((event) => event.data.kind === 'class')) {
    const life = lifeOf(log, formed);
    const daysOfLife = days(period.from, period.to).filter((date) => inside(date, life));
    if (!daysOfLife.some((date) => hasPupils(log, formed.data.groupId, date))) continue;
    const schoolDays = daysOfLife.filter((date) => weekdayTaught(log, formed, date) !== null);
    if (schoolDays.length === 0) continue;
    filled.set(
      formed.data.groupId,
      schoolDays.every((date) => hasLessons(log, formed, date)),
    );
  }
  return filled;
}

function lifeOf(log: Log, { data: { groupId, from, to } }: Told<'GroupFormed'>): Period {
  const dissolved = told(log, 'GroupDissolved').findLast((event) => event.data.groupId === groupId);
  return { from, to: dissolved?.data.to ?? to };
}

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

const hasPupils = (log: Log, groupId: string, date: string): boolean =>
  pupilsOn(log, groupId, date).length > 0;

/** Which weekday's lessons a class has on this date; null when it is no school day. */
function weekdayTaught(log: Log, { data: { yearId, grade } }: Told<'GroupFormed'>, date: string) {
  const ofYear = log.filter((event) => 'yearId' in event.data && event.data.yearId === yearId);
  const year = told(ofYear, 'AcademicYearOpened').at(-1)?.data;
  if (!year || !inside(date, year)) return null;
  const calendar = told(ofYear, 'CalendarSet').at(-1)?.data;
  const working = calendar?.workingDays.find((day) => day.date === date);
  if (working) return working.likeWeekday;
  const off = calendar?.daysOff.some(
    (span) => inside(date, span) && (span.grades === undefined || span.grades.includes(grade!)),
  );
  if (off) return null;
  const sixDays = told(ofYear, 'SchoolWeekSet').at(-1)?.data.sixDayGrades.includes(grade!) ?? false;
  return weekday(date) <= (sixDays ? 6 : 5) ? weekday(date) : null;
}

/** Whether the version in force, the one published last that reaches to this date, has a slot on it. */
function hasLessons(log: Log, formed: Told<'GroupFormed'>, date: string): boolean {
  const versions = told(log, 'TimetablePublished').filter(
    (event) => event.data.groupId === formed.data.groupId,
  );
  const inForce = versions.findLast(({ data }) => {
    const ended = told(log, 'TimetableEnded').findLast(
      (event) => event.data.timetableId === data.timetableId,
    );
    return inside(date, { from: data.from, to: ended?.data.to ?? data.to });
  });
  const like = weekdayTaught(log, formed, date);
  const opened = told(log, 'AcademicYearOpened').find((event) => event.data.yearId === formed.data.yearId)!;
  const parity = weeksBetween(opened.data.from, date) % 2 === 0 ? 'odd' : 'even';
  return (
    inForce?.data.slots.some(
      (slot) => slot.weekday === like && (slot.parity === 'every' || slot.parity === parity),
    ) ?? false
  );
}
