import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Runs a program with its output on ours; resolves with its exit code. */
export function show(command, args, { cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const reportFile = (name) => join(tmpdir(), `vaxel-${name}-${process.pid}.json`);

function takeReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}

/** A run that crashed before it could report counts as one failure, never as none. */
function result(code, passed, failed, failures) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, failures };
}

/** How much of what a failed test says is said again at the end. */
const saidLines = 12;
const failure = (name, said) => ({ name, said: stripVTControlCharacters(said).split('\n').slice(0, saidLines) });

function jestFailures(root, report) {
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && message) return [failure(file, message)];
    return failed.map(({ fullName, failureMessages }) => failure(`${file} › ${fullName}`, failureMessages.join('\n')));
  });
}

function playwrightFailures({ suites = [], specs = [], title = '' } = {}, above = []) {
  const path = title ? [...above, title] : above;
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'))
    .map(({ title: name, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap(({ errors: all }) => all));
      return failure([...path, name].join(' › '), errors.map(({ message }) => message ?? '').join('\n'));
    });
  return [...own, ...suites.flatMap((suite) => playwrightFailures(suite, path))];
}

export async function runJest(root, args, env = {}) {
  const file = reportFile('jest');
  const code = await show(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${file}`, ...args],
    { cwd: root, env },
  );
  const report = takeReport(file);
  return result(
    code,
    report?.numPassedTests ?? 0,
    (report?.numFailedTests ?? 1) + (report?.numRuntimeErrorTestSuites ?? 0),
    jestFailures(root, report),
  );
}

export async function runPlaywright(root, { chromium, firefox, asterisk }, args) {
  const file = reportFile('playwright');
  const programs = { CHROMIUM_PATH: chromium, FIREFOX_PATH: firefox, ASTERISK_FOLDER: asterisk };
  const env = { ...programs, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const reporters = ['--reporter=list,json'];
  const code = await show(
    process.execPath,
    [join(root, 'node_modules/playwright/cli.js'), 'test', ...reporters, ...args],
    { cwd: root, env },
  );
  const report = takeReport(file);
  const stats = report?.stats;
  // A test that passed only when repeated is a bug of the product until proven otherwise.
  return result(
    code,
    stats?.expected ?? 0,
    (stats?.unexpected ?? 1) + (stats?.flaky ?? 0),
    playwrightFailures(report ?? {}),
  );
}
