/** The whole record of this desk, for a manager. */
import { z } from 'zod';
import { recordSubject } from '../domain/record-subject.ts';
import { plainDate } from '../domain/values.ts';
import type { Infer } from '../infer.ts';
import { historyEntry } from './history-views.ts';

/** Which lines: all that fit everything that is given. */
export const recordFilter = z.strictObject({
  /** The practice's days, both included; null: from the first, to the last. */
  from: plainDate.nullable(),
  to: plainDate.nullable(),
  subject: recordSubject.nullable(),
  /** Part of the name of whoever did it. */
  person: z.string().max(200),
  /** As the Patients place looks for them. */
  patient: z.string().max(200),
});
export type RecordFilter = Infer<typeof recordFilter>;

/** `before`: the number of the line after which to go on, backwards; null: from the newest. */
export const recordListInput = recordFilter.extend({
  before: z.number().int().positive().nullable(),
  limit: z.number().int().min(1).max(200),
});

const recordLine = historyEntry.omit({ mailId: true }).extend({
  /** Whom it is about, as far as that is known and they are on file. */
  patient: z.object({ name: z.string(), birthDate: z.string().nullable() }).nullable(),
});
export type RecordLine = Infer<typeof recordLine>;

/** The newest first. */
export const recordPage = z.object({
  lines: z.array(recordLine),
  /** Give it back as `before`; null at the end. */
  next: z.number().int().nullable(),
});
