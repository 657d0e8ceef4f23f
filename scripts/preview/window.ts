import { KnownEvents, preventableEvent } from './events.ts';
import type { OpenWindow } from './open-windows.ts';
import { mortal, NotEmulated, strict } from './strict.ts';

/** What the stand-in's one window needs from the rest of the preview. */
export interface WindowHost {
  /** Fetches the page as the browser will; resolves to its status. */
  load(url: string): Promise<number>;
  /** Opens the browser, when it is to be opened. */
  show(): void;
  send(channel: string, args: readonly unknown[]): void;
  /** Has the pages load anew; `navigated` is called when all of them have given way. */
  reload(navigated: () => void): void;
  /** Ends those that have not. */
  endOld(): void;
  /** Whether the window ever says that it is ready to be shown. */
  readonly readyToShow: boolean;
  gone(window: OpenWindow): void;
}

/** Options that a browser tab amounts to, whatever they say; any other throws. */
const OPTIONS = new Set([
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'title',
  'show',
  'icon',
  'backgroundColor',
  'webPreferences',
]);
/** What a page in a browser has, and nothing else can be asked for. */
const PREFERENCES: Readonly<Record<string, unknown>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
};

export interface WindowOptions {
  readonly show?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

export const WEB_CONTENTS_ID = 1;

/** Throws for what a page in a browser cannot be or have. */
export function checkOptions(options: WindowOptions): void {
  for (const option of Object.keys(options)) {
    if (!OPTIONS.has(option)) throw new NotEmulated(`the window option '${option}'`);
  }
  const { preload: _preload, ...preferences } = options.webPreferences ?? {};
  for (const [name, value] of Object.entries(preferences)) {
    if (!(name in PREFERENCES) || PREFERENCES[name] !== value)
      throw new NotEmulated(`the web preference ${name}: ${String(value)}`);
  }
}

/** What `loadURL` rejects with; -2 stands for a window that was closed meanwhile. */
export const loadFailed = (url: string, code: number): Error =>
  new Error(`ERR_FAILED (${code}) loading '${url}'`);

/** One `BrowserWindow` and its `webContents`. */
export class StandInWindow implements OpenWindow {
  readonly events = new KnownEvents('BrowserWindow', {
    known: ['ready-to-show', 'close', 'closed', 'focus', 'blur', 'show'],
    never: ['unresponsive', 'responsive', 'resize', 'move', 'maximize', 'unmaximize'],
  });
  readonly contentsEvents = new KnownEvents('webContents', {
    known: ['did-navigate', 'did-finish-load', 'render-process-gone'],
    // Nothing tells the main process what a browser's page does; its policy headers hold it instead.
    never: ['will-frame-navigate', 'will-navigate', 'will-redirect', 'will-attach-webview'],
  });
  readonly preload: string | null;
  readonly bounds: { x: number; y: number; width: number; height: number };
  readonly #host: WindowHost;
  readonly #gone = Promise.withResolvers<'gone'>();
  url = '';
  destroyed = false;
  focused = false;
  #crashed = false;

  constructor(options: WindowOptions, host: WindowHost) {
    checkOptions(options);
    const { preload } = options.webPreferences ?? {};
    this.preload = typeof preload === 'string' ? preload : null;
    const { width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
    // A window that is smaller than it may be grows, past what the display has, too.
    this.bounds = { x: 0, y: 0, width: Math.max(width, minWidth), height: Math.max(height, minHeight) };
    this.#host = host;
  }

  async loadURL(url: string): Promise<void> {
    const isAnew = this.url !== '';
    this.url = url;
    const status = await Promise.race([this.#host.load(url), this.#gone.promise]);
    if (status === 'gone') throw loadFailed(url, -2);
    if (status !== 200) throw loadFailed(url, status);
    this.contentsEvents.emit('did-navigate', {}, url, -1, '');
    if (this.#host.readyToShow) this.events.emit('ready-to-show');
    this.contentsEvents.emit('did-finish-load');
    // The pages there are show it, too.
    if (isAnew) this.#reload();
  }

  #reload(): void {
    this.#crashed = false;
    this.#host.reload(() => {
      if (!this.destroyed) this.contentsEvents.emit('did-navigate', {}, this.url, -1, '');
    });
  }

  /** As Electron on Linux: told of once it is gone. */
  #crash(): void {
    this.#host.endOld();
    setImmediate(() => {
      if (this.destroyed) return;
      this.#crashed = true;
      this.contentsEvents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    });
  }

  /** Closes it unless a listener prevents that; true when it is closed. */
  close(): boolean {
    if (this.destroyed) return true;
    const event = preventableEvent();
    this.events.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.#gone.resolve('gone');
    this.events.emit('closed');
    this.#host.gone(this);
  }

  setFocused(focused: boolean): void {
    if (this.focused === focused || this.destroyed) return;
    this.focused = focused;
    this.events.emit(focused ? 'focus' : 'blur');
  }

  /** `this` as the program sees it. */
  readonly facade = () => {
    const host = this.#host;
    const contents = mortal(
      strict('webContents', {
        id: WEB_CONTENTS_ID,
        ...this.#listening(this.contentsEvents),
        isDestroyed: () => this.destroyed,
        getURL: () => this.url,
        isCrashed: () => this.#crashed,
        forcefullyCrashRenderer: () => this.#crash(),
        // It is the browser's, which tells nobody.
        getOSProcessId: () => 0,
        setWindowOpenHandler: () => undefined,
        send: (channel: string, ...args: unknown[]) => host.send(channel, args),
      }),
    );
    return mortal(
      strict('BrowserWindow', {
        id: 1,
        webContents: contents,
        ...this.#listening(this.events),
        loadURL: (url: string) => this.loadURL(url),
        show: () => host.show(),
        focus: () => undefined,
        reload: () => this.#reload(),
        // What a browser paints behind a page is its own.
        setBackgroundColor: () => undefined,
        close: () => void this.close(),
        isDestroyed: () => this.destroyed,
        isFocused: () => this.focused,
        isMinimized: () => false,
        isMaximized: () => false,
        maximize: () => undefined,
        getNormalBounds: () => this.bounds,
      }),
    );
  };

  #listening(events: KnownEvents) {
    return {
      on: (name: string, listener: (...args: unknown[]) => void) => events.on(name, listener),
      once: (name: string, listener: (...args: unknown[]) => void) => events.once(name, listener),
      off: (name: string, listener: (...args: unknown[]) => void) => events.off(name, listener),
    };
  }
}
