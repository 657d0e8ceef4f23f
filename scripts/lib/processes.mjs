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

/**
 * Runs a program to its end. Its output is shown, or with `quiet` collected.
 * @returns {Promise<{ code: number, output: string }>} 127 when it could not be started.
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = start(command, args, {
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      ...options,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => resolve({ code: signal ? 1 : (code ?? 1), output }));
  });
}
