import { describe, expect, test } from 'vitest';
import type { CoreHandlers } from '../../../src-main/core.ts';
import { readOnlyPortal } from '../../../src-main/sync/read-only-portal.ts';
import type { PortalConfig } from '../../../src-shared/domain/connections.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { buildSlot, buildTentative, buildWords, NOW, proposal } from '../../support/domain.ts';
import { type LocalCore, type LocalCoreOptions, openLocalCore } from '../../support/local-core.ts';
import { actor, rowsOf, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const caller = { actor };
const BOTH_WAYS = {
  kind: 'fhir',
  baseUrl: 'https://fhir.example/r4',
  signIn: { method: 'none' },
} as const satisfies PortalConfig;
const READ_ONLY: PortalConfig = { ...BOTH_WAYS, readOnly: { providers: [] } };

function open(portal: PortalConfig, options: LocalCoreOptions = {}): LocalCore {
  const desk = openLocalCore({ defaults: { portal }, ...options });
  seedPeople(desk.db);
  seedAppointment(desk.db);
  seedRequest(desk.db);
  return desk;
}

const DAY = { from: '2026-11-30', days: 1, practitionerId: null };
const WHO = { givenName: 'Zoe', familyName: 'Quist', birthDate: null, phone: null, email: null };
const TYPES = { practitionerId: null, patientId: null, minutes: 30, from: '2026-11-30' };
const LIKE = { original: NOW, requested: null };
const DENY = { on: 'request', id: 'request-1', command: { type: 'deny', words: buildWords() } } as const;

const { cursor: _, limit: __, ...EVERYTHING } = WHOLE_INBOX;

type Given = { readonly [N in keyof CoreHandlers]: readonly [CommandInput<N>, ...CommandInput<N>[]] };

/** Something for each command; beside what is refused, what is not. */
const REFUSED: Partial<Given> = {
  'requests.workOn': [{ ids: ['request-1'] }],
  'decisions.decide': [
    DENY,
    {
      on: 'schedule',
      command: {
        type: 'cancel-appointment',
        appointmentId: 'appointment-1',
        words: buildWords(),
        notify: true,
      },
    },
    {
      on: 'schedule',
      command: { type: 'book', patientId: 'patient-1', slot: buildSlot(), message: '', notify: true },
    },
  ],
  'requests.decideShown': [{ id: 'request-1', act: 'deny', command: DENY.command, shown: '' }],
  'absences.decide': [
    { id: 'absence-1', visitId: 'appointment-1', act: 'cancel', decision: DENY, shown: '' },
  ],
  'patients.add': [WHO],
  'attention.retry': [{ kind: 'decision', id: 'outbox-1' }],
  'attention.correctAddress': [
    { mailId: 'mail-1', patientId: 'patient-1', onFile: null, address: 'a@b.example' },
  ],
  'attention.chooseAddress': [{ outboxId: 'outbox-1', inPortal: null, choice: 'entered' }],
  'settings.choose': [{ section: 'practice', choice: 'mine', seen: null }],
  'settings.testPortal': [
    { portal: BOTH_WAYS, secret: null, writes: true },
    { portal: READ_ONLY, secret: null, writes: true },
  ],
};

const BLOCK = {
  id: 'block-1',
  practitionerId: 'practitioner-1',
  reason: 'x',
  date: '2026-11-24',
  from: '12:00',
  to: '13:00',
  weekly: null,
};

const EVERY_LINE = { from: null, to: null, subject: null, person: '', patient: '' };

const ALLOWED: Omit<
  Given,
  | 'decisions.decide'
  | 'requests.decideShown'
  | 'absences.decide'
  | 'patients.add'
  | 'attention.correctAddress'
  | 'attention.correctPhone'
> = {
  'directory.get': [undefined],
  'requests.list': [{ ...WHOLE_INBOX, sort: 'appointment', limit: 10 }],
  'requests.get': [{ id: 'request-1' }],
  'requests.settledBy': [undefined],
  'requests.email': [{ mailId: 'mail-1' }],
  'requests.snooze': [{ id: 'request-1', until: 0 }],
  'requests.wake': [{ id: 'request-1' }],
  'requests.addNote': [{ id: 'request-1', text: 'x' }],
  'requests.exportHistory': [{ practitionerId: null, kind: null, filter: 'all', search: '' }],
  'requests.ids': [EVERYTHING],
  'requests.byIds': [{ ids: ['request-1'] }],
  'requests.workOn': [{ ids: [] }],
  'requests.openElsewhere': [undefined],
  'drafts.list': [undefined],
  'drafts.save': [{ subject: 'request/request-1', draft: null }],
  'decisions.preview': [DENY],
  'decisions.undo': [{ outboxId: 'outbox-1' }],
  'blocks.change': [{ before: null, after: BLOCK }],
  'schedule.visitsOn': [{ dates: ['2026-11-24'] }],
  'blocks.visits': [{ block: BLOCK }],
  'schedule.days': [{ ...DAY, includeCancelled: true }],
  'schedule.load': [{ month: '2026-11', practitionerId: null }],
  'schedule.freeSlots': [
    { date: DAY.from, practitionerId: 'practitioner-1', minutes: 30, movingAppointmentId: null },
  ],
  'schedule.nextSlots': [{ ...TYPES, like: LIKE, movingAppointmentId: null }],
  'schedule.freedSlots': [undefined],
  'appointments.get': [{ id: 'appointment-1' }],
  'absences.list': [undefined],
  'absences.begin': [{ practitionerId: 'practitioner-1', start: NOW, end: NOW + 1 }],
  'absences.get': [{ id: 'absence-1' }],
  'absences.end': [{ id: 'absence-1' }],
  'absences.print': [{ id: 'absence-1' }],
  'patients.search': [{ text: 'ada', limit: 5 }],
  'recovery.print': [{ recoveryKey: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA' }],
  'record.list': [{ ...EVERY_LINE, before: null, limit: 5 }],
  'record.export': [{ ...EVERY_LINE, format: 'csv' }],
  'patients.similar': [WHO],
  'patients.get': [{ id: 'patient-1' }],
  'patients.card': [{ id: 'patient-1', limit: 5 }],
  'patients.appointments': [{ id: 'patient-1', when: 'upcoming', cursor: '', limit: 5 }],
  'patients.requests': [{ id: 'patient-1', cursor: '', limit: 5 }],
  'attention.list': [undefined],
  'attention.retry': [{ kind: 'mail', id: 'mail-1' }],
  'attention.calledInstead': [{ mailId: 'mail-1' }],
  'attention.chooseAddress': [{ outboxId: 'outbox-1', inPortal: null, choice: 'portal' }],
  'attention.chooseTime': [{ id: 'Task/task-9', versionId: '1', start: 1, end: null }],
  'attention.dismiss': [{ kind: 'decision', id: 'outbox-1' }],
  'calls.list': [undefined],
  'calls.done': [{ id: 'call-1', note: '' }],
  'calls.attempted': [{ id: 'call-1', outcome: 'no-answer', again: null, note: '' }],
  'calls.undo': [{ id: 'call-1', attemptId: null }],
  'calls.dismiss': [{ id: 'call-1' }],
  'settings.get': [undefined],
  'settings.secrets': [undefined],
  'settings.save': [{ singleKeys: false }],
  'settings.choose': [{ section: 'practice', choice: 'theirs', seen: null }],
  'settings.readAuthorities': [{ text: '' }],
  'settings.previewLetter': [{ letters: defaultRules.letters, language: 'en', kind: 'denied' }],
  'settings.testPortal': [{ portal: READ_ONLY, secret: null, writes: false }],
  'settings.testMail': [{ mail: { kind: 'none' }, secret: null, to: 'a@b.example' }],
  'report.get': [{ from: DAY.from, to: DAY.from, weekStart: 7 }],
  'report.print': [{ from: DAY.from, to: DAY.from, weekStart: 7 }],
  'diagnostics.get': [undefined],
  'diagnostics.save': [undefined],
  'sheet.preview': [{ ...DAY, phones: true }],
  'sheet.print': [{ ...DAY, phones: true }],
  'sheet.savePdf': [{ ...DAY, phones: true }],
  'sheet.writeNow': [undefined],
  'sheet.state': [undefined],
  'sheet.chooseFolder': [{ current: '' }],
  'sync.status': [undefined],
  'sync.explain': [undefined],
  'sync.refresh': [undefined],
  'sync.networkReturned': [undefined],
};

async function give<N extends keyof CoreHandlers>(
  { core, clock }: LocalCore,
  name: N,
  input: CommandInput<N>,
) {
  const answer = Promise.resolve(core.handlers[name](input as never, caller)).then((given) =>
    given.ok ? 'ok' : given.error.code,
  );
  await clock.advance(60_000);
  return answer;
}

type Row = readonly [keyof CoreHandlers, CommandInput<keyof CoreHandlers>];
const rowsIn = (given: object): Row[] =>
  Object.entries(given).flatMap(([name, inputs]: [string, readonly unknown[]]) =>
    inputs.map((input) => [name, input] as unknown as Row),
  );

describe('where the portal is read-only', () => {
  test.each(rowsIn(REFUSED))('%s is refused', async (name, input) => {
    const desk = open(READ_ONLY);
    const before = rowsOf(desk.db, 'outbox');
    expect(await give(desk, name, input)).toBe('read-only');
    expect(rowsOf(desk.db, 'outbox')).toEqual(before);
    expect(desk.asked).toEqual([]);
  });

  test('nothing that is allowed decides anything, or has anything written', async () => {
    const desk = open(READ_ONLY, {
      portal: async () => ({
        kind: 'answer',
        status: 200,
        body: { resourceType: 'Bundle' },
        retryAfterMs: null,
      }),
    });
    desk.core.start();
    for (const [name, input] of rowsIn(ALLOWED))
      expect(await give(desk, name, input), name).not.toBe('read-only');
    expect(rowsOf(desk.db, 'outbox')).toEqual([]);
    expect(desk.asked.length).toBeGreaterThan(10);
    expect(desk.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(desk.core.status().readOnly).toBe(true);
  });
});

test('where it is not, the same commands are not refused for that', async () => {
  for (const [name, input] of rowsIn(REFUSED))
    if (!isOfReadOnly(input)) expect(await give(open(BOTH_WAYS), name, input), name).not.toBe('read-only');
});

const isOfReadOnly = (input: unknown): boolean => JSON.stringify(input)?.includes('readOnly') ?? false;

describe('decisions that have not reached the portal', () => {
  const writes = (desk: LocalCore) => desk.asked.filter(({ method }) => method !== 'GET').length;

  test('are asked about when the connection begins and ends to be read-only, and are never dropped', async () => {
    const desk = open(BOTH_WAYS);
    desk.core.start();
    await give(desk, 'decisions.decide', DENY);
    const decided = rowsOf(desk.db, 'outbox');
    const refused = await desk.core.handlers['settings.save']({ portal: READ_ONLY }, caller);
    expect(refused).toEqual({ ok: false, error: { code: 'decisions-waiting', waiting: 1 } });
    expect(desk.core.status().readOnly).toBeUndefined();

    expect(await give(desk, 'settings.save', { portal: READ_ONLY, waitingSeen: 1 })).toBe('ok');
    const sent = writes(desk);
    expect(sent).toBeGreaterThan(0);
    await desk.clock.advance(3_600_000);
    expect(writes(desk)).toBe(sent);
    expect(rowsOf(desk.db, 'outbox').map(({ id }) => id)).toEqual(decided.map(({ id }) => id));
    expect(desk.core.status()).toMatchObject({ readOnly: true, waitingToSync: 1 });

    expect(await give(desk, 'settings.save', { portal: BOTH_WAYS })).toBe('decisions-waiting');
    expect(writes(desk)).toBe(sent);
    expect(await give(desk, 'settings.save', { portal: BOTH_WAYS, waitingSeen: 1 })).toBe('ok');
    expect(writes(desk)).toBeGreaterThan(sent);
  });

  test('more of them than somebody was told of are asked about anew', async () => {
    const desk = open({ kind: 'none' });
    desk.core.start();
    await give(desk, 'decisions.decide', DENY);
    expect(await give(desk, 'settings.save', { portal: READ_ONLY, waitingSeen: 0 })).toBe(
      'decisions-waiting',
    );
    expect(await give(desk, 'settings.save', { portal: READ_ONLY, waitingSeen: 1 })).toBe('ok');
    expect(writes(desk)).toBe(0);
    // A connection that stays as it was in this keeps nobody waiting.
    expect(
      await give(desk, 'settings.save', { portal: { ...READ_ONLY, authorities: [] } as PortalConfig }),
    ).toBe('ok');
  });
});

test.each([
  ['by itself where nobody else knows of it', { kind: 'none' } as const, 'open'],
  ['not where the portal is read-only: nobody hears what was answered there', READ_ONLY, 'awaiting-patient'],
])('a proposal that runs out ends %s', async (_what, portal, state) => {
  const desk = open(portal);
  seedAppointment(desk.db, buildTentative());
  const expiresAt = NOW + 60_000;
  seedRequest(desk.db, {
    id: 'request-2',
    status: { state: 'awaiting-patient', proposal: { ...proposal, expiresAt } },
  });
  desk.core.start();
  await desk.clock.advance(300_000);
  expect(rowsOf(desk.db, 'request').find(({ id }) => id === 'request-2')?.state).toBe(state);
});

test('nothing but a reading gets through to a portal that is read-only, whoever sends it', async () => {
  const sent: string[] = [];
  const portal = readOnlyPortal({
    send: async ({ method }) => {
      sent.push(method);
      return { kind: 'answer', status: 200, body: undefined, retryAfterMs: null };
    },
  });
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'] as const)
    expect((await portal.send({ method, url: 'Patient/1' })).kind).toBe(method === 'GET' ? 'answer' : 'none');
  expect(sent).toEqual(['GET']);
});

test.each([BOTH_WAYS, READ_ONLY])(
  'Test connection has said within ten seconds that nobody answers',
  async (portal) => {
    const desk = open(BOTH_WAYS, { portal: () => new Promise(() => {}) });
    let found: unknown = null;
    void Promise.resolve(
      desk.core.handlers['settings.testPortal']({ portal, secret: null, writes: false }, caller),
    ).then((answer) => {
      found = answer;
    });
    await desk.clock.advance(8000);
    expect(found).toBeNull();
    await desk.clock.advance(2000);
    expect(found).toMatchObject({ ok: true, value: { ok: false, findings: [{ code: 'timeout' }] } });
  },
);
