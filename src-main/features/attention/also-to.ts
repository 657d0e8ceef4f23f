import { sql } from 'kysely';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../../db/db.ts';
import { isUnfinished } from '../../db/outbox-states.ts';
import type { MailRow } from '../../mail/queue.ts';
import { waitingMail } from '../../sync/corrected-mail.ts';
import { unappliedCorrections } from '../../sync/corrections.ts';
import { isOutdated } from '../../sync/outdated-mail.ts';
import { patientOfMail } from './patient-of-mail.ts';

/**
 * The other e-mails of the same patient that have not left and go to a corrected address too: to the same one as this, refused
 * ones that are still true and those that wait for what they tell to be accepted; and all that wait for an earlier correction to
 * end. One that is being delivered right now is left to its answer.
 */
export function alsoTo(
  db: Db,
  mail: Pick<MailRow, 'id' | 'to_address'>,
  patientId: string,
  now: EpochMs,
): MailRow[] {
  const toTheSame = qb
    .selectFrom('mail')
    .selectAll()
    .where(sql<boolean>`lower(to_address) = lower(${mail.to_address})`)
    .where('correction_id', 'is', null)
    .where('id', '<>', mail.id);
  const onTheirWay = qb.selectFrom('outbox').select('id').where(isUnfinished);
  const same = [
    ...db.all(toTheSame.where(sql<boolean>`state = 'failed'`)),
    ...db.all(toTheSame.where('outbox_id', 'in', onTheirWay).where('state', '=', 'waiting')),
  ];
  const corrected = unappliedCorrections(db, patientId).flatMap(({ entry }) => waitingMail(db, entry.id));
  return [
    ...same.filter((row) => patientOfMail(db, row) === patientId && !isOutdated(db, row, now)),
    ...corrected,
  ];
}
