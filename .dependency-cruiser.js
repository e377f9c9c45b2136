/** The direction of imports, as ARCHITECTURE.md draws it. */
const contexts = '^libs/(school|journal|accounts|readiness|audit|transition)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(apps|libs|bench)/' },
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kernel-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^(libs/(?!kernel/)|apps/)' },
    },
    {
      name: 'event-store-stands-on-kernel',
      severity: 'error',
      from: { path: '^libs/event-store/' },
      to: { path: '^(libs/(?!kernel/|event-store/)|apps/)' },
    },
    {
      name: 'projecting-stands-on-kernel-and-event-store',
      severity: 'error',
      from: { path: '^libs/projecting/' },
      to: { path: '^(libs/(?!kernel/|event-store/|projecting/)|apps/)' },
    },
    {
      name: 'platform-knows-no-context',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: `^apps/|${contexts}` },
    },
    {
      name: 'a-context-sees-only-the-facts-of-another',
      comment: 'import #school/events, never #school',
      severity: 'error',
      from: { path: '^libs/(school|journal|accounts|readiness|audit|transition)/' },
      to: { path: contexts, pathNot: ['^libs/$1/', '/src/events\\.ts$'] },
    },
    {
      name: 'the-thin-client-stands-alone',
      comment:
        'apps/web speaks to the server over HTTP, in the words of docs/openapi.json, and imports nothing of it',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps/(?!web/)|test|bench)/' },
    },
    {
      name: 'libs-do-not-know-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'facts-and-rules-are-pure',
      comment: 'events, deciders and projections know kernel words only: no Nest, Node, SQLite or Mongo',
      severity: 'error',
      from: {
        path: '^libs/(school|journal|accounts|readiness|audit|transition)/src/.*\\.(events|projection)\\.ts$',
      },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    {
      name: 'facts-and-projections-do-not-know-the-edge',
      severity: 'error',
      from: {
        path: '^libs/(school|journal|accounts|readiness|audit|transition)/src/.*\\.(events|projection)\\.ts$',
      },
      to: { path: '^libs/(platform|event-store)/' },
    },
    {
      name: 'through-the-front-door',
      comment: 'another lib is imported by its #name: index.ts, events.ts or testing.ts',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '/src/(index|events|testing)\\.ts$'] },
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench)/|\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
