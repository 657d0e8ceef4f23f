/**
 * What the system's key store does. `answers`: a file of the preview's own stands in for it. Otherwise as Electron has it:
 * `pending`: it asks somebody who does not answer; `refuses`: nothing can be encrypted or decrypted; `public`: Linux without
 * a keyring, where Chromium encrypts with a key that everybody knows.
 */
const KEY_STORES = ['answers', 'pending', 'refuses', 'public'] as const;
export type KeyStoreMode = (typeof KEY_STORES)[number];

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
