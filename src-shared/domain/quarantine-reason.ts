import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** Why a resource of the portal cannot be used. */
export const quarantineReason = z.enum([
  'malformed',
  'unknown-focus',
  'focus-not-an-appointment',
  'end-before-start',
  'period-without-offset',
  'period-missing',
  'more-than-one-patient',
  'no-practitioner',
  'unknown-status',
  'unknown-code',
  'ambiguous',
  /** Something that changes its meaning is not known here: a modifier extension, implicit rules. */
  'modified',
  'too-large',
]);
export type QuarantineReason = Infer<typeof quarantineReason>;
