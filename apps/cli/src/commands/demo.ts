import { systemClock } from '#kernel';
import { Config } from '#platform';
import { startServer } from '../../../server/src/server.ts';
import { buildDemo } from '../demo/build-demo.ts';
import { DemoFolder, type SignIn } from '../demo/demo-folder.ts';
import { Progress } from '../progress.ts';

interface DemoOptions {
  readonly fresh?: boolean;
  readonly serve: boolean;
}

/** Makes the demo schools unless they are there, serves them, and says how to get in. */
export async function demo({ fresh = false, serve }: DemoOptions): Promise<void> {
  const config = new Config({ ZHURNAL_LOG_LEVEL: 'warn', ...process.env });
  if (config.eventStoreUrl !== null || config.mongoUrl !== null) {
    throw new Error('The demo schools live in the embedded stores: unset EVENTSTORE_URL and MONGODB_URL.');
  }
  const folder = new DemoFolder(config.dataFolder);
  let signIns = fresh ? null : folder.signIns();
  if (signIns === null) {
    const started = performance.now();
    folder.clear();
    const progress = new Progress();
    signIns = await buildDemo({
      config,
      now: systemClock.now(),
      progress: (what, done, of) => progress.show(what, done, of),
    });
    progress.end();
    folder.finish(signIns);
    process.stdout.write(
      `The demo schools were made in ${Math.round((performance.now() - started) / 1_000)} s.\n`,
    );
  }
  if (!serve) return;
  const server = await startServer({ config, clock: systemClock });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  process.stdout.write(
    `${tablesOf(signIns)}\n\nThe demo schools are open: ${server.url}  (API: ${server.url}/api/docs)\n`,
  );
}

/** The sign-ins school by school, each table under the school's name. */
function tablesOf(signIns: readonly SignIn[]): string {
  const bySchool = new Map<string, SignIn[]>();
  for (const one of signIns) bySchool.set(one.school, [...(bySchool.get(one.school) ?? []), one]);
  return [...bySchool].map(([school, of]) => `${school}\n${tableOf(of)}`).join('\n\n');
}

function tableOf(signIns: readonly SignIn[]): string {
  const head = { role: 'role', name: 'name', login: 'login', password: 'password' };
  const rows: readonly Omit<SignIn, 'school'>[] = [head, ...signIns];
  const width = (of: keyof typeof head): number => Math.max(...rows.map((row) => row[of].length));
  const [role, name, login] = [width('role'), width('name'), width('login')];
  return rows
    .map(
      (row) =>
        `  ${row.role.padEnd(role)}  ${row.name.padEnd(name)}  ${row.login.padEnd(login)}  ${row.password}`,
    )
    .join('\n');
}
