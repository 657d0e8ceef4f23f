import { expect, it } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import { enqueueCall, enqueueMail } from '../../../src-main/mail/enqueue.ts';
import { dropMail, holdMail, releaseMail, wasTold } from '../../../src-main/mail/release.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

const NOW = Date.parse('2026-11-20T15:00:00Z');

/** Two decisions with an e-mail and a call each, and one of each that waits for nothing. */
function filled(): Db {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const ids = createSeededIds(3);
  for (const outboxId of ['a', 'b', null]) {
    enqueueMail(db, ids, {
      outboxId,
      requestId: 'request-1',
      appointmentId: 'appointment-1',
      kind: 'approved',
      to: { name: 'Maria Alvarez', address: 'maria@example.org' },
      fromAddress: 'desk@example.org',
      email: composeEmail(intentOf('approved'), emailContext()),
      now: NOW,
    });
    enqueueCall(db, ids, {
      outboxId,
      requestId: 'request-1',
      patientId: 'patient-1',
      why: 'no-email',
      said: { script: 'Say this.', voicemail: '' },
      toldBy: null,
      now: NOW,
    });
  }
  return db;
}

function states(db: Db): (string | null)[][] {
  return [
    db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map((row) => row.state),
    db
      .all(qb.selectFrom('call').select(['state', 'outbox_id']))
      .sort((a, b) => (a.outbox_id ?? 'z').localeCompare(b.outbox_id ?? 'z'))
      .map((row) => row.state),
  ];
}

it('what is queued is stored to the letter', () => {
  const db = filled();
  const email = composeEmail(intentOf('approved'), emailContext());
  const { id, seq, message_id, ...row } = db.all(qb.selectFrom('mail').selectAll().orderBy('seq'))[0] ?? {};
  expect(message_id).toBe(`<${id}@example.org>`);
  expect(row).toEqual({
    outbox_id: 'a',
    request_id: 'request-1',
    appointment_id: 'appointment-1',
    kind: 'approved',
    to_name: 'Maria Alvarez',
    to_address: 'maria@example.org',
    subject: email.subject,
    text: email.text,
    html: email.html,
    calendar_method: 'REQUEST',
    calendar_ics: email.calendar?.ics,
    state: 'waiting',
    attempts: 0,
    next_attempt_ms: NOW,
    last_error: null,
    correction_id: null,
    created_ms: NOW,
    finished_ms: null,
  });
  db.close();
});

it('release lets out what waited for that decision, once', () => {
  const db = filled();
  expect(states(db)).toEqual([
    ['waiting', 'waiting', 'ready'],
    ['waiting', 'waiting', 'open'],
  ]);
  expect(releaseMail(db, 'a', NOW + 1)).toBe(true);
  expect(releaseMail(db, 'a', NOW + 2)).toBe(false);
  expect(states(db)).toEqual([
    ['ready', 'waiting', 'ready'],
    ['open', 'waiting', 'open'],
  ]);
  expect(db.get(qb.selectFrom('mail').select('next_attempt_ms').where('outbox_id', '=', 'a'))).toEqual({
    next_attempt_ms: NOW + 1,
  });
  db.close();
});

it('drop ends what was let go for that decision and has not left', () => {
  const db = filled();
  releaseMail(db, 'a', NOW + 1);
  expect(dropMail(db, 'a', NOW + 2)).toBe(true);
  expect(states(db)).toEqual([
    ['dropped', 'waiting', 'ready'],
    ['dropped', 'waiting', 'open'],
  ]);
  db.close();
});

it('what has left, by mail or by phone, was told, and is not dropped', () => {
  const db = filled();
  expect(wasTold(db, 'a')).toBe(false);
  db.run(qb.updateTable('mail').set({ state: 'sent' }).where('outbox_id', '=', 'a'));
  db.run(qb.updateTable('call').set({ state: 'done' }).where('outbox_id', '=', 'b'));
  expect([wasTold(db, 'a'), wasTold(db, 'b')]).toEqual([true, true]);
  dropMail(db, 'a', NOW + 1);
  expect(states(db)[0]?.[0]).toBe('sent');
  db.close();
});

it('hold has what was let go wait again', () => {
  const db = filled();
  releaseMail(db, 'a', NOW + 1);
  holdMail(db, 'a');
  expect(states(db)).toEqual([
    ['waiting', 'waiting', 'ready'],
    ['waiting', 'waiting', 'open'],
  ]);
  db.close();
});

it('drop ends what waited for that decision, once', () => {
  const db = filled();
  expect(dropMail(db, 'b', NOW + 1)).toBe(true);
  expect(dropMail(db, 'b', NOW + 2)).toBe(false);
  expect(releaseMail(db, 'b', NOW + 2)).toBe(false);
  expect(states(db)).toEqual([
    ['waiting', 'dropped', 'ready'],
    ['waiting', 'dropped', 'open'],
  ]);
  db.close();
});
