/** What the window shows of the report about requests. */
import { z } from 'zod';
import { requestOutcome } from '../domain/request.ts';
import { plainDate, weekday } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

/** The days on which patients asked, both included, in the practice's zone; and the day on which weeks begin. */
export const reportInput = z.strictObject({ from: plainDate, to: plainDate, weekStart: weekday });
export type ReportInput = Infer<typeof reportInput>;

const answers = z.object({
  requests: z.number().int(),
  answered: z.number().int(),
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
  sameDay: z.number().int(),
});
export const requestReport = z.object({
  all: answers,
  weeks: z.array(
    z.object({
      from: plainDate,
      reschedule: z.number().int(),
      cancel: z.number().int(),
      new: z.number().int(),
    }),
  ),
  outcomes: z.array(z.object({ outcome: requestOutcome.nullable(), requests: z.number().int() })),
  /** `name`: null where nobody knows whose visit it is. */
  providers: z.array(answers.extend({ name: z.string().nullable() })),
});
export type RequestReportView = Infer<typeof requestReport>;
