import { spawn } from 'node:child_process';

const running = new Set();
const listeners = new Set();
let interrupted = null;

/** Ctrl-C and SIGTERM reach whatever child is at work, and then this script. */
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

function interrupt(signal) {
  interrupted = signal;
  for (const child of running) child.kill('SIGTERM');
  for (const listener of listeners) listener();
}

/** The signal that asked this script to end, or `null`. */
export function interruption() {
  return interrupted;
}

/** Runs `listener` whenever this script is asked to end. */
export function onInterruption(listener) {
  listeners.add(listener);
}

/**
 * Starts a program that ends with this one.
 * @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  const child = spawn(command, args, options);
  running.add(child);
  child.on('exit', () => running.delete(child));
  child.on('error', () => running.delete(child));
  return child;
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
 * Runs a program to its end. Its output is shown, or with `quiet` collected.
 * @returns {Promise<{ code: number, signal: string | null, error: string | null, output: string, elapsedMs: number }>} `code`
 * is 127, and `error` the system's code, when it could not be started; 1 when a signal ended it.
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const end = (ending) =>
      resolve({ signal: null, error: null, ...ending, output, elapsedMs: performance.now() - began });
    const failed = (error) => {
      output += `${error.message}\n`;
      end({ code: 127, error: error.code ?? error.name });
    };
    let child;
    try {
      child = start(command, args, {
        stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
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
      });
    }
    child.on('error', failed);
    onEnd(child, (code, signal) => end({ code: signal ? 1 : (code ?? 1), signal }));
  });
}
