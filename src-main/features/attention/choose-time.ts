import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { saveChosenTime } from '../../db/queries/chosen-times.ts';
import { appendHistory } from '../../db/queries/history.ts';
import { findRequest } from '../../db/queries/requests.ts';
import { createEffects, type Effects } from '../../sync/effects.ts';
import { timesAsked } from '../../sync/fhir/read-wish.ts';
import { retryUnusable } from '../../sync/projection.ts';
import { quarantineKey } from './quarantine-key.ts';

/**
 * Which of the times that a request names is meant: it is an ordinary request from then on, until it asks for something else. In the
 * caller's transaction. `item-not-found` where another version stands there by now, or it does not name this time.
 */
export function chooseTime(
  db: Db,
  { id, versionId, start, end }: CommandInput<'attention.chooseTime'>,
  actor: Actor,
  now: number,
): Result<Effects, AppError> {
  const key = quarantineKey.read(id);
  const row =
    key?.type === 'Task'
      ? db.get(
          qb
            .selectFrom('quarantine')
            .select('body_json')
            .where('type', '=', key.type)
            .where('id', '=', key.id)
            .where('version_id', '=', versionId)
            .where('reason', '=', 'ambiguous'),
        )
      : undefined;
  const body: unknown = row === undefined ? null : JSON.parse(row.body_json);
  const asked = timesAsked(body);
  if (!key || !asked?.times.some((one) => one.start === start && one.end === end))
    return err({ code: 'item-not-found' });
  saveChosenTime(db, { request_id: key.id, asked: asked.asked, start_ms: start, end_ms: end });
  const effects = createEffects(now, actor);
  retryUnusable(db, body, effects);
  const request = findRequest(db, key.id);
  if (request?.requested?.start === start)
    appendHistory(db, {
      at: now,
      actor,
      kind: 'time-chosen',
      requestId: request.id,
      appointmentId: request.appointmentId,
      outboxId: null,
      detail: { to: request.requested },
    });
  return ok(effects);
}
