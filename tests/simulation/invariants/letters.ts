import { qb } from '../../../src-main/db/db.ts';
import type { Accepted, Evidence, RestedDesk } from './evidence.ts';

/** No letter is left waiting, none was dropped whose decision stands, and none was sent whose decision does not. */
export const everyLetterEnded = ({ desks, lost, untold }: Evidence): string[] =>
  desks.flatMap((desk) => lettersEnded(desk, new Set([...lost, ...untold])));

function lettersEnded(desk: RestedDesk, mayHaveLeft: ReadonlySet<string>): string[] {
  const taken = new Set(desk.taken.map(({ messageId }) => messageId));
  const rows = desk
    .db()
    .all(
      qb
        .selectFrom('mail')
        .leftJoin('outbox', 'outbox.id', 'mail.outbox_id')
        .select(['mail.message_id', 'mail.kind', 'mail.state', 'outbox.id as decision'])
        .select('outbox.state as decided'),
    );
  const fallen = new Set(
    desk
      .db()
      .all(qb.selectFrom('history').select('outbox_id').where('kind', '=', 'portal-conflict'))
      .map(({ outbox_id }) => outbox_id),
  );
  return rows.flatMap(({ message_id, kind, state, decision, decided }) => {
    const said = `${desk.name}: the letter (${kind}) of ${decision}`;
    if (state === 'waiting' || state === 'ready') return [`${said} is still ${state}`];
    if (state === 'sent' && !taken.has(message_id)) return [`${said} counts as sent, and nobody has it`];
    // What counted as fallen, and landed after all, is for a person to tell.
    if (decided === 'done')
      return state === 'dropped' && !fallen.has(decision) ? [`${said}, which stands, was dropped`] : [];
    return taken.has(message_id) && !mayHaveLeft.has(decision ?? '')
      ? [`${said}, which is ${decided}, was sent`]
      : [];
  });
}

/** Decisions a patient always hears of. (Of one that leaves a cancelled visit cancelled there is nothing to tell.) */
const TOLD: readonly string[] = ['propose', 'update', 'book'];

/** A decision that stands and of which the patient is to hear has its letter, or its call where nobody can write to them. */
export function everybodyIsTold({ accepted }: Evidence): string[] {
  return accepted.flatMap(({ desk, outboxId, command }: Accepted) => {
    const db = desk.db();
    const row = db.get(qb.selectFrom('outbox').select('state').where('id', '=', outboxId));
    if (row?.state !== 'done' || !TOLD.includes(command)) return [];
    const letter = db.get(qb.selectFrom('mail').select('state').where('outbox_id', '=', outboxId));
    const call = db.get(qb.selectFrom('call').select('state').where('outbox_id', '=', outboxId));
    const told = letter !== undefined || call?.state === 'open' || call?.state === 'done';
    return told ? [] : [`${desk.name} ${command} ${outboxId} is done, and the patient never hears of it`];
  });
}

/** However often a letter was sent, it was one letter: known by its Message-ID, one a decision. */
export const oneLetterADecision = ({ desks }: Evidence): string[] => desks.flatMap(knownLetters);

function knownLetters(desk: RestedDesk): string[] {
  const rows = desk.db().all(qb.selectFrom('mail').select(['message_id', 'outbox_id']));
  const known = new Map(rows.map(({ message_id, outbox_id }) => [message_id, outbox_id]));
  const strange = [...new Set(desk.taken.map(({ messageId }) => messageId))].filter((id) => !known.has(id));
  const decided = rows.flatMap(({ outbox_id }) => outbox_id ?? []);
  const twice = decided.filter((id, index) => decided.indexOf(id) !== index);
  return [
    ...strange.map((id) => `${desk.name} sent ${id}, which is none of its letters`),
    ...twice.map((id) => `${desk.name} wrote two letters for ${id}`),
  ];
}
