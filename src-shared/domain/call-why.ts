import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** Why a patient is told by telephone; `not-written-to`: they have died, or their record is not in use (`PatientStanding`). */
export const callWhy = z.enum(['no-email', 'no-portal-access', 'not-written-to']);
export type CallWhy = Infer<typeof callWhy>;
