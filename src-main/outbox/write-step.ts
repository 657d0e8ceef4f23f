import { z } from 'zod';
import type { Db } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';

/**
 * One resource a decision writes. `localId` is the desk's id; `portalId` the FHIR id, null until the portal has given one.
 * `basedOn` is what the PUT's `ifMatch` will demand: the version the desk showed when the decision was made, or the result
 * of an earlier decision still on its way. A `post` is based on nothing.
 */
const writeStep = z.object({
  op: z.enum(['put', 'post']),
  type: z.enum(['Appointment', 'Task', 'Patient']),
  localId: z.string(),
  portalId: z.string().nullable(),
  basedOn: z.union([z.object({ version: z.string() }), z.object({ after: z.string() })]).nullable(),
  /** Another patient's proposal of the same time: written unchanged, so that a change to it is noticed. Its rows are not this decision's. */
  beside: z.literal(true).optional(),
});
export type WriteStep = z.infer<typeof writeStep>;

/** The FHIR id of what a step writes: what it was planned with or, of an appointment, has been given since; null for neither. */
export const portalIdOf = (
  db: Db,
  { type, localId, portalId }: Pick<WriteStep, 'type' | 'localId' | 'portalId'>,
): string | null => portalId ?? (type === 'Appointment' ? portalIdOfAppointment(db, localId) : null);

/** `outbox.plan_json`. */
export const writePlan = z.array(writeStep);
