import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];

const PLACES = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'],
  darwin: [],
  win32: [],
};

const PROGRAMS = {
  linux: [],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((root) =>
    [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ].map((parts) => join(process.env[root] ?? '', ...parts)),
  ),
};

/** What to say when there is none to show the window with. */
export const NO_CHROMIUM =
  'No Chromium (or Chrome) was found to show the window with: open the address of the desk in any browser, or install Chromium (on Debian: sudo apt-get install -y chromium).';

/**
 * The system's Chromium or a browser built on it: what the `CHROMIUM` variable names, or else the first on the PATH and
 * in the usual places.
 * @returns {string | null}
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM;
  if (chosen) return executable(chosen) ? chosen : null;
  return [...inDirectories(NAMES), ...(PROGRAMS[process.platform] ?? [])].find(executable) ?? null;
}

/**
 * What the end-to-end tests run in: the same browser without a window of its own, where there is one, which takes a third
 * less of the processor; otherwise, and where `CHROMIUM` names one, `findChromium`.
 * @returns {string | null}
 */
export function findTestBrowser() {
  if (process.env.CHROMIUM) return findChromium();
  return inDirectories(SHELLS).find(executable) ?? findChromium();
}

function inDirectories(names) {
  const directories = [...(process.env.PATH ?? '').split(delimiter), ...(PLACES[process.platform] ?? [])];
  return directories.filter(Boolean).flatMap((directory) => names.map((name) => join(directory, name)));
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
