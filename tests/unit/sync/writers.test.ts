import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deciderIn } from '../../../src-main/sync/fhir/decided-by.ts';
import { isObject, type JsonObject } from '../../../src-main/sync/fhir/json.ts';
import { readAppointment } from '../../../src-main/sync/fhir/read-appointment.ts';
import { readTask } from '../../../src-main/sync/fhir/read-task.ts';
import {
  newAppointment,
  type Writing,
  writeAppointment,
} from '../../../src-main/sync/fhir/write-appointment.ts';
import { transactionBundle } from '../../../src-main/sync/fhir/write-bundle.ts';
import { writeTask } from '../../../src-main/sync/fhir/write-task.ts';
import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { Changes } from '../../../src-shared/domain/changes.ts';
import type { AppointmentRequest, RequestStatus } from '../../../src-shared/domain/request.ts';
import { appointmentResource, cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';

const AT = Date.parse('2026-11-20T15:00:00Z');

function writing(over: Partial<Changes> = {}, answer: Writing['answer'] = null): Writing {
  return {
    outboxId: 'command-1',
    changes: {
      command: 'update',
      at: AT,
      request: null,
      appointments: [],
      email: null,
      override: null,
      words: null,
      ...over,
    },
    decider: null,
    answer,
    patientPortalId: (localId) => localId,
    appointmentReference: (id) => `Appointment/${id}`,
    practitionerOf: (actor, at) => {
      if (actor.by === 'id') return actor.id;
      if (actor.by === 'identifiers')
        return actor.identifiers.some(({ value }) => value === '7') ? 'practitioner-1' : null;
      if (actor.by !== 'role' || (actor.id === 'role-ended' && at >= AFTER_ROLE)) return null;
      const roles = {
        'role-1': 'practitioner-1',
        'role-2': 'practitioner-2',
        'role-ended': 'practitioner-1',
      };
      return roles[actor.id as keyof typeof roles] ?? null;
    },
    practitionersOfSlots: (ids) => (ids.includes('slot-1') ? ['practitioner-1'] : []),
    displayOf: (type, id) => `${type} ${id}`,
  };
}

/** When `role-ended` is over. */
const AFTER_ROLE = Date.parse('2027-01-01T00:00:00Z');

const asJson = (value: object): JsonObject => {
  const json: unknown = JSON.parse(JSON.stringify(value));
  if (!isObject(json)) throw new Error('no object');
  return json;
};
const base = asJson(
  appointmentResource({
    meta: {
      versionId: '4',
      lastUpdated: '2026-11-20T10:00:00Z',
      profile: ['urn:clinic:profile'],
      tag: [
        { system: 'urn:clinic:kind', code: 'x' },
        { system: 'urn:reslot:command', code: 'earlier' },
      ],
    },
    minutesDuration: 30,
    slot: [{ reference: 'Slot/1' }],
    reasonCode: [{ text: 'knee' }],
    text: { status: 'generated', div: '<div>9:00</div>' },
  }),
);

const time = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => s * 1000);
const localAppointment: fc.Arbitrary<Appointment> = fc
  .record({
    id: fc.constant('visit-1'),
    uid: fc.constant('visit-1@clinic.example'),
    sequence: fc.nat(1000),
    patientId: fc.constantFrom('patient-1', 'patient-2'),
    practitionerId: fc.constantFrom('practitioner-1', 'practitioner-2'),
    locationId: fc.constantFrom('location-1', 'location-2'),
    type: fc.constantFrom(
      { code: 'follow-up', display: 'Follow-up' },
      { code: 'new', display: 'New patient' },
    ),
    start: time,
    end: fc.constant(0),
    status: fc.constantFrom('booked', 'tentative', 'checked-in', 'completed', 'no-show', 'cancelled'),
    originalId: fc.constant(null),
  })
  .chain((a) =>
    fc.integer({ min: 1, max: 600 }).map((minutes) => ({ ...a, end: a.start + minutes * 60_000 })),
  );

describe('Appointment', () => {
  test('what is written is read back as what was meant, and everything unknown stays', () => {
    fc.assert(
      fc.property(localAppointment, (after) => {
        const written = writeAppointment(base, after, writing());
        const read = readAppointment('visit-1', written);
        if (!read.ok) throw new Error(read.error.reason);
        const {
          commandIds: _ids,
          createdAt: _at,
          practitionerName: _name,
          isVoid: _void,
          unreadPatient: _unread,
          providers: _providers,
          slotIds: _slots,
          ...value
        } = read.value;
        expect(value).toEqual(after);
        expect(written).toMatchObject({
          comment: 'Bring the earlier pictures',
          reasonCode: [{ text: 'knee' }],
          minutesDuration: (after.end - after.start) / 60_000,
          meta: {
            profile: ['urn:clinic:profile'],
            tag: [
              { system: 'urn:clinic:kind', code: 'x' },
              { system: 'urn:reslot:command', code: 'command-1' },
            ],
          },
        });
        expect(written.text).toBeUndefined();
        expect(written.meta).not.toHaveProperty('versionId');
      }),
    );
  });

  test('nothing but the tag changes where the visit does not', () => {
    const read = readAppointment('visit-1', base);
    if (!read.ok) throw new Error(read.error.reason);
    const { text: _text, meta: _meta, ...rest } = base;
    const { meta: _tagged, ...written } = writeAppointment(base, read.value, writing());
    expect(written).toEqual(rest);
  });

  test('a proposal is the visit at another time, without what belongs to the original alone', () => {
    const after: Appointment = {
      id: 'new',
      uid: 'visit-1@clinic.example',
      sequence: 1,
      patientId: 'patient-1',
      practitionerId: 'practitioner-1',
      locationId: 'location-1',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: AT,
      end: AT + 30 * 60_000,
      status: 'tentative',
      originalId: 'visit-1',
    };
    const written = newAppointment(base, after, writing());
    expect(written).toEqual({
      resourceType: 'Appointment',
      status: 'pending',
      meta: { profile: ['urn:clinic:profile'], tag: [{ system: 'urn:reslot:command', code: 'command-1' }] },
      identifier: [
        { system: 'urn:reslot:uid', value: 'visit-1@clinic.example' },
        { system: 'urn:reslot:command', value: 'command-1' },
      ],
      extension: [{ url: 'urn:reslot:sequence', valueInteger: 1 }],
      serviceType: base.serviceType,
      comment: 'Bring the earlier pictures',
      reasonCode: [{ text: 'knee' }],
      created: '2026-11-20T15:00:00Z',
      minutesDuration: 30,
      start: '2026-11-20T15:00:00Z',
      end: '2026-11-20T15:30:00Z',
      supportingInformation: [{ reference: 'Appointment/visit-1' }],
      participant: [
        { actor: { reference: 'Patient/patient-1' }, status: 'needs-action' },
        { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
        { actor: { reference: 'Location/location-1' }, status: 'accepted' },
      ],
    });
  });

  test('of several types and places all stay as they came, and none is named twice', () => {
    const serviceType = [
      { coding: [{ system: 'http://snomed.info/sct', code: '390906007' }, { code: 'follow-up' }] },
      { text: 'Blood test' },
    ];
    const at = (id: string, status: 'accepted' | 'declined' = 'accepted') => ({
      actor: { reference: `Location/${id}` },
      status,
    });
    const { participant = [] } = appointmentResource();
    const several = asJson(
      appointmentResource({
        serviceType,
        participant: [...participant, at('room-3'), at('room-4', 'declined')],
      }),
    );
    const read = readAppointment('visit-1', several);
    if (!read.ok) throw new Error(read.error.reason);
    expect(read.value.type).toEqual({ code: '390906007', display: '390906007, Blood test' });
    const placesOf = (written: object) =>
      appointmentResource(written).participant?.flatMap(({ actor, status }) =>
        actor?.reference?.startsWith('Location/') ? [`${actor.reference} ${status}`] : [],
      );
    const write = (over: Partial<Appointment>) =>
      writeAppointment(several, { ...read.value, start: AT, end: AT + 30 * 60_000, ...over }, writing());
    // A practice's own word for the type, and the first type alone, as an earlier version read it, are no other type.
    for (const display of ['Check', '390906007, Blood test', '390906007'])
      expect(write({ type: { code: '390906007', display } }).serviceType).toEqual(serviceType);
    expect(write({ type: { code: 'new', display: 'New' } }).serviceType).toHaveLength(1);
    const rooms = ['Location/room-3 accepted', 'Location/room-4 declined'];
    expect(placesOf(write({}))).toEqual(['Location/location-1 accepted', ...rooms]);
    expect(placesOf(write({ locationId: 'location-2' }))).toEqual(['Location/location-2 accepted', ...rooms]);
    expect(placesOf(write({ locationId: 'room-3' }))).toEqual(rooms);
    expect(placesOf(write({ locationId: 'room-4' }))).toEqual([
      'Location/room-3 accepted',
      'Location/room-4 accepted',
    ]);
  });

  describe('of several providers', () => {
    const actors = (resource: object): string[] =>
      (appointmentResource(resource).participant ?? []).map(
        ({ actor, status }) => `${actor?.reference} ${status}`,
      );
    const named = (...references: readonly string[]) =>
      asJson(
        appointmentResource({
          participant: references.map((text) => {
            const [reference = '', status = 'accepted'] = text.split(' ');
            return { actor: { reference }, status: status === 'declined' ? 'declined' : 'accepted' };
          }),
        }),
      );
    const written = (from: JsonObject, over: Partial<Appointment>) => {
      const read = readAppointment('visit-1', from);
      if (!read.ok) throw new Error(read.error.reason);
      return actors(writeAppointment(from, { ...read.value, ...over }, writing()));
    };
    const declined = 'Practitioner/practitioner-9 declined';
    const visit = named(
      'Patient/patient-1',
      declined,
      'Practitioner/practitioner-1',
      'Practitioner/practitioner-2',
    );

    test('another provider takes the place of the one, and of nobody else', () => {
      expect(written(visit, { practitionerId: 'practitioner-3' })).toEqual([
        'Patient/patient-1 accepted',
        declined,
        'Practitioner/practitioner-3 accepted',
        'Practitioner/practitioner-2 accepted',
      ]);
    });

    test('one who takes part already is not named a second time', () => {
      expect(written(visit, { practitionerId: 'practitioner-2' })).toEqual([
        'Patient/patient-1 accepted',
        declined,
        'Practitioner/practitioner-2 accepted',
      ]);
      expect(written(visit, { practitionerId: 'practitioner-9' })).toEqual([
        'Patient/patient-1 accepted',
        'Practitioner/practitioner-9 accepted',
        'Practitioner/practitioner-2 accepted',
      ]);
    });

    test('who is named by a role stays so, and makes way for another', () => {
      const byRole = named('Patient/patient-1', 'PractitionerRole/role-1', 'PractitionerRole/role-2');
      const all = [
        'Patient/patient-1 accepted',
        'PractitionerRole/role-1 accepted',
        'PractitionerRole/role-2 accepted',
      ];
      expect(written(byRole, { practitionerId: 'practitioner-1', start: AT, end: AT + 60_000 })).toEqual(all);
      expect(written(byRole, { practitionerId: 'practitioner-3' })).toEqual([
        all[0],
        'Practitioner/practitioner-3 accepted',
        all[2],
      ]);
      expect(written(byRole, { practitionerId: 'practitioner-2' })).toEqual([all[0], all[2]]);
    });

    test('a second patient who has declined stays so, and is not written to', () => {
      const both = named('Patient/patient-9 declined', 'Patient/patient-1', 'Practitioner/practitioner-1');
      expect(written(both, { start: AT, end: AT + 60_000 })).toEqual([
        'Patient/patient-9 declined',
        'Patient/patient-1 accepted',
        'Practitioner/practitioner-1 accepted',
      ]);
      expect(written(both, { status: 'tentative' }).slice(0, 2)).toEqual([
        'Patient/patient-9 declined',
        'Patient/patient-1 needs-action',
      ]);
    });

    test('who does not have a role any more at its new time is named beside it', () => {
      const byRole = named('Patient/patient-1', 'PractitionerRole/role-ended');
      const stays = ['Patient/patient-1 accepted', 'PractitionerRole/role-ended accepted'];
      const at = (start: number) => ({ practitionerId: 'practitioner-1', start, end: start + 60_000 });
      expect(written(byRole, at(AFTER_ROLE - 60_000))).toEqual(stays);
      expect(written(byRole, at(AFTER_ROLE))).toEqual([...stays, 'Practitioner/practitioner-1 accepted']);
    });

    test('by an identifier is left as it is, and makes way for another', () => {
      const patient = { actor: { reference: 'Patient/patient-1' }, status: 'accepted' };
      const actor = { type: 'Practitioner', identifier: { system: 'urn:clinic:staff', value: '7' } };
      const visit = { ...base, participant: [patient, { actor, status: 'accepted' }] };
      const moved = (over: Partial<Appointment>) => {
        const read = readAppointment('visit-1', visit);
        if (!read.ok) throw new Error(read.error.reason);
        const after = { ...read.value, locationId: null, practitionerId: 'practitioner-1', ...over };
        return writeAppointment(visit, after, writing()).participant;
      };
      expect(moved({ start: AT, end: AT + 60_000 })).toEqual(visit.participant);
      expect(moved({ practitionerId: 'practitioner-2' })).toMatchObject([
        patient,
        { actor: { reference: 'Practitioner/practitioner-2' } },
      ]);
    });

    test('by its Slot alone is named when it leaves that', () => {
      const visit = {
        ...named('Patient/patient-1'),
        slot: [{ reference: 'Slot/slot-1' }],
      };
      const at = { practitionerId: 'practitioner-1', start: AT, end: AT + 60_000 };
      expect(written(visit, at)).toEqual([
        'Patient/patient-1 accepted',
        'Practitioner/practitioner-1 accepted',
      ]);
    });

    test('moving it, or its status, leaves everybody, and who has declined stays so', () => {
      const all = [
        'Patient/patient-1 accepted',
        declined,
        'Practitioner/practitioner-1 accepted',
        'Practitioner/practitioner-2 accepted',
        'Location/location-1 accepted',
      ];
      expect(written(named(...all), { start: AT, end: AT + 1_800_000 })).toEqual(all);
      expect(written(named(...all), { status: 'checked-in' })).toEqual(all);
      const proposed = { ...(readAppointment('visit-1', named(...all)) as { value: Appointment }).value };
      expect(
        actors(
          newAppointment(
            named(...all),
            { ...proposed, status: 'tentative', originalId: 'visit-1' },
            writing(),
          ),
        ),
      ).toEqual(['Patient/patient-1 needs-action', ...all.slice(1)]);
    });
  });

  test('a cancellation says who wished it, and in which words', () => {
    const read = readAppointment('visit-1', base);
    if (!read.ok) throw new Error(read.error.reason);
    const cancelled: Appointment = { ...read.value, status: 'cancelled' };
    const words = { reasonCode: 'clinic-closed', reasonText: 'Clinic closed', message: '' };
    const reasonFor = (over: Partial<Changes>, answer: Writing['answer'] = null) =>
      writeAppointment(base, cancelled, writing(over, answer)).cancelationReason;
    const system = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason';
    expect(reasonFor({ command: 'cancel-appointment', words })).toEqual({
      coding: [{ system, code: 'prov' }],
      text: 'Clinic closed',
    });
    expect(reasonFor({ command: 'apply-policy' })).toEqual({ coding: [{ system, code: 'pat' }] });
    expect(reasonFor({ command: 'patient-answer' }, 'accepted')).toEqual({
      coding: [{ system, code: 'other' }],
    });
    expect(reasonFor({ command: 'patient-answer' }, 'declined')).toEqual({
      coding: [{ system, code: 'pat' }],
    });
  });
});

const request = (kind: AppointmentRequest['kind'], status: RequestStatus): AppointmentRequest => ({
  id: 'task-1',
  kind,
  appointmentId: 'visit-1',
  patientId: 'patient-1',
  requested: null,
  requestedStartText: null,
  note: '',
  authoredAt: AT,
  status,
});

describe('Task', () => {
  const statuses: [AppointmentRequest['kind'], RequestStatus][] = [
    ['reschedule', { state: 'open', mark: null }],
    ['reschedule', { state: 'open', mark: 'declined' }],
    ['reschedule', { state: 'open', mark: 'no-answer' }],
    ['reschedule', { state: 'open', mark: 'proposal-withdrawn' }],
    ['reschedule', { state: 'open', mark: 'own-time' }],
    ...(['approved', 'updated', 'accepted-by-patient', 'superseded'] as const).map(
      (outcome): [AppointmentRequest['kind'], RequestStatus] => [
        'reschedule',
        { state: 'resolved', outcome, reason: null },
      ],
    ),
    ['reschedule', { state: 'resolved', outcome: 'denied', reason: 'Fully booked' }],
    ['reschedule', { state: 'resolved', outcome: 'appointment-cancelled', reason: 'Clinic closed' }],
    ['cancel', { state: 'resolved', outcome: 'approved', reason: 'Requested by the patient' }],
    ['cancel', { state: 'resolved', outcome: 'kept', reason: 'Agreed with the patient by phone' }],
    ['cancel', { state: 'resolved', outcome: 'cancelled-by-patient', reason: null }],
    ['cancel', { state: 'resolved', outcome: 'cancelled-under-policy', reason: null }],
  ];

  test.each(statuses)('%s %o is read back as it was', (kind, status) => {
    const task = asJson(kind === 'cancel' ? cancelTask() : rescheduleTask());
    const read = readTask('task-1', writeTask(task, request(kind, status), writing()), '');
    expect(read.ok && read.value?.status).toEqual(status);
  });

  test.each([
    ['2026-11-20T14:59:59Z', '2026-11-20T15:00:00Z'],
    ['2026-11-20T09:00:01-06:00', '2026-11-20T09:00:01-06:00'],
    ['2026-11-20T15:00:00.000250Z', '2026-11-20T15:00:00.000250Z'],
    ['2026-12-20T15:00:00Z', '2026-12-20T15:00:00Z'],
    ['2026-11-19', '2026-11-20'],
    ['2026-11-21', '2026-11-21'],
    ['2026-11', '2026-11'],
    ['soon', '2026-11-20T15:00:00Z'],
  ])('authored %s: modified %s, never before', (authoredOn, lastModified) => {
    const task = asJson(rescheduleTask({ authoredOn }));
    const written = writeTask(task, request('reschedule', { state: 'open', mark: null }), writing());
    expect(written).toMatchObject({ authoredOn, lastModified });
  });

  test.each([
    ['with words', 'Mornings are best.', 2],
    ['without', '', 1],
  ])('a time of the patient’s own %s: what was asked for before stays beside it', (_what, comment, notes) => {
    const own = { start: Date.parse('2026-12-02T16:00:00Z'), end: Date.parse('2026-12-02T16:30:00Z') };
    const before = asJson(rescheduleTask({ note: [{ text: 'After lunch.' }] }));
    const after: AppointmentRequest = {
      ...request('reschedule', { state: 'open', mark: 'own-time' }),
      requested: own,
    };
    const ownTime = { requested: own, comment };
    const once = writeTask(before, after, { ...writing(), ownTime });
    expect(readTask('task-1', once, '')).toMatchObject({ ok: true, value: { requested: own } });
    expect(once.note).toHaveLength(notes);
    // And another one, in answer to another proposal.
    const later = { start: own.start + 86_400_000, end: own.end + 86_400_000 };
    const twice = writeTask(once, after, { ...writing(), ownTime: { requested: later, comment: '' } });
    expect(readTask('task-1', twice, '')).toMatchObject({ ok: true, value: { requested: later } });
    expect(twice.input).toHaveLength(3);
    expect(twice.note).toEqual(once.note);
  });

  test('a proposal: its words, its expiry and the one output that stands', () => {
    const task = asJson(
      rescheduleTask({
        output: [
          {
            type: { coding: [{ system: 'urn:reslot:task-output', code: 'proposal' }] },
            valueReference: { reference: 'Appointment/before' },
          },
          { type: { text: 'receipt' }, valueString: 'kept' },
        ],
      }),
    );
    const words = { reasonCode: 'clinic-closed', reasonText: 'Clinic closed', message: 'Sorry!' };
    const proposal = {
      appointmentIds: ['new'],
      sentAt: AT,
      expiresAt: AT + 3_600_000,
      reason: 'Clinic closed',
      message: 'Sorry!',
    };
    const written = writeTask(task, request('reschedule', { state: 'awaiting-patient', proposal }), {
      ...writing({ command: 'propose', words }),
      appointmentReference: () => 'urn:uuid:new',
    });
    expect(written).toMatchObject({
      status: 'on-hold',
      businessStatus: { coding: [{ system: 'urn:reslot:outcome', code: 'awaiting-patient' }] },
      statusReason: {
        coding: [{ system: 'urn:reslot:reason', code: 'clinic-closed' }],
        text: 'Clinic closed',
      },
      restriction: { period: { end: '2026-11-20T16:00:00Z' } },
      note: [
        { text: 'After lunch would be better.' },
        { authorString: 'practice', time: '2026-11-20T15:00:00Z', text: 'Sorry!' },
      ],
      output: [{ valueString: 'kept' }, { valueReference: { reference: 'urn:uuid:new' } }],
    });
  });

  test('a patient assigned at the desk is told to the portal', () => {
    const { for: _for, requester: _requester, ...unmatched } = rescheduleTask();
    const written = writeTask(
      asJson(unmatched),
      request('reschedule', { state: 'open', mark: null }),
      writing(),
    );
    expect(written.for).toEqual({ reference: 'Patient/patient-1', display: 'Patient patient-1' });
  });
});

test('the transaction demands the version of each resource, and creates nothing twice', () => {
  expect(
    transactionBundle(
      [
        { op: 'put', type: 'Task', id: 't', version: '7', body: { resourceType: 'Task' } },
        { op: 'post', type: 'Appointment', localId: 'n', body: { resourceType: 'Appointment' } },
      ],
      'command-1',
    ),
  ).toEqual({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        resource: { resourceType: 'Task', id: 't' },
        request: { method: 'PUT', url: 'Task/t', ifMatch: 'W/"7"' },
      },
      {
        fullUrl: 'urn:uuid:n',
        resource: { resourceType: 'Appointment' },
        request: {
          method: 'POST',
          url: 'Appointment',
          ifNoneExist: 'identifier=urn:reslot:command|command-1',
        },
      },
    ],
  });
});

describe('who decided', () => {
  const decider = { desk: 'Desk 2', decision: 'command-1' };
  const byDesk2 = { ...writing(), decider };
  const named = {
    url: 'urn:reslot:decided-by',
    extension: [
      { url: 'desk', valueString: 'Desk 2' },
      { url: 'decision', valueString: 'command-1' },
    ],
  };
  const earlier = { ...named, extension: [{ url: 'desk', valueString: 'Desk 9' }] };
  const closed = request('reschedule', { state: 'resolved', outcome: 'approved', reason: null });
  const visit = readAppointment('visit-1', base);
  if (!visit.ok) throw new Error(visit.error.reason);

  test('stands on each resource once, in place of who decided before, beside what others wrote', () => {
    const other = { url: 'urn:clinic:room', valueString: '4' };
    const withBoth = { extension: [earlier, other] };
    expect(writeTask(asJson({ ...rescheduleTask(), ...withBoth }), closed, byDesk2)).toMatchObject({
      extension: [other, named],
      owner: { display: 'Desk 2' },
    });
    expect(writeAppointment({ ...base, ...withBoth }, visit.value, byDesk2).extension).toEqual([
      other,
      named,
    ]);
    expect(deciderIn({ extension: [named] })).toEqual(decider);
  });

  test('goes with a decision that nobody at a desk made', () => {
    const task = asJson({ ...rescheduleTask(), extension: [earlier], owner: { display: 'Desk 9' } });
    const written = writeTask(task, closed, writing());
    expect(written).not.toHaveProperty('extension');
    expect(written).not.toHaveProperty('owner');
  });

  test('takes the place of a desk, or of nobody, whom a server writes with null beside the name', () => {
    for (const owner of [null, { display: 'Desk 9', reference: null, identifier: null }])
      expect(writeTask(asJson({ ...rescheduleTask(), owner }), closed, byDesk2).owner).toEqual({
        display: 'Desk 2',
      });
  });

  test.each([
    { reference: 'Organization/clinic' },
    { reference: 'Practitioner/practitioner-1', display: 'Dr. Ruth Okafor' },
    { identifier: { system: 'urn:clinic:team', value: '7' }, display: 'Team 7' },
  ])('leaves an owner whom the portal knows: %o', (owner) => {
    for (const by of [byDesk2, writing()])
      expect(writeTask(asJson({ ...rescheduleTask(), owner }), closed, by).owner).toEqual(owner);
  });

  test.each([
    [{ url: 'urn:reslot:decided-by', valueString: 'Desk 2' }],
    [{ ...named, extension: [{ url: 'desk', valueString: 'Desk 2' }] }],
    [{ ...named, extension: [{ url: 'desk', valueString: '\u0007' }, named.extension[1]] }],
    [{ ...named, extension: 'Desk 2' }],
  ])('is not read from %o', (extension) => {
    expect(deciderIn({ extension: [extension] })).toBeNull();
  });
});
