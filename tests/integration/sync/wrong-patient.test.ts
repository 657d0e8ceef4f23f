import type { Appointment, AppointmentResponse, Patient, Reference, Task } from '@medplum/fhirtypes';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSmtpMailer } from '../../../src-main/adapters/smtp-mailer.ts';
import { qb } from '../../../src-main/db/db.ts';
import { historyOfRequest } from '../../../src-main/db/queries/history.ts';
import { getRequest } from '../../../src-main/features/requests/get.ts';
import { createDelivery } from '../../../src-main/mail/delivery.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { Obstacle } from '../../../src-shared/domain/obstacle.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import {
  answerResource,
  appointmentResource,
  cancelTask,
  patientResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { startTestSmtp } from '../../support/smtp-server.ts';
import {
  type BenchDesk,
  mailsOf,
  openBenchDesk,
  type PortalBench,
  startPortalBench,
} from '../../support/sync-bench.ts';

/** Ana Flores is `patient-1`, whose visit it is; Ben Ray is somebody else. */
const BEN = 'Patient/patient-2';
const ANA = 'Patient/patient-1';
const words = { reasonCode: 'other', reasonText: 'Please call us', message: '' };
const slot = {
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: Date.parse('2026-11-30T16:00:00Z'),
  end: Date.parse('2026-11-30T16:30:00Z'),
};
const never: Partial<PracticeRules> = {
  policy: { approval: { mode: 'never' }, charges: { mode: 'none' } },
};

const always: Partial<PracticeRules> = {
  policy: { approval: { mode: 'always' }, charges: { mode: 'none' } },
};

async function clinic(): Promise<PortalBench> {
  const bench = await startPortalBench();
  await bench.put(
    patientResource({
      id: 'patient-2',
      name: [{ given: ['Ben'], family: 'Ray' }],
      telecom: [{ system: 'email', value: 'ben@example.org' }],
    }),
  );
  return bench;
}

function rowOf({ db }: BenchDesk, bench: PortalBench, id = 'task-1'): RequestRow {
  const found = getRequest(db, id, { now: bench.clock.now(), rules: { ...defaultRules, ...never } }, 'user');
  if (!found.ok) throw new Error(found.error.code);
  return found.value.row;
}

const signs = (row: RequestRow): Obstacle['code'][] => row.obstacles.map(({ code }) => code);
const visitStatus = async (bench: PortalBench) =>
  (await bench.get<Appointment>('Appointment', 'visit-1')).status;
const taskStatus = async (bench: PortalBench, id = 'task-1') => (await bench.get<Task>('Task', id)).status;

const relative = (over: object = {}) => ({
  resourceType: 'RelatedPerson',
  id: 'mother',
  meta: { versionId: '1', lastUpdated: '2026-11-01T00:00:00Z' },
  patient: { reference: ANA },
  name: [{ given: ['Rosa'], family: 'Flores' }],
  ...over,
});
const MOTHER = 'RelatedPerson/mother';
type Answer = { status: number; body?: string };
const shown = (over: object = {}): Answer => ({ status: 200, body: JSON.stringify(relative(over)) });

/** What the portal answers when it is asked for the relative. */
function showRelative(bench: PortalBench, answer: Answer): void {
  bench.proxy.fault = ({ path }) => (path.startsWith(MOTHER) ? answer : null);
}

interface Asked {
  readonly for?: NonNullable<Task['for']>;
  readonly requester?: NonNullable<Task['requester']>;
}
const asked = (whom: string | undefined, by: string | undefined): Asked => ({
  ...(whom === undefined ? {} : { for: { reference: whom } }),
  ...(by === undefined ? {} : { requester: { reference: by } }),
});

/** The same request, in which nobody else is named. */
function naming(task: Task, who: Asked): Task {
  const { for: _for, requester: _requester, ...rest } = task;
  return { ...rest, ...who };
}

describe('a cancellation that needs no approval', () => {
  test.each<[string, Asked, Answer?]>([
    ['the patient asks', asked(ANA, ANA)],
    ['nobody is said to ask for the patient', asked(ANA, undefined)],
    ['only who asks is said, and it is the patient', asked(undefined, ANA)],
    ['a relative who acts for the patient asks', asked(ANA, MOTHER), shown()],
    [
      'a relative who acts for the patient until next year asks',
      asked(ANA, MOTHER),
      shown({ period: { end: '2027' } }),
    ],
  ])('is applied as it arrives where %s', async (_name, who, answer) => {
    const bench = await clinic();
    if (answer) showRelative(bench, answer);
    await bench.put(naming(cancelTask(), who));
    const desk = openBenchDesk(bench, { rules: never });
    await desk.refresh();
    await desk.refresh();
    expect(await visitStatus(bench)).toBe('cancelled');
    expect(mailsOf(desk)).toMatchObject([{ kind: 'cancelled', state: 'ready' }]);
  });

  const outcome = JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'x' }],
  });
  test.each<[string, Asked, Obstacle['code'], Answer?]>([
    ['another patient asks for themselves', asked(BEN, BEN), 'patient-differs'],
    ['another patient asks for the patient', asked(ANA, BEN), 'patient-differs'],
    ['the patient asks for another', asked(BEN, ANA), 'patient-differs'],
    ['it is for another patient', asked(BEN, undefined), 'patient-differs'],
    ['only another patient is said to ask', asked(undefined, BEN), 'patient-differs'],
    ['nobody is named', asked(undefined, undefined), 'patient-unmatched'],
    ['a patient asks whom the portal does not have', asked(ANA, 'Patient/gone'), 'patient-differs'],
    [
      'it is for one whom the portal does not have',
      asked('Patient/gone', 'Patient/gone'),
      'patient-unmatched',
    ],
    [
      'a relative asks whom the portal does not have',
      asked(ANA, MOTHER),
      'patient-differs',
      { status: 404, body: outcome },
    ],
    [
      'a relative asks whom the portal will not show',
      asked(ANA, MOTHER),
      'patient-differs',
      { status: 403, body: outcome },
    ],
    [
      'a relative asks whom the portal cannot show',
      asked(ANA, MOTHER),
      'patient-differs',
      { status: 500, body: outcome },
    ],
    [
      'another patient’s relative asks',
      asked(ANA, MOTHER),
      'patient-differs',
      shown({ patient: { reference: BEN } }),
    ],
    ['a relative of nobody asks', asked(ANA, MOTHER), 'patient-differs', shown({ patient: undefined })],
    ['a relative asks who is not in use', asked(ANA, MOTHER), 'patient-differs', shown({ active: false })],
    [
      'a relative asks whose use cannot be read',
      asked(ANA, MOTHER),
      'patient-differs',
      shown({ active: 'no' }),
    ],
    [
      'a relative asks whose time is over',
      asked(ANA, MOTHER),
      'patient-differs',
      shown({ period: { end: '2026-11-19' } }),
    ],
    [
      'a relative asks whose time is to come',
      asked(ANA, MOTHER),
      'patient-differs',
      shown({ period: { start: '2026-11-21' } }),
    ],
    ['a relative alone is named', asked(undefined, MOTHER), 'patient-unmatched', shown()],
    [
      'it is for a name alone',
      { for: { display: 'Ana Flores' }, requester: { display: 'Ana Flores' } },
      'patient-unmatched',
    ],
    [
      'it is for an identifier, asked by the patient',
      {
        for: { type: 'Patient', identifier: { system: 'urn:mrn', value: '7' } },
        requester: { reference: ANA },
      },
      'patient-unmatched',
    ],
    ['it is for a contained patient', asked('#p', ANA), 'patient-unmatched'],
    [
      'it is for a patient of another server',
      asked('https://other.example.org/fhir/Patient/patient-1', ANA),
      'patient-unmatched',
    ],
    ['a provider asks for the patient', asked(ANA, 'Practitioner/practitioner-1'), 'asked-for-patient'],
    ['a program asks for the patient', asked(ANA, 'Device/portal'), 'asked-for-patient'],
  ])(
    'is left to a person where %s, and can be closed with nobody written to',
    async (_name, who, code, answer) => {
      const bench = await clinic();
      if (answer) showRelative(bench, answer);
      const task = naming(cancelTask(), who);
      await bench.put({
        ...task,
        ...(task.for?.reference === '#p' ? { contained: [patientResource({ id: 'p' })] } : {}),
      });
      const desk = openBenchDesk(bench, { rules: never });
      expect(await desk.refresh()).toMatchObject({ phase: 'up-to-date' });
      await desk.refresh();

      expect(await visitStatus(bench)).toBe('booked');
      expect(await taskStatus(bench)).toBe('requested');
      const row = rowOf(desk, bench);
      expect([row.state, signs(row).filter((one) => one !== 'no-email')]).toEqual(['open', [code]]);
      expect(mailsOf(desk)).toEqual([]);
      expect(row.allowed).toContain('keep');
      const grantable = code === 'asked-for-patient';
      for (const command of [
        { type: 'approve', words },
        { type: 'update', slot },
        { type: 'propose', slots: [slot], words },
      ] as const)
        expect([
          command.type,
          desk.decisions.preview({ on: 'request', id: 'task-1', command: command }).ok,
          row.allowed.includes(command.type),
        ]).toEqual([command.type, grantable, grantable]);
      if (grantable) return;
      desk.decide('task-1', { type: 'keep', words });
      await desk.refresh();
      expect([await taskStatus(bench), await visitStatus(bench)]).toEqual(['rejected', 'booked']);
      expect(mailsOf(desk)).toEqual([]);
      expect(desk.db.all(qb.selectFrom('call').select('id'))).toEqual([]);
    },
  );

  test('is not applied when the relative turns out to act for the patient only later', async () => {
    const bench = await clinic();
    showRelative(bench, { status: 404, body: outcome });
    await bench.put(naming(cancelTask(), asked(ANA, MOTHER)));
    const desk = openBenchDesk(bench, { rules: never });
    await desk.refresh();
    showRelative(bench, shown());
    await bench.clock.advance(6 * 60_000);
    await desk.refresh();
    await desk.refresh();
    const row = rowOf(desk, bench);
    expect([row.state, signs(row), row.allowed.includes('approve')]).toEqual(['open', [], true]);
    expect(await visitStatus(bench)).toBe('booked');
    expect(mailsOf(desk)).toEqual([]);
  });
});

test('who stopped acting for the patient while the request waits is noticed', async () => {
  const bench = await clinic();
  showRelative(bench, shown());
  await bench.put(naming(rescheduleTask(), asked(ANA, MOTHER)));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  expect(signs(rowOf(desk, bench))).toEqual([]);
  showRelative(
    bench,
    shown({ active: false, meta: { versionId: '2', lastUpdated: '2026-11-20T15:01:00Z' } }),
  );
  await bench.clock.advance(6 * 60_000);
  await desk.refresh();
  expect(rowOf(desk, bench).obstacles).toEqual([
    {
      code: 'patient-differs',
      why: 'by-another',
      asker: 'Rosa Flores',
      visitPatient: { name: 'Ana Flores', phone: '(312) 555-0142' },
      assignable: { id: 'patient-1', name: 'Ana Flores' },
    },
  ]);
});

describe('a visit whose patient the desk cannot tell', () => {
  test.each<[string, Reference<Patient>]>([
    ['one whom the portal will not show', { reference: 'Patient/secret' }],
    ['one of another server', { reference: 'https://other.example.org/fhir/Patient/9' }],
    ['one named by an identifier', { type: 'Patient', identifier: { system: 'urn:mrn', value: '9' } }],
    ['a name alone', { display: 'Ana Flores' }],
  ])('%s: goes to nobody who asks for it', async (_name, actor) => {
    const bench = await clinic();
    const [, ...others] = appointmentResource().participant;
    await bench.put({ ...appointmentResource(), participant: [{ actor, status: 'accepted' }, ...others] });
    await bench.put(naming(cancelTask(), asked(BEN, BEN)));
    await bench.put(naming(rescheduleTask({ id: 'task-2' }), asked(BEN, BEN)));
    const desk = openBenchDesk(bench, { rules: never });
    await desk.refresh();
    await desk.refresh();
    expect(await visitStatus(bench)).toBe('booked');
    for (const id of ['task-1', 'task-2']) {
      const row = rowOf(desk, bench, id);
      expect(row.obstacles).toContainEqual({
        code: 'patient-differs',
        why: 'visit-unknown',
        asker: 'Ben Ray',
        visitPatient: null,
        assignable: null,
      });
      expect(row.allowed).toEqual([id === 'task-1' ? 'keep' : 'deny']);
      expect(
        desk.decisions.decide(
          { on: 'request', id: id, command: { type: 'assign-patient', patientId: 'patient-2' } },
          desk.actor,
        ),
      ).toEqual({ ok: false, error: { code: 'appointment-of-another' } });
    }
    expect(mailsOf(desk)).toEqual([]);
  });

  test('is theirs again when the portal shows the patient', async () => {
    const bench = await clinic();
    bench.proxy.fault = ({ path }) =>
      path.startsWith('Patient/patient-1')
        ? { status: 404 }
        : path.startsWith('Patient?')
          ? { rewrite: (text) => withoutPatient(text) }
          : null;
    await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench);
    await desk.refresh();
    expect(rowOf(desk, bench).obstacles).toMatchObject([{ code: 'patient-differs', why: 'visit-unknown' }]);
    bench.proxy.fault = () => null;
    await bench.put(patientResource({ birthDate: '1984-03-10' }));
    await desk.refresh();
    const row = rowOf(desk, bench);
    expect([row.patientName, row.appointment.patientName, signs(row)]).toEqual([
      'Ana Flores',
      'Ana Flores',
      [],
    ]);
    expect(row.allowed).toContain('approve');
  });
});

function withoutPatient(text: string): string {
  const bundle = JSON.parse(text);
  return JSON.stringify({
    ...bundle,
    entry: (bundle.entry ?? []).filter(
      (entry: { resource: { id: string } }) => entry.resource.id !== 'patient-1',
    ),
  });
}

test('a newer request of another patient never closes the patient’s own; a newer one of the patient’s does', async () => {
  const bench = await clinic();
  await bench.put(rescheduleTask());
  await bench.put(
    naming(rescheduleTask({ id: 'task-2', authoredOn: '2026-11-20T08:40:00-06:00' }), asked(BEN, BEN)),
  );
  await bench.put(
    naming(rescheduleTask({ id: 'task-3', authoredOn: '2026-11-20T08:41:00-06:00' }), asked(ANA, BEN)),
  );
  const desk = openBenchDesk(bench);
  await desk.refresh();
  await desk.refresh();
  for (const id of ['task-1', 'task-2', 'task-3']) expect(rowOf(desk, bench, id).state).toBe('open');

  await bench.put(rescheduleTask({ id: 'task-4', authoredOn: '2026-11-20T08:50:00-06:00' }));
  await desk.refresh();
  await desk.refresh();
  expect(['task-1', 'task-2', 'task-3', 'task-4'].map((id) => rowOf(desk, bench, id).outcome)).toEqual([
    'superseded',
    null,
    null,
    null,
  ]);
});

/** The patient was proposed another time. */
async function proposed(task: Task = rescheduleTask()) {
  const bench = await clinic();
  await bench.put(task);
  const desk = openBenchDesk(bench, { rules: always });
  await desk.refresh();
  desk.decide('task-1', { type: 'propose', slots: [slot], words });
  await desk.refresh();
  const [proposal] = await bench.search<Appointment>('Appointment?status=pending');
  if (!proposal?.id) throw new Error('nothing was proposed');
  return { bench, desk, proposalId: proposal.id };
}

describe('an answer', () => {
  test.each<[string, string, Answer?]>([
    ['another patient', BEN],
    ['a provider', 'Practitioner/practitioner-1'],
    ['a relative of another patient', MOTHER, shown({ patient: { reference: BEN } })],
    ['a relative of whom nothing is known', MOTHER, { status: 404 }],
  ])('of %s is shown, and not applied; the patient’s own is', async (_name, actor, answer) => {
    const { bench, desk, proposalId } = await proposed(cancelTask());
    if (answer) showRelative(bench, answer);
    await bench.put(
      answerResource(proposalId, 'declined', { id: 'foreign', actor: { reference: actor, display: 'Who' } }),
    );
    await desk.refresh();
    await desk.refresh();
    const row = rowOf(desk, bench);
    expect(row.state).toBe('awaiting-patient');
    expect(row.obstacles).toMatchObject([{ code: 'answered-by-another', answer: 'declined' }]);
    expect(await visitStatus(bench)).toBe('booked');

    await bench.put(answerResource(proposalId, 'accepted', { id: 'own' }));
    await desk.refresh();
    await desk.refresh();
    expect(rowOf(desk, bench)).toMatchObject({ state: 'resolved', outcome: 'accepted-by-patient' });
  });

  const NOTHING_MORE = { comment: '', suggested: null, to: null };
  const tenPast = Date.parse('2026-11-30T16:10:00Z');
  test.each<[string, AppointmentResponse['participantStatus'], Partial<AppointmentResponse>, object]>([
    [
      'of a relative who acts for the patient',
      'accepted',
      { actor: { reference: MOTHER } },
      { acting: true, by: 'Rosa Flores', answer: 'accepted', ...NOTHING_MORE },
    ],
    ['tentative', 'tentative', {}, { answer: 'tentative', ...NOTHING_MORE }],
    ['without a decision', 'needs-action', {}, { answer: 'needs-action', ...NOTHING_MORE }],
    [
      'that names another time',
      'accepted',
      { start: '2026-11-30T10:10:00-06:00' },
      { answer: 'accepted', comment: '', suggested: { start: tenPast, end: null }, to: null },
    ],
    [
      'with words',
      'declined',
      { comment: 'Only if\nmy son can come' },
      { answer: 'declined', comment: 'Only if\nmy son can come', suggested: null, to: null },
    ],
  ])('%s is put before a person, who records it', async (_name, status, over, expected) => {
    // Declined by itself, the visit would be gone: the proposal was made on a cancellation.
    const { bench, desk, proposalId } = await proposed(cancelTask());
    showRelative(bench, shown());
    await bench.put({
      ...answerResource(proposalId, 'accepted', { id: 'one', ...over }),
      participantStatus: status,
    });
    await desk.refresh();
    await desk.refresh();
    const row = rowOf(desk, bench);
    expect([row.state, row.obstacles]).toEqual([
      'awaiting-patient',
      [{ code: 'answer-to-confirm', acting: false, by: 'Ana Flores', ...expected }],
    ]);
    expect(await visitStatus(bench)).toBe('booked');
    expect((await bench.get<Appointment>('Appointment', proposalId)).status).toBe('pending');
    expect(row.allowed).toContain('record-answer');

    desk.decide('task-1', { type: 'record-answer', answer: 'accepted' });
    await desk.refresh();
    expect(rowOf(desk, bench)).toMatchObject({
      state: 'resolved',
      outcome: 'accepted-by-patient',
      obstacles: [],
    });
    const received = historyOfRequest(desk.db, 'task-1').filter(({ kind }) => kind === 'answer-received');
    expect(received.map(({ detail }) => [detail.answer, detail.message ?? ''])).toEqual([
      [status, over.comment ?? ''],
    ]);
  });

  test('that repeats the proposed time is plain, and the patient’s last word counts', async () => {
    const { bench, desk, proposalId } = await proposed();
    await bench.put({
      ...answerResource(proposalId, 'accepted', { id: 'first' }),
      participantStatus: 'tentative',
    });
    await desk.refresh();
    await bench.clock.advance(2000);
    await bench.put(
      answerResource(proposalId, 'accepted', {
        id: 'second',
        start: new Date(slot.start).toISOString(),
        end: new Date(slot.end).toISOString(),
      }),
    );
    await desk.refresh();
    await desk.refresh();
    expect(rowOf(desk, bench)).toMatchObject({ state: 'resolved', outcome: 'accepted-by-patient' });
  });

  test('that cannot be read whole needs attention and decides nothing', async () => {
    const { bench, desk, proposalId } = await proposed(cancelTask());
    bench.proxy.fault = ({ path }) =>
      path.startsWith('AppointmentResponse?')
        ? { rewrite: (text) => text.replace('"participantStatus"', '"start":"Monday","participantStatus"') }
        : null;
    await bench.put(answerResource(proposalId, 'declined', { id: 'one' }));
    await desk.refresh();
    await desk.refresh();
    expect(await visitStatus(bench)).toBe('booked');
    expect(desk.db.all(qb.selectFrom('quarantine').select(['type', 'id', 'detail']))).toEqual([
      { type: 'AppointmentResponse', id: 'one', detail: 'start' },
    ]);
  });

  test('to a proposal made to somebody else never takes the patient’s visit away', async () => {
    const { bench, desk, proposalId } = await proposed(cancelTask());
    const proposal = await bench.get<Appointment>('Appointment', proposalId);
    await bench.put({
      ...proposal,
      participant: [{ actor: { reference: BEN }, status: 'needs-action' }, ...proposal.participant.slice(1)],
    });
    await bench.put(answerResource(proposalId, 'declined', { id: 'foreign', actor: { reference: BEN } }));
    await desk.refresh();
    await desk.refresh();
    expect(await visitStatus(bench)).toBe('booked');
    expect((await bench.get<Appointment>('Appointment', proposalId)).status).toBe('pending');
    expect(mailsOf(desk)).toHaveLength(1);
  });
});

describe('a withdrawal in another patient’s name', () => {
  test('does not close the patient’s request', async () => {
    const bench = await clinic();
    const task = await bench.put(rescheduleTask());
    const desk = openBenchDesk(bench);
    await desk.refresh();
    await bench.put({ ...naming(task, asked(BEN, BEN)), status: 'cancelled' });
    await desk.refresh();
    await desk.refresh();
    const row = rowOf(desk, bench);
    expect([row.state, row.obstacles]).toMatchObject([
      'open',
      [{ code: 'patient-differs', asker: 'Ben Ray' }],
    ]);
    desk.decide('task-1', { type: 'deny', words });
    await desk.refresh();
    expect(await taskStatus(bench)).toBe('rejected');
  });

  test('gives up nothing that is offered to the patient; a person takes it back', async () => {
    const { bench, desk, proposalId } = await proposed();
    const task = await bench.get<Task>('Task', 'task-1');
    await bench.put({ ...naming(task, asked(BEN, BEN)), status: 'cancelled' });
    await desk.refresh();
    await desk.refresh();
    expect((await bench.get<Appointment>('Appointment', proposalId)).status).toBe('pending');
    const row = rowOf(desk, bench);
    expect([row.state, signs(row)]).toEqual(['awaiting-patient', ['patient-differs']]);
    expect(row.allowed).toEqual(['withdraw-proposal', 'assign-patient']);
    desk.decide('task-1', { type: 'withdraw-proposal' });
    await desk.refresh();
    expect((await bench.get<Appointment>('Appointment', proposalId)).status).toBe('cancelled');
    desk.decide('task-1', { type: 'deny', words });
    await desk.refresh();
    expect(mailsOf(desk).map(({ kind }) => kind)).toEqual(['proposed']);
  });
});

test('what runs out or is withdrawn gives back only what was proposed to the patient instead of the visit', async () => {
  const bench = await clinic();
  const pending = (id: string, who: string, original: string | null) =>
    appointmentResource({
      id,
      status: 'pending',
      start: '2026-12-07T09:00:00-06:00',
      end: '2026-12-07T09:30:00-06:00',
      participant: [
        { actor: { reference: who }, status: 'needs-action' },
        { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
      ],
      ...(original === null ? {} : { supportingInformation: [{ reference: original }] }),
    });
  await bench.put(pending('bens', BEN, 'Appointment/visit-1'));
  await bench.put(pending('loose', ANA, null));
  const onHold = (id: string, output: string): Task => ({
    ...rescheduleTask({ id, status: 'on-hold' }),
    output: [{ type: { text: 'Proposed appointment' }, valueReference: { reference: output } }],
    restriction: { period: { end: '2026-11-19T10:00:00-06:00' } },
  });
  await bench.put(onHold('task-1', 'Appointment/bens'));
  const desk = openBenchDesk(bench);
  await desk.refresh();
  await bench.clock.advance(2 * 60_000);
  await desk.refresh();
  const cancelled = { ...onHold('task-2', 'Appointment/loose'), status: 'cancelled' as const };
  await bench.put(cancelled);
  await desk.refresh();
  await desk.refresh();
  for (const id of ['bens', 'loose'])
    expect((await bench.get<Appointment>('Appointment', id)).status).toBe('pending');
});

describe('what is done on the schedule', () => {
  test('is no decision on another patient’s request, and the letter is the patient’s', async () => {
    const bench = await clinic();
    await bench.put(rescheduleTask());
    await bench.put(
      naming(rescheduleTask({ id: 'task-2', authoredOn: '2026-11-20T08:40:00-06:00' }), asked(BEN, BEN)),
    );
    const desk = openBenchDesk(bench);
    await desk.refresh();
    const receipt = desk.schedule({ type: 'update', appointmentId: 'visit-1', slot, words, notify: true });
    // The patient's own, older request is decided with it.
    expect(receipt.requestId).toBe('task-1');
    await desk.refresh();
    expect(rowOf(desk, bench, 'task-1').outcome).toBe('updated');
    const again = desk.schedule({
      type: 'cancel-appointment',
      appointmentId: 'visit-1',
      words,
      notify: true,
    });
    expect(again.requestId).toBeNull();
    await desk.refresh();
    const row = rowOf(desk, bench, 'task-2');
    expect([row.state, signs(row)]).toEqual(['open', ['appointment-not-active', 'patient-differs']]);
    expect(await taskStatus(bench, 'task-2')).toBe('requested');
    const addresses = desk.db.all(qb.selectFrom('mail').select(['kind', 'to_address']).orderBy('seq'));
    expect(addresses).toEqual([
      { kind: 'updated', to_address: 'ana@example.org' },
      { kind: 'cancelled', to_address: 'ana@example.org' },
    ]);
  });
});

describe('what a person has said', () => {
  async function assigned() {
    const bench = await clinic();
    await bench.put(naming(rescheduleTask(), asked(BEN, BEN)));
    const desk = openBenchDesk(bench);
    await desk.refresh();
    expect(
      desk.decisions.decide(
        { on: 'request', id: 'task-1', command: { type: 'assign-patient', patientId: 'patient-2' } },
        desk.actor,
      ),
    ).toEqual({ ok: false, error: { code: 'appointment-of-another', patientName: 'Ana Flores' } });
    const said = desk.decisions.decide(
      { on: 'request', id: 'task-1', command: { type: 'assign-patient', patientId: 'patient-1' } },
      desk.actor,
    );
    expect(said.ok).toBe(true);
    return { bench, desk };
  }

  test('outlasts the next version of the same request, and the decision it led to', async () => {
    const { bench, desk } = await assigned();
    const task = await bench.get<Task>('Task', 'task-1');
    await bench.put({ ...task, note: [{ text: 'Rather late in the day.' }] });
    await desk.refresh();
    const row = rowOf(desk, bench);
    expect([row.note, row.patientName, signs(row)]).toEqual(['Rather late in the day.', 'Ana Flores', []]);

    desk.decide('task-1', { type: 'propose', slots: [slot], words });
    await desk.refresh();
    // The Task is the patient's now; who had asked still stands in it.
    expect(await bench.get<Task>('Task', 'task-1')).toMatchObject({
      for: { reference: ANA },
      requester: { reference: BEN },
    });
    expect(signs(rowOf(desk, bench))).toEqual([]);
    desk.decide('task-1', { type: 'withdraw-proposal' });
    await desk.refresh();
    expect(desk.db.all(qb.selectFrom('mail').select('to_address').distinct())).toEqual([
      { to_address: 'ana@example.org' },
    ]);
  });

  test('holds no more when the portal names somebody else anew', async () => {
    const { bench, desk } = await assigned();
    await bench.put(
      patientResource({ id: 'patient-3', name: [{ given: ['Cleo'], family: 'Fox' }], telecom: [] }),
    );
    const task = await bench.get<Task>('Task', 'task-1');
    await bench.put(naming(task, asked('Patient/patient-3', 'Patient/patient-3')));
    await desk.refresh();
    expect(rowOf(desk, bench)).toMatchObject({
      patientName: 'Cleo Fox',
      obstacles: [{ code: 'patient-differs', asker: 'Cleo Fox' }],
    });
    // Also when it goes back to what it was: somebody has to look again.
    await bench.put(naming(task, asked(BEN, BEN)));
    await desk.refresh();
    expect(rowOf(desk, bench)).toMatchObject({
      patientName: 'Ben Ray',
      obstacles: [{ code: 'patient-differs' }],
    });
  });
});

test('whatever is chosen about another patient’s request, the mail server hears of the visit’s patient alone', async () => {
  const bench = await clinic();
  const smtp = await startTestSmtp();
  onTestFinished(() => smtp.close());
  for (const [n, who] of [
    asked(BEN, BEN),
    asked(ANA, BEN),
    asked(BEN, ANA),
    asked(undefined, BEN),
  ].entries()) {
    const day = `2026-12-0${n + 1}`;
    await bench.put(
      appointmentResource({ id: `v-${n}`, start: `${day}T09:00:00-06:00`, end: `${day}T09:30:00-06:00` }),
    );
    await bench.put(
      naming(rescheduleTask({ id: `t-${n}`, focus: { reference: `Appointment/v-${n}` } }), who),
    );
  }
  const desk = openBenchDesk(bench);
  await desk.refresh();
  for (const id of ['t-0', 't-1', 't-2', 't-3']) {
    for (const command of [
      { type: 'approve' },
      { type: 'cancel-appointment', words },
      { type: 'propose', slots: [slot], words },
      { type: 'update', slot },
      { type: 'resend-email' },
    ] as const)
      expect(desk.decisions.decide({ on: 'request', id: id, command: command }, desk.actor).ok).toBe(false);
    expect(desk.decisions.preview({ on: 'request', id: id, command: { type: 'deny', words } })).toEqual({
      ok: true,
      value: null,
    });
  }
  desk.decide('t-0', { type: 'deny', words });
  desk.schedule({ type: 'cancel-appointment', appointmentId: 'v-1', words, notify: true });
  for (const id of ['t-2', 't-3'])
    desk.decisions.decide(
      { on: 'request', id: id, command: { type: 'assign-patient', patientId: 'patient-1' } },
      desk.actor,
    );
  desk.decide('t-2', { type: 'approve', override: { reason: 'It is fine' } });
  desk.decide('t-3', { type: 'deny', words });
  await desk.refresh();

  const delivery = createDelivery({
    db: desk.db,
    clock: bench.clock,
    ids: createSeededIds(77),
    logger: { info() {}, warn() {}, error() {} },
    mailer: () =>
      createSmtpMailer({
        host: '127.0.0.1',
        port: smtp.port,
        security: 'none',
        user: '',
        password: null,
        fromName: 'Testville Clinic',
        fromAddress: 'desk@example.org',
      }),
    sender: () => ({ name: 'Testville Clinic', address: 'desk@example.org' }),
    systemActor: desk.actor,
    isOutdated: () => false,
    awaitsNews: () => false,
    isToNobody: () => false,
    changed: () => {},
  });
  delivery.start();
  await expect
    .poll(async () => {
      await bench.clock.advance(1000);
      return mailsOf(desk).filter(({ state }) => state !== 'sent');
    })
    .toEqual([]);
  await delivery.stop();
  const heard = smtp.messages.map(({ to }) => (Array.isArray(to) ? to : [to]).map((one) => one?.text).join());
  expect(new Set(heard)).toEqual(new Set(['"Ana Flores" <ana@example.org>']));
  expect(smtp.messages).toHaveLength(3);
  for (const source of smtp.sources) expect(source).not.toMatch(/Ben|Ray/);
});
