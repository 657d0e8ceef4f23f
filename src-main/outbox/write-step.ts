import { z } from 'zod';

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
});
export type WriteStep = z.infer<typeof writeStep>;

/** `outbox.plan_json`. */
export const writePlan = z.array(writeStep);
