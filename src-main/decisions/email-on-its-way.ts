import { type Db, qb } from '../db/db.ts';

/** True while the newest e-mail about this request has still to leave: sending "again" would send it twice. */
export function emailStillOnItsWay(db: Db, requestId: string): boolean {
  const newest = db.get(
    qb.selectFrom('mail').select('state').where('request_id', '=', requestId).orderBy('seq', 'desc').limit(1),
  );
  return newest?.state === 'waiting' || newest?.state === 'ready';
}
