import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../../src-main/private-files.ts';
import { NO_CHROMIUM } from '../lib/chromium.mjs';
import { createApp } from './app.ts';
import { type OpenedBrowser, openBrowser } from './chromium.ts';
import { KnownEvents } from './events.ts';
import { createFileDialogs, createQuestions } from './file-dialogs.ts';
import { createHiddenWindow } from './hidden-window.ts';
import { createIpc, pageMessage } from './ipc.ts';
import { createMenus } from './menu.ts';
import { type BoxOptions, createMessageBoxes } from './message-box.ts';
import { createNativeTheme } from './native-theme.ts';
import { createNotification } from './notification.ts';
import { OpenWindows } from './open-windows.ts';
import type { PreviewOptions } from './options.ts';
import { createPdfPrinter } from './pdf.ts';
import { createPrinter } from './printer.ts';
import { createProtocol } from './protocol.ts';
import { createReloads } from './reloads.ts';
import { createSafeStorage } from './safe-storage.ts';
import { type Page, type PreviewServer, startServer } from './server.ts';
import { createSession } from './session.ts';
import { NotEmulated, strict } from './strict.ts';
import { StandInWindow, type WindowOptions } from './window.ts';

/** Everything of Electron that the program may use in the preview, and the way to start it. */
export async function createStandIn(options: PreviewOptions, root: string) {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const pages = new Set<Page>();
  const reloads = createReloads(pages);
  const focusedPages = new Set<number>();
  let window: StandInWindow | null = null;
  let windows = 1;
  let browser: OpenedBrowser | null = null;
  /** Together with a page of the window: the next page opens another one. */
  let browserEnded = false;
  const pdfs = createPdfPrinter();

  const origin = (): string => {
    const { protocol: scheme, host } = new URL(window?.url || 'about:blank');
    return `${scheme}//${host}`;
  };
  const broadcast = (message: unknown): void => {
    for (const page of pages) page.send(message);
  };

  /** Somebody is asked at the page they look at, or else at the one opened last. */
  const questions = createQuestions((message) => {
    const all = [...pages];
    const page = all.find(({ id }) => focusedPages.has(id)) ?? all.at(-1);
    page?.send(message);
    return page !== undefined;
  });

  const boxes = createMessageBoxes(showQuestion);

  const { protocol, respond } = createProtocol();
  const { session, headers } = createSession(origin);
  const ipc = createIpc(() => window?.url ?? '');
  const menus = createMenus(() => broadcast({ type: 'accelerators', list: menus.shortcuts() }));

  const server: PreviewServer = await startServer(options.port, {
    respond: async (path, method) => (window?.url ? respond(`${origin()}${path}`, method) : boxes.page()),
    preload: () => window?.preload ?? join(import.meta.dirname, 'question-preload.js'),
    extraHeaders: headers,
    onPage: (page) => {
      pages.add(page);
      page.send({ type: 'accelerators', list: menus.shortcuts() });
      boxes.opened(page);
    },
    onPageGone: (page) => {
      pages.delete(page);
      reloads.gone(page);
      questions.gone();
      setPageFocus(page, false);
    },
    onMessage: (page, raw) => {
      const message = pageMessage(raw);
      if (message.type === 'invoke') void ipc.invoke(page, message.id, message.channel, message.args);
      else if (message.type === 'reply') {
        if (!boxes.answered(message.id, message.text)) questions.answered(message.id, message.text);
      } else if (message.type === 'focus') setPageFocus(page, message.focused);
      else menus.click(message.id);
    },
  });

  const openWindows = new OpenWindows(() => life.lastWindowClosed());
  const life = createApp({
    name: text(manifest, 'productName'),
    version: text(manifest, 'version'),
    packaged: options.packaged,
    hasSwitch: (name) => options.rest.some((one) => one.split('=')[0] === `--${name}`),
    windows: openWindows,
    release: () => {
      browser?.close();
      pdfs.close();
      server.close();
    },
  });

  function setPageFocus(page: Page, focused: boolean): void {
    if (focused) focusedPages.add(page.id);
    else focusedPages.delete(page.id);
    const before = window?.focused ?? false;
    window?.setFocused(focusedPages.size > 0);
    if (window && window.focused !== before) {
      life.events.emit(window.focused ? 'browser-window-focus' : 'browser-window-blur', {}, window.facade());
    }
  }

  /** Before there is a window: at the address the desk will have. */
  function showQuestion(): void {
    // The pages of a window that has asked already show the next question, too.
    if (window?.url) {
      for (const page of pages) boxes.opened(page);
      return;
    }
    const address = server.addressOf('/index.html');
    if (options.deskFile) writePrivateFile(options.deskFile, address);
    if (options.open) openInBrowser('/index.html', '800,600', () => life.exit(1));
  }

  function showInBrowser(current: StandInWindow): void {
    if (!options.open || browser) return;
    const { pathname } = new URL(current.url);
    const size = `${current.bounds.width},${current.bounds.height}`;
    openInBrowser(pathname, size, () => current.close());
  }

  function openInBrowser(path: string, size: string, closed: () => void): void {
    browser = openBrowser(server.addressForOnce(path), size, (code) => {
      // Closing the browser's window is closing the program's. One that failed is not: the desk is served all the same.
      if (code === 0) closed();
      else
        process.stderr.write(
          `Chromium could not show the window (it ended with ${code ?? 'a signal'}): open the address of the desk in any browser.\n`,
        );
    });
    if (!browser) process.stderr.write(`${NO_CHROMIUM}\n`);
  }

  function announced<W extends { readonly webContents: unknown }>(made: W): W {
    life.events.emit('web-contents-created', {}, made.webContents);
    return made;
  }

  class BrowserWindow {
    constructor(windowOptions: WindowOptions = {}) {
      if (window && windowOptions.show !== false) throw new NotEmulated('a second window');
      if (window) {
        windows += 1;
        // biome-ignore lint/correctness/noConstructorReturn: as below.
        return announced(
          createHiddenWindow(windows, windowOptions, {
            respond,
            pdf: pdfs.print,
            print: createPrinter(options.printer, options.printed),
            open: (hidden) => openWindows.add(hidden),
            gone: (hidden) => openWindows.remove(hidden),
          }),
        );
      }
      const current = new StandInWindow(windowOptions, {
        load: async (url) => {
          if (options.closed === 'while-loading') current.close();
          if (life.sandboxTakenBack()) {
            current.contentsEvents.emit('render-process-gone', {}, { reason: 'launch-failed', exitCode: 1 });
            return 0;
          }
          const answer = await respond(url, 'GET');
          if (answer?.status === 200 && options.deskFile) {
            writePrivateFile(options.deskFile, server.addressOf(new URL(url).pathname));
          }
          return answer?.status ?? 0;
        },
        show: () => showInBrowser(current),
        send: (channel, args) => broadcast({ type: 'event', channel, args }),
        reload: (navigated) => {
          reloads.reload(navigated);
          if (!browserEnded) return;
          browserEnded = false;
          showInBrowser(current);
        },
        endOld: () => {
          reloads.endOld();
          // A page that hangs there would show on what it showed.
          if (!browser?.open) return;
          browser.close();
          browser = null;
          browserEnded = true;
        },
        readyToShow: options.readyToShow === 'comes',
        gone: (gone) => {
          openWindows.remove(gone);
          if (options.secondStart === 'while-closing')
            setImmediate(() => life.events.emit('second-instance', {}, [], ''));
        },
      });
      window = current;
      openWindows.add(current);
      // biome-ignore lint/correctness/noConstructorReturn: the program gets the checked view of the window.
      return announced(current.facade());
    }

    static getAllWindows(): unknown[] {
      return window && !window.destroyed ? [window.facade()] : [];
    }
  }

  const display = { id: 1, scaleFactor: 1, workArea: { x: 0, y: 0, ...options.workArea } };
  const powerEvents = new KnownEvents('powerMonitor', {
    known: [],
    never: ['resume', 'suspend', 'lock-screen', 'unlock-screen', 'user-did-resign-active'],
  });

  return {
    life,
    /** Shows every page anew. */
    reload: () => broadcast({ type: 'reload' }),
    exports: {
      app: life.app,
      BrowserWindow,
      ipcMain: ipc.ipcMain,
      protocol,
      session,
      Menu: menus.Menu,
      Notification: createNotification(options.notifications),
      safeStorage: createSafeStorage({
        keyPath: () => join(life.userData(), 'preview-key'),
        isReady: life.app.isReady,
        mode: options.keyStore,
      }),
      dialog: strict('dialog', {
        /** Shown in the pages there are. Where there is none, there is no screen to show it on. */
        showErrorBox: (title: string, content: string) => broadcast({ type: 'error-box', title, content }),
        showMessageBox: async (...args: readonly BoxOptions[]) => {
          const box = args.at(-1) ?? {};
          if ((box.buttons ?? []).length > 1) {
            if (args.length > 1) throw new NotEmulated('a message box with several buttons over a window');
            return { response: await boxes.choose(box), checkboxChecked: false };
          }
          const { title = '', message = '' } = box;
          broadcast({ type: 'error-box', title, content: message });
          return { response: 0, checkboxChecked: false };
        },
        ...createFileDialogs(questions.ask),
      }),
      shell: strict('shell', {
        openExternal: async (url: string) => {
          if (browser?.open) browser.show(url);
          else broadcast({ type: 'open', url });
        },
      }),
      powerMonitor: strict('powerMonitor', {
        on: (name: string, listener: (...args: unknown[]) => void) => powerEvents.on(name, listener),
      }),
      screen: strict('screen', { getPrimaryDisplay: () => display, getAllDisplays: () => [display] }),
      // Pictures for places a browser page has none of.
      nativeImage: strict('nativeImage', {}),
      nativeTheme: createNativeTheme((source) => broadcast({ type: 'theme', source })),
    },
  };
}

export type StandIn = Awaited<ReturnType<typeof createStandIn>>;

function text(manifest: unknown, key: string): string {
  const value: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined;
  if (typeof value !== 'string') throw new Error(`package.json has no ${key}`);
  return value;
}
