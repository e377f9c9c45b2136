import base from './jest.config.js';

/** What a person does in a browser: one after another, since some of it is measured in milliseconds. */
/** @type {import('jest').Config} */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/', '/every-screen\\.spec\\.ts$'],
  maxWorkers: 1,
  testTimeout: 120_000,
  // A test that failed may leave a browser open, and the run would wait for it for ever.
  forceExit: true,
};
