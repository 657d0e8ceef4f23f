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
  const propose = (start: string) => decide({ type: 'propose', slot: slotAt(start), words: WORDS });
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
