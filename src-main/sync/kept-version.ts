import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';

/** This version of a resource, where it is the one the desk keeps a copy of; null for any other, and for one that has no FHIR id yet. */
export function keptVersion(
  db: Db,
  { type, portalId }: { readonly type: string; readonly portalId: string | null },
  version: string,
): Envelope | null {
  const copy = portalId === null ? null : findPortalCopy(db, type, portalId);
  const read = copy && copy.versionId === version ? readEnvelope(copy.body) : null;
  return read?.ok ? read.value : null;
}
