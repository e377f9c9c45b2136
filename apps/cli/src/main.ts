#!/usr/bin/env node
import { Command } from 'commander';
import { ConfigError } from '#platform';
import { demo } from './commands/demo.ts';
import { found } from './commands/found.ts';
import { importRoster } from './commands/import.ts';
import { officer } from './commands/officer.ts';
import { rebuild } from './commands/rebuild.ts';
import { replay } from './commands/replay.ts';
import { skip } from './commands/skip.ts';
import { status } from './commands/status.ts';

const program = new Command('zhurnal')
  .description('A paperless school journal that can be replayed: what operators and auditors do')
  .addHelpText(
    'after',
    '\nSettings come from the environment: PORT, ZHURNAL_DATA, EVENTSTORE_URL, MONGODB_URL …',
  );

program
  .command('demo')
  .description('serve two believable schools, made first if they are not there yet')
  .option('--fresh', 'make them anew, up to now')
  .option('--no-serve', 'make them and stop')
  .action(demo);

program
  .command('found')
  .description('set up a school and its first administrator')
  .requiredOption('--name <text>', 'the full name, as in the charter')
  .requiredOption('--short-name <text>', 'what stands at the top of each page')
  .requiredOption('--time-zone <zone>', 'IANA name: Europe/Moscow')
  .requiredOption('--administrator <name>', 'family name, given name and patronymic')
  .action(found);

program
  .command('officer')
  .description('let a region officer into a school’s readiness')
  .requiredOption('--school <id>', 'the school')
  .action(officer);

const imports = program.command('import').description('bring a timetable or a roster into a school');
imports
  .command('fet')
  .description('a timetable exported by FET: *_timetable.csv, and *_students.csv when there is one')
  .argument('<timetable>', 'the exported timetable')
  .option('--students <file>', 'the exported students')
  .requiredOption('--school <id>', 'the school')
  .requiredOption('--from <date>', 'first day of the timetable')
  .requiredOption('--to <date>', 'last day of the timetable')
  .option('--dry-run', 'only say what would be taken and what refused')
  .action((timetable: string, options: FetOptions) => importRoster({ format: 'fet', timetable, ...options }));
imports
  .command('oneroster')
  .description('a OneRoster 1.1 or 1.2 bundle')
  .argument('<bundle>', 'the ZIP archive')
  .requiredOption('--school <id>', 'the school')
  .option('--dry-run', 'only say what would be taken and what refused')
  .action((bundle: string, options: OneRosterOptions) =>
    importRoster({ format: 'oneroster', bundle, ...options }),
  );

program
  .command('status')
  .description('positions, lag and halted projections')
  .option('--json', 'as JSON')
  .action(status);

program
  .command('rebuild')
  .description('build read models anew beside the old, then take over')
  .argument('[name...]', 'their names; all when none is named')
  .action(rebuild);

program
  .command('replay')
  .description('fold the log up to a moment and say what state it gives')
  .option('--until <instant>', 'the moment (ISO 8601); now when left out')
  .option('--hash', 'print only the hash of the state')
  .action(replay);

program
  .command('skip')
  .description('pass over an event that a projection cannot fold; itself an event')
  .argument('<projection>', 'the halted projection')
  .argument('<school>', 'the school')
  .argument('<event>', 'the id of the event')
  .argument('<reason>', 'why')
  .action(skip);

interface FetOptions {
  readonly students?: string;
  readonly school: string;
  readonly from: string;
  readonly to: string;
  readonly dryRun?: boolean;
}

interface OneRosterOptions {
  readonly school: string;
  readonly dryRun?: boolean;
}

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && error.constructor === Error);
  process.stderr.write(
    `${known ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
}
