/** What the window shows of the record. */
import { z } from 'zod';
import { historyDetail, historyKind } from '../domain/history.ts';
import { id, instant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

export const historyEntry = z.object({
  id: z.number().int(),
  at: instant,
  userName: z.string(),
  deskName: z.string(),
  kind: historyKind,
  detail: historyDetail,
  /** The e-mail that the line is about, as far as it is known. */
  mailId: id.nullable(),
});
export type HistoryEntry = Infer<typeof historyEntry>;
