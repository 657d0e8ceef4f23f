import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { receptionistCommand } from './decision.ts';
import { deskName } from './desk-name.ts';
import { requestOutcome } from './request.ts';
import { instant } from './values.ts';

/** "Changed elsewhere: …; you had chosen …". */
export const conflictNote = z.object({
  at: instant,
  /** What the desk had chosen: words are put to it by the window. Null for what this version does not know. */
  chosen: receptionistCommand.nullable(),
  chosenBy: z.string(),
  /** The desk that decided otherwise, by its name; null where nobody knows who it was. */
  by: deskName.nullable().default(null),
  /** What is different in the portal now. */
  portal: z.discriminatedUnion('what', [
    z.object({ what: z.literal('moved'), start: instant, end: instant }),
    z.object({ what: z.literal('cancelled') }),
    z.object({ what: z.literal('request-withdrawn') }),
    z.object({ what: z.literal('request-closed'), outcome: requestOutcome }),
    z.object({ what: z.literal('request-superseded') }),
    z.object({ what: z.literal('restored') }),
    /** The time was offered to several, and another had accepted it before. */
    z.object({ what: z.literal('offer-taken') }),
    z.object({ what: z.literal('gone') }),
    z.object({ what: z.literal('in-part') }),
    z.object({ what: z.literal('landed-late') }),
    /** The decision stands, and has replaced what others had made of the visit; null: of the request, or what cannot be read. */
    z.object({
      what: z.literal('overwritten'),
      visit: z.object({ start: instant, end: instant, cancelled: z.boolean() }).nullable(),
    }),
    z.object({ what: z.literal('other') }),
  ]),
});
export type ConflictNote = Infer<typeof conflictNote>;
