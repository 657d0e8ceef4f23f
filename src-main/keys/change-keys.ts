import { randomBytes } from 'node:crypto';
import { type DataKey, markOf } from '../data-key.ts';
import type { Clock } from '../ports.ts';
import { type ClinicKeyDeps, keepCopy } from './clinic-key.ts';
import { earlierKeysOf, sealEarlierKeys } from './earlier-keys.ts';
import { type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import { newRecoveryKey } from './recovery-key.ts';
import { sealForSystem } from './system-seal.ts';
import { wrap } from './wrap.ts';

/** New keys that nothing knows of yet. */
export interface PreparedKeys {
  /** Which data key it is (`keyMark`, in hexadecimal). */
  readonly mark: string;
  /** Told this once. */
  readonly recoveryKey: string;
  /** Writes down that these are to take the place of the present ones. Throws the system's error: nothing is changed then. */
  ask(): void;
}

/**
 * Makes a data key and a recovery key that are to replace the present ones, and has the system's key store take the first; null where it
 * does not. Nothing is written before `ask`. Throws the system's error.
 */
export async function prepareKeys(
  deps: Omit<ClinicKeyDeps, 'database'> & { readonly clock: Clock },
  present: DataKey,
): Promise<PreparedKeys | null> {
  const key: DataKey = { kind: 'clinic', bytes: randomBytes(32) };
  const mark = markOf(key);
  const system = await sealForSystem(deps, key);
  if (system === null) return null;
  const recoveryKey = newRecoveryKey();
  const recovery = { madeAt: deps.clock.now(), key: await wrap(key.bytes, mark, recoveryKey) };
  return {
    mark,
    recoveryKey,
    ask() {
      const stored = readOwn(deps, present);
      const before = [...earlierKeysOf(stored, present), { key: present, needed: true }];
      const earlier = sealEarlierKeys(key, before);
      writeKeyFile(deps.file, {
        ...stored,
        next: { mark, system, recovery, earlier, askedAt: deps.clock.now() },
      });
      keepCopy(deps);
    },
  };
}

/** When a change was asked for that has not been made; null: none. Throws the system's error. */
export const keysAskedAt = ({ file }: Pick<ClinicKeyDeps, 'file'>): number | null =>
  readKeyFile(file)?.next?.askedAt ?? null;

/** The present keys stay: nothing is encrypted with the ones that were asked for. Throws the system's error. */
export function dropAskedKeys(deps: Pick<ClinicKeyDeps, 'file' | 'copy'>, present: DataKey): void {
  const { next: _, ...stored } = readOwn(deps, present);
  writeKeyFile(deps.file, stored);
  keepCopy(deps);
}

/** Nothing that this desk knows of is encrypted with an earlier key any more. Throws the system's error. */
export function settleEarlierKeys(deps: Pick<ClinicKeyDeps, 'file' | 'copy'>, present: DataKey): void {
  const stored = readOwn(deps, present);
  const earlier = earlierKeysOf(stored, present);
  if (earlier.some(({ needed }) => needed)) {
    const settled = earlier.map((one) => ({ ...one, needed: false }));
    writeKeyFile(deps.file, { ...stored, earlier: sealEarlierKeys(present, settled) });
  }
  keepCopy(deps);
}

/** The file of the key with which the desk has been opened. */
function readOwn({ file }: Pick<ClinicKeyDeps, 'file'>, present: DataKey): KeyFile {
  const stored = readKeyFile(file);
  if (stored === null || stored.mark !== markOf(present))
    throw new Error('The key file is gone, or another one');
  return stored;
}
