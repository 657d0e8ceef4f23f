import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { isWithdrawn, readTask } from './fhir/read-task.ts';

/** By the portal's newest word the patient has withdrawn this request; its id is the Task's. */
export function withdrawnInPortal(db: Db, requestId: string): boolean {
  const copy = findPortalCopy(db, 'Task', requestId);
  const read = copy && readTask(copy.id, copy.body, copy.lastUpdated);
  return read?.ok === true && read.value !== null && isWithdrawn(read.value);
}
