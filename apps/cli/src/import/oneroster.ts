import { unzipSync } from 'fflate';
import type { ImportReport } from './import-report.ts';
import { readTable } from './read-table.ts';
import { gradeOf, type Roster, type RosterGroup, type RosterPerson, type RosterRegister } from './roster.ts';

/** One record of a OneRoster table with its line number. */
interface OneRosterRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** The files of a bundle by name, unpacked. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

/** Unpacks a bundle. @throws Error when it is no ZIP archive */
export const unpack = (zip: Uint8Array): Bundle => new Map(Object.entries(unzipSync(zip)));

/**
 * Reads a OneRoster 1.1 or 1.2 CSV bundle: sessions, courses, classes, users and enrollments. A OneRoster class
 * (a course with its pupils) becomes a class by its grade and a register; gradebook, resources and demographics
 * are left out and said so. Lines that cannot be taken are refused with the reason; the others stand.
 */
export function readOneRoster(bundle: Bundle, report: ImportReport): Roster {
  const manifest = new Map(
    rowsOf(bundle, 'manifest.csv').map(({ values }) => [values['propertyName'], values['value']]),
  );
  const version = manifest.get('oneroster.version') ?? '';
  if (!['1.1', '1.2'].includes(version)) {
    report.refused('manifest.csv', 0, 'the bundle', `not OneRoster 1.1 or 1.2: ${version || 'no version'}`);
    return { year: null, people: [], subjects: [], groups: [], registers: [], bells: [], slots: [] };
  }
  for (const [property, value] of manifest) {
    const table = property?.startsWith('file.') ? property.slice('file.'.length) : null;
    if (table === null || value === 'absent') continue;
    if (!bundle.has(`${table}.csv`))
      report.refused('manifest.csv', 0, table, 'named as present, but not in the bundle');
    else if (!taken.has(table)) report.leftOut(`${table}.csv`, 0, table, 'not part of a roster import');
  }

  const year = yearOf(bundle, report);
  const roles = new Map(
    rowsOf(bundle, 'roles.csv').map(({ values }) => [values['userSourcedId'], values['role']]),
  );
  const people = new Map<string, RosterPerson>();
  for (const { line, values } of live(bundle, 'users.csv', report)) {
    const { sourcedId = '', givenName = '', familyName = '', middleName = '' } = values;
    const role = values['role'] || roles.get(sourcedId) || '';
    const kind = role === 'student' ? 'pupil' : staffRoles.has(role) ? 'staff' : null;
    if (familyName === '' || givenName === '') {
      report.refused('users.csv', line, sourcedId, 'no family or given name');
    } else if (kind === null) {
      report.leftOut('users.csv', line, sourcedId, `role ${role || 'unknown'} is not imported`);
    } else {
      people.set(sourcedId, {
        key: sourcedId,
        kind,
        familyName,
        givenName,
        ...(middleName ? { patronymic: middleName } : {}),
      });
      report.taken('users.csv', line, sourcedId);
    }
  }

  const subjects = new Map<string, { key: string; title: string }>();
  for (const { line, values } of live(bundle, 'courses.csv', report)) {
    const { sourcedId = '', title = '' } = values;
    if (title === '') report.refused('courses.csv', line, sourcedId, 'no title');
    else {
      subjects.set(sourcedId, { key: sourcedId, title });
      report.taken('courses.csv', line, sourcedId);
    }
  }

  const enrolled = new Map<string, { pupils: string[]; teachers: string[] }>();
  for (const { line, values } of live(bundle, 'enrollments.csv', report)) {
    const { classSourcedId = '', userSourcedId = '', role = '' } = values;
    const what = `${userSourcedId} in ${classSourcedId}`;
    const person = people.get(userSourcedId);
    const of = enrolled.get(classSourcedId) ?? { pupils: [], teachers: [] };
    enrolled.set(classSourcedId, of);
    if (!person) report.refused('enrollments.csv', line, what, `no such user: ${userSourcedId}`);
    else if (role === 'student' && person.kind === 'pupil') of.pupils.push(userSourcedId);
    else if (role === 'teacher' && person.kind === 'staff') of.teachers.push(userSourcedId);
    else {
      report.refused('enrollments.csv', line, what, `role ${role} does not fit the user`);
      continue;
    }
    if (person) report.taken('enrollments.csv', line, what);
  }

  const groups: RosterGroup[] = [];
  const registers: RosterRegister[] = [];
  for (const { line, values } of live(bundle, 'classes.csv', report)) {
    const { sourcedId = '', title = '', courseSourcedId = '', grades = '' } = values;
    const grade = gradeOf(grades) ?? gradeOf(title);
    if (grade === null) report.refused('classes.csv', line, sourcedId, `not a grade 1–11: ${grades}`);
    else if (!subjects.has(courseSourcedId)) {
      report.refused('classes.csv', line, sourcedId, `no such course: ${courseSourcedId}`);
    } else {
      const { pupils = [], teachers = [] } = enrolled.get(sourcedId) ?? {};
      groups.push({
        key: sourcedId,
        kind: 'class',
        title,
        grade,
        classKeys: [sourcedId],
        memberKeys: pupils,
      });
      registers.push({
        key: sourcedId,
        subjectKey: courseSourcedId,
        groupKeys: [sourcedId],
        teacherKeys: teachers,
      });
      report.taken('classes.csv', line, sourcedId, 'as a class with one register');
    }
  }
  return {
    year,
    people: [...people.values()],
    subjects: [...subjects.values()],
    groups,
    registers,
    bells: [],
    slots: [],
  };
}

/** The tables that a roster import reads. */
const taken = new Set(['academicSessions', 'orgs', 'courses', 'classes', 'users', 'roles', 'enrollments']);

const staffRoles = new Set(['teacher', 'administrator', 'principal', 'counselor', 'aide']);

function rowsOf(bundle: Bundle, file: string): OneRosterRow[] {
  const bytes = bundle.get(file);
  if (!bytes) return [];
  const [head, ...rows] = readTable(bytes);
  return rows.map(({ line, cells }) => ({
    line,
    values: Object.fromEntries(head!.cells.map((column, index) => [column, cells[index] ?? ''])),
  }));
}

/** The rows of a table that are to be taken: in a delta, those not marked for deletion. */
function live(bundle: Bundle, file: string, report: ImportReport): OneRosterRow[] {
  return rowsOf(bundle, file).filter(({ line, values }) => {
    if (values['status'] !== 'tobedeleted') return true;
    report.leftOut(
      file,
      line,
      values['sourcedId'] ?? '',
      'marked for deletion: an import adds, it takes nothing away',
    );
    return false;
  });
}

/** The school year among the sessions: its own row, else the span of the terms. */
function yearOf(bundle: Bundle, report: ImportReport): Roster['year'] {
  const sessions = live(bundle, 'academicSessions.csv', report);
  for (const { line, values } of sessions) report.taken('academicSessions.csv', line, values['title'] ?? '');
  const whole = sessions.find(({ values }) => values['type'] === 'schoolYear') ?? sessions[0];
  if (!whole) return null;
  const { title = '', startDate = '', endDate = '' } = whole.values;
  return { title, from: startDate, to: endDate };
}
