import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A library that goes out with the program. */
export interface Part {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; empty where the library says nothing. */
  readonly licence: string;
  /** The licence as the library has it beside it: whoever hands it on hands that on, too. Null where there is none. */
  readonly text: string | null;
}

/** The library in this folder of `node_modules`. */
export function partIn(folder: string): Part {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  return {
    name,
    version,
    licence: typeof license === 'string' ? license : '',
    text: file === undefined ? null : readFileSync(join(folder, file), 'utf8'),
  };
}

/** The folder of the library that this module belongs to; null for one of our own, and for what the bundler makes itself. */
export function libraryOf(module: string): string | null {
  if (!module.includes('/node_modules/') || module.startsWith('\0')) return null;
  let folder = dirname(module.split('?')[0] ?? '');
  // A folder within may have a package.json of its own, which names nothing.
  while (!isLibrary(folder)) {
    const above = dirname(folder);
    if (above === folder) return null;
    folder = above;
  }
  return folder;
}

const isLibrary = (folder: string): boolean =>
  existsSync(join(folder, 'package.json')) &&
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version !== undefined;
