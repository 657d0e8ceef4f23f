import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import type { RowContext } from './row-obstacles.ts';
import { requestRows } from './row-view.ts';

/** These requests as the list shows them; those that are not on this desk are left out. */
export function requestRowsById(db: Db, ids: readonly string[], context: RowContext): RequestRow[] {
  return requestRows(
    db,
    db.all(qb.selectFrom('request').selectAll().where('id', 'in', idList(ids))),
    context,
  );
}
