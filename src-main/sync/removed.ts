import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import type { Effects } from './effects.ts';
import { isObject } from './fhir/json.ts';
import { storeResource } from './projection.ts';

/** Stands behind the version of a copy whose resource the portal no longer has. */
export const REMOVED = '-removed';

/**
 * The portal no longer has a resource: it reads as one entered in error, the status R4 has for what should not have been. Inside the
 * caller's transaction.
 */
export function storeRemoved(db: Db, type: string, portalId: string, effects: Effects): void {
  const copy = findPortalCopy(db, type, portalId);
  if (!copy || copy.versionId.endsWith(REMOVED)) return;
  const body = isObject(copy.body) ? copy.body : {};
  const meta = isObject(body.meta) ? body.meta : {};
  const versionId = `${copy.versionId}${REMOVED}`;
  storeResource(db, { ...body, status: 'entered-in-error', meta: { ...meta, versionId } }, type, effects);
}
