import { qb } from '../../../src-main/db/db.ts';
import { isByReceptionist, readEntry } from '../../../src-main/outbox/entry.ts';
import { SHARED_OFFER_SYSTEM } from '../../../src-main/sync/fhir/codes.ts';
import type { HistoryDetail } from '../../../src-shared/domain/history.ts';
import type { Evidence, RestedDesk } from './evidence.ts';

/**
 * A patient who said yes to a time that somebody at a desk has given back may come at that time: that desk tells of it, or had it on the record before.
 * What they said last to it counts. In a portal that was put back an answer may be gone, and a time offered to several has words of its own.
 */
export function noYesIsLost({
  desks,
  portal: { answers, current, everBooked },
  restored,
}: Evidence): string[] {
  if (restored) return [];
  const last = new Map(answers.map((answer) => [answer.appointment.reference ?? '', answer]));
  const yes = [...last].filter(([name, { participantStatus }]) => {
    const about = current.get(name);
    const isOver = about?.resourceType === 'Appointment' && about.status === 'cancelled';
    const isShared = about?.identifier?.some(({ system }) => system === SHARED_OFFER_SYSTEM) === true;
    return participantStatus === 'accepted' && isOver && !isShared && !everBooked.has(name);
  });
  return desks.flatMap((desk) => {
    const given = givenBack(desk);
    const { told, recorded } = tellsOf(desk);
    return yes.flatMap(([name, { id }]) => {
      const start = given.get(name);
      return start === undefined || told.has(id ?? '') || recorded.has(start)
        ? []
        : [`${desk.name} gave ${name} back, and says nothing of the yes to it (AppointmentResponse/${id})`];
    });
  });
}

/** The times that somebody at this desk gave back, by their names in the portal. */
function givenBack(desk: RestedDesk): Map<string, number> {
  const db = desk.db();
  const ended = db
    .all(qb.selectFrom('outbox').selectAll().where('state', '=', 'done'))
    .map(readEntry)
    .filter(isByReceptionist)
    .flatMap(({ changes }) => changes.appointments.filter(({ status }) => status === 'cancelled'));
  const names = new Map(
    db
      .all(qb.selectFrom('appointment').select(['id', 'portal_id']))
      .map((row) => [row.id, `Appointment/${row.portal_id}`]),
  );
  return new Map(ended.map(({ id, start }) => [names.get(id) ?? '', start]));
}

function tellsOf(desk: RestedDesk): {
  readonly told: ReadonlySet<string>;
  readonly recorded: ReadonlySet<number | undefined>;
} {
  const db = desk.db();
  const told = db.all(qb.selectFrom('answer').select('id').where('after_end', '=', 1));
  const lines = db
    .all(qb.selectFrom('history').select('detail_json').where('kind', '=', 'answer-received'))
    .map(({ detail_json }) => JSON.parse(detail_json) as HistoryDetail);
  return {
    told: new Set(told.map(({ id }) => id)),
    recorded: new Set(lines.flatMap(({ answer, to }) => (answer === 'accepted' ? [to?.start] : []))),
  };
}
