import { sql as raw } from 'kysely';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, sql } from '../../db/db.ts';
import type { MailRow } from '../../mail/queue.ts';
import { isOutdated } from './outdated.ts';
import { patientOfMail } from './patient-of-mail.ts';

/**
 * The other e-mails to the same address of the same patient that have not left: refused ones that are still true, and those that
 * wait for what they tell to be accepted. One that is being delivered right now is left to its answer.
 */
export function alsoTo(db: Db, mail: MailRow, patientId: string, now: EpochMs): MailRow[] {
  const address = mail.to_address.toLowerCase();
  const failed = db.all(sql.selectFrom('mail').selectAll().where(raw<boolean>`state = 'failed'`));
  const onTheirWay = sql
    .selectFrom('outbox')
    .select('id')
    .where(raw<boolean>`state IN ('held', 'ready', 'unsure')`);
  const waiting = db.all(
    sql.selectFrom('mail').selectAll().where('outbox_id', 'in', onTheirWay).where('state', '=', 'waiting'),
  );
  return [...failed, ...waiting].filter(
    (row) =>
      row.id !== mail.id &&
      row.to_address.toLowerCase() === address &&
      row.correction_id === null &&
      patientOfMail(db, row) === patientId &&
      !isOutdated(db, row, now),
  );
}
