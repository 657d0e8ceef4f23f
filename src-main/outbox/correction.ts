import { z } from 'zod';

/** What a correction of a patient's e-mail address keeps in the outbox. */
export const correction = z.object({
  type: z.literal('correct-address'),
  patientId: z.string(),
  /** On file when it was corrected. */
  from: z.string().nullable(),
  to: z.string(),
  /** The conflict it settles: the correction that met another address in the portal, and since when that is known. */
  settles: z.object({ outboxId: z.string(), at: z.number() }).nullable(),
  /** Refused corrections it takes the place of. */
  replaces: z.array(z.string()),
  /** The e-mails that leave to the new address once it has ended, as they were. */
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
