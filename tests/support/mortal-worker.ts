import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { isMainThread, workerData } from 'node:worker_threads';

/**
 * Imported by a worker of the demo clinic, or by `--import` in each: it dies in the way that the file `mortalFile` names, for
 * as long as that is there, started again or not.
 */
export type Death =
  /** The worker ends. */
  | 'exit'
  /** An error that nobody catches. */
  | 'error'
  /** What a transaction writes is on the disk, and its answer never leaves; from then on as `exit`. */
  | 'unanswered';

export const mortalFile = (dataDir: string, server: 'portal' | 'mailbox'): string =>
  join(dataDir, `${server}.dies`);

if (!isMainThread && typeof workerData?.dataDir === 'string') {
  const file = mortalFile(workerData.dataDir, 'httpPort' in workerData ? 'mailbox' : 'portal');
  const wanted = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const die = (): void => {
    const way = wanted();
    if (way === 'exit') process.exit(1);
    if (way === 'error') throw new Error('an error nobody catches');
  };
  setInterval(die, 20).unref();
  die();

  const { end } = ServerResponse.prototype;
  ServerResponse.prototype.end = function (this: ServerResponse, ...given: never[]) {
    if (
      this.req.method === 'POST' &&
      this.req.url?.replace(/\/$/, '') === '/fhir' &&
      wanted() === 'unanswered'
    ) {
      writeFileSync(file, 'exit');
      process.exit(1);
    }
    return Reflect.apply(end, this, given);
  } as typeof end;
}
