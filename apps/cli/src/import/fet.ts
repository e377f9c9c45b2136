import { isLocalTime, type LocalTime } from '#kernel';
import type { ImportReport } from './import-report.ts';
import { readTable, type TableRow } from './read-table.ts';
import {
  gradeOf,
  type Roster,
  type RosterGroup,
  type RosterPerson,
  type RosterRegister,
  type RosterSlot,
} from './roster.ts';

/** The files of a FET export: `*_timetable.csv`, and `*_students.csv` when there is one. */
export interface FetFiles {
  readonly timetable: { readonly name: string; readonly bytes: Uint8Array };
  readonly students?: { readonly name: string; readonly bytes: Uint8Array };
}

const TIMETABLE_HEAD = ['Activity Id', 'Day', 'Hour', 'Students Sets', 'Subject', 'Teachers'];

/** Names of weekdays in the languages that exports were seen in; compared without case. */
const weekdayNames: readonly (readonly string[])[] = [
  ['понедельник', 'понеделник', 'lunes', 'monday', 'пн', 'mo'],
  ['вторник', 'martes', 'tuesday', 'вт', 'tu'],
  ['среда', 'сряда', 'miércoles', 'miercoles', 'wednesday', 'ср', 'we'],
  ['четверг', 'четвъртък', 'jueves', 'thursday', 'чт', 'th'],
  ['пятница', 'петък', 'viernes', 'friday', 'пт', 'fr'],
  ['суббота', 'събота', 'sábado', 'sabado', 'saturday', 'сб', 'sa'],
];

const LESSON_MINUTES = 45;

/**
 * Reads a timetable exported by FET. A group of the students' file is a class, a year without groups too, a
 * year with groups stands for all of them, a subgroup is a subgroup of its class. Lines that cannot be taken are
 * refused with the reason; the others stand.
 */
export function readFet(files: FetFiles, report: ImportReport): Roster {
  const sets = new StudentSets();
  if (files.students) sets.read(files.students.name, readTable(files.students.bytes), report);
  const { name } = files.timetable;
  const rows = readTable(files.timetable.bytes);
  const headed = TIMETABLE_HEAD.every((title, column) => rows[0]?.cells[column] === title);
  const body = headed ? rows.slice(1) : rows;
  const hours = hoursOf(body);

  const people = new Map<string, RosterPerson>();
  const subjects = new Map<string, { key: string; title: string }>();
  const registers = new Map<string, RosterRegister>();
  const slots: RosterSlot[] = [];
  const taken = new Set<string>();

  for (const row of body) {
    const [, day = '', hour = '', setNames = '', subject = '', teacherNames = '', , room = ''] = row.cells;
    const what = `${day} ${hour} ${setNames} ${subject}`.trim();
    const weekday = weekdayNames.findIndex((names) => names.includes(day.toLowerCase())) + 1;
    if (row.cells.length < 6) {
      report.refused(name, row.line, row.cells.join(' '), 'fewer than 6 columns');
    } else if (weekday === 0) {
      report.refused(name, row.line, what, `not a weekday: ${day}`);
    } else if (!hours.has(hour)) {
      report.refused(name, row.line, what, `no lesson number can be read from the hour: ${hour}`);
    } else if (setNames === '') {
      report.leftOut(name, row.line, what, 'a duty without pupils is no lesson');
    } else if (subject === '') {
      report.refused(name, row.line, what, 'no subject');
    } else if (teacherNames === '') {
      report.refused(name, row.line, what, 'no teacher');
    } else {
      const groups = sets.groupsOf(setNames.split('+'));
      if (typeof groups === 'string') {
        report.refused(name, row.line, what, groups);
        continue;
      }
      const teacherKeys = teacherNames.split('+');
      for (const key of teacherKeys) people.set(key, teacherOf(key));
      subjects.set(subject, { key: subject, title: subject });
      const groupKeys = groups.map((group) => group.key).sort();
      const key = [subject, ...groupKeys, ...teacherKeys.toSorted()].join(' / ');
      registers.set(key, { key, subjectKey: subject, groupKeys, teacherKeys });
      const place = `${key} @ ${weekday}/${hours.get(hour)!.number}`;
      if (taken.has(place)) {
        report.refused(name, row.line, what, 'the same lesson stands there already');
        continue;
      }
      taken.add(place);
      slots.push({
        registerKey: key,
        classKeys: [...new Set(groups.flatMap((group) => group.classKeys))].sort(),
        weekday,
        number: hours.get(hour)!.number,
        room: room === '' ? null : room,
      });
      report.taken(name, row.line, what);
    }
  }
  return {
    year: null,
    people: [...people.values()],
    subjects: [...subjects.values()],
    groups: sets.used(),
    registers: [...registers.values()],
    bells: [...hours.values()].sort((a, b) => a.number - b.number),
    slots,
  };
}

interface Hour {
  readonly number: number;
  readonly starts: LocalTime;
  readonly ends: LocalTime;
}

/** Lesson numbers of the hours: from their first number («3ª SESION»), or by the order of clock times («10:05»). */
function hoursOf(rows: readonly TableRow[]): Map<string, Hour> {
  const labels = [...new Set(rows.map((row) => row.cells[2] ?? ''))];
  const clock = labels.map((label) => label.padStart(5, '0')).every((label) => isLocalTime(label));
  const hours = new Map<string, Hour>();
  if (clock) {
    const starts = labels.toSorted((a, b) => minutesOf(a) - minutesOf(b));
    for (const [index, label] of starts.entries()) {
      const next = starts[index + 1];
      const end = Math.min(
        minutesOf(label) + LESSON_MINUTES,
        next ? minutesOf(next) : Number.POSITIVE_INFINITY,
      );
      hours.set(label, { number: index + 1, starts: timeOf(minutesOf(label)), ends: timeOf(end) });
    }
    return hours;
  }
  for (const label of labels) {
    const number = Number(/\d+/.exec(label)?.[0] ?? Number.NaN);
    if (!Number.isInteger(number) || number > 12) continue;
    const start = 8 * 60 + 30 + Math.max(0, number - 1) * 55;
    hours.set(label, { number, starts: timeOf(start), ends: timeOf(start + LESSON_MINUTES) });
  }
  return hours;
}

const minutesOf = (time: string): number => {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

const timeOf = (minutes: number): LocalTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** «Ст.Караиванова» → family name and initial. */
function teacherOf(key: string): RosterPerson {
  const parts = key.split(/[.\s]+/).filter((part) => part !== '');
  const familyName = parts.at(-1) ?? key;
  const givenName = parts.length > 1 ? parts.slice(0, -1).join(' ') : '—';
  return { key, kind: 'staff', familyName, givenName };
}

/** The sets of students that a timetable names, and the groups of ours that they are. */
class StudentSets {
  readonly #groups = new Map<string, RosterGroup>();
  readonly #years = new Map<string, string[]>();
  readonly #used = new Set<string>();

  read(name: string, rows: readonly TableRow[], report: ImportReport): void {
    for (const { line, cells } of rows.slice(1)) {
      const [year = '', , group = '', , subgroup = ''] = cells;
      const title = subgroup || group || year;
      const grade = gradeOf(title) ?? gradeOf(year);
      if (grade === null) {
        report.refused(name, line, title, 'no grade 1–11 can be read from the name');
        continue;
      }
      if (group === '') this.#years.set(year, this.#years.get(year) ?? []);
      else if (subgroup === '') {
        this.#years.set(year, [...(this.#years.get(year) ?? []), group]);
        this.#groups.set(group, {
          key: group,
          kind: 'class',
          title: group,
          grade,
          classKeys: [group],
          memberKeys: [],
        });
      } else if (!this.#groups.has(subgroup)) {
        this.#groups.set(subgroup, {
          key: subgroup,
          kind: 'subgroup',
          title: subgroup,
          grade,
          classKeys: [group],
          memberKeys: [],
        });
      }
      report.taken(name, line, title);
    }
    for (const [year, groups] of this.#years) if (groups.length === 0) this.#asClass(year);
  }

  /** The groups that these names stand for, or why not. */
  groupsOf(names: readonly string[]): RosterGroup[] | string {
    const found: RosterGroup[] = [];
    for (const name of names) {
      const keys = (this.#years.get(name)?.length ?? 0) > 0 ? this.#years.get(name)! : [name];
      for (const key of keys) {
        const group = this.#groups.get(key) ?? this.#asClass(key);
        if (group === null) return `no grade 1–11 can be read from the name: ${key}`;
        found.push(group);
      }
    }
    if (new Set(found.map((group) => group.kind)).size > 1) {
      return 'whole classes and subgroups together cannot be one register';
    }
    for (const group of found) {
      this.#used.add(group.key);
      for (const key of group.classKeys) this.#used.add(key);
    }
    return [...new Set(found)];
  }

  /** The classes and subgroups that lessons named. */
  used(): RosterGroup[] {
    return [...this.#groups.values()].filter((group) => this.#used.has(group.key));
  }

  #asClass(title: string): RosterGroup | null {
    const grade = gradeOf(title);
    if (grade === null) return null;
    const group: RosterGroup = {
      key: title,
      kind: 'class',
      title,
      grade,
      classKeys: [title],
      memberKeys: [],
    };
    this.#groups.set(title, group);
    return group;
  }
}
