import type DatabaseConnection from 'better-sqlite3';
import { readCalendarObject } from '../../icalendar/calendar-object.ts';
import { derivedUid } from '../../icalendar/calendar-uid.ts';

/** What is known of the entries in patients' calendars; see `CalendarEntryTable`. */
export const up = `
CREATE TABLE calendar_entry (
  uid TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  organizer TEXT,
  sent_ms INTEGER
) STRICT, WITHOUT ROWID;
`;

interface Mail {
  readonly calendar_method: string;
  readonly calendar_ics: string;
  readonly state: string;
  readonly attempts: number;
  readonly at_ms: number;
}

/**
 * The memory as far as the e-mails still tell. An appointment to which the portal gave no UID went by its FHIR id, which is
 * nobody's own: it gets another one, unless somebody has been, or is about to be, sent an entry with it.
 */
export function after(connection: DatabaseConnection.Database): void {
  const remember = connection.prepare(`
    INSERT INTO calendar_entry (uid, sequence, organizer, sent_ms) VALUES (@uid, @sequence, @organizer, @sentMs)
    ON CONFLICT (uid) DO UPDATE SET sequence = max(sequence, excluded.sequence),
      organizer = coalesce(excluded.organizer, organizer), sent_ms = coalesce(excluded.sent_ms, sent_ms)
  `);
  const mails = connection
    .prepare(`
      SELECT calendar_method, calendar_ics, state, attempts, coalesce(finished_ms, created_ms) AS at_ms
      FROM mail WHERE calendar_ics IS NOT NULL AND state NOT IN ('dropped', 'called') ORDER BY seq
    `)
    .all() as Mail[];
  for (const mail of mails) {
    const { uid, sequence, organizer } = readCalendarObject(mail.calendar_ics);
    const left = mail.state === 'sent' || (mail.state === 'ready' && mail.attempts > 0);
    // What still waits is counted when it leaves; its UID stays what it is.
    if (!left) remember.run({ uid, sequence: 0, organizer: null, sentMs: null });
    else {
      const request = mail.calendar_method === 'REQUEST';
      remember.run({ uid, sequence, organizer: request ? organizer : null, sentMs: mail.at_ms });
    }
  }
  const server = connection.prepare(`SELECT value_json FROM setting WHERE key = 'sync.server'`).pluck().get();
  const base = typeof server === 'string' ? String(JSON.parse(server)) : '';
  const rename = connection.prepare('UPDATE appointment SET uid = ? WHERE id = ?');
  for (const { id, portal_id } of withoutUid(connection)) rename.run(derivedUid(base, portal_id), id);
}

/** Those that go by their FHIR id although no identifier says so, with nothing sent or about to be. */
function withoutUid(
  connection: DatabaseConnection.Database,
): { readonly id: string; readonly portal_id: string }[] {
  const rows = connection
    .prepare(`
      SELECT a.id, a.portal_id, p.body_json FROM appointment AS a
      LEFT JOIN portal_copy AS p ON p.type = 'Appointment' AND p.id = a.portal_id
      WHERE a.uid = a.portal_id AND NOT EXISTS (SELECT 1 FROM calendar_entry AS c WHERE c.uid = a.uid)
    `)
    .all() as { readonly id: string; readonly portal_id: string; readonly body_json: string | null }[];
  return rows.filter(({ portal_id, body_json }) => !states(body_json, portal_id));
}

function states(bodyJson: string | null, uid: string): boolean {
  const body: unknown = JSON.parse(bodyJson ?? 'null');
  const identifiers: unknown = (body as { readonly identifier?: unknown } | null)?.identifier;
  return (
    Array.isArray(identifiers) && identifiers.some((i) => i?.system === 'urn:reslot:uid' && i.value === uid)
  );
}
