/** One Jest, four projects: rules, media, integration, journeys (see docs/architecture.md, "Tests"). */
const { exclude: _specs, ...swc } = JSON.parse(require('node:fs').readFileSync(`${__dirname}/.swcrc`, 'utf8'));

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: {
    '^@domain/(.*)$': '<rootDir>/libs/domain/src/$1',
    '^@contracts/(.*)$': '<rootDir>/libs/contracts/src/$1',
    '^@storage/(.*)$': '<rootDir>/libs/storage/src/$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

module.exports = {
  // A slow machine takes its time to start a server; five seconds would judge the machine, not the product.
  testTimeout: 180_000,
  projects: [
    {
      ...shared,
      displayName: 'rules',
      testMatch: ['<rootDir>/{libs,server,client,media}/**/*.spec.ts', '<rootDir>/test/support/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.media\\.spec\\.ts$'],
    },
    { ...shared, displayName: 'media', testMatch: ['<rootDir>/media/src/**/*.media.spec.ts'] },
    {
      ...shared,

      displayName: 'integration',
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      testMatch: ['<rootDir>/test/integration/**/*.int-spec.ts'],
    },
    {
      ...shared,

      displayName: 'journeys',
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'],
    },
  ],
};
