/** The downtime sheet: the schedule on paper. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { instant } from './values.ts';

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
