import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes the folder of this run, for what is dear to make and asked for by several test files. */
export default async function setUp() {
  process.env.ZHURNAL_TEST_RUN = await mkdtemp(join(tmpdir(), 'zhurnal-run-'));
}
