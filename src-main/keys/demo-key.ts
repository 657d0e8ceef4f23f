import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { err, ok, type Result } from '../../src-shared/result.ts';
import type { KeyError } from '../../src-shared/start-errors.ts';
import { writePrivateFile } from '../private-files.ts';
import type { FoundKey } from './clinic-key.ts';

/**
 * The key of the demo clinic's database, in a file of this user's beside it: its people are made up, and it opens without a key store,
 * in Electron as in the preview. It is encrypted so that it runs as a clinic's does, not to keep anything secret. Throws the
 * system's error.
 */
export function loadDemoKey(file: string): Result<FoundKey, KeyError> {
  if (!existsSync(file)) {
    const bytes = randomBytes(BYTES);
    return ok({
      ...NEVER_CHANGED,
      key: { kind: 'demo', bytes },
      keep: () => writePrivateFile(file, bytes.toString('hex')),
    });
  }
  const bytes = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (bytes.length !== BYTES) return err({ code: 'key-file-damaged', path: file });
  return ok({ ...NEVER_CHANGED, key: { kind: 'demo', bytes }, keep: () => {} });
}

const BYTES = 32;
const NEVER_CHANGED = { earlier: [], change: null } as const;
