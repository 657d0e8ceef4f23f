import { qb } from '../../../src-main/db/db.ts';
import type { Evidence, RestedDesk } from './evidence.ts';

/** Nothing that was typed is lost, and nothing comes back from the dead. */
export const whatWasTypedIsThere = ({ desks }: Evidence): string[] => desks.flatMap(wordsAt);

function wordsAt(desk: RestedDesk): string[] {
  const db = desk.db();
  const states = new Map(
    db.all(qb.selectFrom('outbox').select(['id', 'state'])).map(({ id, state }) => [id, state]),
  );
  const kept = new Map(
    db
      .all(qb.selectFrom('draft').selectAll())
      .map(({ subject, draft_json }) => [
        subject,
        (JSON.parse(draft_json) as { readonly message?: string }).message ?? '',
      ]),
  );
  return [...desk.expectedWords((id) => states.get(id))].flatMap(([subject, text]) => {
    const there = kept.get(subject) ?? null;
    return there === text
      ? []
      : [`${desk.name}: ${subject} holds ${there ?? 'nothing'}, and should hold ${text ?? 'nothing'}`];
  });
}
