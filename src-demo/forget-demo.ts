import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type DataKey, lockOf } from '../src-main/data-key.ts';
import { connect } from '../src-main/db/connect.ts';
import { databaseFiles } from '../src-main/db/database-files.ts';
import { demoStanding, inspectDatabase, isDatabaseWith } from '../src-main/db/kind.ts';
import { migrations } from '../src-main/db/migrations/index.ts';
import { openErrorOf, refusalOf } from '../src-main/db/open.ts';
import { recordHeadFile } from '../src-main/db/record-head-file.ts';
import type { DemoFiles } from '../src-main/demo-clinic.ts';
import { err, ok, type Result } from '../src-shared/result.ts';
import type { OpenError } from '../src-shared/start-errors.ts';

export type ForgetError =
  | OpenError
  /** Not the demo clinic's, or not certainly. */
  | { readonly code: 'not-demo'; readonly path: string }
  /** The demo's desk, but connected to servers outside of the demo. */
  | { readonly code: 'other-servers'; readonly path: string }
  /** A symbolic link, or something else that is neither a file nor a directory of its own. */
  | { readonly code: 'link'; readonly path: string }
  | { readonly code: 'open'; readonly path: string }
  | { readonly code: 'undeletable'; readonly path: string; readonly detail: string };

/** What beginning anew deletes. */
export interface ForgetPlan {
  /** Paths within the data directory, for the person at the terminal. */
  readonly names: readonly string[];
  /** Deletes what the desk itself has stored. The demo's servers delete theirs once they have their ports. */
  forgetDesk(): Result<null, ForgetError>;
}

/** The tables by which the files of the demo's servers are known. */
const SERVERS = [
  { file: 'portal.sqlite', tables: ['version', 'resource', 'filled'] },
  { file: 'mailbox.sqlite', tables: ['message'] },
];

/**
 * Looks whether everything that beginning the demo clinic anew would delete is the demo's, without changing anything. The
 * caller has the desk's lock on the directory. One thing that is not certainly the demo's, and nothing is deleted.
 */
export function planForgetting(files: DemoFiles, key: DataKey): Result<ForgetPlan, ForgetError> {
  const own = [...databaseFiles(files.database), recordHeadFile(files.database)];
  const servers = SERVERS.flatMap(({ file }) => databaseFiles(join(files.demo, file)));
  const link = [files.demo, ...own, files.secrets, ...servers].find((path) => isStrange(path, files.demo));
  if (link !== undefined) return err({ code: 'link', path: link });
  try {
    const refusal = refusalOfDesk(files.database, key) ?? refusalOfServers(files.demo);
    if (refusal) return err(refusal);
    const desk = [...own, ...copiesOf(files, key), files.secrets].filter((path) => existsSync(path));
    const names = [...desk, ...servers.filter((path) => existsSync(path))].map((path) =>
      relative(dirname(files.database), path),
    );
    return ok({ names, forgetDesk: () => remove(desk) });
  } catch (error) {
    return err(openErrorOf(error, files.database));
  }
}

function isStrange(path: string, directory: string): boolean {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there) return false;
  return path === directory ? !there.isDirectory() : !there.isFile();
}

function refusalOfDesk(path: string, key: DataKey): ForgetError | null {
  const found = inspectDatabase(path, key);
  const refusal = refusalOf(found, path, 'demo', migrations.length);
  if (refusal || found.is !== 'demo') return refusal;
  switch (demoStanding(path, key)) {
    case 'damaged':
      return { code: 'database-corrupt', path };
    case 'other-servers':
      return { code: 'other-servers', path };
    case 'demo-only':
      return isFree(path, key) ? null : { code: 'open', path };
  }
}

/** Takes the file for itself for a moment: false when another connection is open, in whatever program. */
function isFree(path: string, key: DataKey): boolean {
  const isPlain = lockOf(path, key).is === 'plain';
  const connection = connect(path, isPlain ? null : key, { fileMustExist: true, timeout: 0 });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('BEGIN EXCLUSIVE');
    connection.exec('ROLLBACK');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code)))
      return false;
    throw error;
  } finally {
    connection.close();
  }
}

function refusalOfServers(directory: string): ForgetError | null {
  for (const { file, tables } of SERVERS) {
    const path = join(directory, file);
    if (existsSync(path) && lstatSync(path).size > 0 && !isDatabaseWith(path, tables))
      return { code: 'not-demo', path };
  }
  return null;
}

/**
 * The backups, the copies made before a new version changed the database, and those a backup has taken the place of: as far as they are
 * the demo's for certain.
 */
function copiesOf({ database, backups }: DemoFiles, key: DataKey): string[] {
  const besideIt = (name: string): boolean =>
    name.startsWith(`${basename(database)}.`) && /\.(before-\d+|replaced-[\dTZ-]+)$/.test(name);
  return [
    ...namesIn(dirname(database), besideIt),
    ...namesIn(backups, (name) => /^reslot-\d+-\d{8}T\d{6}Z\.sqlite$/.test(name)),
  ].filter((path) => lstatSync(path).isFile() && isCertainlyDemos(path, key));
}

function namesIn(directory: string, isOne: (name: string) => boolean): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter(isOne)
    .map((name) => join(directory, name));
}

function isCertainlyDemos(path: string, key: DataKey): boolean {
  try {
    return inspectDatabase(path, key).is === 'demo' && demoStanding(path, key) === 'demo-only';
  } catch {
    return false;
  }
}

function remove(paths: readonly string[]): Result<null, ForgetError> {
  for (const path of paths) {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return err({ code: 'undeletable', path, detail });
    }
  }
  return ok(null);
}
