import base from './jest.config.js';
import { measured } from './jest.measured.js';

/** What is measured in milliseconds, in a browser: one after another, with the machine to itself. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: measured.map((name) => `<rootDir>/test/browser/${name}.spec.ts`),
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 120_000,
  // A test that failed may leave a browser open, and the run would wait for it for ever.
  forceExit: true,
};
