import type { Db } from '../db/db.ts';
import { savePortalCopy } from '../db/queries/portal-copies.ts';
import type { Envelope } from './fhir/read-envelope.ts';

/** A resource with its own text, as it is kept. */
export interface Arrived extends Envelope {
  readonly json: string;
}

/** It is the portal's copy from now on. `about` and `shownVersion`: see `PortalCopyTable`. */
export function keepCopy(db: Db, envelope: Arrived, about: string | null, shownVersion: string | null): void {
  const { type, id, versionId, lastUpdated, body, json } = envelope;
  savePortalCopy(db, { type, id, versionId, lastUpdated, body, about, shownVersion }, json);
}
