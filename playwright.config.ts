import { defineConfig } from 'playwright/test';
import { browserArguments, browserPath } from './tests/e2e/browser';

export default defineConfig({
  testDir: 'tests/e2e',
  // Each worker has a server, a database and a browser of its own; two fill two cores.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
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
