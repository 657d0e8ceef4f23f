import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { START_AGAIN } from '../lib/start-again.mjs';
import { KnownEvents } from './events.ts';
import type { OpenWindows } from './open-windows.ts';
import { NotEmulated, strict } from './strict.ts';

export interface AppHost {
  readonly name: string;
  readonly version: string;
  readonly packaged: boolean;
  /** It was started with this switch. */
  hasSwitch(name: string): boolean;
  /** The windows there are, shown or not. */
  readonly windows: OpenWindows;
  /** Gives back what the preview holds: server, browser, its profile. */
  release(): void;
}

/** `app`: its life from `ready` to `quit`, its paths. */
export function createApp(host: AppHost) {
  const events = new KnownEvents('app', {
    known: [
      'ready',
      'window-all-closed',
      'before-quit',
      'will-quit',
      'quit',
      'browser-window-focus',
      'browser-window-blur',
      'web-contents-created',
      // A second start is refused by the program's lock, and has no way to reach the first: only when it is asked for.
      'second-instance',
    ],
    never: ['activate', 'child-process-gone', 'render-process-gone'],
  });
  const paths = new Map<string, string>([
    ['home', homedir()],
    ['temp', tmpdir()],
    ['userData', join(homedir(), '.config', host.name)],
  ]);
  let ready = false;
  let quitting = false;
  const { promise: whenReady, resolve: nowReady } = Promise.withResolvers<void>();

  let exiting = false;
  let again = false;
  let sandboxTakenBack = false;

  /** Without asking anybody. */
  function exit(code = 0): never {
    quitting = true;
    exiting = true;
    host.windows.destroyAll();
    events.emit('quit', {}, code);
    host.release();
    process.exit(again && code === 0 ? START_AGAIN : code);
  }

  function quit(): void {
    if (quitting) return;
    quitting = events.emitPreventable('before-quit');
    if (!quitting) return;
    if (host.windows.none()) endUnlessHeld();
    else if (!host.windows.closeAll()) quitting = false;
  }

  function endUnlessHeld(): void {
    if (events.emitPreventable('will-quit')) exit(0);
    // Whoever held it back begins anew: the next window that closes is news again.
    quitting = false;
  }

  const app = strict('app', {
    name: host.name,
    isPackaged: host.packaged,
    commandLine: strict('app.commandLine', { hasSwitch: host.hasSwitch }),
    getName: () => host.name,
    getVersion: () => host.version,
    getAppPath: () => process.cwd(),
    /** Where Node looks, too: LC_ALL, LC_MESSAGES, LANG. */
    getPreferredSystemLanguages: (): string[] => [new Intl.DateTimeFormat().resolvedOptions().locale],
    getPath: (name: string): string => {
      const path = paths.get(name);
      if (path === undefined) throw new NotEmulated(`app.getPath('${name}')`);
      return path;
    },
    setPath: (name: string, path: string): void => {
      if (!paths.has(name)) throw new NotEmulated(`app.setPath('${name}')`);
      paths.set(name, path);
    },
    on: (name: string, listener: (...args: unknown[]) => void) => events.on(name, listener),
    once: (name: string, listener: (...args: unknown[]) => void) => events.once(name, listener),
    off: (name: string, listener: (...args: unknown[]) => void) => events.off(name, listener),
    whenReady: () => whenReady,
    isReady: () => ready,
    quit,
    exit,
    /** Whoever has started the preview starts it again, with what it was started with then, but for what is done once (`--fresh`). */
    relaunch: (): void => {
      again = true;
    },
    /** Every page runs in its browser's sandbox. Electron takes `--no-sandbox` back here. */
    enableSandbox: (): void => {
      if (ready) throw new Error('app.enableSandbox() can only be called before app is ready');
      // The system lets Chromium have none.
      sandboxTakenBack = host.hasSwitch('no-sandbox');
    },
    // Names the program to the Windows task bar, which shows the browser here.
    setAppUserModelId: () => undefined,
    // The menu that opens it is not drawn.
    setAboutPanelOptions: () => undefined,
    /** As on a system without badges: nothing is shown, and so it says. */
    setBadgeCount: () => false,
    /** Electron's reaches the first one's window, which there is no way to here: the program's own lock keeps it alone. */
    requestSingleInstanceLock: () => true,
  });

  return {
    app,
    events,
    userData: () => app.getPath('userData'),
    /** No page can be shown: the sandbox is asked for where there is none. */
    sandboxTakenBack: () => sandboxTakenBack,
    /** The last window is gone, shown or not: that ends a quit that waits for it, and is news otherwise. */
    lastWindowClosed: () => {
      if (exiting) return;
      if (quitting) endUnlessHeld();
      else if (!events.emit('window-all-closed')) quit();
    },
    becomeReady: () => {
      ready = true;
      events.emit('ready');
      nowReady();
    },
    quit,
    exit,
  };
}
