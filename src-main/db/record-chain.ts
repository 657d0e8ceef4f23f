import { createHmac, hkdfSync } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { DataKey } from '../data-key.ts';
import type { HistoryTable } from './schema/outbox.ts';

/** What a line of the record says, without its number and its seal. */
export type RecordContent = Omit<Selectable<HistoryTable>, 'id' | 'seal'>;

/** What the first line follows. */
export const BEGINNING = '';

/**
 * What the record is sealed with under one key of the database: derived from the database's key (HKDF, RFC 5869), so that it stands nowhere, and opens nothing. `null`:
 * a database in clear text, which is a test's.
 */
export const recordKeyOf = (key: DataKey | null): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key?.bytes ?? new Uint8Array(32), '', 'Reslot: the record', 32));

/**
 * The seal of a line that stands after the one with the seal `previous`: an HMAC-SHA-256 over both, in hexadecimal. The line is written
 * as a JSON array of strings, integers and nulls in this order, of which there is one spelling (RFC 8785, 3.2.2).
 */
export function sealOf(key: Uint8Array, previous: string, line: RecordContent): string {
  const content = [
    previous,
    line.at_ms,
    line.user_id,
    line.user_name,
    line.desk_id,
    line.desk_name,
    line.request_id,
    line.appointment_id,
    line.patient_id,
    line.outbox_id,
    line.kind,
    line.detail_json,
  ];
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('hex');
}
