import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { NotEmulated } from './strict.ts';

/** Asks the person at the page for a line of text; `null` when they give none. */
export type Ask = (message: string, suggestion: string) => Promise<string | null>;

interface DialogOptions {
  readonly title?: string;
  readonly defaultPath?: string;
  readonly filters?: readonly object[];
  readonly properties?: readonly string[];
}

const UNDERSTOOD = new Set(['title', 'defaultPath', 'filters', 'properties']);
/** A page has no view of the disk: a path is typed, and this much of what a dialog would see to is checked. */
const PROPERTIES = new Set(['openDirectory', 'createDirectory', 'showOverwriteConfirmation']);

/** The dialogs that ask for a file or a folder, as a question for its path. */
export function createFileDialogs(ask: Ask) {
  async function askUntil(
    options: DialogOptions,
    suggestion: string,
    refusal: (path: string) => string | null,
  ): Promise<string | null> {
    const title = options.title ?? 'Path';
    let message = title;
    let value = suggestion;
    for (;;) {
      const path = await ask(message, value);
      if (path === null || path === '') return null;
      const refused = isAbsolute(path) ? refusal(path) : 'Enter a whole path.';
      if (refused === null) return path;
      message = `${refused}\n\n${title}`;
      value = path;
    }
  }

  return {
    showOpenDialog: async (...args: unknown[]) => {
      const options = optionsOf(args);
      if (!options.properties?.includes('openDirectory'))
        throw new NotEmulated('dialog.showOpenDialog for files');
      const folder = await askUntil(options, options.defaultPath ?? homedir(), (path) =>
        isDirectory(path) ? null : 'There is no such folder.',
      );
      return { canceled: folder === null, filePaths: folder === null ? [] : [folder] };
    },
    showSaveDialog: async (...args: unknown[]) => {
      const options = optionsOf(args);
      const name = options.defaultPath ?? '';
      const path = await askUntil(options, isAbsolute(name) ? name : join(homedir(), name), (typed) => {
        if (!isDirectory(dirname(typed))) return 'There is no such folder.';
        return existsSync(typed) ? 'That file exists already: choose another name.' : null;
      });
      return { canceled: path === null, filePath: path ?? '' };
    },
  };
}

/** The options come last, after the window in front of which the dialog would stand. */
function optionsOf(args: readonly unknown[]): DialogOptions {
  const options = args.at(-1);
  if (typeof options !== 'object' || options === null) return {};
  for (const name of Object.keys(options))
    if (!UNDERSTOOD.has(name)) throw new NotEmulated(`the dialog option '${name}'`);
  const given: DialogOptions = options;
  for (const property of given.properties ?? [])
    if (!PROPERTIES.has(property)) throw new NotEmulated(`the dialog property '${property}'`);
  return given;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Questions to a page, and its answers. */
export function createQuestions(send: (message: unknown) => boolean) {
  const waiting = new Map<number, (text: string | null) => void>();
  let lastId = 0;
  const ask: Ask = (message, suggestion) => {
    lastId += 1;
    const id = lastId;
    if (!send({ type: 'ask', id, message, suggestion }))
      throw new NotEmulated('a dialog while no page is open');
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  return {
    ask,
    answered: (id: number, text: string | null): void => {
      waiting.get(id)?.(text);
      waiting.delete(id);
    },
    /** The page that was asked is gone: as if its dialog had been closed. */
    gone: (): void => {
      for (const resolve of waiting.values()) resolve(null);
      waiting.clear();
    },
  };
}
