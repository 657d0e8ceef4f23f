/** The downtime sheet: the schedule on paper. */
import { z } from 'zod';
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

/** `next-open`: today and on to the next day on which the practice is open. `week`: today and the six days after it. */
const sheetRange = z.enum(['next-open', 'week']);
const sheetPaper = z.enum(['letter', 'a4']);
export type SheetPaper = Infer<typeof sheetPaper>;

/** Of this desk: how sheets look, and the one that is written by itself. */
export const sheetSettings = z.strictObject({
  automatic: z.boolean(),
  /** An absolute path; empty while none has been chosen. */
  folder: z.string().max(1000),
  range: sheetRange,
  phones: z.boolean(),
  paper: sheetPaper,
});
export type SheetSettings = Infer<typeof sheetSettings>;

/** Nothing is written by itself until somebody has chosen a folder. */
export const DEFAULT_SHEET: SheetSettings = {
  automatic: false,
  folder: '',
  range: 'next-open',
  phones: true,
  paper: 'letter',
};

/** Why a file could not be written. */
const sheetFileProblem = z.enum([
  'sheet-folder-gone',
  'sheet-folder-unwritable',
  'sheet-folder-full',
  'sheet-folder-slow',
]);
export type SheetFileProblem = Infer<typeof sheetFileProblem>;

export const sheetFailure = z.object({ code: sheetFileProblem, folder: z.string(), at: instant });
export type SheetFailure = Infer<typeof sheetFailure>;

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
