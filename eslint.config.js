import tseslint from 'typescript-eslint';

/** Words that a person would read, written where no second language stands beside them. */
const outsideCatalogues = [
  'Literal[value=/[а-яё]/i]',
  'TemplateElement[value.raw=/[а-яё]/i]',
  'JSXText[value=/[a-zа-яё]{2}/i]',
  'JSXAttribute[name.name=/^(aria-label|aria-description|title|placeholder|label|description|alt)$/] > Literal',
].map((selector) => ({ selector, message: 'Words for people stand in a catalogue (*.messages.ts).' }));

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'data/**', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Ports are async even where an adapter answers at once.
      '@typescript-eslint/require-await': 'off',
      // Array indexes that were just checked: noUncheckedIndexedAccess makes "!" the honest way to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  {
    files: ['apps/web/**'],
    languageOptions: {
      parserOptions: {
        project: ['./apps/web/tsconfig.json', './apps/web/src/service-worker/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    files: ['test/browser/**'],
    languageOptions: {
      parserOptions: { project: './test/browser/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    // What a person reads stands in a catalogue, in both languages.
    files: ['apps/web/src/**'],
    ignores: ['**/*.messages.ts', '**/*.spec.ts', 'apps/web/src/app/places.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...outsideCatalogues],
    },
  },
  {
    // Where a program speaks to a terminal, printing is the work.
    files: ['apps/cli/**', 'bench/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // Answers of HTTP calls have no types here: the tests' assertions say what they are.
    files: ['test/**', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
