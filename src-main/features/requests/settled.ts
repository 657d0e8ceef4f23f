import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandOutput } from '../../../src-shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';

/** The names of those who have settled a request, as the record of this desk has them: people, patients and the policy. */
export const settledBy = (db: Db): string[] =>
  db
    .all(qb.selectFrom('settled_by').select('user_name').distinct().orderBy('user_name'))
    .map(({ user_name }) => user_name);

/** An e-mail exactly as it was written. `item-not-found` where there is none of that id. */
export function writtenEmail(db: Db, mailId: string): Result<CommandOutput<'requests.email'>, AppError> {
  const mail = db.get(
    qb
      .selectFrom('mail')
      .select(['to_name', 'to_address', 'subject', 'html', 'state', 'created_ms', 'finished_ms'])
      .where('id', '=', mailId),
  );
  if (!mail) return err({ code: 'item-not-found' });
  return ok({
    toName: mail.to_name,
    toAddress: mail.to_address,
    subject: mail.subject,
    html: mail.html,
    state: mail.state,
    at: mail.finished_ms ?? mail.created_ms,
  });
}
