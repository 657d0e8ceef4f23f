import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { COMPILED } from '../../scripts/lib/build.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;

/** As an option of the program: its long waits can be ended. */
export const HURRIED: string = `--preview-main=${join(ROOT, 'tests/support/hurried-main.ts')}`;

/** The built program, running in the preview. */
export interface PreviewProcess {
  /** Opens the desk: with its token, new at every start. */
  readonly deskUrl: string;
  readonly pid: number;
  /** What it wrote to its terminal so far. */
  output(): string;
  /** Of a program that runs as `HURRIED`: ends its long waits that have no longer than this to go. */
  hurry(ms: number): void;
  /** Resolves once the desk itself can be opened, where its address led to a question before. */
  opened(): Promise<void>;
  /** Its exit status once it has ended, by itself or not; `null` for a kill. */
  readonly ended: Promise<number | null>;
  /** Ends it: SIGTERM lets it finish, SIGKILL is a power failure. Resolves to its exit status, `null` for a kill. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export interface PreviewOptions {
  /** A directory for the files through which the two speak. */
  readonly files: string;
  /** The program's own options. */
  readonly program: readonly string[];
  /** What it writes when it is ready, beside the desk's address. */
  readonly readyFiles?: readonly string[];
  /** Variables in place of this process's own; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Starts the built program and resolves when the desk can be opened and every ready file is there. */
export async function startPreview({
  files,
  program,
  readyFiles = [],
  env = {},
}: PreviewOptions): Promise<PreviewProcess> {
  const deskFile = join(files, 'desk.txt');
  const awaited = [deskFile, ...readyFiles];
  for (const file of awaited) rmSync(file, { force: true });
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts/preview/run.ts'), `--preview-desk-file=${deskFile}`, ...program],
    {
      cwd: ROOT,
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;

  const limit = Date.now() + START_LIMIT_MS;
  while (!awaited.every((file) => existsSync(file))) {
    if (hasEnded()) throw new Error(`It ended at once:\n${output}`);
    if (Date.now() > limit) {
      child.kill('SIGKILL');
      throw new Error(`It was not ready within ${START_LIMIT_MS} ms:\n${output}`);
    }
    await delay(25);
  }

  return {
    deskUrl: readFileSync(deskFile, 'utf8'),
    pid: child.pid ?? 0,
    output: () => output,
    hurry: (ms) => void child.send({ type: 'hurry', ms }),
    async opened() {
      const limit = Date.now() + START_LIMIT_MS;
      const deskUrl = readFileSync(deskFile, 'utf8');
      while (!(await (await fetch(deskUrl)).text()).includes('id="root"')) {
        if (hasEnded() || Date.now() > limit) throw new Error(`The desk was not opened:\n${output}`);
        await delay(25);
      }
    },
    ended,
    async end(signal) {
      if (hasEnded()) return child.exitCode;
      child.kill(signal);
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      const code = await ended;
      clearTimeout(hard);
      if (child.signalCode === 'SIGKILL' && signal !== 'SIGKILL')
        throw new Error(`It did not stop:\n${output}`);
      return code;
    },
  };
}
