import { type Db, qb } from '../db.ts';
import { idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';
import type { ChosenTimeTable } from '../schema/portal.ts';

/** Which of several times somebody has chosen, of these requests, by their id. */
export const chosenTimes = (db: Db, requestIds: readonly string[]): Map<string, ChosenTimeTable> =>
  new Map(db.all(chosenOf({ ids: JSON.stringify(requestIds) })).map((row) => [row.request_id, row]));

const chosenOf = prepared((p: { readonly ids: string }) =>
  qb.selectFrom('chosen_time').selectAll().where('request_id', 'in', idsIn(p.ids)),
);

/** In the place of what was chosen before. */
export function saveChosenTime(db: Db, chosen: ChosenTimeTable): void {
  db.run(
    qb
      .insertInto('chosen_time')
      .values(chosen)
      .onConflict((on) => on.column('request_id').doUpdateSet(chosen)),
  );
}
