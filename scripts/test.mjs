// npm test: sets everything up, runs every check and every test, and says how many passed. Any Node from 20 on.
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { countPlaywright, countVitest, FAILED, PASSED, runner, tool } from './lib/checks.mjs';
import { ensureChromium } from './lib/chromium-setup.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { nodeRuntime } from './lib/node-runtime.mjs';
import { interruption } from './lib/processes.mjs';
import { runScript, say } from './lib/say.mjs';

await runScript(async () => {
  const runtime = await nodeRuntime();
  await installDependencies(runtime);
  const chromium = await ensureChromium();

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
    ['Build', () => builds(runtime)],
    ['Unit and integration tests', () => vitest(runtime)],
    ['End-to-end tests', () => (chromium ? playwright(runtime) : FAILED)],
  ];
  const total = { passed: 0, failed: 0 };
  for (const [name, check] of checks) {
    say(`\n== ${name}`);
    const { passed, failed } = interruption() ? FAILED : await check();
    say(`${name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
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

function vitest(runtime) {
  return runner(runtime, {
    script: modules('vitest', 'vitest.mjs'),
    args: (path) => ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${path}`],
    report: 'vitest.json',
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

function modules(...path) {
  return join('node_modules', ...path);
}
