import { qb } from '../../../src-main/db/db.ts';
import type { PortalTest } from '../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { Hands } from '../hands.ts';
import type { LocalCore } from '../local-core.ts';
import type { Case, Scene, Step } from './steps.ts';

type Desk = LocalCore & Hands;

/** A step that was taken. */
export interface Given {
  readonly step: Step;
  readonly scene: Scene;
  /** What came into the outbox with it. */
  readonly outbox: readonly string[];
  /** Why the desk itself did not take it. */
  readonly refused: string | null;
}

/** What became of one step of the main job. `silent`: it is wrong, and nothing says so. */
export interface Became {
  readonly step: string;
  readonly how: 'works' | 'said' | 'silent';
  /** What the desk says, or what is wrong. */
  readonly words: string;
}

export const outboxIds = ({ db }: Desk): string[] =>
  db.all(qb.selectFrom('outbox').select('id').orderBy('seq')).map(({ id }) => id);

/** The header, where it says that something is the matter. */
function header({ core }: Desk): string | null {
  const { phase, detail } = core.status();
  return phase === 'up-to-date' || phase === 'syncing'
    ? null
    : `header: ${phase}${detail ? `, ${detail}` : ''}`;
}

/** Whether everything is there that a desk has to have read. */
export function loaded(desk: Desk, cases: readonly Case[]): Became {
  const { db } = desk;
  const has = (table: 'patient' | 'appointment' | 'request', id: string): boolean =>
    db.get(qb.selectFrom(table).select('id').where('id', '=', id)) !== undefined;
  const missing = cases.flatMap(({ patient, visit, task }) => [
    ...(has('patient', patient) ? [] : ['patient']),
    ...(has('appointment', visit) ? [] : ['visit']),
    ...(task === '' || has('request', task) ? [] : ['request']),
  ]);
  const said = header(desk);
  if (missing.length === 0 && said === null) return { step: 'load', how: 'works', words: '' };
  return said === null
    ? { step: 'load', how: 'silent', words: `missing: ${[...new Set(missing)].join(', ')}` }
    : { step: 'load', how: 'said', words: said };
}

/** By what the portal has in the end, and what the desk says of it. */
export async function judge(
  desk: Desk,
  tested: PortalTest,
  { step, scene, outbox, refused }: Given,
): Promise<Became> {
  const wrong = await step.wrong(scene);
  const said = await saidOf(desk, scene, outbox);
  const words = [refused, ...said].filter((one) => one !== null);
  if (wrong === null && words.length === 0 && !step.toBeSaid)
    return { step: step.name, how: 'works', words: '' };
  if (wrong === null && step.toBeSaid)
    return words.length > 0
      ? { step: step.name, how: 'works', words: '' }
      : { step: step.name, how: 'silent', words: 'nothing is said' };
  if (words.length > 0)
    return { step: step.name, how: 'said', words: words.join('; ') + (wrong ? ` (${wrong})` : '') };
  const inHeader = header(desk) ?? noAnswers(desk, step) ?? lackingIn(tested, step.needs);
  return inHeader === null
    ? { step: step.name, how: 'silent', words: wrong ?? '' }
    : { step: step.name, how: 'said', words: inHeader };
}

/** What stands beside proposals where the portal keeps no answers. */
const noAnswers = ({ core }: Desk, { needs }: Step): string | null =>
  needs === 'AppointmentResponse' ? t.syncDetails.noAnswersSentence(core.status()) : null;

function lackingIn({ findings }: PortalTest, type: string | undefined): string | null {
  const lacking = findings.find(
    ({ level, detail }) => level !== 'good' && type !== undefined && detail.split(':')[0] === type,
  );
  return lacking ? `test: ${t.connections.findingSentence(lacking)}` : null;
}

/** What waits with a reason, and what stands under Needs attention, of one case. */
async function saidOf(desk: Desk, { visit, task }: Scene, outbox: readonly string[]): Promise<string[]> {
  const { decisions } = await desk.ask('sync.explain', undefined);
  const waiting = decisions
    .filter(({ id }) => outbox.includes(id))
    .map(({ reason, error }) => `waits (${reason}): ${error ?? ''}`);
  const items = await desk.ask('attention.list', undefined);
  const attention = items.flatMap((item): string[] => {
    if (item.kind === 'conflict' && (outbox.includes(item.outboxId) || item.appointmentId === visit))
      return [`attention: ${item.note.portal.what}`];
    if (item.kind === 'decision' && (outbox.includes(item.id) || item.requestId === task))
      return [`attention: ${item.error}`];
    return [];
  });
  const row = task === '' ? null : await desk.ask('requests.get', { id: task }).catch(() => null);
  const conflict = row?.row.conflict ? [`inbox: ${row.row.conflict.portal.what}`] : [];
  return [...waiting, ...attention, ...conflict];
}

/** Green only where all of it works, or is told apart from it by a note. */
export function judgeTest({ ok, findings }: PortalTest, became: readonly Became[]): Became {
  const all = became.every(({ how }) => how === 'works');
  // Without the right to make a request of its own it cannot answer one, and says so.
  const bad = findings.filter(
    ({ level, code }) => level === 'failed' || level === 'lacking' || (!all && code === 'request-untried'),
  );
  const words = bad.map((one) => t.connections.findingSentence(one)).join(' ');
  if (ok === all) return { step: 'test', how: ok ? 'works' : 'said', words };
  return bad.length === 0
    ? { step: 'test', how: 'silent', words: 'green, and not everything works' }
    : { step: 'test', how: 'said', words: words };
}
