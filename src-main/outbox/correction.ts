import { z } from 'zod';
import type { ContactSystem } from '../../src-shared/domain/contact-point.ts';

/** What a correction of a patient's e-mail address or telephone number keeps in the outbox. */
export const correction = z.object({
  type: z.enum(['correct-address', 'correct-phone']),
  patientId: z.string(),
  /** On file when it was corrected. */
  from: z.string().nullable(),
  to: z.string(),
  /** The conflict it settles: the correction that met another one in the portal, and since when that is known. */
  settles: z.object({ outboxId: z.string(), at: z.number() }).nullable(),
  /** Refused corrections it takes the place of. */
  replaces: z.array(z.string()),
  /** The e-mails that leave to the new address once it has ended, as they were; none for a telephone number. */
  mails: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['failed', 'waiting']),
      toAddress: z.string(),
      ics: z.string().nullable(),
      error: z.string().nullable(),
      attempts: z.number(),
      finishedAt: z.number().nullable(),
      /** The earlier correction for whose end it waited. */
      waitedFor: z.string().nullable(),
    }),
  ),
});
export type Correction = z.infer<typeof correction>;

/** What of the patient is corrected. */
export const correctedSystem = ({ type }: Pick<Correction, 'type'>): ContactSystem =>
  type === 'correct-phone' ? 'phone' : 'email';
