import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * The house's directions of import. A newcomer may read this as the map:
 * domain ← contracts, storage ← server | media; contracts ← client; and inside the server only towards earlier steps
 * of the resident's journey.
 */
const JOURNEY = [
  ['common', 'database'],
  ['house'],
  ['identity'],
  ['gateway', 'health'],
  ['webhooks'],
  ['capacity'],
  ['requests'],
  ['notices'],
  ['scheduling'],
  ['sessions'],
  ['recordings'],
  ['outcomes'],
  ['follow-ups'],
  ['resident-portal'],
  ['statistics'],
  ['demo'],
];

const OUTSIDE = {
  server: ['**/server/**', '@nestjs/*', 'typeorm', 'pg', 'bullmq'],
  media: ['**/media/src/**', 'mediasoup', 'mediasoup/*'],
  client: ['**/client/**', 'react', 'react-dom', 'antd'],
};

const forbid = (message, group) => ({ group, message });

/** What a folder may not import, as one rule for its files. */
function direction(files, ...patterns) {
  return { files, ignores: ['**/*.spec.ts'], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

function journeyDirections() {
  return JOURNEY.flatMap((step, index) => {
    const later = JOURNEY.slice(index + 1).flat();
    const siblings = (own) => step.filter((name) => name !== own);
    return step.map((own) => {
      const banned = [...later, ...siblings(own)].flatMap((name) => [
        `../${name}/*`,
        `../../${name}/*`,
        `../${name}/**`,
        `../../${name}/**`,
      ]);
      const patterns = [
        forbid('The server knows neither the client nor the media node: only contracts and domain.', [
          ...OUTSIDE.client,
          ...OUTSIDE.media,
        ]),
      ];
      if (banned.length > 0) patterns.push(forbid(`"${own}" may import only earlier steps of the journey.`, banned));
      return direction([`server/src/${own}/**/*.ts`], ...patterns);
    });
  });
}

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.data/',
      '.cache/',
      'screens-out/',
      'bench-results/',
      'coverage/',
      'scripts/media-worker/',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './client/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
    },
  },
  {
    // Nest reads constructor parameter types at run time, so classes must stay value imports there.
    files: ['server/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['server/src/**/*.ts', 'media/src/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/migrations/**'],
    rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['client/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },

  direction(
    ['libs/domain/**/*.ts'],
    forbid('The domain imports nothing but a Temporal polyfill.', [
      '@contracts/*',
      '@contracts/**',
      'zod',
      ...OUTSIDE.server,
      ...OUTSIDE.media,
      ...OUTSIDE.client,
      'node:*',
    ]),
  ),
  direction(
    ['libs/contracts/**/*.ts'],
    forbid('Contracts import zod and the domain only.', [
      ...OUTSIDE.server,
      '**/media/src/**',
      ...OUTSIDE.client,
      'node:*',
    ]),
  ),
  direction(
    ['libs/storage/**/*.ts'],
    forbid('Storage keeps bytes under keys: it knows the domain at most.', [
      '@contracts/*',
      '@contracts/**',
      ...OUTSIDE.server,
      ...OUTSIDE.media,
      ...OUTSIDE.client,
    ]),
  ),
  direction(
    ['media/**/*.ts'],
    forbid('The media node knows tickets, rooms and peers: no server, no client, no database.', [
      '**/server/**',
      '**/client/**',
      'typeorm',
      'pg',
      '@contracts/http/*',
      '@contracts/realtime/*',
    ]),
  ),
  direction(
    ['client/src/rtc/**/*.{ts,tsx}'],
    forbid('rtc is free of React and of screens.', [
      'react',
      'react-dom',
      'antd',
      '**/features/**',
      '**/app/**',
      '**/ui/**',
      '**/server/**',
      '**/media/src/**',
    ]),
  ),
  direction(
    ['client/src/{lib,ui}/**/*.{ts,tsx}'],
    forbid('lib and ui know no feature.', ['**/features/**', '**/app/**', '**/server/**', '**/media/src/**']),
  ),
  direction(
    ['client/src/{features,app}/**/*.{ts,tsx}'],
    forbid('The client knows the server and the media node by the contracts alone.', [
      '**/server/**',
      '**/media/src/**',
      '@nestjs/*',
      'typeorm',
      'mediasoup',
    ]),
  ),
  ...journeyDirections(),
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  prettier,
);
