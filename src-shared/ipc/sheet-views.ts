/** The downtime sheet: the schedule on paper. */
import { z } from 'zod';
import { sheetFailure } from '../domain/downtime-sheet.ts';
import { id, instant, plainDate } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

/** Which days, whose, and whether patients' phone numbers stand on it. */
export const sheetInput = z.strictObject({
  from: plainDate,
  days: z.number().int().min(1).max(7),
  /** `null`: every provider. */
  practitionerId: id.nullable(),
  phones: z.boolean(),
});
export type SheetInput = Infer<typeof sheetInput>;

/** Why there is no PDF of a sheet. `pdf-needs-browser`: only in the preview, where a Chromium makes it. */
const pdfProblem = z.enum(['pdf-failed', 'pdf-needs-browser']);
export type PdfProblem = Infer<typeof pdfProblem>;

export const sheetWritten = z.object({
  at: instant,
  /** The HTML file's path. The PDF lies beside it under the same name. */
  path: z.string(),
  /** Why the PDF could not be made, and there is none; `null`: it is there. */
  pdfProblem: pdfProblem.nullable(),
});
export type SheetWritten = Infer<typeof sheetWritten>;

/** How automatic writing stands. */
export const sheetState = z.object({
  /** The last sheet written since the program was started. */
  written: sheetWritten.nullable(),
  /** Why the newest attempt failed; `null` after a good one. */
  failure: sheetFailure.nullable(),
});
export type SheetState = Infer<typeof sheetState>;
