import { qb } from '../../src-main/db/db.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { type SimDesk, startSimDesk } from './desk.ts';
import { heal } from './heal.ts';
import type { Step } from './history.ts';
import { FAIR } from './network.ts';
import { asking } from './patience.ts';
import { createPatients } from './patients.ts';
import { createSimPortal, type SimPortal } from './portal.ts';
import { type Acknowledged, createReceptionist, type Receptionist } from './receptionist.ts';
import { createSettingsHands, type SettingsHands } from './settings.ts';
import { createTrace, type Trace } from './trace.ts';

/** Everything there is: desks with whoever sits there, the portal, patients, and what was seen happening. */
export interface World {
  readonly clock: VirtualClock;
  readonly portal: SimPortal;
  readonly desks: readonly SimDesk[];
  readonly receptionists: readonly Receptionist[];
  readonly acknowledged: Acknowledged[];
  /** What no desk may do, seen while it was done. */
  readonly seen: string[];
  readonly trace: Trace;
  readonly settings: SettingsHands;
  perform(step: Step): Promise<void>;
  heal(): Promise<void>;
  remove(): void;
}

const HOUR = 60 * 60_000;

export function createWorld(seed: number, count: number): World {
  const clock = createVirtualClock();
  const portal = createSimPortal(clock, seed, count);
  const patients = createPatients(portal, clock, createSeededIds(seed + 8_000_000).uuid);
  const acknowledged: Acknowledged[] = [];
  const seen: string[] = [];
  const trace = createTrace();

  const desks = Array.from({ length: count }, (_, index): SimDesk => {
    const desk: SimDesk = startSimDesk({
      index,
      seed,
      clock,
      async portal(request, lateMs) {
        const answer = await portal.answer(request, lateMs);
        const status = answer.kind === 'answer' ? answer.status : answer.why;
        trace.note(`${clock.now()} ${desk.name} ${request.method} ${request.url} ${status}`);
        return answer;
      },
      onTaken({ messageId }) {
        trace.note(`${clock.now()} ${desk.name} mail ${messageId}`);
        const row = desk
          .db()
          .get(
            qb
              .selectFrom('mail')
              .innerJoin('outbox', 'outbox.id', 'mail.outbox_id')
              .select(['outbox.id', 'outbox.state', 'mail.kind'])
              .where('mail.message_id', '=', messageId),
          );
        if (row && row.state !== 'done' && !settings.untold.has(row.id))
          seen.push(`${desk.name} sent the letter (${row.kind}) of ${row.id}, which is ${row.state}`);
      },
      onError: (event, fields) => seen.push(`${desk.name} logged ${event} ${JSON.stringify(fields)}`),
    });
    return desk;
  });
  const receptionists = desks.map((desk, index) =>
    createReceptionist(
      index,
      { name: desk.name, db: desk.db, ask: asking(desk, clock) },
      acknowledged,
      (what) => seen.push(what),
    ),
  );

  const settings = createSettingsHands(receptionists, portal);

  const at = <T>(list: readonly T[], index: number): T => {
    const one = list[index];
    if (one === undefined) throw new Error(`no desk ${index}`);
    return one;
  };

  async function perform(step: Step): Promise<void> {
    trace.note(`${clock.now()} ${JSON.stringify(step)} ${acknowledged.length}`);
    switch (step.do) {
      case 'decide':
      case 'schedule':
      case 'undo':
      case 'type':
      case 'open':
      case 'offer':
        return at(receptionists, step.desk).perform(step);
      case 'refresh':
        void at(desks, step.desk).ask('sync.refresh', undefined);
        return;
      case 'connect':
        return settings.connect(step.desk, step.on);
      case 'policy':
        return settings.savePolicy(step.desk);
      case 'choose':
        return settings.choose(step.desk, step.choice);
      case 'ask':
      case 'wish':
      case 'withdraw':
      case 'answer':
      case 'own-time':
      case 'move':
      case 'cancel':
        return patients.perform(step);
      case 'outage':
        portal.outage = { until: clock.now() + step.ms, how: step.how };
        return;
      case 'backup':
        return portal.back();
      case 'restore':
        portal.putBack();
        return;
      case 'weather':
        at(desks, step.desk).network.weather = step;
        return;
      case 'fair':
        at(desks, step.desk).network.weather = FAIR;
        at(desks, step.desk).indexLateMs = 0;
        return;
      case 'index':
        at(desks, step.desk).indexLateMs = step.lateMs;
        return;
      case 'mail':
        at(desks, step.desk).mail = step.mail;
        return;
      case 'power':
        if (step.count === 0) at(desks, step.desk).cutPower();
        else at(desks, step.desk).cutPowerIn(step.count, step.moment);
        return;
      case 'lock':
        at(desks, step.desk).locked = { until: clock.now() + step.ms, reads: step.reads };
        return;
      case 'clock':
        at(desks, step.desk).watch.set(step.offMs);
        return;
      case 'pace':
        at(desks, step.desk).watch.pace(step.rate);
        return;
      case 'wait':
        return clock.advance(step.ms);
      case 'night':
        for (const desk of desks) desk.shut();
        await clock.advance(step.hours * HOUR);
        for (const desk of desks) desk.start();
    }
  }

  return {
    clock,
    portal,
    desks,
    receptionists,
    acknowledged,
    seen,
    trace,
    perform,
    settings,
    heal: () => heal({ clock, portal, desks, receptionists, settings, seen }),
    remove() {
      for (const desk of desks) desk.remove();
      portal.close();
    },
  };
}
