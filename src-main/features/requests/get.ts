import type { AppError } from '../../../src-shared/errors.ts';
import type { RequestDetail } from '../../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { readDraft } from '../../db/queries/drafts.ts';
import { historyOfRequest } from '../../db/queries/history.ts';
import type { RowContext } from './row-obstacles.ts';
import { requestRows } from './row-view.ts';

/** One request with its whole chain, oldest line first, and what this person has typed and not sent. */
export function getRequest(
  db: Db,
  id: string,
  context: RowContext,
  userId: string,
): Result<RequestDetail, AppError> {
  const found = db.all(qb.selectFrom('request').selectAll().where('id', '=', id));
  const [row] = requestRows(db, found, context);
  if (!row) return err({ code: 'request-not-found' });
  return ok({ row, history: historyOfRequest(db, id), draft: readDraft(db, id, userId) });
}
