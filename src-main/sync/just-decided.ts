import { type EpochMs, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { findEntry } from '../outbox/entries.ts';
import { parseInstant } from './fhir/instant.ts';
import { readEnvelope } from './fhir/read-envelope.ts';

/** A desk asks the portal once a minute at least: so long the one that has decided has to look at its reminders itself. */
const ITS_TURN_MS = 5 * MINUTE_MS;

/**
 * Whether another desk has decided about the visit with this FHIR id within the last minutes, by the portal's clock: its letter may just have
 * told the patient, and that desk alone knows.
 */
export function isJustDecidedElsewhere(db: Db, appointmentPortalId: string, now: EpochMs): boolean {
  const copy = findPortalCopy(db, 'Appointment', appointmentPortalId);
  const read = copy && readEnvelope(copy.body);
  if (!read?.ok) return false;
  const { commandTags, lastUpdated } = read.value;
  const writtenAt = parseInstant(lastUpdated);
  if (writtenAt === null || Math.abs(now - writtenAt) >= ITS_TURN_MS) return false;
  return commandTags.some((id) => findEntry(db, id) === undefined);
}
