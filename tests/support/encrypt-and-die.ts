/**
 * A process that encrypts a database and is killed just before the call to the file system, or the step, of a number: `node encrypt-and-die.ts PATH KEY N`.
 * It ends by itself, with status 0, where there are fewer.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [path = '', key = '', at = ''] = process.argv.slice(2);
let done = 0;
let armed = false;
const next = (): void => {
  if (!armed) return;
  done += 1;
  if (done === Number(at)) process.kill(process.pid, 'SIGKILL');
};
for (const name of ['openSync', 'writeSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'rmSync'] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      next();
      return original(...args);
    },
  });
}
syncBuiltinESMExports();
const { encryptDatabase } = await import('../../src-main/backups/encrypt-database.ts');
armed = true;
encryptDatabase(path, { kind: 'clinic', bytes: Buffer.from(key, 'hex') }, '20261120T150000Z', next);
