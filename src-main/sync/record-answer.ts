import type { HistoryDetail } from '../../src-shared/domain/history.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import type { GivenAnswer } from '../db/queries/origins.ts';
import { type Effects, portalActor } from './effects.ts';

/** Puts an answer of the portal on the record, with its words and the time it names. */
export function recordAnswer(
  db: Db,
  { answer, by, comment, start, end }: GivenAnswer,
  about: { readonly requestId: string | null; readonly appointmentId: string },
  detail: Pick<HistoryDetail, 'answerTo' | 'to'>,
  effects: Effects,
): void {
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(effects.by),
    kind: 'answer-received',
    ...about,
    outboxId: null,
    detail: {
      ...detail,
      answer,
      ...(by?.name ? { patientName: by.name } : {}),
      ...(comment === '' ? {} : { message: comment }),
      ...(start === null && end === null ? {} : { suggested: { start, end } }),
    },
  });
}
