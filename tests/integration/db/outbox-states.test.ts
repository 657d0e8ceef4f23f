import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { isFailed, isHeld, isUnfinished } from '../../../src-main/db/outbox-states.ts';
import { planOf } from '../../support/query-plan.ts';

test.each([
  ['outbox_unfinished', isUnfinished],
  ['outbox_failed', isFailed],
  ['outbox_held', isHeld],
])('the partial index %s holds just the states that its name says', (index, condition) => {
  const directory = mkdtempSync(join(tmpdir(), 'reslot-outbox-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const opened = openDatabase(join(directory, 'reslot.sqlite'));
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  onTestFinished(() => db.close());
  // SQLite reads such an index only where the query's condition implies the index's own.
  const plan = planOf(db, qb.selectFrom('outbox').select('id').where(condition).orderBy('seq'));
  expect(plan).toEqual([expect.stringContaining(`USING INDEX ${index}`)]);
});
