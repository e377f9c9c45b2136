import { join } from 'node:path';
import type { Clock } from '#kernel';
import { Config } from '#platform';
import { buildDemo } from '../../apps/cli/src/demo/build-demo.ts';
import { startServer } from '../../apps/server/src/server.ts';

/*
 * A program that makes the demo schools up to an instant in a folder, and serves them as if that were now: what their
 * pages show is the same on every day. It says its address and the sign-ins in one line.
 */

const [folder, now] = process.argv.slice(2) as [string, string];
const began = Date.now();
const clock: Clock = { simulated: true, now: () => Date.parse(now) + Date.now() - began };
const config = new Config({ PORT: '0', ZHURNAL_DATA: join(folder, 'data'), ZHURNAL_LOG_LEVEL: 'silent' });
const signIns = await buildDemo({ config, now: clock.now(), progress: () => {} });
const server = await startServer({ config, clock });
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
console.log(JSON.stringify({ url: server.url, signIns, behindMs: Date.now() - clock.now() }));
