import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { migrations } from '../../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { findCalendarEntry, wasSent } from '../../../src-main/db/queries/calendar-entries.ts';
import { derivedUid } from '../../../src-main/icalendar/calendar-uid.ts';

const SERVER = 'https://portal.example/fhir';

/** A calendar object as earlier versions wrote it, folded lines and all. */
const ics = (uid: string, sequence: number, organizer: string): string =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    `UID:${uid.slice(0, 60)}${uid.length > 60 ? `\r\n ${uid.slice(60)}` : ''}`,
    `SEQUENCE:${sequence}`,
    'SUMMARY:Appointment\\, SEQUENCE:99',
    `ORGANIZER;CN="Lakeside Family Medicine: North, and then some more words":\r\n mailto:${organizer}`,
    'ATTENDEE;CUTYPE=INDIVIDUAL:mailto:a@example.org',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

interface OldMail {
  readonly uid: string;
  readonly sequence: number;
  readonly organizer?: string;
  readonly method?: 'REQUEST' | 'CANCEL';
  readonly state: string;
  readonly attempts?: number;
}

/** A database as it stood before there was such a memory. */
function oldDatabase(appointments: readonly object[], mails: readonly OldMail[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-migrate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'reslot.sqlite');
  const before = migrations.findIndex(({ name }) => name.endsWith('-calendar-memory'));
  const opened = openDatabase(path, migrations.slice(0, before));
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const old = new DatabaseConnection(path);
  old.prepare('INSERT INTO setting VALUES (?, ?)').run('sync.server', JSON.stringify(SERVER));
  for (const body of appointments as { id: string; uid?: string }[]) {
    old
      .prepare(`
        INSERT INTO appointment (id, portal_id, uid, sequence, type_code, type_display, start_ms, end_ms, status)
        VALUES (@id, @id, @uid, 0, '', '', 0, 1, 'booked')
      `)
      .run({ id: body.id, uid: body.uid ?? body.id });
    old
      .prepare(`INSERT INTO portal_copy VALUES ('Appointment', ?, '1', '', NULL, '1', ?)`)
      .run(body.id, JSON.stringify(body));
  }
  for (const [n, mail] of mails.entries())
    old
      .prepare(`
        INSERT INTO mail (id, kind, to_name, to_address, subject, text, html, calendar_method, calendar_ics, message_id,
          state, attempts, next_attempt_ms, created_ms, finished_ms)
        VALUES (@id, 'updated', '', 'a@example.org', '', '', '', @method, @ics, @id, @state, @attempts, 0, @n, @n)
      `)
      .run({
        id: `mail-${n}`,
        n,
        method: mail.method ?? 'REQUEST',
        ics: ics(mail.uid, mail.sequence, mail.organizer ?? 'desk@clinic.example'),
        state: mail.state,
        attempts: mail.attempts ?? 0,
      });
  old.close();
  return path;
}

function migrated(path: string) {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

test('what was sent is remembered: the highest SEQUENCE, and the organizer of the last REQUEST', () => {
  const long = `${'x'.repeat(80)}@clinic.example`;
  const db = migrated(
    oldDatabase(
      [],
      [
        { uid: 'a@x', sequence: 2, state: 'sent', organizer: 'first@clinic.example' },
        { uid: 'a@x', sequence: 1, state: 'sent', organizer: 'second@clinic.example' },
        { uid: 'a@x', sequence: 3, state: 'sent', organizer: 'third@clinic.example', method: 'CANCEL' },
        { uid: 'b@x', sequence: 4, state: 'sent', organizer: 'nobody@reslot.invalid' },
        { uid: 'c@x', sequence: 5, state: 'ready', attempts: 1 },
        { uid: 'd@x', sequence: 6, state: 'ready' },
        { uid: 'e@x', sequence: 7, state: 'dropped' },
        { uid: long, sequence: 8, state: 'sent' },
      ],
    ),
  );
  expect(findCalendarEntry(db, 'a@x')).toMatchObject({ sequence: 3, organizer: 'second@clinic.example' });
  expect(findCalendarEntry(db, 'b@x')).toMatchObject({ sequence: 4, organizer: null });
  expect(wasSent(db, 'b@x')).toBe(true);
  expect(findCalendarEntry(db, 'c@x')).toMatchObject({ sequence: 5, organizer: 'desk@clinic.example' });
  expect(findCalendarEntry(db, 'd@x')).toMatchObject({ sequence: 0, organizer: null, sent_ms: null });
  expect(findCalendarEntry(db, 'e@x')).toBeNull();
  expect(findCalendarEntry(db, long)).toMatchObject({ sequence: 8, organizer: 'desk@clinic.example' });
});

test('an appointment that went by its FHIR id gets a UID of its own, unless its entry is in a calendar', () => {
  const db = migrated(
    oldDatabase(
      [
        { id: '1' },
        { id: '2', identifier: ['odd', null, { system: 'urn:reslot:uid', value: '2' }] },
        { id: '3' },
        { id: '4' },
        { id: '5', uid: 'five@clinic.example' },
        { id: '6', identifier: [{ system: 'urn:other', value: '6' }] },
      ],
      [
        { uid: '3', sequence: 1, state: 'sent' },
        { uid: '4', sequence: 1, state: 'waiting' },
        { uid: '1', sequence: 1, state: 'dropped' },
      ],
    ),
  );
  const uids = db.all(qb.selectFrom('appointment').select('uid').orderBy('id')).map(({ uid }) => uid);
  expect(uids).toEqual([
    derivedUid(SERVER, '1'),
    '2',
    '3',
    '4',
    'five@clinic.example',
    derivedUid(SERVER, '6'),
  ]);
});

test('a derived UID is the name-based UUID of the resource’s address', () => {
  // As any other implementation of RFC 9562 makes it of the namespace of URLs and this address.
  expect(derivedUid('https://portal.example/fhir/', '123')).toBe(
    derivedUid('https://PORTAL.example:443/fhir', '123'),
  );
  expect(derivedUid('https://portal.example/fhir', '123')).toBe('532193dd-d2c5-5c0c-99aa-5c660cc64e9d');
});
