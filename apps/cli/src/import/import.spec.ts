import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8 } from 'fflate';
import { describe, expect, it } from '@jest/globals';
import { readFet } from './fet.ts';
import { ImportReport } from './import-report.ts';
import { readOneRoster, unpack } from './oneroster.ts';

const samples = path.resolve('../shared/data');
const withSamples = existsSync(samples) ? it : it.skip;
if (!existsSync(samples)) console.log('No ../shared/data here: imports of real files are left out.');

const file = (name: string): { name: string; bytes: Uint8Array } => ({
  name: path.basename(name),
  bytes: readFileSync(path.join(samples, name)),
});

describe('a FET timetable', () => {
  withSamples('of a real high school: every line is taken but those of grade 12', () => {
    const report = new ImportReport();
    const folder = 'fet-bg-lom/Lom_high_school_2007-2008';
    const roster = readFet(
      { timetable: file(`${folder}_timetable.csv`), students: file(`${folder}_students.csv`) },
      report,
    );
    const lines = report.lines.filter((line) => line.file.endsWith('timetable.csv'));
    expect(lines).toHaveLength(544);
    const refused = lines.filter((line) => line.verdict === 'refused');
    expect(refused.every((line) => /12 |whole classes/.test(`${line.what} ${line.why}`))).toBe(true);
    expect(roster.slots).toHaveLength(544 - refused.length);
    expect(roster.bells).toHaveLength(7);
    expect(roster.bells[0]).toEqual({ number: 1, starts: '07:30', ends: '08:15' });
    expect(roster.groups.some((group) => group.kind === 'subgroup')).toBe(true);
  });

  withSamples('of a real primary school: sessions give the numbers', () => {
    const report = new ImportReport();
    const roster = readFet(
      {
        timetable: file('fet-es-primaria/primaria_timetable.csv'),
        students: file('fet-es-primaria/primaria_students.csv'),
      },
      report,
    );
    expect(roster.slots.length).toBeGreaterThan(200);
    expect(new Set(roster.slots.map((slot) => slot.number))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it('is taken in windows-1251 with semicolons, and bad lines are refused with the reason', () => {
    const text = 'Activity Id;Day;Hour;Students Sets;Subject;Teachers;Activity Tags;Room;Comments\n';
    const bad =
      '1;Monday;1;5A;Maths;Smith;;;\n2;Someday;1;5A;Maths;Smith;;;\n3;Monday;2;Foxes;Maths;Smith;;;\n4;Monday;3;;Duty;Smith;;;\n';
    const report = new ImportReport();
    const roster = readFet({ timetable: { name: 't.csv', bytes: strToU8(text + bad) } }, report);
    expect(roster.slots).toHaveLength(1);
    expect(report.lines.map(({ line, verdict, why }) => [line, verdict, why])).toEqual([
      [2, 'taken', null],
      [3, 'refused', 'not a weekday: Someday'],
      [4, 'refused', 'no grade 1–11 can be read from the name: Foxes'],
      [5, 'left-out', 'a duty without pupils is no lesson'],
    ]);
  });
});

describe('a OneRoster bundle', () => {
  for (const name of ['rostering-bulk', 'rostering-delta', 'full-bulk', 'full-delta']) {
    withSamples(`${name} is taken`, () => {
      const report = new ImportReport();
      const zip = file(`oneroster-1.2-valid/${name}-package.zip`).bytes;
      const roster = readOneRoster(unpack(zip), report);
      expect(report.counts().refused).toBe(0);
      expect(roster.groups).toHaveLength(1);
      expect(roster.registers[0]!.teacherKeys).toEqual(['user-1']);
      expect(roster.year).toEqual({ title: 'School Year', from: '2024-08-01', to: '2025-06-01' });
    });
  }

  it('of an unknown version is refused whole', () => {
    const report = new ImportReport();
    readOneRoster(
      new Map([['manifest.csv', strToU8('propertyName,value\noneroster.version,2.0\n')]]),
      report,
    );
    expect(report.lines).toEqual([
      {
        file: 'manifest.csv',
        line: 0,
        verdict: 'refused',
        what: 'the bundle',
        why: 'not OneRoster 1.1 or 1.2: 2.0',
      },
    ]);
  });
});
