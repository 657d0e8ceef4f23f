import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src-main/db/open.ts';

let blank: Buffer | null = null;

/** A new database with its schema and nothing in it, as a file's content: made once in a process, because the migrations take their time. */
export function blankDatabase(): Buffer {
  blank ??= made();
  return blank;
}

function made(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-blank-'));
  const path = join(folder, 'reslot.db');
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(`${path}: ${opened.error.code}`);
  opened.value.close();
  const content = readFileSync(path);
  rmSync(folder, { recursive: true });
  return content;
}
