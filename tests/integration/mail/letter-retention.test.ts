import { expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import { enqueueMail } from '../../../src-main/mail/enqueue.ts';
import { createLetterRetention } from '../../../src-main/mail/letter-retention.ts';
import { DAY_MS, HOUR_MS } from '../../../src-shared/domain/time.ts';
import { NOW } from '../../support/domain.ts';
import { temporaryDatabase } from '../../support/local-desk.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const email = composeEmail(intentOf('approved'), emailContext());
type State = 'sent' | 'ready' | 'failed' | 'called' | 'dropped';

/** A desk with e-mails of so many days ago, that keeps words for a month; the portal's clock is as `portal` says. */
function openDesk(
  mails: readonly (readonly [daysAgo: number, state: State])[],
  portal = { at: () => NOW as number | null },
) {
  const { db } = temporaryDatabase();
  const clock = createVirtualClock(NOW);
  const ids = createSeededIds(3);
  for (const [daysAgo, state] of mails) {
    const at = NOW - daysAgo * DAY_MS;
    const id = enqueueMail(db, ids, {
      outboxId: null,
      requestId: null,
      appointmentId: null,
      kind: 'approved',
      to: { name: 'Ada', address: 'ada@example.org' },
      fromAddress: 'desk@example.org',
      email,
      now: at,
    });
    const finished_ms = state === 'ready' ? null : at;
    db.run(qb.updateTable('mail').set({ state, finished_ms }).where('id', '=', id));
  }
  const retention = createLetterRetention({ db, clock, months: () => 1, portalNow: () => portal.at() });
  retention.start();
  return { db, clock, retention };
}

/** Which still have their words. */
const withWords = (db: Db): boolean[] =>
  db.all(qb.selectFrom('mail').selectAll().orderBy('seq')).map((row) => {
    expect(row).toMatchObject({ to_address: 'ada@example.org', subject: email.subject });
    const has = [row.text, row.html].map((words) => words !== '');
    expect(new Set([...has, row.calendar_ics !== null]).size).toBe(1);
    return has[0] ?? false;
  });

test('the words of what ended long ago go, of what has not they stay; each in its time', async () => {
  const { db, clock } = openDesk([
    [200, 'sent'],
    [150, 'ready'],
    [120, 'failed'],
    [110, 'called'],
    [100, 'dropped'],
    [30, 'sent'],
    [1, 'sent'],
  ]);
  expect(withWords(db)).toEqual([true, true, true, true, true, true, true]);
  await clock.advance(HOUR_MS);
  expect(withWords(db)).toEqual([false, true, true, false, false, true, true]);
  db.run(
    qb
      .updateTable('mail')
      .set({ state: 'sent', finished_ms: NOW - 149 * DAY_MS })
      .where('state', '=', 'ready'),
  );
  await clock.advance(7 * HOUR_MS);
  expect(withWords(db)).toEqual([false, false, true, false, false, true, true]);
});

test.each(['sent', 'failed'] as const)(
  'hundreds are gone through in turns, and none twice (the first %s)',
  async (first) => {
    const { db, clock } = openDesk(
      Array.from({ length: 230 }, (_, index) => [300 - index, index === 0 ? first : 'sent'] as const),
    );
    await clock.advance(HOUR_MS);
    expect(withWords(db).filter((has) => has)).toHaveLength(first === 'failed' ? 1 : 0);
    const rows = db.rowsWritten;
    await clock.advance(13 * HOUR_MS);
    expect(db.rowsWritten).toBe(rows);
  },
);

test('one that was written while the clock was ahead hides none behind it, and goes in its time', async () => {
  const { db, clock } = openDesk(
    [
      [200, 'sent'],
      [-300, 'sent'],
      [199, 'sent'],
      [198, 'sent'],
    ],
    { at: () => clockNow() },
  );
  const clockNow = () => clock.now();
  await clock.advance(HOUR_MS);
  expect(withWords(db)).toEqual([false, true, false, false]);
  await clock.advance(400 * DAY_MS);
  expect(withWords(db)).toEqual([false, false, false, false]);
});

test.each([
  ['the portal’s clock is not known', null],
  ['the portal’s clock is years behind', NOW - 3000 * DAY_MS],
])('nothing goes where %s', async (_, at) => {
  const { db, clock } = openDesk([[200, 'sent']], { at: () => at });
  await clock.advance(2 * DAY_MS);
  expect(withWords(db)).toEqual([true]);
});

test('a clock that is years ahead, the desk’s or the portal’s, removes nothing by itself', async () => {
  const ahead = openDesk([[1, 'sent']], { at: () => NOW + 4000 * DAY_MS });
  await ahead.clock.advance(DAY_MS);
  expect(withWords(ahead.db)).toEqual([true]);
  // The desk's own: sixty days pass there, none at the portal.
  const desk = openDesk([[1, 'sent']]);
  await desk.clock.advance(60 * DAY_MS);
  expect(withWords(desk.db)).toEqual([true]);
});
