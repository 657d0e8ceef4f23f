import { close, fsync, openSync, statSync } from 'node:fs';
import type { Clock } from '../ports.ts';

const EVERY_MS = 250;

/**
 * While a thread writes a copy to the file at `path`: brings it to the disk as it grows, so that whoever commits meanwhile never waits behind all of it
 * at once, and tells how far it is, from 0 to 1, of about `bytes`. The function returned ends that.
 */
export function watchCopy(
  clock: Clock,
  { path, bytes }: { readonly path: string; readonly bytes: number },
  told: (share: number) => void,
): () => void {
  const file = openSync(path, 'r+');
  let syncing = false;
  let ended = false;
  let cancel = clock.after(EVERY_MS, look);

  function look(): void {
    told(Math.min(1, (statSync(path, { throwIfNoEntry: false })?.size ?? 0) / Math.max(1, bytes)));
    if (!syncing) {
      syncing = true;
      // What cannot be synced now the thread meets at its end.
      fsync(file, () => {
        syncing = false;
        if (ended) close(file);
      });
    }
    cancel = clock.after(EVERY_MS, look);
  }

  return () => {
    cancel();
    ended = true;
    if (!syncing) close(file);
  };
}
