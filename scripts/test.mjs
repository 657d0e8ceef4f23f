// npm test: sets everything up, runs every check and every test, and says how many passed. Any Node from 20 on.
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { countPlaywright, countVitest, FAILED, PASSED, runner, tool } from './lib/checks.mjs';
import { chromiumForTests } from './lib/chromium-setup.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { electronForTests } from './lib/electron-suite.mjs';
import { hasTemporal, nodeRuntime, temporalRuntime } from './lib/node-runtime.mjs';
import { interruption } from './lib/processes.mjs';
import { runScript, say } from './lib/say.mjs';

/** What the polyfill stands in for on a Node without Temporal; the end-to-end tests run the whole program on that Node. */
const TIMES = [join('tests', 'unit', 'domain'), join('tests', 'unit', 'demo')];

await runScript(async () => {
  const runtime = await nodeRuntime();
  await installDependencies(runtime);
  const chromium = await chromiumForTests();
  const temporal = await temporalRuntime(runtime);
  const electron = await electronForTests(runtime);

  const checks = [
    ['Types', () => tool(runtime, modules('typescript', 'bin', 'tsc'), ['-p', '.'])],
    [
      'Lint and format',
      () =>
        tool(runtime, modules('@biomejs', 'biome', 'bin', 'biome'), [
          'ci',
          '--error-on-warnings',
          '--colors=off',
        ]),
    ],
    ['Import rules', () => tool(runtime, join('scripts', 'house-rules', 'run.ts'), [])],
    ['Unused code', () => tool(runtime, modules('knip', 'bin', 'knip.js'), ['--no-progress'])],
    ['Build', () => builds(runtime)],
    ...(await unitAndIntegration(runtime, temporal)),
    [
      'Simulation',
      () => tool(runtime, join('tests', 'simulation', 'run.ts'), ['--runs', '200', '--seed', '1']),
    ],
    [
      'Mistakes the simulation has to notice',
      () => tool(runtime, join('tests', 'simulation', 'run.ts'), ['--mutations', '--seed', '1']),
    ],
    ['End-to-end tests', () => (chromium ? playwright(runtime) : FAILED)],
    ...underElectron(runtime, electron),
  ];
  const total = { passed: 0, failed: 0 };
  const failures = [];
  for (const [name, check] of checks) {
    say(`\n== ${name}`);
    const { passed, failed, names } = interruption() ? FAILED : await check();
    say(`${name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failures.push(...(names.length > 0 ? names.map((one) => `${name}: ${one}`) : [name]));
  }
  if (!temporal) say('\nNative Temporal: not run');
  if ('missing' in electron) say(`\nElectron: not run (${electron.missing})`);
  if (failures.length > 0) say(`\nFailed:\n${failures.map((one) => `  ${one}`).join('\n')}`);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** The tests of the preview and the end-to-end tests run what is built here. */
async function builds(runtime) {
  try {
    await build(runtime);
    return PASSED;
  } catch (error) {
    say(error.message);
    return FAILED;
  }
}

/**
 * All of them once, on native Temporal as under Electron where that can be had, and then what reckons with times on the
 * polyfill as well. Each run is told which it is for, and a test fails where it is not that.
 */
async function unitAndIntegration(runtime, temporal) {
  const all = 'Unit and integration tests';
  const polyfill = (name, paths) => [
    `${name}, polyfill of Temporal`,
    () => vitest(runtime, 'polyfill', paths),
  ];
  if (!temporal) return [polyfill(all, [])];
  const native = [`${all}, native Temporal`, () => vitest(temporal, 'native', [])];
  return (await hasTemporal(runtime.node)) ? [native] : [native, polyfill('Unit tests of times', TIMES)];
}

function vitest(runtime, temporal, paths) {
  return runner(runtime, {
    script: modules('vitest', 'vitest.mjs'),
    args: (path) => ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${path}`, ...paths],
    env: () => ({ RESLOT_TEMPORAL: temporal }),
    report: `vitest-${temporal}.json`,
    count: countVitest,
  });
}

function playwright(runtime) {
  return runner(runtime, {
    script: modules('@playwright', 'test', 'cli.js'),
    args: () => ['test', '--reporter=list,json'],
    env: (path) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: path }),
    report: 'playwright.json',
    count: countPlaywright,
  });
}

/** Without Electron it is no check, or with RESLOT_REQUIRE_ELECTRON one that fails: it is never one that passes. */
function underElectron(runtime, electron) {
  const name = 'Tests under Electron';
  if ('missing' in electron) return process.env.RESLOT_REQUIRE_ELECTRON ? [[name, () => FAILED]] : [];
  const suite = {
    script: modules('@playwright', 'test', 'cli.js'),
    args: () => ['test', '--config=playwright.electron.config.ts', '--reporter=list,json'],
    env: (path) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: path, RESLOT_ELECTRON: electron.path }),
    report: 'electron.json',
    count: countPlaywright,
  };
  return [[name, () => runner(runtime, suite)]];
}

function modules(...path) {
  return join('node_modules', ...path);
}
