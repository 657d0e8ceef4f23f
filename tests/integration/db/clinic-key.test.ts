import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createSafeStorage } from '../../../scripts/preview/safe-storage.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import {
  checkRecoveryKey,
  loadClinicKey,
  makeRecoveryKey,
  recoveryKeyMadeAt,
} from '../../../src-main/keys/clinic-key.ts';
import { loadDemoKey } from '../../../src-main/keys/demo-key.ts';
import { newRecoveryKey } from '../../../src-main/keys/recovery-key.ts';
import { NOW } from '../../support/domain.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reslot-keys-'));
  mkdirSync(join(folder, 'backups'));
  return () => rmSync(folder, { recursive: true, force: true });
});

type Mode = Parameters<typeof createSafeStorage>[0]['mode'];

/** On a system whose key store does that; `user`: whose it is. */
const on = (mode: Mode = 'answers', user = 'desk', platform: NodeJS.Platform = 'linux') => ({
  file: join(folder, 'keys.json'),
  copy: join(folder, 'backups', 'keys.json'),
  database: join(folder, 'reslot.sqlite'),
  keyStore: createSafeStorage({ keyPath: () => join(folder, `${user}-store`), isReady: () => true, mode }),
  platform,
});

async function found(deps = on(), typed: string | null = null) {
  const loaded = await loadClinicKey(deps, typed);
  if (!loaded.ok) throw new Error(loaded.error.code);
  loaded.value.keep();
  return loaded.value.key;
}

const refused = async (deps: ReturnType<typeof on>, typed: string | null = null) => {
  const loaded = await loadClinicKey(deps, typed);
  return loaded.ok ? null : loaded.error;
};

test('a key is made once, at random, and found again; it stands nowhere in clear text', async () => {
  const key = await found();
  expect(key.bytes).toHaveLength(32);
  expect(await found()).toEqual(key);
  const text = readFileSync(on().file, 'utf8');
  expect(text).toBe(readFileSync(on().copy, 'utf8'));
  for (const form of ['base64', 'hex'] as const)
    expect(text).not.toContain(Buffer.from(key.bytes).toString(form));
  rmSync(on().file);
  // The copy among the backups does.
  expect(await found()).toEqual(key);
});

test.each<Mode>(['refuses', 'public'])(
  'without a key store none is made (%s), and nothing is written',
  async (mode) => {
    expect(await refused(on(mode))).toEqual({ code: 'no-key-store' });
    expect(() => readFileSync(on().file)).toThrow();
  },
);

test('a key store that is gone, or another one, is told; the recovery key opens it, with the new one from then on', async () => {
  const clock = createVirtualClock(NOW);
  const key = await found();
  expect(await refused(on('refuses'))).toMatchObject({ code: 'key-lost', recoverable: false });
  expect(recoveryKeyMadeAt(on())).toBeNull();
  const recovery = await makeRecoveryKey({ ...on(), clock }, key);
  expect(recoveryKeyMadeAt(on())).toBe(NOW);
  expect(readFileSync(on().file, 'utf8')).not.toContain(recovery.slice(0, 5));
  const elsewhere = on('answers', 'somebody-else');
  expect(await refused(elsewhere)).toMatchObject({ code: 'key-lost', recoverable: true });
  const typo = `${recovery.slice(0, 6)}${recovery.charAt(6) === 'A' ? 'B' : 'A'}${recovery.slice(7)}`;
  expect(await refused(elsewhere, typo)).toEqual({ code: 'recovery-key-mistyped', group: 2 });
  expect(await refused(elsewhere, 'ABC')).toEqual({ code: 'recovery-key-mistyped', group: null });
  expect(await found(elsewhere, recovery.toLowerCase())).toEqual(key);
  expect(await found(elsewhere)).toEqual(key);
});

test('a new recovery key takes the place of the one before', async () => {
  const clock = createVirtualClock(NOW);
  const key = await found();
  const before = await makeRecoveryKey({ ...on(), clock }, key);
  const after = await makeRecoveryKey({ ...on(), clock }, key);
  const elsewhere = on('answers', 'somebody-else');
  expect(await refused(elsewhere, before)).toEqual({ code: 'recovery-key-wrong' });
  expect(await found(elsewhere, after)).toEqual(key);
});

test('a recovery key is known again at a desk that is open: this database’s, as it was typed, and no other', async () => {
  const key = await found();
  expect(await checkRecoveryKey(on(), key, 'AAAAA')).toEqual({ ok: false, error: { code: 'none' } });
  const recovery = await makeRecoveryKey({ ...on(), clock: createVirtualClock(NOW) }, key);
  const check = (typed: string, of = key) => checkRecoveryKey(on(), of, typed);
  expect(await check(recovery)).toEqual({ ok: true, value: null });
  expect(await check(` ${recovery.toLowerCase().replaceAll('-', ' ')}\n`)).toEqual({ ok: true, value: null });
  const typo = `${recovery.slice(0, 13)}${recovery.charAt(13) === 'A' ? 'B' : 'A'}${recovery.slice(14)}`;
  expect(await check(typo)).toEqual({ ok: false, error: { code: 'mistyped', group: 3 } });
  expect(await check('short')).toEqual({ ok: false, error: { code: 'mistyped', group: null } });
  expect(await check(newRecoveryKey())).toEqual({ ok: false, error: { code: 'wrong' } });
  const another = { kind: 'clinic', bytes: new Uint8Array(32) } as const;
  expect(await check(recovery, another)).toEqual({ ok: false, error: { code: 'wrong' } });
});

test('a key file that is gone or damaged is told; no new key is put in its place', async () => {
  const key = await found();
  const opened = openDatabase(on().database, migrations, 'clinic', true, key);
  if (opened.ok) opened.value.close();
  rmSync(on().file);
  rmSync(on().copy);
  expect(await refused(on())).toEqual({ code: 'key-file-gone', path: on().file });
  writeFileSync(on().file, '{"format": 1');
  expect(await refused(on())).toEqual({ code: 'key-file-damaged', path: on().file });
});

test('the demo’s stands in a file of its own', () => {
  const file = join(folder, 'demo-key');
  const made = loadDemoKey(file);
  if (!made.ok) throw new Error(made.error.code);
  made.value.keep();
  expect(loadDemoKey(file)).toMatchObject({ value: { key: made.value.key } });
  writeFileSync(file, 'abc');
  expect(loadDemoKey(file)).toEqual({ ok: false, error: { code: 'key-file-damaged', path: file } });
});
