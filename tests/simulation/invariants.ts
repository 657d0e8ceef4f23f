import { isDeepStrictEqual } from 'node:util';
import type { Appointment, Bundle, Resource, Task } from '@medplum/fhirtypes';
import { qb } from '../../src-main/db/db.ts';
import { readAppointment } from '../../src-main/sync/fhir/read-appointment.ts';
import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';
import type { Look, SimDesk } from './desk.ts';
import { commandTags, type World } from './world.ts';

/** The states in which nothing happens to a decision any more unless somebody acts. */
export const FINISHED: readonly OutboxState[] = ['done', 'undone', 'conflict', 'failed'];

/** What does not hold of a world that has come to rest; empty when everything does. */
export async function violations(world: World): Promise<string[]> {
  const portal = await portalState(world);
  return [
    ...world.seen,
    ...eachDecisionOnce(world, portal),
    ...inTheOrderMade(world),
    ...portal.tasks.flatMap(staysResolved),
    ...world.desks.flatMap((desk) => [
      ...agrees(desk, portal),
      ...lettersEnded(desk),
      ...recordComplete(desk),
    ]),
  ];
}

interface PortalState {
  readonly current: ReadonlyMap<string, Appointment | Task>;
  /** Every version of each Task, oldest first. */
  readonly tasks: readonly (readonly Task[])[];
  /** How often each command has changed each resource: by command, then by resource. */
  readonly writes: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

async function portalState({ portal }: World): Promise<PortalState> {
  const current = new Map<string, Appointment | Task>();
  const tasks: Task[][] = [];
  const writes = new Map<string, Map<string, number>>();
  for (const type of ['Appointment', 'Task'] as const) {
    for (const resource of await portal.search<Appointment | Task>(`${type}?_count=1000`)) {
      const name = `${type}/${resource.id}`;
      current.set(name, resource);
      const versions = await historyOf(portal, name);
      if (type === 'Task') tasks.push(versions as Task[]);
      let before: readonly string[] = [];
      for (const version of versions) {
        const tags = commandTags(version);
        for (const tag of tags.filter((one) => !before.includes(one))) {
          const of = writes.get(tag) ?? new Map<string, number>();
          of.set(name, (of.get(name) ?? 0) + 1);
          writes.set(tag, of);
        }
        before = tags;
      }
    }
  }
  return { current, tasks, writes };
}

/** Applied exactly once, or not at all and said so. */
function eachDecisionOnce({ acknowledged, desks }: World, { writes }: PortalState): string[] {
  return acknowledged.flatMap(({ desk, outboxId, command, undone }) => {
    const at = desks[desk];
    const row = at?.db().get(qb.selectFrom('outbox').selectAll().where('id', '=', outboxId));
    const said = `${at?.name} ${command} ${outboxId}`;
    if (!row) return [`${said}: acknowledged, and not in the outbox`];
    const written = writes.get(outboxId);
    const plan = JSON.parse(row.plan_json) as readonly unknown[];
    if (!FINISHED.includes(row.state)) return [`${said}: still ${row.state} (${row.last_error})`];
    if (undone !== (row.state === 'undone')) {
      // A refused decision that somebody gave up ends as undone too.
      if (undone) return [`${said}: undone, and ${row.state}`];
    }
    if (row.state !== 'done')
      return written ? [`${said}: ${row.state}, and in the portal (${[...written.keys()].join()})`] : [];
    const wrong = [...(written ?? [])].filter(([, times]) => times !== 1);
    if (wrong.length > 0) return [`${said}: written more than once: ${JSON.stringify(wrong)}`];
    return (written?.size ?? 0) === plan.length
      ? []
      : [`${said}: done, ${written?.size ?? 0} of ${plan.length} resources written`];
  });
}

/** Of one desk, what concerns one appointment reaches the portal in the order in which it was decided. */
function inTheOrderMade({ desks, applied }: World): string[] {
  return desks.flatMap((desk) => {
    const rows = desk
      .db()
      .all(
        qb
          .selectFrom('outbox')
          .select(['id', 'ordering_key', 'plan_json'])
          .where('state', '=', 'done')
          .orderBy('seq'),
      );
    const last = new Map<string, number>();
    return rows.flatMap(({ id, ordering_key, plan_json }) => {
      if (plan_json === '[]') return [];
      const place = applied.indexOf(id);
      const before = last.get(ordering_key) ?? -1;
      last.set(ordering_key, place);
      return place < before
        ? [`${desk.name}: ${id} reached the portal before the one decided before it`]
        : [];
    });
  });
}

const OPEN: readonly string[] = [
  'draft',
  'requested',
  'received',
  'accepted',
  'ready',
  'in-progress',
  'on-hold',
];

function staysResolved(versions: readonly Task[]): string[] {
  const statuses = versions.map(({ status }) => status);
  const end = statuses.findIndex((status) => !OPEN.includes(status));
  const after = end < 0 ? [] : statuses.slice(end).filter((status) => status !== statuses[end]);
  return after.length === 0
    ? []
    : [`Task/${versions[0]?.id} was resolved and became another: ${statuses.join(', ')}`];
}

/** What a desk shows is what the portal has. */
function agrees(desk: SimDesk, { current }: PortalState): string[] {
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

function agreesOnVisit(desk: SimDesk, db: Look, id: string, resource: Appointment): string[] {
  const read = readAppointment(id, resource);
  const row = db.get(qb.selectFrom('appointment').selectAll().where('portal_id', '=', id));
  if (!read.ok) return [];
  const { start, end, status } = read.value;
  if (!row) return [`${desk.name} does not show Appointment/${id} (${status})`];
  return row.start_ms === start && row.end_ms === end && row.status === status
    ? []
    : [
        `${desk.name} shows Appointment/${id} as ${row.status} at ${new Date(row.start_ms).toISOString()}, the portal ${status} at ${new Date(start).toISOString()}`,
      ];
}

function agreesOnRequest(desk: SimDesk, db: Look, id: string, { status }: Task): string[] {
  const row = db.get(qb.selectFrom('request').select(['state', 'outcome']).where('id', '=', id));
  if (!row) return [`${desk.name} does not show Task/${id} (${status})`];
  const expected = status === 'on-hold' ? 'awaiting-patient' : OPEN.includes(status) ? 'open' : 'resolved';
  return row.state === expected
    ? []
    : [`${desk.name} shows Task/${id} as ${row.state}, the portal has it ${status}`];
}

/** No letter is left waiting, none was dropped whose decision stands. */
function lettersEnded(desk: SimDesk): string[] {
  const rows = desk
    .db()
    .all(
      qb
        .selectFrom('mail')
        .leftJoin('outbox', 'outbox.id', 'mail.outbox_id')
        .select(['mail.id', 'mail.kind', 'mail.state', 'outbox.id as decision', 'outbox.state as decided']),
    );
  return rows.flatMap(({ kind, state, decision, decided }) => {
    if (state === 'waiting' || state === 'ready')
      return [`${desk.name}: the letter (${kind}) of ${decision} is still ${state}`];
    if (decided === 'done' && state === 'dropped')
      return [`${desk.name}: the letter (${kind}) of ${decision}, which stands, was dropped`];
    return [];
  });
}

function recordComplete(desk: SimDesk): string[] {
  const done = desk.db().all(qb.selectFrom('outbox').select(['id', 'plan_json']).where('state', '=', 'done'));
  const lines = desk
    .db()
    .all(qb.selectFrom('history').select('outbox_id').where('kind', '=', 'portal-confirmed'));
  return done.flatMap(({ id, plan_json }) => {
    const times = lines.filter(({ outbox_id }) => outbox_id === id).length;
    return times === 1 || plan_json === '[]'
      ? []
      : [`${desk.name}: ${id} is confirmed ${times} times on the record`];
  });
}

async function historyOf(portal: World['portal'], name: string): Promise<Resource[]> {
  const answer = await portal.send({ method: 'GET', url: `${name}/_history?_count=1000` });
  const { entry = [] } = (answer.kind === 'answer' ? answer.body : {}) as Bundle<Resource>;
  return entry.flatMap(({ resource }) => resource ?? []).reverse();
}
