/** What the window shows of the record. */
import { z } from 'zod';
import { historyDetail, historyKind } from '../domain/history.ts';
import { instant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

export const historyEntry = z.object({
  id: z.number().int(),
  at: instant,
  userName: z.string(),
  deskName: z.string(),
  kind: historyKind,
  detail: historyDetail,
});
export type HistoryEntry = Infer<typeof historyEntry>;
