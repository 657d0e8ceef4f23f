import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { syncDirectory, writePrivateFile } from '../private-files.ts';
import { wrappedKey } from './wrap.ts';

/** A key, and what opens it: nothing in it is of use without the system's key store or the recovery key. */
const keptKey = {
  /** Which key it is, as the database's own first bytes say (`keyMark`), in hexadecimal. */
  mark: z.string().regex(/^[0-9a-f]{32}$/),
  /** The key, in base64, as the system's key store has encrypted it, in base64. */
  system: z.string(),
  /** The same key, encrypted with the recovery key; null until one has been made. */
  recovery: z.strictObject({ madeAt: z.number(), key: wrappedKey }).nullable(),
  /**
   * The keys before it, each sealed with it: who has this one has those, and who had one of those has not this one. `needed`: backups
   * and copies may still be encrypted with it.
   */
  earlier: z.array(z.strictObject({ mark: z.string(), sealed: z.string(), needed: z.boolean() })).optional(),
};

/** What opens a clinic's database, and whom. */
const keyFile = z.strictObject({
  format: z.literal(1),
  ...keptKey,
  /**
   * What is to take the place of all that, asked for at `askedAt`: the database has the one key or the other, as its first bytes say, and
   * once it has the next one, so has this file. Its `earlier` holds the present key, so that whoever opens the next one has both.
   */
  next: z.strictObject({ ...keptKey, askedAt: z.number() }).optional(),
});
export type KeyFile = z.infer<typeof keyFile>;
export type NextKey = NonNullable<KeyFile['next']>;
export type KeptKey = Omit<KeyFile, 'format' | 'next'>;

/** The file once the next key is the database's. */
export function withNextKey({ askedAt: _, ...next }: NextKey): KeyFile {
  return { format: 1, ...next };
}

/** Null where there is none. Throws the system's error, and one of its own where the file makes no sense. */
export function readKeyFile(path: string): KeyFile | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    throw new KeyFileDamaged();
  }
}

export class KeyFileDamaged extends Error {}

/** Null also where the file makes no sense. Throws the system's error. */
export function readIfWhole(path: string): KeyFile | null {
  try {
    return readKeyFile(path);
  } catch (error) {
    if (error instanceof KeyFileDamaged) return null;
    throw error;
  }
}

/**
 * Has this content stand at `path`, and nothing half-written beside it. A file of another key, which this one does not give, may be all that
 * opens some backups: it stays beside it, as `keys.json.MARK`. Throws the system's error.
 */
export function putKeyFile(path: string, content: KeyFile): void {
  removeHalfWritten(path);
  const there = readIfWhole(path);
  if (JSON.stringify(there) === JSON.stringify(content)) return;
  const given = [content.mark, ...(content.earlier ?? []).map(({ mark }) => mark)];
  if (there !== null && !given.includes(there.mark)) writeKeyFile(`${path}.${there.mark}`, there);
  writeKeyFile(path, content);
}

/** Removes what a crash in the middle of writing the file at `path` has left. Throws the system's error. */
function removeHalfWritten(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(path)}.`) && /\.[0-9a-f-]{36}\.new$/.test(name))
      rmSync(join(folder, name), { force: true });
}

/** Whole or not at all, and on the disk before anything is encrypted with what stands in it. Throws the system's error. */
export function writeKeyFile(path: string, content: KeyFile): void {
  writePrivateFile(path, `${JSON.stringify(content, null, 2)}\n`);
  syncDirectory(dirname(path));
}
