import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { AppError } from '../../src-shared/errors.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { OpenError } from '../../src-shared/start-errors.ts';
import { t } from '../../src-shared/text/text.ts';
import type { DatabaseKind } from '../database-kind.ts';
import { whyNotOpened } from '../db/open.ts';
import { dropAskedKeys, keysAskedAt, prepareKeys, settleEarlierKeys } from '../keys/change-keys.ts';
import {
  type ClinicKeyDeps,
  checkRecoveryKey,
  type FoundKey,
  loadClinicKey,
  makeRecoveryKey,
  type RecoveryKeyFault,
  recoveryKeyMadeAt,
} from '../keys/clinic-key.ts';
import { loadDemoKey } from '../keys/demo-key.ts';
import { readRecoveryKey } from '../keys/recovery-key.ts';
import type { Clock } from '../ports.ts';
import type { Arguments } from '../shell/arguments.ts';
import type { DataFiles } from '../shell/data-files.ts';
import type { AskRecoveryKey } from './ask-recovery-key.ts';
import type { KeysAtStart } from './change-keys.ts';
import { aloud, type Refusal, refusalOf } from './desk-database.ts';

/** Where a clinic's key is, and who opens it. */
const clinicKeyDeps = (files: DataFiles): ClinicKeyDeps => ({
  file: files.keys,
  copy: join(files.backups, 'keys.json'),
  database: files.database,
  keyStore: safeStorage,
  platform: process.platform,
});

/** Why the database is not this desk's to open, whatever the key; the demo clinic has more to say where it is no file. */
const NOT_FOR_ANY_KEY: Readonly<Record<DatabaseKind, ReadonlySet<OpenError['code']>>> = {
  clinic: new Set(['database-other-kind', 'database-foreign', 'database-unwritable']),
  demo: new Set(['database-other-kind', 'database-foreign']),
};

export interface FoundDeskKey extends FoundKey {
  /** The recovery key opened it, and not the key store. */
  readonly byRecoveryKey: boolean;
}

/**
 * The key of the desk's database, before anything is opened or written; or why there is none. Where the key store does not give it and a
 * recovery key has been made, that is read from the file somebody names, or asked for.
 */
export async function findDeskKey(
  { recoveryKeyFile }: Pick<Arguments, 'recoveryKeyFile'>,
  { files, kind }: { readonly files: DataFiles; readonly kind: DatabaseKind },
  ask: AskRecoveryKey,
): Promise<Result<FoundDeskKey, Refusal>> {
  const wrong = whyNotOpened(files.database, kind);
  if (wrong && NOT_FOR_ANY_KEY[kind].has(wrong.code)) return err(refusalOf(wrong));
  const typed = recoveryKeyFile === null ? null : readTyped(recoveryKeyFile);
  if (typed !== null && !typed.ok) return err(aloud(typed.error));
  const deps = clinicKeyDeps(files);
  const found = kind === 'demo' ? loadDemoKey(files.demoKey) : await loadClinicKey(deps, null);
  if (found.ok) return ok({ ...found.value, byRecoveryKey: false });
  const refused = t.startup.keySentence(found.error);
  if (found.error.code !== 'key-lost' || !found.error.recoverable) return err(aloud(refused));
  if (typed !== null) {
    const opened = await loadClinicKey(deps, typed.value);
    return opened.ok
      ? ok({ ...opened.value, byRecoveryKey: true })
      : err(aloud(t.startup.keySentence(opened.error)));
  }
  const asked = await ask((given) => openWith(deps, given));
  if (asked.is === 'opened') return ok({ ...asked.value, byRecoveryKey: true });
  return err({ sentence: refused, inDialog: asked.is === 'no-window' });
}

/** A mistake in what was typed is told before anything is tried. Throws the system's error. */
async function openWith(deps: ClinicKeyDeps, typed: string): Promise<Result<FoundKey, AppError>> {
  const read = readRecoveryKey(typed);
  if (!read.ok) return err(asRefusal({ code: 'mistyped', group: read.error }));
  const opened = await loadClinicKey(deps, read.value);
  if (opened.ok) return opened;
  return err(
    opened.error.code === 'recovery-key-wrong'
      ? asRefusal({ code: 'wrong' })
      : { code: 'key-file-unreadable' },
  );
}

/** How a recovery key for the clinic's database is made and known again, and both keys changed; null for the demo's. */
export function recoveryOf(files: DataFiles, { found: { key }, problem }: KeysAtStart, clock: Clock) {
  if (key.kind === 'demo') return null;
  const deps = { ...clinicKeyDeps(files), clock };
  let problemNow = problem;
  return {
    keys: {
      askedAt: () => keysAskedAt(deps),
      problem: () => problemNow,
      seconds: () => Math.ceil((statSync(files.database).size || 1) / BYTES_A_SECOND),
      async prepare() {
        const prepared = await prepareKeys(deps, key);
        if (prepared === null) return null;
        const { mark, recoveryKey } = prepared;
        return {
          mark,
          recoveryKey,
          ask() {
            prepared.ask();
            problemNow = null;
          },
        };
      },
      drop() {
        dropAskedKeys(deps, key);
        problemNow = null;
      },
      settle() {
        try {
          settleEarlierKeys(deps, key);
        } catch {
          // The next start looks through the copies once more, and tries again.
        }
      },
    },
    madeAt: () => recoveryKeyMadeAt(deps),
    make: () => makeRecoveryKey(deps, key),
    checkRecoveryKey: async (typed: string): Promise<Result<null, AppError>> => {
      const checked = await checkRecoveryKey(deps, key, typed);
      return checked.ok ? checked : err(asRefusal(checked.error));
    },
  };
}

/** Of a database whose key is changed, on a computer that is not new: it is written twice, and read four times. */
const BYTES_A_SECOND = 10_000_000;

function asRefusal(error: RecoveryKeyFault): AppError {
  switch (error.code) {
    case 'none':
      return { code: 'recovery-key-none' };
    case 'wrong':
      return { code: 'recovery-key-other' };
    case 'mistyped':
      return { code: 'recovery-key-typo', ...(error.group === null ? {} : { group: error.group }) };
  }
}

function readTyped(path: string): Result<string, string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch {
    return err(t.startup.argumentText.recoveryKeyFile(path));
  }
}
