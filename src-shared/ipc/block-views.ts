/** Blocked time, as the window changes it. */
import { z } from 'zod';
import { block } from '../domain/blocked-time.ts';
import { id, instant, plainDate } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

/** A block as it was shown (`null`: there was none), and as it is to be (`null`: there is to be none). */
export const blockChange = z.strictObject({ before: block.nullable(), after: block.nullable() });

/** The visits that stand in the time that a block takes; nothing becomes of them. */
export const blockVisits = z.object({
  count: z.number().int(),
  /** The first of them. */
  first: z.array(z.object({ id, patientName: z.string(), start: instant, end: instant })),
  /** A block without end is looked at until that day; `null` where all of it was. */
  until: plainDate.nullable(),
});
export type BlockVisits = Infer<typeof blockVisits>;
