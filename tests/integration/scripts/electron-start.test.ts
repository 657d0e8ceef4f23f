import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronRuntime } from '../../../scripts/lib/electron.mjs';
import { runProgram } from '../../../scripts/lib/program.mjs';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIMIT_MS = 120_000;
vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS });

const manifest: { version: string } = JSON.parse(
  readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'),
);
const VERSION = manifest.version;
const PREVIEW = 'Opening the preview, the same program in a browser window: ';
const CANNOT = 'Electron cannot run here, as ';

let directory: string;
let electron: string;
let dataDir: string;
let readyFile: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-electron-'));
  electron = join(directory, 'electron');
  dataDir = join(directory, 'data');
  readyFile = join(directory, 'ready.json');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((done) => child.once('close', done));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(directory, { recursive: true, force: true });
});

/** Puts a script in the place of Electron's executable, which goes through `lines`. */
function fake(...lines: readonly string[]): void {
  writeFileSync(electron, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(electron, 0o755);
}
const saysVersion = `if [ "$1" = --version ]; then echo v${VERSION}; exit 0; fi`;

/** `npm start` with a display, without a browser, and with the fake for Electron; not as root, whoever runs the test. */
function start({ asRoot = false, env = {} } = {}) {
  const user = `data:text/javascript,process.getuid = () => ${asRoot ? 0 : 1000}`;
  const child = spawn(
    process.execPath,
    [
      `--import=${user}`,
      join(ROOT, 'scripts/start.mjs'),
      `--data-dir=${dataDir}`,
      `--ready-file=${readyFile}`,
      '--port=0',
    ],
    {
      env: {
        ...process.env,
        DISPLAY: ':99',
        CHROMIUM: '/nowhere/chromium',
        ELECTRON_OVERRIDE_DIST_PATH: directory,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const desk = async (): Promise<string> => {
    await vi.waitUntil(
      () => {
        if (child.exitCode !== null) throw new Error(`It ended:\n${output}`);
        return existsSync(readyFile);
      },
      { timeout: LIMIT_MS, interval: 50 },
    );
    return JSON.parse(readFileSync(readyFile, 'utf8')).desk;
  };
  return { child, ended, desk, output: () => output };
}

describe.skipIf(process.platform === 'win32')('an Electron that cannot run does not end the start', () => {
  async function expectPreview(started: ReturnType<typeof start>, why: string): Promise<void> {
    expect((await fetch(await started.desk())).status).toBe(200);
    expect(started.output().split('\n')).toContain(`${PREVIEW}${why}`);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  }

  it('that dies when it is asked for its version', async () => {
    fake(
      'echo "$0: error while loading shared libraries: libxyz.so.3: cannot open shared object file" >&2',
      'exit 127',
    );
    const mend = existsSync('/usr/bin/apt-get')
      ? 'sudo apt-get install -y libnss3 libgtk-3-0 libgbm1 libasound2-plugins'
      : `ldd ${electron} | grep 'not found'`;
    await expectPreview(
      start(),
      `${CANNOT}the library libxyz.so.3 is missing on this computer; to mend it: ${mend}`,
    );
  });

  it('that dies once it has the data directory: neither its lock nor what it left half written is in the way', async () => {
    const left = join(directory, 'left.mjs');
    writeFileSync(
      left,
      `
        import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
        const data = ${JSON.stringify(dataDir)};
        const { claimInstance } = await import(${JSON.stringify(join(ROOT, 'src-main/shell/instance-lock.ts'))});
        if (!claimInstance(data).ok) process.exit(9);
        for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
          symlinkSync('elsewhere-1', data + '/' + name);
        mkdirSync(data + '/demo');
        for (const name of ['reslot.sqlite', 'reslot.sqlite.0.new', 'demo/portal.sqlite', 'demo/mailbox.sqlite'])
          writeFileSync(data + '/' + name, '');
        writeFileSync(data + '/window.json', '{"x":');
        console.error('[1:ERROR:ozone_platform_x11.cc(240)] Missing X server or $DISPLAY');
        process.kill(process.pid, 'SIGSEGV');
      `,
    );
    fake(saysVersion, `exec '${process.execPath}' '${left}'`);
    await expectPreview(
      start(),
      `${CANNOT}the display :99 cannot be reached; to mend it: DISPLAY=:0 npm start`,
    );
  });

  it.each<[string, readonly string[], () => string]>([
    [
      'by the trap of a sandbox it may not have',
      ['echo "[1:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox!" >&2', 'kill -TRAP $$'],
      () =>
        `the system does not let it have its sandbox, without which it does not run; to mend it: sudo chown root:root ${directory}/chrome-sandbox && sudo chmod 4755 ${directory}/chrome-sandbox`,
    ],
    [
      'by a crash without a word',
      ['kill -SEGV $$'],
      () =>
        'it crashed with SIGSEGV, most often because the display :99 cannot be reached; to mend it: DISPLAY=:0 npm start',
    ],
    [
      'at once, as if all were well',
      ['exit 0'],
      () => 'it ended with status 0 before the desk was open; to mend it: npm start -- --preview',
    ],
  ])('that ends %s', async (_name, lines, why) => {
    fake(saysVersion, ...lines);
    await expectPreview(start(), `${CANNOT}${why()}`);
  });

  it('that may not be executed', async () => {
    fake(saysVersion);
    chmodSync(electron, 0o644);
    await expectPreview(start(), `${CANNOT}its file may not be executed; to mend it: chmod +x ${electron}`);
  });

  it('nor is it tried as root', async () => {
    const ran = join(directory, 'ran');
    fake(`touch '${ran}'`, saysVersion);
    await expectPreview(start({ asRoot: true }), 'Electron does not run as root.');
    expect(existsSync(ran)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('an Electron that runs', () => {
  it('gets the program, its sandbox and no address to print; a second start is refused and opens no preview', async () => {
    const record = join(directory, 'record');
    // The preview's stand-in, in the place of the runtime.
    fake(
      saysVersion,
      `echo "$@" >'${record}'`,
      `env | grep ^ELECTRON_ >>'${record}'`,
      `exec '${process.execPath}' '${join(ROOT, 'scripts/preview/run.ts')}' "$@"`,
    );
    const env = { ELECTRON_RUN_AS_NODE: '1', ELECTRON_DISABLE_SANDBOX: '1' };
    const first = start({ env });
    await first.desk();
    await vi.waitUntil(() => first.output().includes('Press Ctrl-C'), { timeout: LIMIT_MS, interval: 20 });
    expect(first.output()).toMatch(/^The desk is open in its window\.\nPatient portal {2}http:/m);
    expect(first.output()).not.toContain('reslot://');
    const [args, ...variables] = readFileSync(record, 'utf8').trim().split('\n');
    expect(args).not.toContain('sandbox');
    expect(variables).toEqual([`ELECTRON_OVERRIDE_DIST_PATH=${directory}`]);

    const second = start({ env });
    expect(await second.ended).toBe(1);
    expect(second.output()).toBe(`Reslot is already running with the data directory ${dataDir}.\n`);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('Electron is asked for its version before it is used', () => {
  const find = (limitMs = LIMIT_MS) =>
    electronRuntime(
      { node: process.execPath, env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: directory } },
      { limitMs },
    );

  it.runIf(process.platform === 'linux')('one that is chosen needs no path.txt', async () => {
    fake(saysVersion);
    expect(await find()).toEqual({ path: electron });
  });

  it.each([
    ['another version', 'echo v44.0.0', 'is version 44.0.0'],
    ['something else', 'echo hello', 'does not say its version'],
  ])('%s is not used', async (_name, line, found) => {
    fake(line);
    expect(await find()).toMatchObject({
      missing: `${CANNOT}${electron} ${found}, and Reslot is made for ${VERSION}; to mend it: unset ELECTRON_OVERRIDE_DIST_PATH`,
    });
  });

  it('without the right to be executed', async () => {
    fake(saysVersion);
    chmodSync(electron, 0o644);
    expect(await find()).toEqual({
      missing: `${CANNOT}its file may not be executed; to mend it: chmod +x ${electron}`,
    });
  });

  it.runIf(process.platform === 'linux')('that aborts', async () => {
    fake('echo "No usable sandbox!" >&2', 'kill -TRAP $$');
    expect(await find()).toEqual({
      missing: expect.stringContaining('the system does not let it have its sandbox'),
    });
  });

  it('that says nothing, and leaves another process behind', async () => {
    fake('sleep 20');
    expect(await find(300)).toEqual({
      missing: `${CANNOT}it did not answer for 0.3 seconds; to mend it: npm start -- --preview`,
    });
  });

  it('a place without it', async () => {
    expect(await find()).toEqual({
      missing: `${CANNOT}ELECTRON_OVERRIDE_DIST_PATH names a place without it (${electron}); to mend it: unset ELECTRON_OVERRIDE_DIST_PATH`,
    });
  });

  it('one that is downloaded is found by path.txt, and is not downloaded for being of no use', async () => {
    const home = join(directory, 'package');
    mkdirSync(join(home, 'dist'), { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ version: VERSION }));
    writeFileSync(join(home, 'path.txt'), 'electron');
    electron = join(home, 'dist', 'electron');
    fake('exit 5');
    const { ELECTRON_OVERRIDE_DIST_PATH: _chosen, ...env } = process.env;
    expect(await electronRuntime({ node: process.execPath, env }, { directory: home })).toEqual({
      missing: `${CANNOT}it ended with status 5 before the desk was open; to mend it: npm start -- --preview`,
    });
    fake(saysVersion);
    expect(await electronRuntime({ node: process.execPath, env }, { directory: home })).toEqual({
      path: electron,
    });
  });
});

describe.skipIf(process.platform === 'win32')('what ends Electron before the desk is open', () => {
  /** A slow machine takes its time to start even a script: only one that never answers is not waited for. */
  const opens = (lines: readonly string[], hangMs = LIMIT_MS) => {
    fake(...lines);
    return runProgram(
      {
        electron,
        opens: true,
        hangMs,
        options: { clinic: true, fresh: false, port: null, now: null },
        dataDir,
        runtime: { node: process.execPath, env: process.env },
        scratch: directory,
      },
      () => expect.unreachable(),
    );
  };

  it.each([
    ['silence', ['exec sleep 60'], 1000, 'it did not answer for 1 seconds'],
    ['success', ['exit 0'], LIMIT_MS, 'it ended with status 0 before the desk was open'],
    ['a kill', ['kill -KILL $$'], LIMIT_MS, 'it ended with SIGKILL before the desk was open'],
  ])('%s is a reason to open the preview', async (_name, lines, hangMs, why) => {
    expect(await opens(lines, hangMs)).toEqual({
      died: `${CANNOT}${why}; to mend it: npm start -- --preview`,
    });
    expect(existsSync(join(directory, 'electron-run'))).toBe(true);
  });

  it('somebody who ends it is none, nor is the program’s own refusal', async () => {
    await expect(opens(['kill -TERM $$'])).rejects.toThrow('Reslot was ended by SIGTERM.');
    rmSync(join(directory, 'electron-run'), { recursive: true });
    expect(
      await opens([`echo "$@" | tr ' ' '\\n' | sed -n 's/^--refusal-file=//p' | xargs touch`, 'exit 1']),
    ).toEqual({ status: 1 });
  });
});
