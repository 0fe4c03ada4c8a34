import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, run } from '../set-up/command.mjs';
import { pinnedNode, pinnedNodeEnvironment } from '../set-up/pinned-node.mjs';
import { CHECKOUT } from '../set-up/places.mjs';
import { secondsSince } from '../set-up/step.mjs';

/** In the order in which they run: the quickest to fail come first. */
export const ALL_SUITES = ['lint', 'types', 'scripts', 'rules', 'media', 'integration', 'journeys'];
/** These need PostgreSQL, Redis and the media worker. */
export const NEEDS_SERVICES = ['media', 'integration', 'journeys'];
export const NEEDS_BROWSER = ['integration', 'journeys'];

/** A suite that hangs must not take the others with it. */
const LIMIT_MS = 30 * 60_000;
/** Jest loads ES modules from CommonJS only with this. */
const JEST_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * Runs suites one after the other and prints what came of each.
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Count>} the sum
 */
export async function runSuites(names, env) {
  const results = [];
  for (const name of names) {
    console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
    const startedAt = performance.now();
    const count = await runSuite(name, env);
    results.push({ name, ...count, time: secondsSince(startedAt) });
    console.log(summaryOf(results.at(-1)));
  }
  console.log(`\n── summary ${'─'.repeat(63)}`);
  for (const result of results) console.log(summaryOf(result));
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** @param {{ name: string, passed: number, failed: number, time: string } | undefined} result */
function summaryOf(result) {
  return result ? `${result.name}: ${result.passed} passed, ${result.failed} failed (${result.time})` : '';
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Count>}
 */
function runSuite(name, env) {
  if (name === 'lint' || name === 'types') return runNpmScript(name);
  if (name === 'scripts') return runScriptTests();
  return runJest(name, env);
}

/**
 * @param {string} script
 * @returns {Promise<Count>} it counts as one test
 */
async function runNpmScript(script) {
  const { code } = await run(findProgram('npm') ?? 'npm', ['run', '--silent', script], {
    cwd: CHECKOUT,
    env: pinnedNodeEnvironment(),
    show: true,
  });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * The tests of these scripts, by Node's own test runner, since the scripts run before Jest is there.
 * @returns {Promise<Count>}
 */
async function runScriptTests() {
  const folder = join(CHECKOUT, 'scripts/test');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => join(folder, file));
  const { code, output } = await run(pinnedNode(), ['--test', '--test-reporter=tap', ...files], {
    env: testEnvironment({}),
  });
  const passed = Number(/^# pass (\d+)$/m.exec(output)?.[1] ?? 0);
  const failed = Number(/^# fail (\d+)$/m.exec(output)?.[1] ?? 0);
  if (code !== 0) console.log(output);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/**
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Count>}
 */
async function runJest(project, env) {
  const folder = mkdtempSync(join(tmpdir(), 'video-home-jest-'));
  const report = join(folder, 'report.json');
  // Only rules are pure; the others share ports, browsers and the machine's few cores.
  const inBand = project === 'rules' ? [] : ['--runInBand'];
  const args = ['--selectProjects', project, '--ci', '--forceExit', '--json', `--outputFile=${report}`, ...inBand];
  try {
    const { code } = await run(
      pinnedNode(),
      [...JEST_FLAGS, join(CHECKOUT, 'node_modules/jest/bin/jest.js'), ...args],
      {
        limitMs: LIMIT_MS,
        cwd: CHECKOUT,
        env: testEnvironment(env),
        show: 'stderr',
      },
    );
    return countOf(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A test file that cannot be run counts as one failed test, and so does a run without any test.
 * @param {string} report
 * @param {number} code Jest's exit code
 * @returns {Count}
 */
function countOf(report, code) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const unexplained = failed === 0 && (code !== 0 || numPassedTests === 0);
    return { passed: numPassedTests, failed: unexplained ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** @param {NodeJS.ProcessEnv} env */
function testEnvironment(env) {
  // What npm start would read from the environment must not lead the tests elsewhere.
  const { DATABASE_URL: _database, REDIS_URL: _redis, PORT: _port, DATA_DIR: _data, ...rest } = pinnedNodeEnvironment();
  return { ...rest, TZ: 'UTC', NODE_ENV: 'test', ...env };
}
