import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { type CommandInput, contract } from '../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../src-shared/ipc/names.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { strangeResources, withStrange } from '../../fuzz/strange-portal.ts';
import { rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt } from '../../support/portal-desk.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

// `npm run fuzz` asks for more, and for others.
const RESOURCES = Number(process.env.RESLOT_FUZZ_RESOURCES ?? 2000);
const SEED = Number(process.env.RESLOT_FUZZ_SEED ?? 1);
const AT_ONCE = 50;

const PAGE = { practitionerId: null, kind: null, search: '', cursor: null, limit: 200 } as const;

/** What the window asks for; each answer is what the contract says. */
async function lookAtEverything(desk: PortalDesk) {
  async function look<N extends CommandName>(name: N, input: CommandInput<N>) {
    const value = await desk.ask(name, input);
    expect(contract[name].output.safeParse(value).error, name).toBeUndefined();
    return value;
  }
  const lists = [];
  for (const view of ['inbox', 'awaiting', 'history'] as const)
    for (const filter of ['all', 'obstacle-free'] as const)
      lists.push(await look('requests.list', { ...PAGE, view, filter, sort: 'appointment' }));
  const days = await look('schedule.days', {
    from: '2026-11-23',
    days: 7,
    practitionerId: null,
    includeCancelled: true,
  });
  await look('schedule.load', { month: '2026-11', practitionerId: null });
  await look('schedule.freedSlots', undefined);
  await look('attention.list', undefined);
  await look('calls.list', undefined);
  await look('directory.get', undefined);
  await look('sync.explain', undefined);
  await look('patients.search', { text: 'flores', limit: 20 });
  for (const { id } of desk.db.all(qb.selectFrom('patient').select('id')))
    await look('patients.card', { id, limit: 10 });
  for (const { id } of desk.db.all(qb.selectFrom('request').select('id'))) await look('requests.get', { id });
  for (const { id } of desk.db.all(qb.selectFrom('appointment').select('id')))
    await look('appointments.get', { id });
  await look('sheet.preview', { from: '2026-11-23', days: 7, practitionerId: null, phones: true });
  return { inbox: lists[0]?.rows ?? [], days };
}

/** Every decision the desk offers about each request, first as its e-mail would be, then given. What is refused is refused in words. */
async function decideEverything(desk: PortalDesk, rows: readonly RequestRow[]): Promise<void> {
  const words = { reasonCode: 'provider-unavailable', reasonText: 'Provider unavailable', message: 'So' };
  const slot = slotAt('2026-12-01T15:00:00Z');
  for (const { id } of rows)
    for (const type of ['approve', 'deny', 'keep', 'propose', 'update', 'cancel-appointment'] as const) {
      const command =
        type === 'approve'
          ? { type }
          : type === 'propose'
            ? { type, slots: [slot], words }
            : type === 'update'
              ? { type, slot, words }
              : { type, words };
      for (const name of ['decisions.preview', 'decisions.decide'] as const) {
        const given = desk.ask(name, { on: 'request', id, command });
        await given.catch((error: Error) => expect(error.message).not.toContain('"internal"'));
      }
    }
}

const batches = Array.from({ length: Math.ceil(RESOURCES / AT_ONCE) }, (_, n) => SEED * 1_000_000 + n);

test.each(batches)(
  'whatever is wrong in what a portal sends, the rest is read and nothing is decided, %i',
  async (seed) => {
    const { portal, open } = await openSmallClinic();
    await portal.put(rescheduleTask());
    const strange = strangeResources(AT_ONCE, createSeededIds(seed).random);
    const rules = { policy: { ...defaultRules.policy, approval: { mode: 'always' as const } } };
    const desk = open({ rules, between: withStrange(strange) });
    await desk.settle();
    await desk.settle();
    const { inbox } = await lookAtEverything(desk);
    expect(inbox.some(({ id }) => id === 'task-1')).toBe(true);
    expect(desk.core.status().phase).toBe('up-to-date');
    const commands = desk.db.all(qb.selectFrom('outbox').select('command_json'));
    // A patient who asks anew takes the earlier wish back.
    expect(commands.filter(({ command_json }) => !command_json.includes('"supersede"'))).toEqual([]);
    expect(desk.sent).toEqual([]);
    await decideEverything(desk, inbox);
    await desk.settle();
    await lookAtEverything(desk);
  },
);
