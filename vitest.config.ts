// How the unit and integration tests run. Browser tests are Playwright's: test/e2e.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,web,field,bench,scripts}/**/*.test.{ts,tsx,js}', 'test/*.test.ts'],
    globalSetup: ['test/helpers/server.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
