import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { isLocalDate, systemClock } from '#kernel';
import { Config } from '#platform';
import { schoolStream } from '#school/events';
import { openReadStore } from '../../../server/src/stores/open-stores.ts';
import { applyRoster } from '../import/apply-roster.ts';
import { readFet } from '../import/fet.ts';
import { ImportReport } from '../import/import-report.ts';
import { readOneRoster, unpack } from '../import/oneroster.ts';
import type { Roster } from '../import/roster.ts';
import { Progress } from '../progress.ts';
import { withProduct } from '../with-product.ts';

type ImportRequest = { readonly school: string; readonly dryRun?: boolean } & (
  | {
      readonly format: 'fet';
      readonly timetable: string;
      readonly students?: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly format: 'oneroster'; readonly bundle: string }
);

/** Brings a file into a school and reports, line by line, what was taken, what was refused and why. */
export async function importRoster(request: ImportRequest): Promise<void> {
  const report = new ImportReport();
  const { roster, source } = read(request, report);
  const year = yearOf(request, roster);
  if (!request.dryRun && year !== null) await enter(roster, { ...request, source, year }, report);
  if (year === null) report.refused(source, 0, 'academic year', 'the file names none');
  process.stdout.write(`${report.text()}\n`);
  if (report.counts().taken === 0) process.exitCode = 1;
}

function read(request: ImportRequest, report: ImportReport): { roster: Roster; source: string } {
  const file = (name: string) => ({ name: path.basename(name), bytes: readFileSync(name) });
  if (request.format === 'oneroster') {
    const source = path.basename(request.bundle);
    return { roster: readOneRoster(unpack(readFileSync(request.bundle)), report), source };
  }
  const { timetable, students } = request;
  const files = {
    timetable: file(timetable),
    ...(students === undefined ? {} : { students: file(students) }),
  };
  return { roster: readFet(files, report), source: files.timetable.name };
}

function yearOf(request: ImportRequest, roster: Roster): Roster['year'] {
  if (request.format === 'oneroster') return roster.year;
  const { from, to } = request;
  for (const date of [from, to]) {
    if (!isLocalDate(date)) throw new Error(`Not a date: ${String(date)}. Write it like 2026-09-01.`);
  }
  return { title: `${from.slice(0, 4)}/${to.slice(2, 4)}`, from, to };
}

async function enter(
  roster: Roster,
  { school, source, year }: { school: string; source: string; year: NonNullable<Roster['year']> },
  report: ImportReport,
): Promise<void> {
  const config = new Config({ ZHURNAL_LOG_LEVEL: 'warn', ...process.env });
  const store = await openReadStore(config);
  const progress = new Progress();
  await withProduct({ config, clock: systemClock, store }, async ({ app, log }) => {
    if ((await log.readStream(schoolStream(school))).length === 0)
      throw new Error(`There is no school ${school}.`);
    await applyRoster(roster, {
      commands: app.get(CommandBus),
      schoolId: school,
      source,
      year,
      report,
      progress: (what, done, of) => progress.show(what, done, of),
    });
  }).finally(() => progress.end());
}
