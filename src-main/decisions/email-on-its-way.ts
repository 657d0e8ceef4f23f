import { type Db, qb } from '../db/db.ts';

/**
 * True while an e-mail about this request has still to leave, or a call about it still to appear on the Call list: sending "again"
 * would tell the patient twice.
 */
export function emailStillOnItsWay(db: Db, requestId: string): boolean {
  const mail = qb
    .selectFrom('mail')
    .select('id')
    .where('request_id', '=', requestId)
    .where('state', 'in', ['waiting', 'ready']);
  const call = qb
    .selectFrom('call')
    .select('id')
    .where('request_id', '=', requestId)
    .where('state', '=', 'waiting');
  return db.get(mail.limit(1)) !== undefined || db.get(call.limit(1)) !== undefined;
}
