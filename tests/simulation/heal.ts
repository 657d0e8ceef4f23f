import { qb } from '../../src-main/db/db.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import type { SimDesk } from './desk.ts';
import { FINISHED } from './finished.ts';
import { FAIR } from './network.ts';
import type { SimPortal } from './portal.ts';
import type { Receptionist } from './receptionist.ts';
import type { SettingsHands } from './settings.ts';

const MINUTE = 60_000;
/** How often a desk in the foreground asks the portal. */
const POLL_MS = 15_000;
/** What a mail server has put off is tried again within a quarter of an hour, a decision within five minutes. */
const REST_WITHIN_MS = 16 * MINUTE;
/** The practice's settings are asked for once a minute; what is saved late there meets another's first. */
const SHARED_WITHIN_MS = 3 * MINUTE;
/** That a portal was put back is certain after four minutes, and looked for once a minute. */
const FOLLOWED_WITHIN_MS = 8 * MINUTE;

/**
 * Everything works again, and somebody looks after what was refused; then time passes until nothing is left to do. At the end each
 * desk has asked the portal twice since the last thing happened.
 */
export async function heal(world: {
  readonly clock: VirtualClock;
  readonly portal: SimPortal;
  readonly desks: readonly SimDesk[];
  readonly receptionists: readonly Receptionist[];
  readonly settings: SettingsHands;
  readonly seen: string[];
}): Promise<void> {
  const { clock, portal, desks, receptionists, settings, seen } = world;
  const healedAt = clock.now();
  portal.outage = { until: 0, how: 503 };
  for (const desk of desks) {
    desk.start();
    desk.network.weather = FAIR;
    desk.indexLateMs = 0;
    desk.mail = 'fair';
    desk.watch.pace(1);
    desk.watch.set(0);
    desk.locked = { until: 0, reads: false };
  }
  // Everybody goes home: what is open is closed.
  for (const person of receptionists) await person.ask('requests.workOn', { ids: [] });
  // Again where the power goes at that very moment. At no other desk: who saves Settings hurries what waits.
  while (settings.off().length > 0) {
    for (const desk of settings.off()) await settings.connect(desk, true);
    await clock.advance(1000);
  }
  if (portal.restores() > 0) await clock.advance(FOLLOWED_WITHIN_MS);
  await untilRest();
  for (const [index, desk] of desks.entries()) await everyRefusalIsShown(desk, receptionists[index]);
  // Somebody tries again what the portal refused, and gives up what it refuses once more.
  for (const act of ['attention.retry', 'attention.dismiss'] as const) {
    let any = false;
    for (const [index, desk] of desks.entries())
      for (const id of failed(desk)) {
        any = true;
        await receptionists[index]?.ask(act, { kind: 'decision', id });
      }
    if (any) await untilRest();
  }
  while (desks.some(({ network }) => network.underWay > 0)) await clock.advance(1000);
  await untilEveryDeskHasRead();
  await clock.advance(2 * POLL_MS + 2000);
  if (settings.used()) {
    // A portal that has refused to be asked for settings is asked again after an hour, or when somebody refreshes.
    for (const person of receptionists) await person.ask('sync.refresh', undefined);
    await clock.advance(SHARED_WITHIN_MS);
  }

  /** A desk may wait for an answer that was lost before, and pause then. */
  async function untilEveryDeskHasRead(): Promise<void> {
    for (let ms = 0; ms < REST_WITHIN_MS; ms += POLL_MS) {
      const read = await Promise.all(receptionists.map((person) => person.ask('sync.status', undefined)));
      if (read.every((one) => one?.ok && (one.value.lastSuccessAt ?? 0) > healedAt)) return;
      await clock.advance(POLL_MS);
    }
    seen.push('a desk has not asked the portal since everything works again');
  }

  async function untilRest(): Promise<void> {
    for (let ms = 0; ms < REST_WITHIN_MS; ms += POLL_MS) {
      await clock.advance(POLL_MS);
      if (desks.every(isAtRest)) return;
    }
  }

  async function everyRefusalIsShown(desk: SimDesk, person: Receptionist | undefined): Promise<void> {
    const shown = await person?.ask('attention.list', undefined);
    if (!shown?.ok) return;
    for (const id of failed(desk))
      if (!shown.value.some((item) => item.kind === 'decision' && item.id === id))
        seen.push(`${desk.name}: ${id} was refused, and stands nowhere`);
  }
}

const failed = (desk: SimDesk): string[] =>
  desk
    .db()
    .all(qb.selectFrom('outbox').select('id').where('state', '=', 'failed').orderBy('seq'))
    .map(({ id }) => id);

const isAtRest = (desk: SimDesk): boolean =>
  desk.db().all(qb.selectFrom('outbox').select('id').where('state', 'not in', FINISHED)).length === 0 &&
  desk.db().all(qb.selectFrom('mail').select('id').where('state', '=', 'ready')).length === 0;
