import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How long a program may take that has been asked to end. Longer than Reslot itself waits for work under way. */
const STOP_LIMIT_MS = 10_000;
/** What a program is sent over its IPC channel; `src-main/shell/launcher.ts` reads it there. */
const QUIT = { type: 'quit' };

const running = new Set();
const leaders = new WeakSet();
const listeners = new Set();
let interrupted = null;

/** Ctrl-C, SIGTERM and a closed terminal reach whatever child is at work, and then this script. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));

// npm runs scripts in a shell. Told to end, it ends the shell, which tells nobody: the script sees it by its new parent.
if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    interrupt('SIGTERM');
  }, 250);
  watch.unref();
}

/**
 * Children are asked once, however often this script is: one Ctrl-C arrives twice, as npm passes on what its script has
 * got already, and Electron takes a second signal for leave to drop everything.
 */
function interrupt(signal) {
  if (interrupted) return;
  interrupted = signal;
  for (const child of running) askToEnd(child);
  for (const listener of listeners) listener();
}

/** The signal that asked this script to end, or `null`. */
export function interruption() {
  return interrupted;
}

/** The exit status that tells of it: 128 and the signal's number, as a shell has it. */
export function exitStatusOfInterruption() {
  return 128 + constants.signals[interrupted];
}

/** Runs `listener` once this script is asked to end. */
export function onInterruption(listener) {
  listeners.add(listener);
}

/**
 * Starts a program that ends with this one. `ownGroup`: what a terminal tells all that runs in it does not reach the
 * program, which is asked to end by this script alone; not on Windows, where that would open another window.
 * @param {string} command @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { ownGroup?: boolean }} options
 */
export function start(command, args, { ownGroup = false, ...options }) {
  const detached = ownGroup && process.platform !== 'win32';
  const child = spawn(command, args, { ...options, detached });
  if (detached) leaders.add(child);
  running.add(child);
  child.on('exit', () => running.delete(child));
  child.on('error', () => running.delete(child));
  if (interrupted) askToEnd(child);
  return child;
}

/**
 * Asks a program to end, and kills it where it takes too long: by a signal, or on Windows, where a signal kills, by a
 * message over the IPC channel it was started with.
 */
export function askToEnd(child, { platform = process.platform, limitMs = STOP_LIMIT_MS } = {}) {
  // A channel that closes meanwhile tells the same.
  if (platform === 'win32' && child.connected) child.send(QUIT, () => undefined);
  else child.kill('SIGTERM');
  const timer = setTimeout(() => kill(child), limitMs);
  timer.unref();
  child.on('exit', () => clearTimeout(timer));
}

/** Kills a program, and what it has started in its own group. */
export function kill(child) {
  try {
    if (leaders.has(child)) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch (error) {
    // The last of them has ended.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** So long what a program has written may take to arrive once it has ended. */
const LAST_WORDS_MS = 1000;

/**
 * Calls `ended` once the program has ended and what it wrote has been read. Whoever it has left behind with its output
 * open is not waited for.
 * @param {import('node:child_process').ChildProcess} child
 * @param {(code: number | null, signal: NodeJS.Signals | null) => void} ended
 */
export function onEnd(child, ended) {
  child.on('exit', () => {
    const timer = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, LAST_WORDS_MS);
    child.on('close', () => clearTimeout(timer));
  });
  child.on('close', ended);
}

/**
 * Runs a program to its end. Its output is shown, or with `quiet` collected; `heard` is told of what is collected as it
 * comes, and `told` of its messages where it has an IPC channel.
 * @returns {Promise<{ code: number, signal: string | null, error: string | null, output: string, elapsedMs: number }>} `code`
 * is 127, and `error` the system's code, when it could not be started; 1 when a signal ended it.
 */
export function run(command, args, { quiet = false, heard, told, ...options } = {}) {
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const end = (ending) =>
      resolve({ signal: null, error: null, ...ending, output, elapsedMs: performance.now() - began });
    const failed = (error) => {
      output += `${error.message}\n`;
      end({ code: 127, error: error.code ?? error.name });
    };
    const collected = quiet ? 'pipe' : 'inherit';
    let child;
    try {
      child = start(command, args, {
        stdio: ['ignore', collected, collected, ...(told ? ['ipc'] : [])],
        ...options,
      });
    } catch (error) {
      // Some systems' refusals are thrown at once.
      failed(error);
      return;
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
        heard?.(text);
      });
    }
    if (told) child.on('message', told);
    child.on('error', failed);
    onEnd(child, (code, signal) => end({ code: signal ? 1 : (code ?? 1), signal }));
  });
}
