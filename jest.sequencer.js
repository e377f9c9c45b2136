import TestSequencer from '@jest/test-sequencer';

/** Whether it stands beside the code, not in test/, where whole servers start and are killed. */
const isBesideCode = ({ path, context }) => !path.startsWith(`${context.config.rootDir}/test/`);

/** The long tests first, so that none of them is left running alone at the end. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => Number(isBesideCode(a)) - Number(isBesideCode(b)));
  }
}
