// npm start: sets everything up and opens the demo clinic, or a desk of one's own. Runs on any Node from 20 on.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { announce } from './lib/announce.mjs';
import { build } from './lib/build.mjs';
import { defaultDataDir, makeDirectory, requireWritable } from './lib/data-dir.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { nodeRuntime } from './lib/node-runtime.mjs';
import { writePrivateFile } from './lib/private-file.mjs';
import { exitStatusOfInterruption, interruption } from './lib/processes.mjs';
import { runProgram } from './lib/program.mjs';
import { runScript, Stop, say } from './lib/say.mjs';
import { START_AGAIN } from './lib/start-again.mjs';
import { parseStartOptions, USAGE } from './lib/start-options.mjs';
import { chooseSurface, previewInstead } from './lib/surface.mjs';

await runScript(async () => {
  const parsed = parseStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if ('error' in parsed) throw new Stop(`${parsed.error}\n\n${USAGE}`, 2);
  const { options } = parsed;
  if (options.help) {
    say(USAGE);
    return 0;
  }
  const dataDir = options.dataDir ?? defaultDataDir(options);
  requireWritable(dataDir);
  if (options.readyFile) prepareReadyFile(options.readyFile);

  const runtime = await nodeRuntime();
  await installDependencies(runtime);
  await build(runtime);
  if (interruption()) return exitStatusOfInterruption();

  const scratch = mkdtempSync(join(tmpdir(), 'reslot-start-'));
  try {
    const status = await open({ options, dataDir, runtime, scratch: join(scratch, 'first') });
    return await whileAskedFor(status, (count) => {
      const again = { ...options, fresh: false, restoreBackup: null };
      return open({ options: again, dataDir, runtime, scratch: join(scratch, `again-${count}`) });
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    if (options.readyFile) rmSync(options.readyFile, { force: true });
  }
});

/** The program may end so that it is started again: to change the keys of its database, say. */
async function whileAskedFor(first, start) {
  let status = first;
  for (let count = 1; status === START_AGAIN && !interruption(); count += 1) status = await start(count);
  return status;
}

async function open({ options, ...how }) {
  mkdirSync(how.scratch);
  const surface = await chooseSurface(options, how.runtime);
  const opened = (addresses, pid) => announce(addresses, pid, options);
  if (interruption()) return exitStatusOfInterruption();
  const outcome = await runProgram({ ...how, ...surface, options }, opened);
  if ('status' in outcome) return outcome.status;
  const instead = await previewInstead(outcome.died);
  if (interruption()) return exitStatusOfInterruption();
  const { status } = await runProgram({ ...how, ...instead, options }, opened);
  return status;
}

/** Whoever waits for the file must not find the one of an earlier run. */
function prepareReadyFile(path) {
  try {
    makeDirectory(dirname(path));
    rmSync(path, { force: true });
    const probe = `${path}.${randomUUID()}`;
    writePrivateFile(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Stop(`The ready file ${path} cannot be written (${error.code}).`);
  }
}
