import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

/**
 * Has the system refuse a call of `node:fs` with `EBUSY` for as long as `refuses` says so of its arguments: as Windows does with a file that a
 * virus scanner holds open. Until the test ends.
 */
export function refuseCalls(
  name: 'renameSync' | 'openSync',
  refuses: (...paths: readonly string[]) => boolean,
): void {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const put = (call: (...args: unknown[]) => unknown): void => {
    Object.assign(fs, { [name]: call });
    syncBuiltinESMExports();
  };
  put((...args) => {
    if (refuses(...args.map(String))) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    return original(...args);
  });
  onTestFinished(() => put(original));
}
