// npm run screenshots -- DIR: writes a picture of every screen, light and dark, into DIR. Any Node from 20 on.
import { join, resolve } from 'node:path';
import { build } from './lib/build.mjs';
import { chromiumForTests } from './lib/chromium-setup.mjs';
import { makeDirectory } from './lib/data-dir.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { nodeRuntime } from './lib/node-runtime.mjs';
import { run } from './lib/processes.mjs';
import { ROOT } from './lib/project.mjs';
import { runScript, Stop } from './lib/say.mjs';

await runScript(async () => {
  const [directory, ...rest] = process.argv.slice(2);
  if (!directory || directory.startsWith('-') || rest.length > 0)
    throw new Stop('Usage: npm run screenshots -- DIR', 2);
  const target = resolve(process.env.INIT_CWD ?? process.cwd(), directory);
  makeDirectory(target);
  const runtime = await nodeRuntime();
  await installDependencies(runtime);
  if (!(await chromiumForTests())) return 1;
  await build(runtime);
  const script = join(ROOT, 'scripts', 'screenshots', 'run.ts');
  const { code } = await run(runtime.node, [script, target], { cwd: ROOT, env: runtime.env });
  return code;
});
