import { err, type Result } from '../src-shared/result.ts';

/** Why a server of the demo clinic could not be started, for one clear sentence. */
export type DemoError =
  | { readonly code: 'port-in-use'; readonly port: number }
  /** The directory cannot be made, or a file in it cannot be written. */
  | { readonly code: 'unwritable'; readonly path: string }
  | { readonly code: 'failed'; readonly detail: string };

/** Names what went wrong while a server was being started on `port` with its files in `path`. */
export function demoError(error: unknown, port: number, path: string): Result<never, DemoError> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return err({ code: 'port-in-use', port });
  if (UNWRITABLE.some((known) => code.startsWith(known))) return err({ code: 'unwritable', path });
  return err({ code: 'failed', detail: error instanceof Error ? error.message : String(error) });
}

const UNWRITABLE = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EEXIST',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_IOERR',
  'SQLITE_FULL',
  'SQLITE_NOTADB',
];
