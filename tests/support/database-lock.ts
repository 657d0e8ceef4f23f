import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Another program that has begun to write to a database and does not end. */
export interface DatabaseLock {
  /** Ends its transaction. Resolves when the lock is gone. */
  release(): Promise<void>;
}

const PROGRAM = `
import Database from 'better-sqlite3';
const connection = new Database(process.argv[1]);
connection.exec('BEGIN IMMEDIATE');
process.stdout.write('held');
process.stdin.on('end', () => { connection.exec('ROLLBACK'); connection.close(); });
process.stdin.resume();
`;

/** Holds the writer's lock of a database in a process of its own. */
export async function lockDatabase(path: string): Promise<DatabaseLock> {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM, path], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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
