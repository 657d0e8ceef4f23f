import { expect, test } from 'vitest';
import type { Db, Query } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { updateOutbox } from '../../../src-main/outbox/entries.ts';
import { nothingChanges } from '../../../src-main/outbox/entry.ts';
import { holdDecision } from '../../../src-main/outbox/hold.ts';
import { nextSendableIn, sendable } from '../../../src-main/outbox/queue.ts';
import { EMPTY_SNAPSHOT } from '../../../src-main/outbox/snapshot.ts';
import { actor } from '../../support/local-desk.ts';

const NOW = 1_000_000;

function outboxOf(keys: readonly string[]): { readonly db: Db; readonly reads: { rows: number } } {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  db.transaction(() => {
    for (const [n, orderingKey] of keys.entries()) {
      const decision = { id: `decision-${n}`, orderingKey, requestId: null, command: { type: 'set-status' } };
      const changes = nothingChanges('set-status', NOW);
      holdDecision(db, {
        ...decision,
        changes,
        plan: [],
        before: EMPTY_SNAPSHOT,
        actor,
        now: NOW,
        undoMs: 0,
      });
      updateOutbox(db, decision.id, { state: 'ready', next_attempt_ms: NOW });
    }
  });
  const reads = { rows: 0 };
  const all = db.all.bind(db);
  db.all = <O>(query: Query<O>): O[] => {
    const rows = all(query);
    reads.rows += rows.length;
    return rows;
  };
  return { db, reads };
}

const ids = (db: Db): string[] => [...sendable(db, NOW)].map(({ id }) => id);

test('of each ordering key the first leaves, in the order of the decisions, however many wait', () => {
  const keys = Array.from({ length: 300 }, (_, n) => `visit-${n % 120}`);
  const { db } = outboxOf(keys);
  expect(ids(db)).toEqual(keys.slice(0, 120).map((_, n) => `decision-${n}`));
  updateOutbox(db, 'decision-0', { state: 'done' });
  updateOutbox(db, 'decision-1', { state: 'held' });
  updateOutbox(db, 'decision-2', { state: 'failed' });
  const left = ids(db);
  expect(left).toHaveLength(118);
  expect(left.slice(0, 2)).toEqual(['decision-3', 'decision-4']);
  expect(left.at(-1)).toBe('decision-120');
  db.close();
});

test('choosing what leaves next does not read everything that waits', () => {
  const { db, reads } = outboxOf(Array.from({ length: 500 }, (_, n) => `visit-${n}`));
  expect(sendable(db, NOW).next().value?.id).toBe('decision-0');
  expect(nextSendableIn(db, NOW)).toBe(0);
  expect(reads.rows).toBeLessThanOrEqual(100);
  db.close();
});

test('what waits for its next attempt is waited for, the soonest of all', () => {
  const { db } = outboxOf(Array.from({ length: 70 }, (_, n) => `visit-${n}`));
  for (let n = 0; n < 70; n += 1)
    updateOutbox(db, `decision-${n}`, { state: 'unsure', attempts: 9, next_attempt_ms: NOW + 70_000 - n });
  expect(ids(db)).toEqual([]);
  expect(nextSendableIn(db, NOW)).toBe(70_000 - 69);
  db.close();
});
