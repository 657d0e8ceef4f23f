import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { DataKey } from '../../src-main/data-key.ts';

/** Another program that has begun to write to a database and does not end. */
export interface DatabaseLock {
  /** Ends its transaction. Resolves when the lock is gone. */
  release(): Promise<void>;
}

const PROGRAM = `
import { connect } from './src-main/db/connect.ts';
const [path, kind, key] = process.argv.slice(1);
const connection = connect(path, kind ? { kind, bytes: Buffer.from(key, 'hex') } : null);
connection.exec('BEGIN IMMEDIATE');
process.stdout.write('held');
process.stdin.on('end', () => { connection.exec('ROLLBACK'); connection.close(); });
process.stdin.resume();
`;

/** Holds the writer's lock of a database, in clear text or encrypted with this key, in a process of its own. */
export async function lockDatabase(path: string, key: DataKey | null = null): Promise<DatabaseLock> {
  const secret = key === null ? [] : [key.kind, Buffer.from(key.bytes).toString('hex')];
  const child: ChildProcess = spawn(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM, path, ...secret],
    {
      cwd: resolve(import.meta.dirname, '../..'),
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await new Promise<void>((held, failed) => {
    child.stdout?.once('data', () => held());
    child.once('exit', (code) => failed(new Error(`It ended with ${code}`)));
  });
  return {
    async release() {
      child.stdin?.end();
      await ended;
    },
  };
}
