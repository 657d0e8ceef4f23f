// npm run package: sets everything up, builds, and packages what was built. Any Node from 20 on.
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { nodeRuntime } from './lib/node-runtime.mjs';
import { run } from './lib/processes.mjs';
import { ROOT } from './lib/project.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  const runtime = await nodeRuntime();
  await installDependencies(runtime);
  await build(runtime);
  const script = join(ROOT, 'scripts', 'package', 'run.ts');
  const { code } = await run(runtime.node, [script, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: runtime.env,
  });
  return code;
});
