import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { appointmentResource } from '../../support/clinic-resources.ts';
import { openSmallClinic, slotAt } from '../../support/portal-desk.ts';
import { createTellingPortal } from '../../support/telling-portal.ts';

/** A desk whose portal tells what is new, past its first load. */
async function openTold(offersIt = true) {
  const { portal, clock, open } = await openSmallClinic();
  const telling = createTellingPortal();
  let rounds = 0;
  let isAway = false;
  const desk = open({
    socket: telling.open,
    between: async (request, send) => {
      if (isAway) return { kind: 'none', why: 'unreachable', detail: '' };
      if (/^Appointment\?.*_lastUpdated/.test(request.url)) rounds += 1;
      return (offersIt ? telling.answer(request) : null) ?? send(request);
    },
  });
  await desk.settle();
  await clock.advance(2 * MINUTE_MS);
  const during = async (ms: number, work: () => unknown = () => {}): Promise<number> => {
    rounds = 0;
    await work();
    await clock.advance(ms);
    return rounds;
  };
  const startOf = async () => (await desk.ask('appointments.get', { id: 'visit-1' })).appointment.start;
  const moved = (start: string) => {
    const end = new Date(Date.parse(start) + 1_800_000).toISOString();
    return portal.put(appointmentResource({ start, end }));
  };
  const setAway = (now: boolean) => {
    isAway = now;
  };
  return { desk, clock, telling, during, startOf, moved, setAway };
}

const NINE = '2026-11-25T15:00:00Z';

test('polls where it is not offered, and sweeps where the portal tells', async () => {
  expect(await (await openTold(false)).during(10 * MINUTE_MS)).toBe(40);
  const { during, telling } = await openTold();
  expect(telling.sockets()).toBe(1);
  expect(await during(10 * MINUTE_MS)).toBeLessThanOrEqual(6);
});

test('what the portal tells of is read as always, within seconds, and nothing of what it says is believed', async () => {
  const { during, telling, startOf, moved, desk } = await openTold();
  await moved(NINE);
  expect(await startOf()).not.toBe(slotAt(NINE).start);
  await during(5000, () => telling.tell());
  expect(await startOf()).toBe(slotAt(NINE).start);
  expect((await desk.ask('appointments.get', { id: 'visit-1' })).appointment.status).toBe('booked');
});

test('a flood of it is read no more than once a second', async () => {
  const { during, telling } = await openTold();
  expect(await during(10_000, () => telling.tell(5000))).toBe(1);
  let rounds = 0;
  for (let n = 0; n < 20; n += 1) rounds += await during(500, () => telling.tell(100));
  expect(rounds).toBeGreaterThan(5);
  expect(rounds).toBeLessThan(12);
});

test('a portal that falls silent is polled again within a minute', async () => {
  const { during, telling, startOf, moved } = await openTold();
  telling.fallSilent();
  await during(MINUTE_MS);
  await moved(NINE);
  await during(20_000);
  expect(await startOf()).toBe(slotAt(NINE).start);
  expect(await during(10 * MINUTE_MS)).toBeGreaterThan(30);
});

test('sockets that break are polled for at once, and opened anew when they come about again', async () => {
  const { during, telling } = await openTold();
  telling.cut(true);
  expect(await during(5 * MINUTE_MS)).toBeGreaterThan(15);
  telling.cut(false);
  await during(10 * MINUTE_MS);
  expect(telling.sockets()).toBe(1);
  expect(await during(10 * MINUTE_MS)).toBeLessThanOrEqual(6);
});

test('what it does not tell of is found by the sweep, and not relied on after the second time', async () => {
  const { during, telling, startOf, moved } = await openTold();
  await moved(NINE);
  await during(2 * MINUTE_MS + 5000);
  expect(await startOf()).toBe(slotAt(NINE).start);
  await moved('2026-11-26T15:00:00Z');
  await during(2 * MINUTE_MS + 1000);
  // Begun anew, and bound: what it tells then is believed once more.
  await during(MINUTE_MS);
  expect(telling.sockets()).toBe(1);
});

test('offline, it is away as always; back again, it is read at once', async () => {
  const { during, setAway, telling, desk, startOf, moved } = await openTold();
  setAway(true);
  telling.cut(true);
  await during(2 * MINUTE_MS);
  expect(desk.core.status().phase).toBe('offline');
  await moved(NINE);
  setAway(false);
  telling.cut(false);
  await during(20_000);
  expect(desk.core.status().phase).toBe('up-to-date');
  expect(await startOf()).toBe(slotAt(NINE).start);
});
