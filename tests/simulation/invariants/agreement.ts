import { isDeepStrictEqual } from 'node:util';
import type { Appointment, Task } from '@medplum/fhirtypes';
import { qb } from '../../../src-main/db/db.ts';
import { readAppointment } from '../../../src-main/sync/fhir/read-appointment.ts';
import { readTask } from '../../../src-main/sync/fhir/read-task.ts';
import type { Look } from '../desk.ts';
import { OPEN } from './decisions.ts';
import type { Evidence, PortalState, RestedDesk } from './evidence.ts';

/** What each desk shows is what the portal has. */
export const allAgree = ({ desks, portal }: Evidence): string[] =>
  desks.flatMap((desk) => agrees(desk, portal));

function agrees(desk: RestedDesk, { current }: PortalState): string[] {
  const db = desk.db();
  const found: string[] = [];
  for (const [name, resource] of current) {
    const [type = '', id = ''] = name.split('/');
    const copy = db.get(
      qb.selectFrom('portal_copy').selectAll().where('type', '=', type).where('id', '=', id),
    );
    if (!copy) {
      found.push(`${desk.name} has not seen ${name}`);
      continue;
    }
    if (
      copy.version_id !== resource.meta?.versionId ||
      !isDeepStrictEqual(JSON.parse(copy.body_json), resource)
    )
      found.push(
        `${desk.name}: its copy of ${name} is version ${copy.version_id}, the portal's ${resource.meta?.versionId}`,
      );
    if (resource.resourceType === 'Appointment') found.push(...agreesOnVisit(desk, db, id, resource));
    else found.push(...agreesOnRequest(desk, db, id, resource));
  }
  return found;
}

function agreesOnVisit(desk: RestedDesk, db: Look, id: string, resource: Appointment): string[] {
  const read = readAppointment(id, resource);
  const row = db.get(qb.selectFrom('appointment').selectAll().where('portal_id', '=', id));
  if (resource.status === 'proposed')
    return !row || row.status === 'proposed'
      ? []
      : [`${desk.name} shows Appointment/${id} as ${row.status}, and it is only asked for`];
  if (!read.ok) return [];
  const { start, end, status } = read.value;
  if (!row) return [`${desk.name} does not show Appointment/${id} (${status})`];
  return row.start_ms === start && row.end_ms === end && row.status === status
    ? []
    : [
        `${desk.name} shows Appointment/${id} as ${row.status} at ${new Date(row.start_ms).toISOString()}, the portal ${status} at ${new Date(start).toISOString()}`,
      ];
}

function agreesOnRequest(desk: RestedDesk, db: Look, id: string, task: Task): string[] {
  const { status } = task;
  const row = db.get(
    qb.selectFrom('request').select(['state', 'outcome', 'requested_start_ms']).where('id', '=', id),
  );
  if (!row) return [`${desk.name} does not show Task/${id} (${status})`];
  const expected = status === 'on-hold' ? 'awaiting-patient' : OPEN.includes(status) ? 'open' : 'resolved';
  if (row.state !== expected)
    return [`${desk.name} shows Task/${id} as ${row.state}, the portal has it ${status}`];
  const read = readTask(id, task, '');
  const wish = read.ok ? (read.value?.requested?.start ?? null) : null;
  return expected === 'resolved' || row.requested_start_ms === wish
    ? []
    : [`${desk.name}: Task/${id} asks for another time there than in the portal`];
}
