import { describe } from '@jest/globals';
import { describeCommit } from './contract/commit.ts';
import { describeFind } from './contract/find.ts';
import { describeFindModel } from './contract/find-model.ts';
import { describeScan } from './contract/scan.ts';
import { describeSnapshots } from './contract/snapshots.ts';
import { describeTallies } from './contract/tallies.ts';
import { describeVersions } from './contract/versions.ts';
import type { ReadStore } from './read-store.ts';

/**
 * The one contract suite of read stores: an adapter is right when it passes.
 * @param open a new, empty store; the suite closes it
 */
export function describeReadStore(name: string, open: () => Promise<ReadStore>): void {
  describe(`the read store contract: ${name}`, () => {
    describeCommit(open);
    describeFind(open);
    describeFindModel(open);
    describeTallies(open);
    describeSnapshots(open);
    describeVersions(open);
    describeScan(open);
  });
}
