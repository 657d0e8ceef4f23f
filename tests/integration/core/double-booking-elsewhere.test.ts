import type { Appointment } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer } from '../../../src-main/ports.ts';
import {
  appointmentResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const TIME = '2026-12-01T16:00:00Z';
const LATER = '2026-12-01T19:00:00Z';
const AWAY: PortalAnswer = { kind: 'none', why: 'unreachable', detail: 'away' };

/** Two patients, a visit of each at other times, and two desks that have read them; a network of its own for each desk. */
async function clinic() {
  const small = await openSmallClinic();
  const { portal } = small;
  await portal.put(patientResource({ id: 'patient-2', name: [{ given: ['Ben'], family: 'Ortiz' }] }));
  await portal.put(
    appointmentResource({
      id: 'visit-2',
      start: '2026-11-25T16:00:00Z',
      end: '2026-11-25T16:30:00Z',
      participant: [
        { actor: { reference: 'Patient/patient-2' }, status: 'accepted' },
        { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
        { actor: { reference: 'Location/location-1' }, status: 'accepted' },
      ],
    }),
  );
  const away: Record<'first' | 'second', boolean | 'reading'> = { first: false, second: false };
  const open = (name: keyof typeof away, seed: number): PortalDesk =>
    small.open({
      seed,
      between: (request, send) =>
        away[name] === true || (away[name] === 'reading' && request.method === 'GET')
          ? Promise.resolve(AWAY)
          : send(request),
    });
  const [first, second] = [open('first', 1), open('second', 2)] as const;
  await first.settle();
  await second.settle();
  /** Time enough that both have read all there is, and know it. */
  const rest = async (): Promise<void> => {
    away.first = false;
    away.second = false;
    await small.clock.advance(120_000);
    for (const desk of [first, second]) await desk.settle();
  };
  return { ...small, first, second, away, rest };
}

const book = (desk: PortalDesk, patientId: string, start: string, override?: { readonly reason: string }) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'book',
      patientId,
      slot: slotAt(start),
      message: '',
      notify: false,
      ...(override ? { override } : {}),
    },
  });

const move = (
  desk: PortalDesk,
  appointmentId: string,
  start: string,
  override?: { readonly reason: string },
) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'update',
      appointmentId,
      slot: slotAt(start),
      words: WORDS,
      notify: false,
      ...(override ? { override } : {}),
    },
  });

/** The double bookings a desk tells of; the header counts what the list shows. */
async function told(desk: PortalDesk) {
  const items = await desk.ask('attention.list', undefined);
  expect((await desk.ask('sync.status', undefined)).needAttention).toBe(items.length);
  return items.flatMap((item) => (item.kind === 'double-booking' ? [item] : []));
}

/** What another program of the clinic does in the portal. */
async function put(portal: Awaited<ReturnType<typeof clinic>>['portal'], id: string, change: object) {
  const [visit] = await portal.search<Appointment>(`Appointment?_id=${id}`);
  await portal.put({ ...(visit as Appointment), meta: {}, ...change } as Appointment);
}

const at = (start: string) => ({
  start,
  end: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
});

describe('two desks give one time to two patients', () => {
  test('the desk that was second in the portal is told, with the name of the other, and it alone once the other has read on', async () => {
    const { first, second, away, rest, clock } = await clinic();
    away.second = true;
    await book(second, 'patient-2', TIME);
    await book(first, 'patient-1', TIME);
    await clock.advance(120_000);
    await rest();
    expect(await told(second)).toMatchObject([
      {
        patientName: 'Ben Ortiz',
        visit: { practitionerName: 'Dr. Ruth Okafor', start: Date.parse(TIME) },
        other: { visit: { patientName: 'Ana Flores' }, status: 'booked', desk: 'Desk 1' },
        over: false,
        ways: ['show-appointment', 'show-other', 'dismiss'],
      },
    ]);
    // The one that was first had its time to itself.
    expect(await told(first)).toEqual([]);
  });

  test('both are told where neither had read on', async () => {
    const { first, second, rest, clock } = await clinic();
    await book(first, 'patient-1', TIME);
    await book(second, 'patient-2', TIME);
    await clock.advance(5000);
    await rest();
    const [here, there] = [await told(first), await told(second)];
    expect([here.length, there.length]).toEqual([1, 1]);
    expect(here[0]).toMatchObject({
      patientName: 'Ana Flores',
      other: { visit: { patientName: 'Ben Ortiz' } },
    });
    expect(there[0]).toMatchObject({
      patientName: 'Ben Ortiz',
      other: { visit: { patientName: 'Ana Flores' } },
    });
  });

  test('also of a provider who only takes part in the visit that another program had put there', async () => {
    const { first, away, rest, portal } = await clinic();
    await portal.put(practitionerResource({ id: 'practitioner-2', name: [{ text: 'Dr. Eva Lind' }] }));
    await rest();
    away.first = true;
    await first.ask('decisions.decide', {
      on: 'schedule',
      command: {
        type: 'book',
        patientId: 'patient-2',
        slot: { ...slotAt(TIME), practitionerId: 'practitioner-2' },
        message: '',
        notify: false,
      },
    });
    const participant = (...practitioners: readonly string[]) =>
      ['Patient/patient-1', 'Location/location-1', ...practitioners].map((reference) => ({
        actor: { reference },
        status: 'accepted' as const,
      }));
    const both = participant('Practitioner/practitioner-1', 'Practitioner/practitioner-2');
    await portal.put(appointmentResource({ id: 'visit-3', ...at(TIME), participant: both }));
    await rest();
    expect(await told(first)).toMatchObject([
      {
        patientName: 'Ben Ortiz',
        visit: { practitionerName: 'Dr. Eva Lind' },
        other: { visit: { patientName: 'Ana Flores', practitionerName: 'Dr. Eva Lind' } },
      },
    ]);
    // They take part no more.
    await put(portal, 'visit-3', { participant: participant('Practitioner/practitioner-1') });
    await rest();
    expect(await told(first)).toEqual([]);
  });

  test('by moving a visit, and by proposing a time', async () => {
    const { first, second, away, rest, portal } = await clinic();
    await portal.put(rescheduleTask());
    await rest();
    away.second = true;
    const slot = slotAt(TIME);
    await second.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'propose', slots: [slot], words: WORDS },
    });
    await first.move('visit-2', '2026-12-01T15:45:00Z');
    await rest();
    expect(await told(second)).toMatchObject([
      {
        patientName: 'Ana Flores',
        visit: { start: Date.parse(TIME) },
        other: {
          visit: { patientName: 'Ben Ortiz', start: Date.parse('2026-12-01T15:45:00Z') },
          desk: 'Desk 1',
        },
      },
    ]);
  });

  test('it stays through a restart, and goes once one of the two stands elsewhere', async () => {
    const { first, second, away, rest, clock, open } = await clinic();
    away.second = true;
    await book(second, 'patient-2', TIME);
    await book(first, 'patient-1', TIME);
    await rest();
    const [item] = await told(second);
    second.core.stop();
    const again = open({ seed: 3, database: { db: second.db, path: second.path } });
    await clock.advance(60_000);
    expect(await told(again)).toEqual([item]);
    await again.move(item?.appointmentId ?? '', LATER);
    expect(await told(again)).toEqual([]);
  });
});

describe('what was seen', () => {
  test('is not said again, unless one of the two comes to stand elsewhere', async () => {
    const { first, second, away, rest, portal } = await clinic();
    away.second = true;
    await book(second, 'patient-2', TIME);
    await first.move('visit-1', TIME);
    await rest();
    const [item] = await told(second);
    const id = item?.id ?? '';
    // It moved while somebody looked: what they have seen is not what stands there now.
    away.second = true;
    await book(second, 'patient-2', LATER);
    await put(portal, 'visit-1', at('2026-12-01T19:15:00Z'));
    await rest();
    await expect(second.ask('attention.dismiss', { kind: 'double-booking', id })).rejects.toThrow(
      'item-not-found',
    );
    const [other] = await told(second);
    expect(other).toMatchObject({
      visit: { start: Date.parse(LATER) },
      other: { visit: { patientName: 'Ana Flores', start: Date.parse('2026-12-01T19:15:00Z') }, desk: null },
    });
    await second.ask('attention.dismiss', { kind: 'double-booking', id: other?.id ?? '' });
    expect(await told(second)).toEqual([]);
    await rest();
    expect(await told(second)).toEqual([]);
    const { history } = await second.ask('appointments.get', { id: 'visit-1' });
    expect(history.at(-1)).toMatchObject({
      kind: 'double-booking-dismissed',
      detail: { patientName: 'Ben Ortiz' },
    });
  });

  test('a time that somebody has confirmed is not told', async () => {
    const { first, second, rest } = await clinic();
    await book(first, 'patient-1', TIME);
    await rest();
    await book(second, 'patient-2', TIME, { reason: 'Both know' });
    await rest();
    expect([await told(first), await told(second)]).toEqual([[], []]);
  });

  test('nor is what another program puts there with the decision before its eyes', async () => {
    const { first, rest, portal } = await clinic();
    await book(first, 'patient-1', TIME);
    await rest();
    await put(portal, 'visit-2', at(TIME));
    await rest();
    expect(await told(first)).toEqual([]);
  });

  test('nor two visits of others, nor anything at a desk that has just been set up', async () => {
    const { first, second, away, rest, portal, open, clock } = await clinic();
    await put(portal, 'visit-2', at('2026-11-26T15:00:00Z'));
    await put(portal, 'visit-1', at('2026-11-26T15:00:00Z'));
    away.second = true;
    await book(second, 'patient-2', TIME);
    await book(first, 'patient-1', TIME);
    await clock.advance(120_000);
    const third = open({ seed: 3 });
    await rest();
    await third.settle();
    expect([await told(first), await told(third)]).toEqual([[], []]);
    expect(await told(second)).toHaveLength(1);
  });
});

describe('what takes no time, or is not there', () => {
  test.each([
    ['cancelled', { status: 'cancelled' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['missed', { status: 'noshow' }],
    ['beside it', at('2026-12-01T16:30:00Z')],
  ])('%s', async (_, change) => {
    const { first, away, rest, portal } = await clinic();
    away.first = true;
    await book(first, 'patient-1', TIME);
    await put(portal, 'visit-2', { ...at(TIME), ...change });
    await rest();
    expect(await told(first)).toEqual([]);
  });

  test('a decision that was undone; and it goes with the visit, and comes back with it', async () => {
    const { first, away, rest, portal, clock } = await clinic();
    away.first = true;
    await put(portal, 'visit-2', at(TIME));
    const { outboxId } = await book(first, 'patient-1', TIME);
    away.first = false;
    void first.ask('sync.refresh', undefined);
    await clock.advance(2000);
    const [item] = await told(first);
    expect(item).toMatchObject({ other: { visit: { patientName: 'Ben Ortiz' }, desk: null } });
    await first.ask('decisions.undo', { outboxId: outboxId ?? '' });
    await rest();
    expect(await told(first)).toEqual([]);

    // Moved away, and back by an undo.
    away.first = true;
    await put(portal, 'visit-2', at(LATER));
    await book(first, 'patient-1', LATER);
    await rest();
    expect(await told(first)).toHaveLength(1);
    const [booked] = await told(first);
    const moved = await move(first, booked?.appointmentId ?? '', '2026-12-02T16:00:00Z');
    expect(await told(first)).toEqual([]);
    await first.ask('decisions.undo', { outboxId: moved.outboxId ?? '' });
    expect(await told(first)).toEqual([booked]);
  });
});

test('a time that was left, was taken elsewhere before, and is taken again by an undo', async () => {
  const { first, second, away, clock } = await clinic();
  away.first = 'reading';
  await book(second, 'patient-2', TIME);
  await second.settle();
  // It reaches the portal, and the visit is moved on before anything is read.
  await book(first, 'patient-1', TIME);
  await clock.advance(20_000);
  const [done] = first.db.all(qb.selectFrom('outbox').select(['state', 'ordering_key']));
  expect(done?.state).toBe('done');
  const { outboxId } = await move(first, done?.ordering_key ?? '', LATER);
  away.first = false;
  void first.ask('sync.refresh', undefined);
  await clock.advance(3000);
  expect(await told(first)).toEqual([]);
  await first.ask('decisions.undo', { outboxId: outboxId ?? '' });
  expect(await told(first)).toMatchObject([
    { visit: { start: Date.parse(TIME) }, other: { visit: { patientName: 'Ben Ortiz' } } },
  ]);
});

test('a time that was given away, and is taken again because the decision that left it was refused', async () => {
  const { first, second, away, rest } = await clinic();
  const start = '2026-11-25T16:00:00Z';
  away.second = true;
  // The second desk moves a visit, and gives its time to somebody else; the first has changed that visit already.
  await second.move('visit-2', LATER);
  await book(second, 'patient-1', start);
  await first.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'update',
      appointmentId: 'visit-2',
      slot: { ...slotAt(start), type: { code: 'new-patient', display: 'New patient' } },
      words: WORDS,
      notify: false,
    },
  });
  await first.settle();
  await rest();
  // The card of the refused decision says whose time it is now: it is said once.
  const [card, ...more] = await second.ask('attention.list', undefined);
  expect(more).toEqual([]);
  expect(card).toMatchObject({ kind: 'conflict', takenBy: [{ patientName: 'Ana Flores' }] });
  if (card?.kind !== 'conflict') throw new Error('no conflict');
  await second.ask('attention.dismiss', { kind: 'conflict', id: card.outboxId });
  expect(await told(second)).toMatchObject([
    { patientName: 'Ana Flores', other: { visit: { patientName: 'Ben Ortiz' } } },
  ]);
});

test('a time at which another visit stands already, which is not shown because a decision on that one is on its way', async () => {
  const { second, rest, portal, clock } = await clinic();
  await move(second, 'visit-2', LATER);
  await put(portal, 'visit-2', at(TIME));
  void second.ask('sync.refresh', undefined);
  await clock.advance(3000);
  await book(second, 'patient-1', TIME);
  expect(await told(second)).toEqual([]);
  await rest();
  const [card] = await second.ask('attention.list', undefined);
  if (card?.kind !== 'conflict') throw new Error('no conflict');
  await second.ask('attention.dismiss', { kind: 'conflict', id: card.outboxId });
  expect(await told(second)).toMatchObject([
    { patientName: 'Ana Flores', other: { visit: { patientName: 'Ben Ortiz' } } },
  ]);
});

test('a visit that is moved back over the one that got its time: whoever does that is warned, and not told again', async () => {
  const { second, away, rest } = await clinic();
  away.second = true;
  await second.move('visit-2', LATER);
  await book(second, 'patient-1', '2026-11-25T16:00:00Z');
  await move(second, 'visit-2', '2026-11-25T16:00:00Z', { reason: 'Both know' });
  expect(await told(second)).toEqual([]);
  await rest();
  expect(await told(second)).toEqual([]);
});
