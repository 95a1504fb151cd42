import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browsers.mjs';

export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results',
  globalSetup: './test/global-setup.ts',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    // `page.goto('.')` is the page under test, `page.goto('embed.html')` the embedded panel. Set by global-setup.ts.
    ...(process.env.LAB_URL ? { baseURL: process.env.LAB_URL } : {}),
    locale: 'en-GB',
    // They would fetch the whole page again in every test; offline.test.ts allows them.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'unit', testIgnore: 'e2e/**' },
    {
      name: 'chromium',
      testMatch: 'e2e/**/*.test.ts',
      use: { browserName: 'chromium', launchOptions: launchOptions('chromium') },
    },
    {
      name: 'firefox',
      testMatch: 'e2e/**/*.test.ts',
      // What these hold is what is said, and results, whose bits are the same in both browsers.
      testIgnore: ['e2e/{claims,hands,language,results,tuning-ways}.test.ts'],
      use: { browserName: 'firefox', launchOptions: launchOptions('firefox') },
    },
  ],
});
