import type { Task } from '@medplum/fhirtypes';
import { qb } from '../../../src-main/db/db.ts';
import { type WriteStep, writePlan } from '../../../src-main/outbox/write-step.ts';
import { FINISHED } from '../finished.ts';
import type { Accepted, Evidence, PortalState, RestedDesk } from './evidence.ts';

/** Every decision a desk has said yes to is in its outbox; every undo it has said yes to has come about. */
export function whatWasAcceptedIsKept({ accepted }: Evidence): string[] {
  return accepted.flatMap(({ desk, outboxId, command, undone }: Accepted) => {
    const row = desk
      .db()
      .get(qb.selectFrom('outbox').select(['state', 'last_error']).where('id', '=', outboxId));
    const said = `${desk.name} ${command} ${outboxId}`;
    if (!row) return [`${said}: accepted, and not in the outbox`];
    if (undone && row.state !== 'undone') return [`${said}: undone, and ${row.state}`];
    return [];
  });
}

/** Applied exactly once and whole, or not at all: each decision of each desk, also one whose yes nobody heard. */
export function eachDecisionOnce({ desks, portal: { writes } }: Evidence): string[] {
  const known = new Set<string>();
  const found = desks.flatMap((desk) =>
    desk
      .db()
      .all(
        qb
          .selectFrom('outbox')
          .select(['id', 'state', 'plan_json', 'command_json', 'last_error'])
          .orderBy('seq'),
      )
      .flatMap(({ id, state, plan_json, command_json, last_error }) => {
        known.add(id);
        const { type } = JSON.parse(command_json) as { readonly type: string };
        const said = `${desk.name} ${type} ${id}`;
        const written = writes.get(id);
        const plan = JSON.parse(plan_json) as readonly unknown[];
        if (!FINISHED.includes(state)) return [`${said}: still ${state} (${last_error})`];
        if (state !== 'done')
          return written ? [`${said}: ${state}, and in the portal (${[...written.keys()].join()})`] : [];
        const wrong = [...(written ?? [])].filter(([, versions]) => versions.length !== 1);
        if (wrong.length > 0) return [`${said}: written more than once: ${JSON.stringify(wrong)}`];
        return (written?.size ?? 0) === plan.length
          ? []
          : [`${said}: done, ${written?.size ?? 0} of ${plan.length} resources written`];
      }),
  );
  const strange = [...writes.keys()].filter((id) => !known.has(id));
  return [...found, ...strange.map((id) => `${id} is in the portal, and no desk knows it`)];
}

/**
 * A decision is only taken back as changed elsewhere where that is so: somebody else has written on what it was based on, and more
 * than that a desk has it open; or an earlier one about the same appointment has fallen. In a portal that was put back nobody can tell any more.
 */
export const nothingFallsByItself = ({ desks, portal, restored }: Evidence): string[] =>
  restored ? [] : desks.flatMap((desk) => fallsAt(desk, portal));

function fallsAt(desk: RestedDesk, { current, tasks, writes }: PortalState): string[] {
  const rows = desk
    .db()
    .all(
      qb
        .selectFrom('outbox')
        .select(['id', 'ordering_key', 'state', 'plan_json', 'command_json', 'finished_ms'])
        .orderBy('seq'),
    );
  /** What was decided about one appointment falls in one transaction with what was decided before it. */
  const fellWith = (index: number, key: string, at: number | null): boolean =>
    rows
      .slice(0, index)
      .some((row) => row.ordering_key === key && row.state === 'conflict' && row.finished_ms === at);
  /** What tells the portal nothing falls with what was decided before it. */
  const fellBefore = (index: number, key: string): boolean =>
    rows.slice(0, index).some((row) => row.ordering_key === key && row.state === 'conflict');
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  const hasMoved = ({ type, portalId, basedOn }: WriteStep): boolean => {
    if (basedOn === null) return false;
    if ('after' in basedOn && states.get(basedOn.after) !== 'done') return true;
    const name = `${type}/${portalId}`;
    const version = 'after' in basedOn ? writes.get(basedOn.after)?.get(name)?.at(-1) : basedOn.version;
    if (version === undefined) return false;
    if (type === 'Task') return hasChangedSince(tasks, portalId, version);
    const now = current.get(name)?.meta?.versionId;
    return now !== undefined && Number(now) > Number(version);
  };
  return rows.flatMap(({ id, ordering_key, state, plan_json, command_json, finished_ms }, index) => {
    if (state !== 'conflict') return [];
    const plan = writePlan.parse(JSON.parse(plan_json));
    if (plan.some(hasMoved) || fellWith(index, ordering_key, finished_ms)) return [];
    if (plan.length === 0 && fellBefore(index, ordering_key)) return [];
    const { type } = JSON.parse(command_json) as { readonly type: string };
    return [`${desk.name} ${type} ${id} was taken back, and nobody had changed anything`];
  });
}

function hasChangedSince(tasks: PortalState['tasks'], id: string | null, version: string): boolean {
  const versions = tasks.find(([first]) => first?.id === id) ?? [];
  const at = versions.findIndex(({ meta }) => meta?.versionId === version);
  return at >= 0 && versions.slice(at).some((later) => withoutSign(later) !== withoutSign(versions[at]));
}

/** What a version says, but for the sign that a desk has it open. */
function withoutSign(task: Task | undefined): string {
  const { meta, owner: _, status, extension, ...rest } = task ?? {};
  const others = (extension ?? []).filter(({ url }) => url !== 'urn:reslot:open-on');
  return JSON.stringify([rest, status === 'in-progress' ? 'requested' : status, others, meta?.tag ?? []]);
}

/** Of one desk, what concerns one appointment reaches the portal in the order in which it was decided. */
export function inTheOrderMade({ desks, applied }: Evidence): string[] {
  return applied === null ? [] : desks.flatMap((desk) => inOrderAt(desk, applied));
}

function inOrderAt(desk: RestedDesk, applied: readonly string[]): string[] {
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
    return place < before ? [`${desk.name}: ${id} reached the portal before the one decided before it`] : [];
  });
}

/** The statuses of a Task that is not at its end. */
export const OPEN: readonly string[] = [
  'draft',
  'requested',
  'received',
  'accepted',
  'ready',
  'in-progress',
  'on-hold',
];

export const whatIsResolvedStaysSo = ({ portal }: Evidence): string[] => portal.tasks.flatMap(staysResolved);

function staysResolved(versions: readonly Task[]): string[] {
  const statuses = versions.map(({ status }) => status);
  const end = statuses.findIndex((status) => !OPEN.includes(status));
  const after = end < 0 ? [] : statuses.slice(end).filter((status) => status !== statuses[end]);
  return after.length === 0
    ? []
    : [`Task/${versions[0]?.id} was resolved and became another: ${statuses.join(', ')}`];
}
