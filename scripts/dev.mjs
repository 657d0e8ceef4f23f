// npm run dev: shows the program in the preview while somebody works on it, and again what has changed. Any Node from 20 on.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce } from './lib/announce.mjs';
import { defaultDataDir, requireWritable } from './lib/data-dir.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { nodeRuntime } from './lib/node-runtime.mjs';
import { exitStatusOfInterruption, interruption, onInterruption, start } from './lib/processes.mjs';
import { runProgram } from './lib/program.mjs';
import { ROOT } from './lib/project.mjs';
import { runScript, Stop, say } from './lib/say.mjs';
import { START_AGAIN } from './lib/start-again.mjs';
import { parseStartOptions, USAGE } from './lib/start-options.mjs';
import { chooseSurface } from './lib/surface.mjs';

const BUNDLES = ['main', 'preload', 'renderer', 'demo'];
/** A window that shows them anew is enough; what the program itself runs needs another start. */
const SHOWN = ['preload', 'renderer'];

await runScript(async () => {
  const parsed = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if ('error' in parsed) throw new Stop(`${parsed.error}\n\n${USAGE}`, 2);
  const options = { ...parsed.options, preview: true };
  if (options.help) {
    say(USAGE.replace('npm start', 'npm run dev'));
    return 0;
  }
  const dataDir = options.dataDir ?? defaultDataDir(options);
  requireWritable(dataDir);
  const runtime = await nodeRuntime();
  await installDependencies(runtime);
  const { opens } = await chooseSurface(options, runtime);
  const changes = building(runtime);
  const scratch = mkdtempSync(join(tmpdir(), 'reslot-dev-'));
  try {
    await changes.firstBuilt;
    return interruption()
      ? exitStatusOfInterruption()
      : await again({ options, opens, dataDir, runtime, scratch }, changes);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    changes.end();
  }
});

/** Runs the program, and anew when what it runs has changed, until somebody ends it. */
async function again({ options, scratch, ...how }, changes) {
  for (let run = 1; ; run += 1) {
    const own = join(scratch, String(run));
    mkdirSync(own);
    let outdated = false;
    let program = null;
    changes.told = (bundle) => {
      if (SHOWN.includes(bundle)) return program?.reload();
      outdated = true;
      program?.end();
    };
    const once = { ...options, fresh: options.fresh && run === 1 };
    const outcome = await runProgram(
      { ...how, electron: null, options: once, scratch: own },
      (addresses, pid, control) => {
        announce(addresses, pid, options);
        program = control;
        if (outdated) program.end();
      },
    ).catch((error) => error);
    if (interruption()) return exitStatusOfInterruption();
    if (outdated || outcome.status === START_AGAIN) continue;
    if (!(outcome instanceof Error) && outcome.status === 0) return 0;
    if (outcome instanceof Error && !(outcome instanceof Stop)) throw outcome;
    say(`${outcome.message ?? 'Reslot has ended.'} It is started again once its sources have changed.`);
    await changes.next();
    if (interruption()) return exitStatusOfInterruption();
  }
}

/** The process that builds. `told` hears of each bundle that has become another one. */
function building({ node, env }) {
  const child = start(node, [join(ROOT, 'scripts', 'dev', 'run.ts')], {
    cwd: ROOT,
    env: { ...env, NODE_ENV: 'development' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const missing = new Set(BUNDLES);
  let builtAll = () => undefined;
  let gaveUp = builtAll;
  const firstBuilt = new Promise((resolve, reject) => {
    builtAll = resolve;
    gaveUp = reject;
  });
  const waiting = [];
  const wake = () => {
    for (const waiter of waiting.splice(0)) waiter();
  };
  const changes = {
    firstBuilt,
    told: () => undefined,
    next: () => new Promise((woken) => waiting.push(woken)),
    end: () => child.kill(),
  };
  child.on('message', ({ built }) => {
    missing.delete(built);
    if (missing.size === 0) builtAll();
    changes.told(built);
    if (!SHOWN.includes(built)) wake();
  });
  child.on('exit', () => {
    gaveUp(new Stop('The build has ended.'));
    wake();
  });
  onInterruption(() => {
    builtAll();
    wake();
  });
  return changes;
}
