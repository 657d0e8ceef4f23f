import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { patientResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const letters = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map(({ state }) => state);
const calls = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('call').select('state').orderBy('created_ms')).map(({ state }) => state);

/** A desk with a request to answer, whose portal is away from then on until it is `back`. */
async function deskOffline(over: Parameters<typeof patientResource>[0] = {}) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(patientResource(over));
  await clinic.portal.put(rescheduleTask());
  let away = false;
  const desk = clinic.open({
    between: async (request, send) =>
      away ? { kind: 'none', why: 'unreachable', detail: 'unreachable' } : send(request),
  });
  await desk.settle();
  away = true;
  const decide = (command: DeskCommand) =>
    desk.ask('decisions.decide', { on: 'request', id: 'task-1', command });
  const propose = (start: string) => decide({ type: 'propose', slots: [slotAt(start)], words: WORDS });
  await propose('2026-11-30T15:00:00Z');
  await desk.clock.advance(20_000);
  const { outboxId } = await propose('2026-11-30T16:00:00Z');
  if (outboxId === null) throw new Error('nothing to undo');
  await desk.ask('decisions.undo', { outboxId });
  return { desk, decide, back: () => (away = false) };
}

const nobodyWrites = { telecom: [] };

test.each([
  ['with an address', {}],
  ['without one', nobodyWrites],
])(
  'replaced, undone: the first proposal still waits, so there is nothing to send again (%s)',
  async (_name, over) => {
    const { desk, decide, back } = await deskOffline(over);
    await expect(decide({ type: 'resend-email' })).rejects.toThrow('email-on-its-way');
    await desk.clock.advance(20_000);
    expect(desk.sent).toEqual([]);
    expect(calls(desk)).not.toContain('open');
    back();
    await desk.clock.advance(60_000);
    expect(letters(desk).filter((state) => state === 'sent')).toHaveLength(over === nobodyWrites ? 0 : 1);
    expect(calls(desk).filter((state) => state === 'open')).toHaveLength(over === nobodyWrites ? 1 : 0);
  },
);

/** A desk with a letter that cannot leave, as no mail server is set up. */
async function deskWithoutMail() {
  const clinic = await openSmallClinic();
  let isSetUp = false;
  const deliver = async () => ({ kind: isSetUp ? ('accepted' as const) : ('not-configured' as const) });
  const desk = clinic.open({ deliver });
  await desk.settle();
  await desk.move('visit-1', '2026-11-25T15:00:00Z');
  expect(letters(desk)).toEqual(['ready']);
  const setUp = async () => {
    isSetUp = true;
    await desk.ask('sync.networkReturned', undefined);
    await desk.settle();
  };
  return { clinic, desk, setUp };
}

test('a letter that could not leave before the visit comes before a person, not into the patient’s mailbox', async () => {
  const { clinic, desk } = await deskWithoutMail();
  const stopped = desk.core.stop();
  await desk.clock.advance(21 * 24 * 60 * 60_000);
  await stopped;
  const later = clinic.open({ database: desk, deliver: async () => ({ kind: 'accepted' }) });
  await later.settle();
  expect(later.sent).toEqual([]);
  expect(letters(later)).toEqual(['failed']);
  expect(await later.ask('attention.list', undefined)).toMatchObject([{ kind: 'mail' }]);
});

test('a late letter that is true still leaves', async () => {
  const { desk, setUp } = await deskWithoutMail();
  await desk.clock.advance(3 * 60 * 60_000);
  await setUp();
  expect(letters(desk)).toEqual(['sent']);
});
