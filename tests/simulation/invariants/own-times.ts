import { qb } from '../../../src-main/db/db.ts';
import { readTask } from '../../../src-main/sync/fhir/read-task.ts';
import type { HistoryDetail } from '../../../src-shared/domain/history.ts';
import type { Evidence } from './evidence.ts';

/**
 * A time of the patient's own in answer to a proposal is on the record of every desk, whatever had become of the proposal: nobody who looks
 * why a patient does not come has to guess. In a portal that was put back an answer may be known to one desk alone.
 */
export function noOwnTimeIsLost({ desks, portal: { answers, current }, restored }: Evidence): string[] {
  if (restored) return [];
  // Where it names the proposed time itself, it is a no and nothing else.
  const own = answers.filter(({ start, appointment: { reference } }) => {
    const about = current.get(reference ?? '');
    return about?.resourceType === 'Appointment' && Date.parse(about.start ?? '') !== Date.parse(start ?? '');
  });
  return desks.flatMap((desk) => {
    const said = new Set(
      desk
        .db()
        .all(qb.selectFrom('history').select('detail_json'))
        .map(({ detail_json }) => (JSON.parse(detail_json) as HistoryDetail).suggested?.start),
    );
    return own.flatMap(({ id, start }) =>
      start === undefined || said.has(Date.parse(start))
        ? []
        : [
            `${desk.name}: the record says nothing of the time that AppointmentResponse/${id} names, ${start}`,
          ],
    );
  });
}

/** A request that is open again for a time of the patient's own asks for a time that a patient has named. */
export function anOwnTimeIsTheWish({ portal: { answers, current }, restored }: Evidence): string[] {
  if (restored) return [];
  const named = new Set(answers.map(({ start }) => Date.parse(start ?? '')));
  return [...current.values()].flatMap((task) => {
    if (task.resourceType !== 'Task' || task.status !== 'requested') return [];
    if (task.businessStatus?.coding?.[0]?.code !== 'own-time') return [];
    const read = readTask(task.id ?? '', task, '');
    const start = read.ok ? read.value?.requested?.start : undefined;
    return start !== undefined && named.has(start)
      ? []
      : [`Task/${task.id} is open for a time of the patient's own, and asks for one that nobody has named`];
  });
}
