import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../lib/chromium.mjs';

export interface OpenedBrowser {
  /** False once it has ended by itself. */
  readonly open: boolean;
  /** Opens a further address in the same browser. */
  show(url: string): void;
  close(): void;
}

/** For a browser with a profile of its own, which tells nobody anything. */
export const chromiumFlags = (profile: string): readonly string[] => [
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium refuses its sandbox to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Shows `url` in a window of its own, with a profile of its own. `onEnd` gets the exit code when it is closed. */
export function openBrowser(
  url: string,
  size: string,
  onEnd: (code: number | null) => void,
): OpenedBrowser | null {
  const executable = findChromium();
  if (!executable) return null;
  const profile = mkdtempSync(join(tmpdir(), 'reslot-preview-'));
  const flags = chromiumFlags(profile);
  const child: ChildProcess = spawn(executable, [...flags, `--window-size=${size}`, `--app=${url}`], {
    stdio: 'ignore',
  });
  let ended = false;
  const end = (code: number | null): void => {
    if (ended) return;
    ended = true;
    onEnd(code);
  };
  child.on('error', () => end(127));
  child.on('exit', end);
  return {
    get open() {
      return !ended;
    },
    show: (further) => {
      // It may be gone since: whoever asked has its address on the screen.
      spawn(executable, [...flags, further], { stdio: 'ignore' }).on('error', () => undefined);
    },
    close: () => {
      ended = true;
      // Its profile is of no more use: it need not be written to the end.
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
