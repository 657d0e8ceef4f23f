/**
 * What the system's key store does. `answers`: a file of the preview's own stands in for it. Otherwise as Electron has it:
 * `pending`: it asks somebody who does not answer; `refuses`: nothing can be encrypted or decrypted; `public`: Linux without
 * a keyring, where Chromium encrypts with a key that everybody knows.
 */
const KEY_STORES = ['answers', 'pending', 'refuses', 'public'] as const;
export type KeyStoreMode = (typeof KEY_STORES)[number];

/**
 * What comes of printing, in Electron's terms: there is no printer; somebody leaves the system's dialog; the job fails; nobody
 * is ever called back; or it is printed, and what the printer was told is written to `--preview-printed`.
 */
const PRINTERS = ['none', 'cancels', 'fails', 'silent', 'prints'] as const;
export type PrinterMode = (typeof PRINTERS)[number];

/**
 * What becomes of the desktop's notifications: there are none; one is clicked on, some time after it was shown; or the system
 * refuses to show it.
 */
const NOTIFICATIONS = ['none', 'clicked', 'fails'] as const;
export type NotificationMode = (typeof NOTIFICATIONS)[number];

/** `missing`: in a Wayland session Electron may never say that a window is ready to be shown. */
const READY_TO_SHOW = ['comes', 'missing'] as const;

/** `while-loading`: somebody closes the window before its page has been loaded. */
const CLOSED = ['by-hand', 'while-loading'] as const;

/** `while-closing`: somebody starts the program again when its window has been closed and it is not yet at its end. */
const SECOND_STARTS = ['none', 'while-closing'] as const;

/** What one can work in on the one display there is: what the task bar leaves of it. */
const WORK_AREA = { width: 1920, height: 1080 };

/** How the preview was started. `main` gets the other arguments. */
export interface PreviewOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly open: boolean;
  /** A file to write the desk's address to once the page can be loaded. */
  readonly deskFile: string | null;
  /** The program to run, where it is not the built one. */
  readonly main: string | null;
  readonly keyStore: KeyStoreMode;
  readonly printer: PrinterMode;
  readonly printed: string | null;
  readonly notifications: NotificationMode;
  readonly readyToShow: (typeof READY_TO_SHOW)[number];
  readonly closed: (typeof CLOSED)[number];
  readonly secondStart: (typeof SECOND_STARTS)[number];
  /** It says that it is an installed program. */
  readonly packaged: boolean;
  readonly workArea: { readonly width: number; readonly height: number };
  readonly rest: readonly string[];
}

export function previewOptions(argv: readonly string[]): PreviewOptions {
  const own = (name: string): string | null =>
    argv.find((argument) => argument.startsWith(`--preview-${name}=`))?.slice(`--preview-${name}=`.length) ??
    null;
  return {
    port: Number(own('port') ?? 0),
    open: argv.includes('--preview-open'),
    deskFile: own('desk-file'),
    main: own('main'),
    keyStore: oneOf('key-store', KEY_STORES, own('key-store')),
    printer: oneOf('printer', PRINTERS, own('printer')),
    printed: own('printed'),
    notifications: oneOf('notifications', NOTIFICATIONS, own('notifications')),
    readyToShow: oneOf('ready-to-show', READY_TO_SHOW, own('ready-to-show')),
    closed: oneOf('closed', CLOSED, own('closed')),
    secondStart: oneOf('second-start', SECOND_STARTS, own('second-start')),
    packaged: argv.includes('--preview-packaged'),
    workArea: sizeOf('work-area', own('work-area')) ?? WORK_AREA,
    rest: argv.filter((argument) => !argument.startsWith('--preview-')),
  };
}

/** The first is what holds when nothing is said. */
function oneOf<T extends string>(name: string, words: readonly [T, ...T[]], given: string | null): T {
  if (given === null) return words[0];
  const found = words.find((word) => word === given);
  if (found === undefined) throw new Error(`--preview-${name} is one of ${words.join(', ')}`);
  return found;
}

function sizeOf(name: string, given: string | null): { width: number; height: number } | null {
  if (given === null) return null;
  const [width, height, ...more] = given.split('x').map(Number);
  if (!width || !height || more.length > 0) throw new Error(`--preview-${name} is a size such as 1280x672`);
  return { width, height };
}
