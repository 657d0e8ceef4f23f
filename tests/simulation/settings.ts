import type { Basic, Bundle } from '@medplum/fhirtypes';
import { qb } from '../../src-main/db/db.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import { PORTAL } from './desk.ts';
import type { SimPortal } from './portal.ts';
import type { Seat } from './receptionist.ts';

/** What people do in Settings, and what has to come of it. */
export interface SettingsHands {
  /** The portal is switched off, or on again. */
  connect(desk: number, on: boolean): Promise<void>;
  /** The desks at which it may be switched off. */
  off(): number[];
  /** A policy that nobody has saved before. */
  savePolicy(desk: number): Promise<void>;
  choose(desk: number, choice: 'theirs' | 'mine'): Promise<void>;
  /** Decisions that were let go while no portal was set up: their letters may have left. */
  readonly untold: ReadonlySet<string>;
  /** Anything was saved, so that desks have to hear of it. */
  used(): boolean;
  /** What does not hold at rest. */
  violations(): Promise<string[]>;
}

export function createSettingsHands(seats: readonly Seat[], portal: SimPortal): SettingsHands {
  const untold = new Set<string>();
  const off = new Set<number>();
  /** What each desk saved last, in days before the appointment; null where nobody can tell, or it was let go. */
  const last = new Map<number, number | null>();
  let saved = 0;

  async function policyAt(desk: number): Promise<Policy | null> {
    const answer = await seats[desk]?.ask('settings.get', undefined);
    if (!answer?.ok) return null;
    const { version, own } = answer.value.sharing.sections.policy;
    return {
      counts: daysIn(answer.value.rules.policy),
      version,
      own: own?.value.policy,
      standing: own?.standing,
    };
  }

  return {
    async connect(desk, on) {
      const seat = seats[desk];
      if (!on) off.add(desk);
      if (on)
        for (const { id } of seat?.db().all(qb.selectFrom('outbox').select('id').where('untold', '=', 1)) ??
          [])
          untold.add(id);
      const answer = await seat?.ask('settings.save', { portal: on ? PORTAL : { kind: 'none' } });
      if (on && answer?.ok) off.delete(desk);
    },
    async savePolicy(desk) {
      saved += 1;
      const days = saved;
      const policy = {
        approval: { mode: 'within', days },
        charges: { mode: 'none' },
        ...(days % 2 === 0 ? ({ ownTimes: true } as const) : {}),
      } as const;
      const answer = await seats[desk]?.ask('settings.save', { rules: { policy } });
      if (answer?.ok) last.set(desk, days);
      else if (answer === null) last.set(desk, null);
    },
    async choose(desk, choice) {
      const before = await policyAt(desk);
      if (before?.standing !== 'conflict') return;
      const answer = await seats[desk]?.ask('settings.choose', {
        section: 'policy',
        choice,
        seen: before.version,
      });
      if (answer === null || (answer?.ok && choice === 'theirs')) last.set(desk, null);
    },
    off: () => [...off],
    untold,
    used: () => saved > 0,
    async violations() {
      if (saved === 0) return [];
      const versions = await policiesIn(portal);
      const found: string[] = [];
      for (const [desk, { name }] of seats.entries()) {
        const shown = await policyAt(desk);
        if (shown === null) continue;
        const counts = versions[0] ?? null;
        if (counts !== null && shown.counts !== counts)
          found.push(`${name} goes by a policy of ${shown.counts} days, the portal has ${counts}`);
        if (shown.standing === 'waiting') found.push(`${name}: a saved policy still waits`);
        const mine = last.get(desk) ?? null;
        const isKept = mine === null || versions.includes(mine) || (shown.own && daysIn(shown.own) === mine);
        // What a portal has forgotten that was put back is one of two versions, or had gone on to another.
        if (!isKept && portal.restores() === 0)
          found.push(
            `${name}: the policy of ${mine} days it saved is neither in the portal nor to be chosen`,
          );
      }
      return found;
    },
  };
}

interface Policy {
  readonly counts: number | null;
  readonly version: string | null;
  readonly own: PracticeRules['policy'] | undefined;
  readonly standing: 'waiting' | 'conflict' | 'refused' | undefined;
}

const daysIn = ({ approval }: PracticeRules['policy']): number | null =>
  approval.mode === 'within' ? approval.days : null;

/** Every policy the portal has had, the latest first. */
async function policiesIn(portal: SimPortal): Promise<(number | null)[]> {
  const [kept] = await portal.search<Basic>('Basic?identifier=urn:reslot:settings|policy');
  if (!kept) return [];
  const answer = await portal.send({ method: 'GET', url: `Basic/${kept.id}/_history?_count=1000` });
  const { entry = [] } = (answer.kind === 'answer' ? answer.body : {}) as Bundle<Basic>;
  return entry.flatMap(({ resource }) => {
    const parts = resource?.extension?.flatMap(({ extension }) => extension ?? []) ?? [];
    const value = parts.find(({ url }) => url === 'value')?.valueString;
    return value === undefined ? [] : [daysIn((JSON.parse(value) as Pick<PracticeRules, 'policy'>).policy)];
  });
}
