import { KnownEvents } from './events.ts';
import { NotEmulated, strict } from './strict.ts';
import { checkOptions, type WindowOptions } from './window.ts';

/** What a window that is never shown needs from the rest of the preview. */
export interface HiddenHost {
  /** The answer to a request for a page of the program's own scheme; `null` when nobody handles it. */
  respond(url: string, method: string): Promise<Response | null>;
  /** `signal`: the window is gone, nobody waits for it any more. */
  pdf(html: string, signal: AbortSignal): Promise<Buffer>;
}

/** What a browser without a window does by itself; anything else cannot be asked of it. */
const PDF_OPTIONS: Readonly<Record<string, unknown>> = { preferCSSPageSize: true, generateTaggedPDF: true };

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

  const contents = strict('webContents', {
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
    /** As on a computer without a printer, which is what the preview is, and so it says. */
    print: (_options: object, callback: (success: boolean, failureReason: string) => void): void => {
      setImmediate(() => callback(false, 'No valid printers available'));
    },
  });

  return strict('BrowserWindow', {
    id,
    webContents: contents,
    ...listening(events),
    loadURL: async (url: string): Promise<void> => {
      const answer = await host.respond(url, 'GET');
      if (answer?.status !== 200) throw new Error(`ERR_FAILED (${answer?.status ?? 0}) loading '${url}'`);
      html = await answer.text();
    },
    isDestroyed: () => destroyed,
    destroy: () => {
      if (destroyed) return;
      destroyed = true;
      gone.abort();
      events.emit('closed');
    },
  });
}
