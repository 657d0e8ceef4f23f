import { KnownEvents } from './events.ts';
import type { OpenWindow } from './open-windows.ts';
import { mortal, NotEmulated, strict } from './strict.ts';
import { checkOptions, loadFailed, type WindowOptions } from './window.ts';

/** What a window that is never shown needs from the rest of the preview. */
export interface HiddenHost {
  /** The answer to a request for a page of the program's own scheme; `null` when nobody handles it. */
  respond(url: string, method: string): Promise<Response | null>;
  /** `signal`: the window is gone, nobody waits for it any more. */
  pdf(html: string, signal: AbortSignal): Promise<Buffer>;
  /** Hands a page to the system's printer, as far as there is one. */
  print(options: Readonly<Record<string, unknown>>, callback: PrintCallback): void;
  open(window: OpenWindow): void;
  gone(window: OpenWindow): void;
}

/** What a browser without a window does by itself; anything else cannot be asked of it. */
const PDF_OPTIONS: Readonly<Record<string, unknown>> = { preferCSSPageSize: true, generateTaggedPDF: true };

const PRINT_OPTIONS: ReadonlySet<string> = new Set(['silent', 'printBackground', 'pageSize']);
type PrintCallback = (success: boolean, failureReason: string) => void;

/** A further `BrowserWindow`, without a preload script, to make paper of a page. It cannot be shown. */
export function createHiddenWindow(id: number, options: WindowOptions, host: HiddenHost) {
  checkOptions(options);
  const { preload } = options.webPreferences ?? {};
  if (preload !== undefined) throw new NotEmulated('a second window with a preload script');
  const events = new KnownEvents('BrowserWindow', { known: ['closed'], never: ['unresponsive'] });
  const contentsEvents = new KnownEvents('webContents', {
    known: [],
    // The page has no script and no link: it stays where it is.
    never: ['will-frame-navigate', 'will-redirect', 'will-attach-webview'],
  });
  const listening = (known: KnownEvents) => ({
    on: (name: string, listener: (...args: unknown[]) => void) => known.on(name, listener),
    once: (name: string, listener: (...args: unknown[]) => void) => known.once(name, listener),
  });
  let html: string | null = null;
  let destroyed = false;
  const gone = new AbortController();
  const itself: OpenWindow = {
    close() {
      this.destroy();
      return true;
    },
    destroy() {
      if (destroyed) return;
      destroyed = true;
      gone.abort();
      events.emit('closed');
      host.gone(itself);
    },
  };
  host.open(itself);

  const contents = mortal(
    strict('webContents', {
      id,
      ...listening(contentsEvents),
      setWindowOpenHandler: () => undefined,
      isDestroyed: () => destroyed,
      printToPDF: async (asked: Readonly<Record<string, unknown>>): Promise<Buffer> => {
        const given = { preferCSSPageSize: false, generateTaggedPDF: false, ...asked };
        for (const [name, value] of Object.entries(given))
          if (!(name in PDF_OPTIONS) || PDF_OPTIONS[name] !== value)
            throw new NotEmulated(`printToPDF with ${name}: ${String(value)}`);
        if (html === null) throw new NotEmulated('printToPDF of a page that has not been loaded');
        return host.pdf(html, gone.signal);
      },
      print: (asked: Readonly<Record<string, unknown>>, callback: PrintCallback): void => {
        for (const name of Object.keys(asked))
          if (!PRINT_OPTIONS.has(name)) throw new NotEmulated(`print with ${name}: ${String(asked[name])}`);
        if (html === null) throw new NotEmulated('print of a page that has not been loaded');
        host.print(asked, (...answer) => setImmediate(() => callback(...answer)));
      },
    }),
  );

  return mortal(
    strict('BrowserWindow', {
      id,
      webContents: contents,
      ...listening(events),
      loadURL: async (url: string): Promise<void> => {
        const answer = await host.respond(url, 'GET');
        if (destroyed) throw loadFailed(url, -2);
        if (answer?.status !== 200) throw loadFailed(url, answer?.status ?? 0);
        html = await answer.text();
      },
      isDestroyed: () => destroyed,
      destroy: () => itself.destroy(),
    }),
  );
}
