/**
 * A process that starts a desk in whose folder new keys have been asked for, and is killed just before the call to the file system of a
 * number: `node change-keys-and-die.ts FOLDER N`. It ends by itself, with status 0, where there are fewer.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [folder = '', at = ''] = process.argv.slice(2);
let done = 0;
let armed = false;
const CALLS = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'fsyncSync',
  'renameSync',
  'rmSync',
  'copyFileSync',
] as const;
for (const name of CALLS) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (armed) done += 1;
      if (armed && done === Number(at)) process.kill(process.pid, 'SIGKILL');
      return original(...args);
    },
  });
}
syncBuiltinESMExports();
const { startWithKeys } = await import('./changing-desk.ts');
await startWithKeys(folder, {
  armed: () => {
    armed = true;
  },
});
