import { rm } from 'node:fs/promises';

/** Removes the folder of this run. */
export default async function tearDown() {
  await rm(process.env.ZHURNAL_TEST_RUN, { recursive: true, force: true });
}
