import DatabaseConnection from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createRecordWatch } from '../../../src-main/backups/watch-record.ts';
import { appendHistory } from '../../../src-main/db/queries/history.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { NOW } from '../../support/domain.ts';
import { actor, temporaryDatabase } from '../../support/local-desk.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

function deskWith(lines: number) {
  const { db, path } = temporaryDatabase();
  const clock = createVirtualClock(NOW);
  const line = {
    at: NOW,
    actor,
    kind: 'noted',
    requestId: 'task-1',
    appointmentId: null,
    outboxId: null,
    detail: { note: 'a' },
  } as const;
  for (let count = 0; count < lines; count += 1) appendHistory(db, line);
  let told = 0;
  const begin = (over: Partial<typeof clock> = {}, heard = () => {}) => {
    const watch = createRecordWatch({
      db,
      clock: { ...clock, ...over },
      changed: () => {
        told += 1;
        heard();
      },
    });
    watch.start();
    return watch;
  };
  return { path, clock, begin, told: () => told };
}

test('the record is looked at some seconds after the start, and whoever shows it is told', async () => {
  const { clock, begin, told } = deskWith(250);
  const watch = begin();
  expect(watch.findings()).toBeNull();
  await clock.advance(MINUTE_MS);
  expect(watch.findings()).toEqual({ lines: 250, faults: 0, first: null });
  expect([watch.progress(), told()]).toEqual([null, 1]);
});

test('others go first in between', async () => {
  const { clock, begin } = deskWith(450);
  let elapsed = 0;
  let turns = 0;
  const watch = begin({
    // Each look at the clock takes as long as a turn may.
    elapsed: () => (elapsed += 20),
    after: (delayMs, run) => {
      turns += 1;
      return clock.after(delayMs, run);
    },
  });
  await clock.advance(MINUTE_MS);
  expect(watch.findings()).toMatchObject({ lines: 450, faults: 0 });
  expect(turns).toBeGreaterThan(3);
});

test('a line that was changed by other means is told with its number', async () => {
  const { path, clock, begin } = deskWith(5);
  const connection = new DatabaseConnection(path);
  connection.exec("DROP TRIGGER history_never_changes; UPDATE history SET user_name = 'x' WHERE id = 3");
  connection.close();
  const watch = begin();
  await clock.advance(MINUTE_MS);
  const found = watch.findings();
  expect(found).toEqual({ lines: 5, faults: 1, first: 3 });
  expect(found && t.backups.recordWords(found)).toContain('it shows at line 3.');
});

test('a program that ends meanwhile looks at nothing more', async () => {
  const { clock, begin, told } = deskWith(5);
  const watch = begin();
  watch.stop();
  await clock.advance(MINUTE_MS);
  expect([watch.findings(), told()]).toEqual([null, 0]);
});

test('it is looked at anew when somebody asks, who hears how far that is', async () => {
  const { path, clock, begin } = deskWith(450);
  let elapsed = 0;
  const heard: (number | null)[] = [];
  const watch = begin({ elapsed: () => (elapsed += 100) }, () => heard.push(watch.progress()));
  await clock.advance(MINUTE_MS);
  expect(watch.findings()).toMatchObject({ lines: 450, faults: 0 });
  const connection = new DatabaseConnection(path);
  connection.exec('DROP TRIGGER history_never_shrinks; DELETE FROM history WHERE id = 120');
  connection.close();
  heard.length = 0;
  const asked = Promise.all([watch.check(), watch.check()]);
  expect(watch.progress()).not.toBeNull();
  await clock.advance(MINUTE_MS);
  await asked;
  expect(watch.findings()).toEqual({ lines: 449, faults: 1, first: 121 });
  expect(heard.at(-1)).toBeNull();
  const steps = heard.slice(0, -1).map(Number);
  expect(steps.length).toBeGreaterThan(1);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test('who has asked is answered when the program ends meanwhile', async () => {
  const { begin } = deskWith(450);
  let elapsed = 0;
  const watch = begin({ elapsed: () => (elapsed += 100) });
  const asked = watch.check();
  watch.stop();
  await asked;
  expect(watch.findings()).toBeNull();
});
