import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createSafeStorage } from '../../scripts/preview/safe-storage.ts';
import type { DataKey } from '../../src-main/data-key.ts';
import type { DatabaseKind } from '../../src-main/database-kind.ts';
import { loadClinicKey } from '../../src-main/keys/clinic-key.ts';
import { loadDemoKey } from '../../src-main/keys/demo-key.ts';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';

/** A key for a test, the same for the same words. */
export const testKey = (words = 'a key', kind: DatabaseKind = 'clinic'): DataKey => ({
  kind,
  bytes: createHash('sha256').update(words).digest(),
});

/** The files of a folder, those in folders of its own included, in which one of the texts stands as it is. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return false;
    const content = readFileSync(path);
    return texts.some((text) => content.includes(text) || content.includes(Buffer.from(text, 'utf16le')));
  });
}

/** The key of a desk that runs, or ran, in the preview with this data directory. */
export async function keyOfDesk(dataDir: string, kind: DatabaseKind = 'clinic'): Promise<DataKey> {
  const files = dataFilesIn(dataDir);
  const keyStore = createSafeStorage({
    keyPath: () => join(dataDir, 'preview-key'),
    isReady: () => true,
    mode: 'answers',
  });
  const found =
    kind === 'demo'
      ? loadDemoKey(files.demoKey)
      : await loadClinicKey(
          { file: files.keys, copy: '', database: files.database, keyStore, platform: 'linux' },
          null,
        );
  if (!found.ok) throw new Error(found.error.code);
  return found.value.key;
}
