/** When a provider sees nobody although they have hours then. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { id, instant } from './values.ts';

/** `away`: an absence of the provider. `blocked`: somebody has blocked their time, for a reason. Instants: [start, end). */
export const unavailable = z.object({
  why: z.enum(['away', 'blocked']),
  practitionerId: id,
  start: instant,
  end: instant,
  /** As typed; `''` where there is none. */
  reason: z.string(),
});
export type Unavailable = Infer<typeof unavailable>;
