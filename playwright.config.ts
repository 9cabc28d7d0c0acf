import { defineConfig } from 'playwright/test';
import { browserArguments, browserPath } from './tests/e2e/browser';
import { patienceMs } from './tests/patience';

/** Calls, transfers, moves, anchors and returns. */
const onBothSwitches = [
  /\b(calls|transfer|move)\.spec\.ts/,
  /anchor\.spec\.ts.*(is reloaded, in a call that she got, with|page dies, in a call that she made:)/,
  /return-card\.spec\.ts.*who leaves the app/,
  /anchor\.spec\.ts.*(network is gone.*that she made:|another address.*that she got:)/,
];

/** The embedded switch knows nobody outside. */
const onAsteriskOnly = '**/trunks.spec.ts';

export default defineConfig<object, { switchName: 'embedded' | 'asterisk' }>({
  projects: [
    // What one window shows and takes, over a scripted server: about a second each.
    { name: 'screens', testDir: 'tests/screens' },
    // What people do with each other, over the built server: real switch, real database, real sound.
    {
      name: 'ways',
      testDir: 'tests/e2e',
      // `npm test` looks for Firefox, and says so where there is none.
      testIgnore: [onAsteriskOnly, ...(process.env['FIREFOX_PATH'] ? [] : ['**/firefox.spec.ts'])],
    },
    // The same on an Asterisk, for what a switch does.
    {
      name: 'asterisk-ways',
      testDir: 'tests/e2e',
      grep: [...onBothSwitches, /trunks\.spec\.ts/],
      use: { switchName: 'asterisk' },
    },
  ],
  // Each worker has a server and a browser of its own; two fill two cores.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Last limits, for machines that are busy with other things: what is waited for comes when it comes. Speed is
  // measured by the bench.
  timeout: 240_000,
  expect: { timeout: patienceMs },
  outputDir: 'test-results',
  use: {
    launchOptions: {
      executablePath: browserPath,
      args: browserArguments,
    },
    screenshot: 'only-on-failure',
    // Costs a third of the time and of the machine, and the figures of calls with it; `--trace on` where one is wanted.
    trace: 'off',
  },
});
