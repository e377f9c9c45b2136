import base from './jest.config.js';

/** The suites that need a real server named by EVENTSTORE_URL or MONGODB_URL. */
/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['**/*.cluster.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
