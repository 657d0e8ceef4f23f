import { qb } from '../../../src-main/db/db.ts';
import type { OutboxState } from '../../../src-shared/domain/delivery-states.ts';
import type { HistoryKind } from '../../../src-shared/domain/history.ts';
import type { Evidence, RestedDesk } from './evidence.ts';

/** The record says of each decision that it was made, once, and how it ended, once. */
export const theRecordIsComplete = ({ desks, lost }: Evidence): string[] =>
  desks.flatMap((desk) => recordComplete(desk, lost));

const MADE: readonly HistoryKind[] = [
  'decided',
  'patient-answered',
  'request-withdrawn',
  'request-superseded',
  'applied-under-policy',
  'proposal-expired',
  'offer-taken',
];

function recordComplete(desk: RestedDesk, lost: Evidence['lost']): string[] {
  const db = desk.db();
  const lines = db.all(qb.selectFrom('history').select(['outbox_id', 'kind']));
  const times = (id: string, kinds: readonly HistoryKind[]): number =>
    lines.filter(({ outbox_id, kind }) => outbox_id === id && kinds.includes(kind)).length;
  const decisions = db.all(
    qb.selectFrom('outbox').select(['id', 'state', 'plan_json', 'command_json']).orderBy('seq'),
  );
  const letters = db.all(qb.selectFrom('mail').select(['outbox_id']).where('state', '=', 'sent'));
  return [
    ...decisions.flatMap(({ id, state, plan_json, command_json }) => {
      const { type } = JSON.parse(command_json) as { readonly type: string };
      const said = `${desk.name}: ${type} ${id}`;
      const found: string[] = [];
      if (times(id, MADE) !== 1) found.push(`${said} is on the record ${times(id, MADE)} times`);
      const confirmed = times(id, ['portal-confirmed']);
      const expected = state === 'done' && plan_json !== '[]' ? 1 : 0;
      const confirmedBefore = lost.has(id) && confirmed === 1;
      // What counted as fallen may land after all.
      const confirmedAgain = state === 'done' && confirmed === expected + times(id, ['portal-conflict']);
      if (confirmed !== expected && !confirmedBefore && !confirmedAgain)
        found.push(`${said} (${state}) is confirmed ${confirmed} times on the record`);
      if (!isEndSaid(state, (kinds) => times(id, kinds) > 0, type))
        found.push(`${said}: the record does not say that it is ${state}`);
      return found;
    }),
    ...letters.flatMap(({ outbox_id }) =>
      outbox_id === null || times(outbox_id, ['email-accepted']) === 1
        ? []
        : [`${desk.name}: the letter of ${outbox_id} was sent, and the record does not say so once`],
    ),
  ];
}

/** When another was first, nothing is said of what nobody at this desk has decided. */
const SILENT: readonly string[] = [
  'patient-answer',
  'patient-own-time',
  'patient-withdraws',
  'supersede',
  'apply-policy',
  'expire',
  'offer-taken',
];

function isEndSaid(
  state: OutboxState,
  has: (kinds: readonly HistoryKind[]) => boolean,
  type: string,
): boolean {
  if (state === 'failed') return has(['portal-refused']);
  if (state === 'undone') return has(['undone']);
  return state !== 'conflict' || SILENT.includes(type) || has(['portal-conflict']);
}
