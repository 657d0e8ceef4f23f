import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { ROOT } from './project.mjs';

/** How a check went: the numbers of tests, of which the whole check is one where it has no parts, and the failed ones' names. */
export const PASSED = { passed: 1, failed: 0, names: [] };
export const FAILED = { passed: 0, failed: 1, names: [] };

/** Runs one tool, by the path of its script from the project's root: it passes or it does not. */
export async function tool(runtime, script, args) {
  const { code } = await run(runtime.node, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: runtime.env,
  });
  return code === 0 ? PASSED : FAILED;
}

/**
 * Runs a test runner that writes a JSON report, and counts what it reports. A runner that crashes, that runs no test or
 * that fails for a reason no test shows counts as one more failure.
 */
export async function runner(runtime, { script, args, env, report, count }) {
  const path = join(ROOT, 'test-results', report);
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  rmSync(path, { force: true });
  const { code } = await run(runtime.node, [join(ROOT, script), ...args(path)], {
    cwd: ROOT,
    // Playwright asks its workers for colours: Node would warn of a NO_COLOR beside that.
    env: { ...runtime.env, NO_COLOR: undefined, ...env?.(path) },
  });
  return tally(code, existsSync(path) ? readFileSync(path, 'utf8') : null, count);
}

/** Pure part of `runner`: from the exit status and the report's text to numbers that cannot flatter. */
export function tally(code, text, count) {
  let counted;
  try {
    counted = count(JSON.parse(text ?? ''));
  } catch {
    return FAILED;
  }
  const { passed, failed, names = [] } = counted;
  if (!Number.isInteger(passed) || !Number.isInteger(failed)) return FAILED;
  const unexplained = (code !== 0 && failed === 0) || passed + failed === 0;
  return { passed, failed: unexplained ? failed + 1 : failed, names };
}

/** Vitest's JSON reporter (the format of Jest). A file that could not be loaded is a failed suite without tests. */
export function countVitest(report) {
  const failedIn = (file) => file.assertionResults.filter((test) => test.status === 'failed');
  const failedFiles = report.testResults.filter((file) => file.status === 'failed');
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + failedFiles.filter((file) => failedIn(file).length === 0).length,
    names: failedFiles.flatMap((file) =>
      failedIn(file).length === 0
        ? [file.name]
        : failedIn(file).map((test) => `${file.name} › ${test.fullName}`),
    ),
  };
}

/** Playwright's JSON reporter. A test that passed only when tried again has failed. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    names: (report.suites ?? []).flatMap(failedSpecs),
  };
}

function failedSpecs(suite) {
  return [
    ...(suite.specs ?? [])
      .filter((spec) => spec.tests.some((test) => test.status === 'unexpected' || test.status === 'flaky'))
      .map((spec) => `${spec.file}:${spec.line} › ${spec.title}`),
    ...(suite.suites ?? []).flatMap(failedSpecs),
  ];
}
