import type { App } from 'electron';
import { t } from '../../src-shared/text/text.ts';

/**
 * Switches of Chromium's that hand the page, what runs it or the key store to somebody else: a colleague could have a manager sign in to a
 * program that they have started with one. Electron's fuses refuse what is Node's (`--inspect`, NODE_OPTIONS), and no fuse refuses these
 * (https://github.com/electron/fuses/issues/2).
 */
const REFUSED = [
  // Any program of this computer, and any of its users, could act as the page does.
  'remote-debugging-port',
  'remote-debugging-pipe',
  'load-extension',
  'disable-web-security',
  // Another program would run the page.
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'single-process',
  // V8 can be told to write down what it runs.
  'js-flags',
  // macOS: keys would be sealed with a password that everybody knows.
  'use-mock-keychain',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
] as const;

/**
 * Why an installed program does not begin: it was started with one of them. Null: it may. To be asked before Electron is ready: until then nobody
 * can connect. As Chromium has read its command line, which on Windows may say `/js-flags`, too.
 */
export function refusedSwitch(app: Pick<App, 'isPackaged' | 'commandLine'>): string | null {
  if (!app.isPackaged) return null;
  const given = REFUSED.find((name) => app.commandLine.hasSwitch(name));
  return given === undefined ? null : t.startup.argumentText.refusedSwitch(given);
}
