import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newRecoveryKey } from '../../../src-main/keys/recovery-key.ts';
import { writePrivateFile } from '../../../src-main/private-files.ts';
import { spoil } from '../../support/backups.ts';
import { filesWith } from '../../support/data-key.ts';
import { openPage, type PreviewPage } from '../../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../../support/preview-process.ts';

vi.setConfig({ testTimeout: 120_000 });

let root: string;
let data: string;
let running: PreviewProcess | null = null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reslot-recovery-'));
  data = join(root, 'data');
});
afterEach(async () => {
  await running?.end('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

async function start(...program: readonly string[]): Promise<PreviewProcess> {
  running = await startPreview({
    files: root,
    program: [`--data-dir=${data}`, `--refusal-file=${join(root, 'refusal')}`, ...program],
  });
  return running;
}

/** A desk with a recovery key, whose key store has lost what it had encrypted. */
async function lostDesk(): Promise<{ readonly recoveryKey: string; readonly secret: Buffer }> {
  const desk = await start();
  const page = await openPage(desk.deskUrl);
  const made = await page.invoke('backups.makeRecoveryKey', undefined);
  const { recoveryKey } = (made.ok ? made.value : null) as { recoveryKey: string };
  expect(await page.invoke('backups.make', undefined)).toEqual({ ok: true, value: null });
  page.close();
  await desk.end('SIGTERM');
  const secret = readFileSync(join(data, 'preview-key'));
  rmSync(join(data, 'preview-key'));
  return { recoveryKey, secret };
}

const give = (page: PreviewPage, recoveryKey: string) =>
  page.invoke('session.giveRecoveryKey', { recoveryKey });
const standing = async (page: PreviewPage): Promise<unknown> => {
  const view = await page.invoke('session.get', undefined);
  return view.ok ? (view.value as { standing: unknown }).standing : view.error;
};
const done = { ok: true, value: null };

test('the recovery key is asked for in the window, opens the desk, and stands nowhere', async () => {
  const { recoveryKey } = await lostDesk();
  const before = readFileSync(join(data, 'keys.json'), 'utf8');
  const desk = await start();
  // The launcher knows by that that the program waits for somebody, and does not hang.
  expect(readFileSync(join(root, 'refusal'), 'utf8')).toContain('Type the recovery key');
  const page = await openPage(desk.deskUrl);
  expect(await standing(page)).toBe('key-lost');
  const typo = recoveryKey.slice(0, 6) + (recoveryKey.charAt(6) === 'A' ? 'B' : 'A') + recoveryKey.slice(7);
  expect(await give(page, typo)).toEqual({ ok: false, error: { code: 'recovery-key-typo', group: 2 } });
  expect(await give(page, newRecoveryKey())).toEqual({ ok: false, error: { code: 'recovery-key-other' } });
  expect(readFileSync(join(data, 'keys.json'), 'utf8')).toBe(before);
  const typed = ` ${recoveryKey.toLowerCase().replaceAll('-', ' ')} `;
  expect(await give(page, typed)).toEqual(done);
  await expect.poll(() => page.reloads()).toBe(1);
  await expect.poll(() => standing(page)).toBe('locked');
  expect(existsSync(join(root, 'refusal'))).toBe(false);
  const filter = { from: null, to: null, subject: null, person: '', patient: '', before: null, limit: 50 };
  expect(JSON.stringify(await page.invoke('record.list', filter))).toContain('"byRecoveryKey":true');
  page.close();
  await desk.end('SIGTERM');
  const spellings = [
    recoveryKey,
    recoveryKey.replaceAll('-', ''),
    typed.trim(),
    typed.trim().replaceAll(' ', ''),
  ];
  expect(filesWith(root, spellings)).toEqual([]);
  for (const one of spellings) expect(desk.output()).not.toContain(one);
  // The key store has it again.
  const later = await openPage((await start()).deskUrl);
  expect(await standing(later)).toBe('locked');
  later.close();
});

test('whoever closes the window instead has changed nothing; the key store may answer again', async () => {
  const { secret } = await lostDesk();
  const before = readFileSync(join(data, 'keys.json'), 'utf8');
  const desk = await start();
  expect(await desk.end('SIGTERM')).toBe(0);
  expect(desk.output()).toContain('--recovery-key-file=FILE');
  expect(readFileSync(join(data, 'keys.json'), 'utf8')).toBe(before);
  writePrivateFile(join(data, 'preview-key'), secret);
  const page = await openPage((await start()).deskUrl);
  expect(await standing(page)).toBe('locked');
  page.close();
});

test('a damaged database is asked about afterwards, at the same window', async () => {
  const { recoveryKey } = await lostDesk();
  spoil(join(data, 'reslot.sqlite'));
  const desk = await start();
  const page = await openPage(desk.deskUrl);
  expect(await give(page, recoveryKey)).toEqual(done);
  expect((await page.asked()).buttons).toContain('Restore the backup');
  await page.press('Restore the backup');
  await expect.poll(() => standing(page)).toBe('locked');
  page.close();
});
