import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupHandlers, type KeyChange } from '../../../src-main/backups/handlers.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import {
  dropAskedKeys,
  keysAskedAt,
  type PreparedKeys,
  prepareKeys,
} from '../../../src-main/keys/change-keys.ts';
import { loadClinicKey } from '../../../src-main/keys/clinic-key.ts';
import { keyDepsIn } from '../../support/changing-desk.ts';
import { NOW } from '../../support/domain.ts';
import { actor, temporaryDatabase } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const clock = createVirtualClock(NOW);
const DONE = { ok: true, value: null };
const CALLER = { actor };

/** `over`: what the key file or the key store refuses. */
async function desk(over: (real: KeyChange) => Partial<KeyChange> = () => ({})) {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-key-handlers-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const deps = { ...keyDepsIn(folder), clock };
  const found = await loadClinicKey(deps, null);
  if (!found.ok) throw new Error(found.error.code);
  found.value.keep();
  const { key } = found.value;
  const real: KeyChange = {
    askedAt: () => keysAskedAt(deps),
    problem: () => null,
    seconds: () => 1,
    prepare: () => prepareKeys(deps, key),
    drop: () => dropAskedKeys(deps, key),
  };
  const { db, path } = temporaryDatabase();
  const handlers = backupHandlers({
    folder,
    db,
    clock,
    backups: {
      start: () => {},
      stop: async () => {},
      makeNow: async () => ({ ok: true, value: null }),
      list: () => [],
      failure: () => null,
      progress: () => null,
      withEarlierKey: () => [],
    },
    record: { findings: () => null, progress: () => null, check: async () => {} },
    recordHead: { fault: () => null, noted: () => null, note: () => {} },
    recovery: { madeAt: () => null, make: async () => 'a key', keys: { ...real, ...over(real) } },
    restore: async () => ({ ok: true, value: null }),
    changed: () => {},
  });
  const shown = async (): Promise<string> => {
    const answer = await handlers['backups.newKeys'](undefined, CALLER);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.mark;
  };
  return { db, path, handlers, shown, askedAt: real.askedAt };
}

const kinds = (db: Db): string[] =>
  db.all(qb.selectFrom('history').select('kind').orderBy('id')).map(({ kind }) => kind);

test('only the keys that were shown last are asked for, once, and can be dropped; each stands on the record', async () => {
  const { db, handlers, shown, askedAt } = await desk();
  const first = await shown();
  const second = await shown();
  expect(await handlers['backups.askForKeys']({ mark: first }, CALLER)).toEqual({
    ok: false,
    error: { code: 'keys-not-shown' },
  });
  expect([askedAt(), kinds(db)]).toEqual([null, []]);
  expect(await handlers['backups.askForKeys']({ mark: second }, CALLER)).toEqual(DONE);
  expect([askedAt(), kinds(db)]).toEqual([NOW, ['keys-change-asked']]);
  // Neither others, nor a recovery key for the ones that go.
  for (const name of ['backups.newKeys', 'backups.makeRecoveryKey'] as const)
    expect(await handlers[name](undefined, CALLER)).toEqual({
      ok: false,
      error: { code: 'keys-asked-already' },
    });
  expect(await handlers['backups.state'](undefined, CALLER)).toMatchObject({
    value: { keyChange: { askedAt: NOW, problem: null, withEarlierKey: [] } },
  });
  expect(await handlers['backups.dropKeys'](undefined, CALLER)).toEqual(DONE);
  expect([askedAt(), kinds(db)]).toEqual([null, ['keys-change-asked', 'keys-change-dropped']]);
});

test('what was not asked for is not dropped; what was asked for is not replaced by others that were made ready meanwhile', async () => {
  let answer = (): void => {};
  const waits = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let made = 0;
  const { db, handlers, shown, askedAt } = await desk((real) => ({
    async prepare() {
      made += 1;
      if (made === 2) await waits;
      return real.prepare();
    },
  }));
  expect(await handlers['backups.dropKeys'](undefined, CALLER)).toEqual(DONE);
  expect([askedAt(), kinds(db)]).toEqual([null, []]);
  const first = await shown();
  const late = shown();
  expect(await handlers['backups.askForKeys']({ mark: first }, CALLER)).toEqual(DONE);
  answer();
  expect(await handlers['backups.askForKeys']({ mark: await late }, CALLER)).toEqual({
    ok: false,
    error: { code: 'keys-asked-already' },
  });
  expect([askedAt(), kinds(db)]).toEqual([NOW, ['keys-change-asked']]);
});

test('a key store that does not take them, and a key file that cannot be written, change nothing', async () => {
  const without = await desk(() => ({ prepare: async () => null }));
  expect(await without.handlers['backups.newKeys'](undefined, CALLER)).toEqual({
    ok: false,
    error: { code: 'keys-no-key-store' },
  });
  const pending = await desk(() => ({ prepare: () => new Promise(() => {}) }));
  const waiting = pending.handlers['backups.newKeys'](undefined, CALLER);
  await clock.advance(30_000);
  expect(await waiting).toEqual({ ok: false, error: { code: 'keys-no-key-store' } });
  const refuse = (): never => {
    throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
  };
  const unwritable = await desk((real) => ({
    prepare: async () => ({ ...((await real.prepare()) as PreparedKeys), ask: refuse }),
  }));
  const mark = await unwritable.shown();
  expect(await unwritable.handlers['backups.askForKeys']({ mark }, CALLER)).toEqual({
    ok: false,
    error: { code: 'keys-file-unwritable' },
  });
  expect([unwritable.askedAt(), kinds(unwritable.db)]).toEqual([null, []]);
});

test('where the record cannot be written the keys are not asked for either', async () => {
  const { path, handlers, shown, askedAt } = await desk();
  const mark = await shown();
  rmSync(path);
  expect(await handlers['backups.askForKeys']({ mark }, CALLER)).toEqual({
    ok: false,
    error: { code: 'database-moved' },
  });
  expect(askedAt()).toBeNull();
});
