// npm test: unit and integration tests, then the browser tests, and one line that sums them up.
// With arguments only the unit and integration tests they name: npm test -- src/db.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.js';
import { cache } from './once.js';
import { root, runNode, runTool, say, toolPath } from './runtime.js';

const browserConfig = 'test/e2e/playwright.config.ts';

/** Runs the tests; gives 0 when none failed. */
export async function runTests(args) {
  mkdirSync(cache, { recursive: true });
  const results = [await runVitest(args)];
  if (args.length === 0 && existsSync(join(root, browserConfig))) results.push(await runBrowser());
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0 ? 0 : 1;
}

async function runVitest(args) {
  const report = join(cache, 'vitest.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const options = ['--configLoader', 'native', ...reporters];
  const code = await runTool('vitest', ['run', ...options, ...args]);
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report);
  return countBreakdown(code, numPassedTests, numFailedTests);
}

async function runBrowser() {
  const built = await buildWeb();
  if (built !== 0) return countBreakdown(built, 0, 0);
  const report = join(cache, 'playwright.json');
  rmSync(report, { force: true });
  const args = ['test', '-c', browserConfig, '--reporter=line,json'];
  const script = toolPath('@playwright/test', 'playwright');
  const code = await runNode([script, ...args], { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report } });
  const { expected = 0, flaky = 0, unexpected = 0 } = readReport(report).stats ?? {};
  return countBreakdown(code, expected + flaky, unexpected);
}

/** A run that broke down without a failed test still counts as one failure. */
function countBreakdown(code, passed, failed) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    say(`${file}: no report was written.`);
    return {};
  }
}
