import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { syncDirectory, writePrivateFile } from '../private-files.ts';
import { wrappedKey } from './wrap.ts';

/** What opens a clinic's database, and whom: nothing in it is of use without the system's key store or the recovery key. */
const keyFile = z.strictObject({
  format: z.literal(1),
  /** Which key it is, as the database's own first bytes say (`keyMark`), in hexadecimal. */
  mark: z.string(),
  /** The key, in base64, as the system's key store has encrypted it, in base64. */
  system: z.string(),
  /** The same key, encrypted with the recovery key; null until one has been made. */
  recovery: z.strictObject({ madeAt: z.number(), key: wrappedKey }).nullable(),
});
export type KeyFile = z.infer<typeof keyFile>;

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

/** Whole or not at all, and on the disk before anything is encrypted with what stands in it. Throws the system's error. */
export function writeKeyFile(path: string, content: KeyFile): void {
  writePrivateFile(path, `${JSON.stringify(content, null, 2)}\n`);
  syncDirectory(dirname(path));
}
