import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#kernel';
import { Config } from '#platform';
import { startServer } from '../../apps/server/src/server.ts';
import { demoMadeOnce } from './demo-made-once.ts';

/*
 * A program that serves a copy of the demo schools, made up to an instant, as if that were now: what their pages show
 * is the same on every day. It says its address and the sign-ins in one line.
 */

const [folder, run, now] = process.argv.slice(2) as [string, string, string];
const { folder: made, signIns } = await demoMadeOnce(run, now);
await cp(made, folder, { recursive: true });
const began = Date.now();
const clock: Clock = { simulated: true, now: () => Date.parse(now) + Date.now() - began };
const config = new Config({ PORT: '0', ZHURNAL_DATA: join(folder, 'data'), ZHURNAL_LOG_LEVEL: 'silent' });
const server = await startServer({ config, clock });
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
console.log(JSON.stringify({ url: server.url, signIns, behindMs: Date.now() - clock.now() }));
