import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A row of the table in docs/architecture.md. */
export interface Row {
  /** Folders; `src-main/*` stands for the files that lie directly in one. */
  readonly folders: readonly string[];
  /** Folders, files and packages; `Node` stands for its own modules. */
  readonly mayImport: readonly string[];
}

const ROOT = resolve(import.meta.dirname, '../..');

/** The table of docs/architecture.md: what may import what. */
export const TABLE = readTable(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'));

/** Reads the rows of the first table: what stands between backticks in its first and its last column. */
export function readTable(markdown: string): Row[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => /^\|---/.test(line)) + 1;
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith('|'));
  return lines.slice(start, end).map((line) => {
    const cells = line.split('|').slice(1, -1);
    return { folders: quoted(cells.at(0)), mayImport: quoted(cells.at(-1)) };
  });
}

function quoted(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** Whether a path is what an entry names: a file, a folder or something in it; with `/*` a file directly in it. */
export function isIn(path: string, entry: string): boolean {
  if (!entry.endsWith('/*')) return path === entry || path.startsWith(`${entry}/`);
  const folder = entry.slice(0, -1);
  return path.startsWith(folder) && !path.slice(folder.length).includes('/');
}

/**
 * The room a file stands in, within which anything may import anything: a folder of the table's depth, each feature for itself,
 * and a file that lies directly in `src-main`, `src-shared` or `src-renderer` for itself.
 */
export function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'src-demo') return 'src-demo';
  return parts.slice(0, parts[1] === 'features' ? 3 : 2).join('/');
}

/** What the table lets a file import beside its own room. A feature may also what its parent folder may. */
export function mayImport(file: string): string[] {
  return TABLE.filter(({ folders }) => folders.some((folder) => isIn(file, folder))).flatMap(
    (row) => row.mayImport,
  );
}
