import type { Mutant } from './mutant.ts';

const TABLE = 'test/readiness/hand-computed.spec.ts';
const RANDOM = 'test/readiness/random-criteria.spec.ts';

const SRC = 'libs/readiness/src';

/** Wrong readings of the six criteria. */
export const mutants: readonly Mutant[] = [
  ...inFile('ledger/ledger-lesson.ts', [
    [
      '24 hours exactly are late',
      'if (entry.at <= until) onTime += 1;',
      'if (entry.at < until) onTime += 1;',
    ],
    ['a lesson entered at 24 hours exactly is late', 'first <= until ? 1 : 0', 'first < until ? 1 : 0'],
    ['23 hours', 'ONLINE_WINDOW_MS = DAY_MS;', 'ONLINE_WINDOW_MS = DAY_MS - 3_600_000;'],
    ['25 hours', 'ONLINE_WINDOW_MS = DAY_MS;', 'ONLINE_WINDOW_MS = DAY_MS + 3_600_000;'],
    [
      'the 24 hours run from the end whatever the policy says',
      "(from === 'end' ? lesson.clockEnd : lesson.clockStart)",
      "(from === 'end' ? lesson.clockEnd : lesson.clockEnd)",
    ],
    [
      'any move restarts the 24 hours',
      "(from === 'end' ? lesson.clockEnd : lesson.clockStart)",
      "(from === 'end' ? lesson.endsAt : lesson.startsAt)",
    ],
    ['a revoked entry counts on', 'entry.revokedBy === null;', "entry.revokedBy !== '';"],
    ['an imported entry counts in 6', '!entry.imported && ', ''],
    ['a retake or a mark done later counts in 6', ' && entry.later === null', ''],
    ['only what counts in 6 keeps a lesson', 'entries.some(stands)', 'entries.some(countsOnline)'],
    ['a cancelled lesson counts', 'lesson.stopped === null;', "lesson.stopped?.how !== 'unplanned';"],
    [
      'a replaced lesson counts',
      'lesson.stopped === null;',
      "(lesson.stopped?.how ?? 'replaced') === 'replaced';",
    ],
    [
      'an unplanned lesson counts',
      'lesson.stopped === null;',
      "(lesson.stopped?.how ?? 'unplanned') === 'unplanned';",
    ],
    ['homework is no planning', 'lesson.topic !== null || lesson.homework !== null', 'lesson.topic !== null'],
    [
      'a topic is no planning',
      'lesson.topic !== null || lesson.homework !== null',
      'lesson.homework !== null',
    ],
    [
      'a lesson that is not over never counts in 3',
      'lesson.endsAt <= at || isKept(lesson)',
      'lesson.endsAt <= at',
    ],
    ['a lesson counts in 3 before it is over', 'lesson.endsAt <= at || isKept(lesson)', 'at > 0'],
    [
      'no time is left at 24 hours exactly',
      'at <= onlineUntil(lesson, from)',
      'at < onlineUntil(lesson, from)',
    ],
    ['a lesson with an entry is still in time', '!isKept(lesson) && at', 'at'],
    ['a lesson that is not over is still in time', 'lesson.endsAt <= at && !isKept', '!isKept'],
  ]),
  ...inFile('ledger/ledger.projection.ts', [
    ['a move at the very end does not restart', '<= lesson.clockEnd', '< lesson.clockEnd'],
    ['a move after the end restarts', '<= lesson.clockEnd;', '<= lesson.clockEnd || true;'],
    ['a move after an earlier late move restarts', '<= lesson.clockEnd;', '<= lesson.endsAt;'],
    ['a move leaves the date', '    date: place.date,\n', ''],
    [
      'a correction re-times a mark',
      '    MarkRevoked: (lesson, event) =>',
      `    MarkCorrected: (lesson, event) =>
      lesson && {
        ...lesson,
        entries: lesson.entries.map((entry) =>
          entry.entryId === event.data.markId ? { ...entry, at: Date.parse(event.metadata.recordedAt) } : entry,
        ),
      },
    MarkRevoked: (lesson, event) =>`,
    ],
    ['a changed comment is one more entry', 'if (lesson.entries.some(same)) return lesson;', ''],
    ['a cleared comment stays', "if (sealed !== '')", "if (sealed !== 'x')"],
    [
      'an imported roll call counts in 6',
      "kind: 'roll-call',\n        imported: event.data.imported !== undefined,",
      "kind: 'roll-call',",
    ],
    ['a mark done later is like any other', "doneOn !== undefined ? 'done-on' : null", 'null'],
    ['a retake is like any other mark', "retakeOf !== undefined ? 'retake' : ", ''],
    [
      'a withdrawn roll call stays',
      'RollCallWithdrawn: (lesson, event) => revoked(lesson, event, event.data.entryId)',
      'RollCallWithdrawn: (lesson) => lesson',
    ],
    [
      'a cleared absence stays',
      'AttendanceCleared: (lesson, event) => revoked(lesson, event, event.data.entryId)',
      'AttendanceCleared: (lesson) => lesson',
    ],
    [
      'a roll call is as many entries as pupils',
      'return { ...lesson, entries: [...lesson.entries, added] };',
      "return { ...lesson, entries: [...lesson.entries, added, ...(added.kind === 'roll-call' ? [{ ...added, entryId: 'second' }] : [])] };",
    ],
    [
      'the sums forget the kind of group',
      '[dimension, lesson.kind, lesson.date, id]',
      "[dimension, 'class', lesson.date, id]",
    ],
    [
      'a class is summed twice',
      "...[...new Set(lesson.classIds)].map((id) => row('class', id))",
      "...[...lesson.classIds, ...lesson.classIds].map((id) => row('class', id))",
    ],
    [
      'a joined lesson counts in its first class only',
      "...[...new Set(lesson.classIds)].map((id) => row('class', id))",
      "...lesson.classIds.slice(0, 1).map((id) => row('class', id))",
    ],
    [
      'a joined lesson counts once for each class in the total',
      "row('school', ''),",
      "...lesson.classIds.map(() => row('school', '')),",
    ],
    [
      'by teacher the planned one counts',
      "...[...new Set(lesson.teacherIds)].map((id) => row('teacher', id))",
      "...[...new Set(lesson.plannedTeacherIds)].map((id) => row('teacher', id))",
    ],
    [
      'a withdrawn substitution stays',
      '{ ...lesson, teacherIds: lesson.plannedTeacherIds }',
      '{ ...lesson }',
    ],
    ['a cleared topic stays', "event.data.topic === '' ? null : event.id", 'event.id'],
    ['cleared homework stays', "event.data.text === '' ? null : event.id", 'event.id'],
    [
      'a planned topic is none',
      "event.data.topic === '' ?",
      "event.data.topic === '' || event.data.planned ?",
    ],
    ['a restored lesson stays away', 'lesson && { ...lesson, stopped: null }', 'lesson'],
  ]),
  ...inFile('criteria/lesson-sums.ts', [
    [
      'electives count on the first line',
      'policy.lessonKinds.includes(kind) ? row.first : row.second',
      "policy.lessonKinds.includes(kind) || kind === 'elective' ? row.first : row.second",
    ],
    ['lessons of today count as over', '), -2);', '), 0);'],
    ['a past lesson without an entry is not counted in 3', "due: of('lessons')", "due: of('kept')"],
    [
      'past days go by the end whatever the policy says',
      "policy.onlineFrom === 'end' ? 'FromEnd' : 'FromStart'",
      "policy.onlineFrom === 'end' ? 'FromEnd' : 'FromEnd'",
    ],
    [
      'a lesson still in time is told twice',
      'if (lesson.date < from || lesson.date > through) continue;',
      '',
    ],
  ]),
  ...inFile(
    'criteria/lesson-sums.ts',
    [
      [
        'a lesson moved back after its end has no time left',
        'if (!isStillInTime(lesson, at, policy.onlineFrom)) continue;',
        'if (lesson.clockEnd > 0) continue;',
      ],
    ],
    TABLE,
  ),
  ...inFile('criteria/assess.ts', [
    [
      'criterion 6 is in entries whatever the policy says',
      'indicator(6, online[unit], policy)',
      'indicator(6, online.entries, policy)',
    ],
    [
      'one day under a timetable is enough',
      'classes.filter((row) => row.bareDays.length === 0)',
      'classes.filter((row) => row.bareDays.length < row.schoolDays.length)',
    ],
    [
      '5 stands on the accounts of 4',
      'denominator: counts.activated }',
      'denominator: counts.createdActivated }',
    ],
    ['4 counts whoever is activated', 'numerator: counts.createdActivated', 'numerator: counts.activated'],
    ['3 is of all lessons', 'denominator: first.due', 'denominator: first.lessons'],
  ]),
  ...inFile('criteria/account-counts.ts', [
    ['the last day of the period does not belong to it', 'addDays(to, 1)', 'addDays(to, 0)'],
    ['4 counts accounts whoever made them', 'if (byAdministrator) row.created += 1;', 'row.created += 1;'],
    ['by week accounts stand as at the end of the period', 'to: sunday < to ? sunday : to }', 'to }'],
    [
      'by week whoever entered in the period has entered',
      'who(days), () => [week]',
      'who(visited), () => [week]',
    ],
    ['a parent is not of its child’s class', 'put(account.personId, classId);', ';'],
    [
      'pupils stand in the class that they come from',
      'if (member.from <= on && (member.to === null || on <= member.to))',
      'if (member.from <= on)',
    ],
    [
      'an account of two roles stands in one row',
      'roleGroupsOf(rolesBefore(account, before)));',
      'roleGroupsOf(rolesBefore(account, before)).slice(0, 1));',
    ],
  ]),
  ...inFile('accounts/standing.projection.ts', [
    ['once blocked, always blocked', '(block.to === null || block.to >= before)', 'block.to !== 0'],
    [
      'a blocked account counts',
      'if (account.blocks.some((block) => block.from < before &&',
      'if (account.blocks.some((block) => block.from < 0 &&',
    ],
    [
      'what is made at midnight belongs to the day before',
      'account.created.at >= before',
      'account.created.at > before',
    ],
    [
      'what is activated after the period counts',
      'account.activated !== null && account.activated.at < before',
      'account.activated !== null',
    ],
    ['roles are those of today', '.findLast((span) => span.from < before)', '.at(-1)'],
  ]),
  ...inFile(
    'accounts/standing.projection.ts',
    [
      [
        'whoever made it was an administrator, but for the system',
        "actor.role === 'administrator'",
        "actor.role !== 'system'",
      ],
    ],
    RANDOM,
  ),
  ...inFile('accounts/visits.projection.ts', [
    [
      'a session that goes on is no visit',
      "event.type === 'LoggedIn' || event.type === 'SessionResumed'",
      "event.type === 'LoggedIn'",
    ],
    [
      'a login is counted for each account once and for all',
      '`${event.data.date}.${event.data.accountId}`',
      '`${event.data.accountId}`',
    ],
  ]),
  ...inFile('basis/school-days.ts', [
    [
      'days between terms are school days',
      '!within(date, year) || !year.terms.some((term) => within(date, term))',
      '!within(date, year)',
    ],
    [
      'Saturday is a school day for all',
      'year.sixDayGrades.includes(grade) ? 6 : 5',
      'year.sixDayGrades.length >= 0 ? 6 : 5',
    ],
    [
      'Saturday is a school day for none',
      'year.sixDayGrades.includes(grade) ? 6 : 5',
      'year.sixDayGrades.length < 0 ? 6 : 5',
    ],
    [
      'days off are school days',
      '      (off) => within(date, off) &&',
      '      (off) => off.from > off.to &&',
    ],
    [
      'days off of some grades are days off of all',
      '(off.grades === undefined || off.grades.includes(grade ?? 0))',
      'off.title !== null',
    ],
    ['a working Saturday is none', 'if (weekday !== undefined) return true;', ''],
    ['the version published first is in force', 'timetable?.versions.findLast(', 'timetable?.versions.find('],
    [
      'an empty version is a timetable',
      'version !== undefined && version.slots > 0 ? version : null',
      'version !== undefined ? version : null',
    ],
  ]),
  ...inFile('basis/basis.projection.ts', [
    ['a timetable never ends', '? { ...version, to: event.data.to }', '? { ...version }'],
  ]),
  ...inFile('criteria/timetable-counts.ts', [
    [
      'a class without pupils is asked',
      'group.members.some((member) => within(date, member))',
      'group.members.length >= 0',
    ],
    [
      'groups of every kind are asked for a timetable',
      "(group) => group.kind === 'class',",
      "(group) => group.kind !== 'elective',",
    ],
  ]),
  ...inFile('criteria/policy-in-force.ts', [
    ['the first policy counts', 'history?.versions.findLast(', 'history?.versions.find('],
    ['the default policy counts', 'return version ?? {', 'return {'],
  ]),
  ...inFile('criteria/indicator.ts', [
    [
      'a target must be exceeded',
      'numerator * 100 >= target * denominator',
      'numerator * 100 > target * denominator',
    ],
    ['nothing is met by nothing', "denominator === 0 ? 'no-data' : met", 'met'],
  ]),
  ...inFile('criteria/lesson-evidence.ts', [
    [
      'the evidence hides what was cancelled after its end',
      'why: afterEnd ? `${how}-after-end` : how,',
      'why: how,',
    ],
  ]),
  ...inFile(
    'criteria/lesson-evidence.ts',
    [
      ['the evidence takes 24 hours exactly for late', 'return entry.at <= until', 'return entry.at < until'],
      [
        'the evidence counts imported entries in 6',
        "if (entry.imported) return { counted: 'not', why: 'imported' };",
        '',
      ],
      [
        'the evidence counts a lesson that is not over',
        'if (!isDue(lesson, at)) return',
        'if (!isDue(lesson, at + 1e12)) return',
      ],
      [
        'the evidence judges a lesson by its last entry',
        'const first = online[0];',
        'const first = online.at(-1);',
      ],
    ],
    RANDOM,
  ),
  ...inFile(
    'criteria/account-evidence.ts',
    [
      [
        "the evidence of 4 counts whoever's accounts",
        'criterion === 4 && !account.created.byAdministrator',
        'criterion === 4 && account.created.at < 0',
      ],
    ],
    RANDOM,
  ),
  ...inFile(
    'late/get-late-entries.ts',
    [
      [
        'a lesson is missing while it is still in time',
        'lesson.endsAt <= at && until < at',
        'lesson.endsAt <= at',
      ],
    ],
    RANDOM,
  ),
];

function inFile(
  file: string,
  rows: readonly (readonly [name: string, search: string, replacement: string])[],
  spec = TABLE,
): Mutant[] {
  return rows.map(([name, search, replacement]) => ({
    name,
    file: `${SRC}/${file}`,
    search,
    replacement,
    spec,
  }));
}
