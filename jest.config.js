/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // What is measured in milliseconds in a browser runs alone: see jest.browser.config.js.
  testPathIgnorePatterns: ['/node_modules/', '\\.cluster\\.spec\\.ts$', '/test/browser/(?!every-screen)'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'es6' },
      },
    ],
  },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  setupFiles: ['reflect-metadata'],
  testSequencer: '<rootDir>/jest.sequencer.js',
  maxWorkers: 3,
  testTimeout: 30_000,
};
