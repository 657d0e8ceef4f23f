// npm start: sets everything up and opens the demo clinic, or a desk of one's own. Runs on any Node from 20 on.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { requireAnswers } from './lib/answers.mjs';
import { build } from './lib/build.mjs';
import { defaultDataDir, makeDirectory, requireWritable } from './lib/data-dir.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { nodeRuntime } from './lib/node-runtime.mjs';
import { writePrivateFile } from './lib/private-file.mjs';
import { interruption, onInterruption, start } from './lib/processes.mjs';
import { ROOT } from './lib/project.mjs';
import { runScript, Stop, say } from './lib/say.mjs';
import { parseStartOptions, USAGE } from './lib/start-options.mjs';
import { chooseSurface } from './lib/surface.mjs';

/** Longer than the program itself waits for work under way. */
const STOP_LIMIT_MS = 10_000;

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
  if (interruption()) return 130;

  const scratch = mkdtempSync(join(tmpdir(), 'reslot-start-'));
  try {
    return await open({ options, dataDir, runtime, scratch });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    if (options.readyFile) rmSync(options.readyFile, { force: true });
  }
});

async function open({ options, dataDir, runtime, scratch }) {
  const files = { endpoints: join(scratch, 'endpoints.json'), desk: join(scratch, 'desk.txt') };
  const { electron, opens } = await chooseSurface(options, runtime);
  const child = launch({ electron, opens, options, dataDir, runtime, files });
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, signal: null, error }));
    child.on('exit', (code, signal) => resolve({ code, signal, error: null }));
  });
  const addresses = await Promise.race([ended.then(() => null), started(files, electron)]);
  if (addresses && !interruption()) {
    const silent = await requireAnswers(addresses).catch((error) => error);
    if (silent && child.exitCode === null && !interruption()) {
      child.kill('SIGTERM');
      await ended;
      throw new Stop(`Reslot was started but does not answer: ${silent.message}`);
    }
    if (!silent) announce(addresses, child.pid, options);
  }
  return exitStatus(await ended, Boolean(addresses));

  function exitStatus({ code, signal, error }, wasStarted) {
    // A signal may also end the program before it listens for one.
    if (interruption()) return signal === 'SIGKILL' ? 1 : (code ?? 0);
    if (code === 0) return wasStarted ? 0 : 1;
    if (error) throw new Stop(`Reslot could not be started: ${error.message}`);
    if (signal) throw new Stop(`Reslot was ended by ${signal}.`);
    return code ?? 1;
  }
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

function launch({ electron, opens, options, dataDir, runtime, files }) {
  const portsAfter = (port) => [port + 1, port + 2, port + 3].join(',');
  const program = [
    ...(options.clinic ? [] : ['--demo']),
    `--data-dir=${dataDir}`,
    `--endpoints-file=${files.endpoints}`,
    ...(options.fresh ? ['--fresh'] : []),
    ...(options.now === null ? [] : [`--now=${options.now}`]),
    ...(options.port === null || options.clinic ? [] : [`--demo-ports=${portsAfter(options.port)}`]),
  ];
  const preview = [
    join(ROOT, 'scripts', 'preview', 'run.ts'),
    `--preview-desk-file=${files.desk}`,
    `--preview-port=${options.port ?? 0}`,
    ...(opens ? ['--preview-open'] : []),
  ];
  // Chromium refuses its sandbox to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [command, args] = electron
    ? [electron, [...asRoot, ROOT, ...program]]
    : [runtime.node, [...preview, ...program]];
  const child = start(command, args, {
    cwd: ROOT,
    env: runtime.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onInterruption(() => setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS).unref());
  return child;
}

/** Resolves to the addresses once the program has written them. */
async function started(files, electron) {
  const needed = electron ? [files.endpoints] : [files.endpoints, files.desk];
  while (!needed.every(existsSync)) await delay(50, undefined, { ref: false });
  const desk = electron ? 'reslot://app/index.html' : readFileSync(files.desk, 'utf8');
  return { desk, ...JSON.parse(readFileSync(files.endpoints, 'utf8')) };
}

function announce(addresses, pid, options) {
  const { desk, portal, fhir, mailbox, smtp } = addresses;
  say(`Desk            ${desk}`);
  if (!options.clinic) {
    say(`Patient portal  ${portal}`);
    say(`Mailbox         ${mailbox}`);
  }
  say('Press Ctrl-C to stop.');
  if (!options.readyFile) return;
  writePrivateFile(options.readyFile, `${JSON.stringify({ desk, portal, fhir, mailbox, smtp, pid })}\n`);
}
