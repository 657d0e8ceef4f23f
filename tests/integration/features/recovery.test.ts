import { expect, test } from 'vitest';
import { newRecoveryKey } from '../../../src-main/keys/recovery-key.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor } from '../../support/local-desk.ts';

test('a recovery key is put on paper in its groups, for this desk, and nothing else takes its place', async () => {
  const printed: string[] = [];
  const { core } = openLocalCore({
    printer: {
      toPdf: async () => ({ ok: false, error: 'pdf-failed' }),
      print: async (html) => {
        printed.push(html);
        return 'printed';
      },
    },
  });
  const recoveryKey = newRecoveryKey();
  const print = contract['recovery.print'].input;
  expect(print.safeParse({ recoveryKey }).success).toBe(true);
  expect(print.safeParse({ recoveryKey: '<script>' }).success).toBe(false);
  expect(await core.handlers['recovery.print']({ recoveryKey }, { actor })).toEqual({
    ok: true,
    value: { printed: true },
  });
  const [page = ''] = printed;
  for (const group of recoveryKey.split('-')) expect(page).toContain(`<span>${group}</span>`);
  // In the window first: a file in which it stands may stay behind.
  expect(page).toMatch(/its window asks for it.*--recovery-key-file=FILE, and delete the file/);
  expect(page).toContain("default-src 'none'");
});
