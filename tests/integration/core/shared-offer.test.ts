import type { Appointment, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { OFFERED, type OfferedClinic, openOfferedClinic } from '../../support/offered-clinic.ts';
import { type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

/** Three patients are offered one time, again and again, by two desks whose networks fail; whatever happens, one at most gets it. */

const STEPS = 40;
type Network = 'up' | 'down' | 'answers-lost';

interface World {
  readonly clinic: OfferedClinic;
  readonly random: () => number;
  readonly desks: readonly { readonly desk: PortalDesk; readonly net: { network: Network } }[];
}

async function over(
  network: Network,
  request: PortalRequest,
  send: (request: PortalRequest) => Promise<PortalAnswer>,
): Promise<PortalAnswer> {
  if (network === 'down') return { kind: 'none', why: 'unreachable', detail: 'down' };
  const answer = await send(request);
  return network === 'answers-lost' && request.method === 'POST'
    ? { kind: 'none', why: 'connection-lost', detail: 'lost' }
    : answer;
}

async function openWorld(seed: number): Promise<World> {
  const clinic = await openOfferedClinic();
  const { random } = createSeededIds(seed);
  const open = (nth: number) => {
    const net = { network: 'up' as Network };
    const desk = clinic.open({
      seed: seed * 10 + nth,
      rules: { undoSeconds: nth === 1 ? 8 : 0 },
      between: (request, send) => over(net.network, request, send),
    });
    return { desk, net };
  };
  return { clinic, random, desks: [open(1), open(2)] };
}

async function step({ clinic, random, desks }: World, nth: number): Promise<void> {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const { desk, net } = pick(desks);
  const id = `task-${pick([1, 2, 3])}`;
  const given = async (command: Parameters<typeof decide>[2]) => {
    const outboxId = await decide(desk, id, command);
    if (outboxId !== null && random() < 0.1) await tried(desk.ask('decisions.undo', { outboxId }));
  };
  const what = random();
  if (what < 0.25) {
    const shared = { offer: `offer-${nth}`, others: 2 };
    for (const patient of [1, 2, 3])
      await decide(desk, `task-${patient}`, { type: 'propose', slots: [OFFERED], words: WORDS, shared });
  } else if (what < 0.35)
    await given({ type: 'record-answer', answer: pick(['accepted', 'accepted', 'declined']) });
  else if (what < 0.42) await given({ type: 'withdraw-proposal' });
  else if (what < 0.47)
    await given({ type: 'propose', slots: [slotAt(`2026-12-0${pick([2, 3, 4])}T16:00:00Z`)], words: WORDS });
  else if (what < 0.75) await answers(clinic, pick([1, 2, 3]), random);
  else if (what < 0.95) net.network = pick(['up', 'up', 'up', 'down', 'answers-lost']);
  else {
    const [visit] = await clinic.portal.search<Appointment>(`Appointment?_id=visit-${pick([1, 2, 3])}`);
    // The stamp is the desks' own.
    if (visit?.status === 'booked')
      await clinic.portal.put({ ...visit, meta: {}, comment: `Changed ${nth}` });
  }
}

async function answers(clinic: OfferedClinic, patient: number, random: () => number): Promise<void> {
  const proposal = await clinic.proposalOf(patient).catch(() => null);
  if (proposal?.status !== 'pending') return;
  await clinic.answer(patient, random() < 0.85 ? 'accepted' : 'declined');
}

/** Refused by the rules where it does not fit: that is part of the game. */
async function tried<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    expect(String(error)).not.toContain('internal');
    return null;
  }
}

async function decide(
  desk: PortalDesk,
  id: string,
  command: Extract<Parameters<PortalDesk['ask']>[1], { on: 'request' }>['command'],
): Promise<string | null> {
  const receipt = await tried(desk.ask('decisions.decide', { on: 'request', id, command }));
  return receipt?.outboxId ?? null;
}

const offerOf = ({ identifier }: Appointment): string | undefined =>
  identifier?.find(({ system }) => system === 'urn:reslot:shared-offer')?.value;

const rows = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('request').select(['id', 'state', 'mark', 'outcome']).orderBy('id'));

describe('one time is offered to three patients by two desks', () => {
  test.each(Array.from({ length: 6 }, (_, index) => index + 1))(
    'one at most gets it (history %i)',
    async (seed) => {
      const world = await openWorld(seed);
      const { clinic, desks, random } = world;
      await clinic.clock.advance(5000);
      for (let n = 0; n < STEPS; n += 1) {
        await step(world, n);
        await clinic.clock.advance(Math.floor(random() * 20_000));
      }
      for (const { net } of desks) net.network = 'up';
      await clinic.clock.advance(15 * 60_000);
      const [one, two] = desks.map(({ desk }) => desk);
      if (!one || !two) throw new Error('no desks');

      const all = await clinic.portal.search<Appointment>('Appointment?_count=200');
      const there = all.filter(({ start }) => Date.parse(start ?? '') === OFFERED.start);
      const booked = there.filter(({ status }) => status === 'booked');
      expect(booked.length).toBeLessThanOrEqual(1);
      const [winner] = booked;
      const pending = there.filter(({ status }) => status === 'pending');
      // Whose time it is has no rivals any more.
      if (winner) expect(pending.filter((other) => offerOf(other) === offerOf(winner))).toEqual([]);
      // What waits is of one offer.
      expect(new Set(pending.map(offerOf)).size).toBeLessThanOrEqual(1);

      // Who waits for an answer has something to answer to; whoever has not is asked for nothing.
      const tasks = await clinic.portal.search<Task>('Task?_count=50');
      const proposed = (task: Task) =>
        (task.output ?? []).map(({ valueReference }) => valueReference?.reference?.split('/')[1] ?? '');
      const held = tasks.filter(({ status }) => status === 'on-hold').flatMap(proposed);
      expect(held.toSorted()).toEqual(
        all
          .filter(({ status }) => status === 'pending')
          .map(({ id }) => id)
          .toSorted(),
      );

      // Both desks say the same, nothing waits, and nobody was double booked.
      expect(rows(two)).toEqual(rows(one));
      for (const desk of [one, two]) {
        const kinds = (await desk.ask('attention.list', undefined)).map(({ kind }) => kind);
        expect(kinds).not.toContain('double-booking');
        expect(kinds).not.toContain('decision');
      }
    },
  );
});
