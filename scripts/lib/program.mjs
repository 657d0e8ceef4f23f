import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { requireAnswers } from './answers.mjs';
import { COMPILED } from './build.mjs';
import { electronEnv, surroundings } from './electron.mjs';
import { electronDeath } from './electron-death.mjs';
import { askToEnd, interruption, kill, onEnd, onInterruption, start } from './processes.mjs';
import { ROOT } from './project.mjs';
import { Stop, say } from './say.mjs';

/** From then on whoever has ended it wants to know what is being waited for. */
const SLOW_END_MS = 1500;
/** Electron that has not opened the desk by then hangs. The program itself may wait 20 seconds for its database. */
const HANG_MS = 120_000;
/** As much of what Electron writes is kept as says why it died. */
const KEPT_CHARACTERS = 65_536;
/** What the preview is sent over its IPC channel; `scripts/preview/run.ts` reads it there. */
const RELOAD = { type: 'reload' };
/** Signals by which somebody has ended the program on purpose. */
const DELIBERATE = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the program to its end; `opened` gets its addresses, its process id, and how it is asked to end or, in the preview, to show
 * its window anew, once everything answers. With `electron`,
 * resolves to why it died or hung before that, when it did: another way may be tried then. Throws a `Stop`.
 * @returns {Promise<{ status: number } | { died: string }>}
 */
export async function runProgram({ electron, hangMs = HANG_MS, ...how }, opened) {
  const directory = join(how.scratch, electron ? 'electron-run' : 'preview-run');
  mkdirSync(directory);
  const files = {
    endpoints: join(directory, 'endpoints.json'),
    desk: join(directory, 'desk.txt'),
    refusal: join(directory, 'refusal.txt'),
  };
  const words = electron ? heldBack() : null;
  const child = launch({ electron, files, words, ...how });
  let end = null;
  const ended = new Promise((resolve) => {
    const finish = (ending) => {
      end ??= ending;
      resolve(end);
    };
    child.on('error', (error) => finish({ code: 1, signal: null, error }));
    onEnd(child, (code, signal) => finish({ code, signal, error: null }));
  });
  const hangs = electron ? hanging(hangMs, files) : new Promise(() => undefined);
  const first = await Promise.race([ended.then(() => null), started(files, electron), hangs]);
  if (first === 'hung') {
    kill(child);
    await ended;
  } else if (first && !interruption()) {
    const silent = await requireAnswers(first).catch((error) => error);
    if (silent && !end && !interruption()) {
      askToEnd(child);
      await ended;
      throw new Stop(`Reslot was started but does not answer: ${silent.message}`);
    }
    if (!silent) {
      words?.release();
      opened(first, child.pid, { end: () => askToEnd(child), reload: () => child.send(RELOAD) });
      return { status: exitStatus(await ended, true) };
    }
  }
  const last = await ended;
  if (electron && isDeath(last, first, files)) {
    const { sentence, recognised } = electronDeath(
      {
        ...last,
        error: last.error && (last.error.code ?? last.error.name),
        hung: first === 'hung' ? hangMs : 0,
        output: words.text(),
      },
      surroundings(electron, how.runtime.env),
    );
    if (!recognised) words.release();
    return { died: sentence };
  }
  words?.release();
  return { status: exitStatus(last, Boolean(first)) };
}

/** Not when somebody has ended it, nor when the program had begun and refused to go on. */
function isDeath({ code, signal }, first, files) {
  if (interruption() || existsSync(files.refusal)) return false;
  if (code === 0 && first) return false;
  return first === 'hung' || !DELIBERATE.includes(signal);
}

function exitStatus({ code, signal, error }, wasStarted) {
  if (interruption() && signal === 'SIGKILL')
    throw new Stop(
      'Reslot took too long to finish and was stopped. What was decided is kept, and leaves at the next start.',
    );
  // A signal may also end the program before it listens for one.
  if (interruption()) return code ?? 0;
  if (code === 0) return wasStarted ? 0 : 1;
  if (error) throw new Stop(`Reslot could not be started: ${error.message}`);
  if (signal) throw new Stop(`Reslot was ended by ${signal}.`);
  return code ?? 1;
}

function launch({ electron, opens, options, dataDir, runtime, files, words }) {
  const portsAfter = (port) => [port + 1, port + 2, port + 3].join(',');
  const program = [
    ...(options.clinic ? [] : ['--demo']),
    `--data-dir=${dataDir}`,
    `--endpoints-file=${files.endpoints}`,
    `--refusal-file=${files.refusal}`,
    ...(options.fresh ? ['--fresh'] : []),
    ...(options.restoreBackup === null
      ? []
      : [`--restore-backup${options.restoreBackup === true ? '' : `=${options.restoreBackup}`}`]),
    ...(options.now === null ? [] : [`--now=${options.now}`]),
    ...(options.port === null || options.clinic ? [] : [`--demo-ports=${portsAfter(options.port)}`]),
  ];
  const preview = [
    join(ROOT, 'scripts', 'preview', 'run.ts'),
    `--preview-desk-file=${files.desk}`,
    `--preview-port=${options.port ?? 0}`,
    ...(opens ? ['--preview-open'] : []),
  ];
  const [command, args, env] = electron
    ? [electron, [ROOT, ...program], electronEnv(runtime.env)]
    : [runtime.node, [...preview, ...program], { NODE_COMPILE_CACHE: COMPILED, ...runtime.env }];
  const child = start(command, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', words ? 'pipe' : 'inherit', 'ipc'],
    ownGroup: true,
  });
  child.stderr?.setEncoding('utf8').on('data', words.add);
  onInterruption(() => {
    const timer = setTimeout(() => say('Finishing what is under way: 10 seconds at most …'), SLOW_END_MS);
    child.on('exit', () => clearTimeout(timer));
  });
  return child;
}

/** Keeps what is written to it until it is released, and passes everything on from then. */
function heldBack() {
  let kept = '';
  let released = false;
  return {
    add: (text) => {
      if (released) process.stderr.write(text);
      else kept = `${kept}${text}`.slice(-KEPT_CHARACTERS);
    },
    text: () => kept,
    release: () => {
      if (!released) process.stderr.write(kept);
      released = true;
    },
  };
}

/** Resolves to the addresses once the program has written them. Where it asks something before that, in the preview, says where. */
async function started(files, electron) {
  const needed = electron ? [files.endpoints] : [files.endpoints, files.desk];
  let told = false;
  while (!needed.every(existsSync)) {
    if (!told && !electron && existsSync(files.refusal) && existsSync(files.desk)) {
      told = true;
      say(`Reslot asks something before it can start: ${readFileSync(files.desk, 'utf8')}`);
    }
    await delay(50, undefined, { ref: false });
  }
  const desk = electron ? 'reslot://app/index.html' : readFileSync(files.desk, 'utf8');
  return { desk, ...JSON.parse(readFileSync(files.endpoints, 'utf8')) };
}

/** Resolves when the time is over; never where the program shows in a dialog why it refuses. */
async function hanging(limitMs, files) {
  await delay(limitMs, undefined, { ref: false });
  return existsSync(files.refusal) ? new Promise(() => undefined) : 'hung';
}
