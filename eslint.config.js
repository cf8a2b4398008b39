// The rules of `npm run lint`, beside prettier's form and tsc's types.

import js from '@eslint/js';
import globals from 'globals';

const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

/** How large a function may be. An exception carries its reason. */
const SIZE = {
  'max-depth': ['error', 4],
  'max-lines-per-function': lines(45),
  'max-params': ['error', 7],
};

const FORM = {
  'max-len': [
    'error',
    {
      code: 100,
      ignoreUrls: true,
      ignoreStrings: true,
      ignoreTemplateLiterals: true,
      ignoreRegExpLiterals: true,
    },
  ],
  'no-else-return': ['error', { allowElseIf: true }],
  'no-useless-return': 'error',
  'object-shorthand': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'prefer-template': 'error',
};

const FAULTS = {
  'default-case-last': 'error',
  eqeqeq: 'error',
  'no-constructor-return': 'error',
  'no-implicit-coercion': 'error',
  'no-self-compare': 'error',
  'no-unused-expressions': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
  'no-var': 'error',
  'no-throw-literal': 'error',
  'array-callback-return': 'error',
};

export default [
  { ignores: ['build/', 'dist/', '**/node_modules/', 'web/go/wasm_exec.js', '**/*.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...SIZE, ...FORM, ...FAULTS },
  },
  { files: ['web/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['web/sw.js', 'web/sw-cache.js'],
    languageOptions: { globals: globals.serviceworker },
  },
  { files: ['web/load.worker.js'], languageOptions: { globals: globals.worker } },
  {
    // A script of ES5 for newsrooms' pages; internal/site writes the heights into it.
    files: ['web/embed.js'],
    languageOptions: {
      ecmaVersion: 5,
      sourceType: 'script',
      globals: { FRAME_HEIGHTS: 'readonly' },
    },
    rules: {
      'no-unused-vars': ['error', { caughtErrors: 'none' }],
      'no-var': 'off',
      'object-shorthand': 'off',
      'prefer-template': 'off',
    },
  },
  {
    // On Node.js and, in what a page evaluates, in a browser.
    files: ['test/**', 'bench/**', 'eslint.config.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    // A test tells one story from start to end, and is followed best in one piece; `map` is the
    // element of this id in an article.
    files: ['test/**/*.test.js'],
    languageOptions: { globals: { map: 'readonly' } },
    rules: { 'max-lines-per-function': lines(75) },
  },
];
