// Browser tests on the real server, in a Chromium from npm: no mocks, nothing installed.

import { defineConfig } from '@playwright/test';
import { chromiumArgs, prepareChromium } from './chromium.ts';

const { executablePath, env } = prepareChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../.cache/e2e',
  globalSetup: './global-setup.ts',
  // Tests share one server; two at a time suits two cores.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env['QINGNUAN_E2E_URL'] ?? '',
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: chromiumArgs,
      env: { ...process.env, ...env } as Record<string, string>,
    },
  },
});
