import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { appointmentResource, patientResource, rescheduleTask } from '../../support/clinic-resources.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  type SmallClinic,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';

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

describe('a letter that waited while the desk was off', () => {
  /** The same desk, started again after five hours with a mail server that takes everything. */
  async function backAfterHours(meanwhile: (clinic: SmallClinic) => Promise<void>, over: DeskOptions = {}) {
    const clinic = await openSmallClinic();
    const before = clinic.open({
      rules: { undoSeconds: 0 },
      deliver: async () => ({ kind: 'try-later', detail: 'away' }),
    });
    await before.settle();
    await before.move('visit-1', '2026-11-30T16:00:00Z');
    await before.core.stop();
    await meanwhile(clinic);
    await clinic.clock.advance(5 * 60 * 60_000);
    const desk = clinic.open({ database: before, ...over });
    await clinic.clock.advance(5 * 60_000);
    return desk;
  }

  test('is not sent where the portal tells meanwhile that its visit was cancelled', async () => {
    const desk = await backAfterHours(async ({ portal }) => {
      await portal.put(appointmentResource({ status: 'cancelled' }));
    });
    expect(desk.sent).toEqual([]);
    expect(letters(desk)).toEqual(['failed']);
  });

  test('leaves where nothing has changed, and where the portal is away', async () => {
    const nothing = async () => {};
    expect((await backAfterHours(nothing)).sent).toHaveLength(1);
    const away: DeskOptions = {
      between: async () => ({ kind: 'none', why: 'unreachable', detail: 'unreachable' }),
    };
    expect((await backAfterHours(nothing, away)).sent).toHaveLength(1);
  });
});

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
