import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantNamed, parseInstant } from '../../../src-main/sync/fhir/instant.ts';
import { boundsOf, holdsAt, mayHoldAt } from '../../../src-main/sync/fhir/period.ts';
import { readAppointment, withTimesOf } from '../../../src-main/sync/fhir/read-appointment.ts';
import { readEnvelope } from '../../../src-main/sync/fhir/read-envelope.ts';
import { outcomeText } from '../../../src-main/sync/fhir/read-outcome.ts';
import {
  readLocation,
  readPatient,
  readPractitioner,
  readRelatedPerson,
} from '../../../src-main/sync/fhir/read-person.ts';
import { readResponse } from '../../../src-main/sync/fhir/read-response.ts';
import { readTask } from '../../../src-main/sync/fhir/read-task.ts';
import { readTimeTaken } from '../../../src-main/sync/fhir/read-time-taken.ts';
import type { Reading, Unusable } from '../../../src-main/sync/fhir/reading.ts';
import { parseReference } from '../../../src-main/sync/fhir/references.ts';
import { referencesOf } from '../../../src-main/sync/references-of.ts';
import {
  answerResource,
  appointmentResource,
  cancelTask,
  patientResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { NOW } from '../../support/domain.ts';

const UPDATED = '2026-11-20T15:00:00Z';

function taskStatus(
  over: Parameters<typeof rescheduleTask>[0],
  kind: 'reschedule' | 'cancel' = 'reschedule',
) {
  const read = readTask('t', kind === 'cancel' ? cancelTask(over) : rescheduleTask(over), UPDATED);
  return read.ok ? read.value?.status : read.error.reason;
}

const business = (code: string) => ({
  businessStatus: { coding: [{ system: 'urn:reslot:outcome', code }] },
});
const resolved = (outcome: string, reason: string | null = null) => ({ state: 'resolved', outcome, reason });

const LAB_ORDER = { code: { text: 'Lipid panel' }, focus: { reference: 'ServiceRequest/1' }, input: [] };

describe('Task to request', () => {
  test.each([
    ['requested', {}, { state: 'open', mark: null }],
    ['requested', business('declined'), { state: 'open', mark: 'declined' }],
    ['requested', business('expired'), { state: 'open', mark: 'no-answer' }],
    ['requested', business('proposal-withdrawn'), { state: 'open', mark: 'proposal-withdrawn' }],
    ['requested', business('own-time'), { state: 'open', mark: 'own-time' }],
    ['ready', {}, { state: 'open', mark: null }],
    ['received', {}, { state: 'open', mark: 'taken-elsewhere' }],
    ['accepted', business('declined'), { state: 'open', mark: 'taken-elsewhere' }],
    ['in-progress', {}, { state: 'open', mark: 'taken-elsewhere' }],
    ['in-progress', { owner: { display: 'Desk 2' } }, { state: 'open', mark: null }],
    ['in-progress', { owner: { reference: 'Practitioner/1' } }, { state: 'open', mark: 'taken-elsewhere' }],
    ['on-hold', {}, { state: 'open', mark: 'on-hold' }],
    ['draft', {}, resolved('closed-elsewhere')],
    ['completed', business('approved'), resolved('approved')],
    ['completed', business('updated'), resolved('updated')],
    ['completed', business('accepted'), resolved('accepted-by-patient')],
    ['completed', business('declined'), resolved('cancelled-by-patient')],
    ['completed', business('cancelled-under-policy'), resolved('cancelled-under-policy')],
    ['completed', {}, resolved('closed-elsewhere')],
    [
      'rejected',
      { ...business('denied'), statusReason: { text: 'Fully booked' } },
      resolved('denied', 'Fully booked'),
    ],
    ['rejected', business('appointment-cancelled'), resolved('appointment-cancelled')],
    ['cancelled', {}, resolved('withdrawn')],
    ['cancelled', business('superseded'), resolved('superseded')],
    ['failed', {}, resolved('closed-elsewhere')],
    ['entered-in-error', {}, resolved('closed-elsewhere')],
  ] as const)('%s %o', (status, over, expected) => {
    expect(taskStatus({ status, ...over })).toEqual(expected);
  });

  test('a rejected wish to cancel means that the visit was kept', () => {
    expect(taskStatus({ status: 'rejected', ...business('denied') }, 'cancel')).toEqual(resolved('kept'));
  });

  test('on hold with a proposal: awaiting the patient, with the words the practice sent', () => {
    const read = readTask(
      't',
      rescheduleTask({
        status: 'on-hold',
        ...business('awaiting-patient'),
        statusReason: { text: 'Provider unavailable' },
        output: [
          { type: { text: 'other' }, valueString: 'x' },
          { type: { text: 'proposal' }, valueReference: { reference: 'Appointment/p1' } },
        ],
        restriction: { period: { end: '2026-11-22T15:00:00Z' } },
        note: [{ text: 'Mine.' }, { text: 'Ours.', authorString: 'practice', time: '2026-11-20T10:00:00Z' }],
      }),
      UPDATED,
    );
    expect(read.ok && read.value).toMatchObject({
      note: 'Mine.',
      status: {
        state: 'awaiting-patient',
        proposal: {
          appointmentIds: ['p1'],
          reason: 'Provider unavailable',
          expiresAt: Date.parse('2026-11-22T15:00:00Z'),
          messages: [{ at: Date.parse('2026-11-20T10:00:00Z'), text: 'Ours.' }],
        },
      },
    });
  });

  test('"change" is read as "replace"', () => {
    const read = readTask('t', rescheduleTask({ code: { coding: [{ code: 'change' }] } }), UPDATED);
    expect(read.ok && read.value?.kind).toBe('reschedule');
  });

  const period = (start: string, end?: string) => ({
    type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
    valuePeriod: { start, ...(end === undefined ? {} : { end }) },
  });
  const output = (id: string, code?: string) => ({
    type: code === undefined ? {} : { coding: [{ system: 'urn:reslot:task-output', code }] },
    valueReference: { reference: `Appointment/${id}` },
  });
  const [AT, TO] = ['2026-11-25T20:00:00Z', '2026-11-25T20:30:00Z'];
  const wishOf = (over: Parameters<typeof rescheduleTask>[0]) => {
    const read = readTask('t', rescheduleTask(over), UPDATED);
    return read.ok ? (read.value?.requested ?? null) : read.error.reason;
  };

  test.each<[string, Parameters<typeof rescheduleTask>[0], unknown]>([
    ['two times', { input: [period(AT, TO), period(AT, '2026-11-25T21:00:00Z')] }, 'ambiguous'],
    ['a time and one that cannot be read', { input: [period(AT, TO), period('soon')] }, 'ambiguous'],
    [
      'the same time twice',
      { input: [period(AT, TO), period('2026-11-25T14:00:00-06:00', TO)] },
      { start: Date.parse(AT), end: Date.parse(TO) },
    ],
    ['a beginning alone', { input: [period(AT)] }, { start: Date.parse(AT), end: null }],
    ['a beginning without an offset', { input: [period('2026-11-25T14:00:00')] }, 'period-without-offset'],
    [
      'both to move and to cancel',
      { code: { coding: [{ code: 'abort' }, { code: 'change' }] } },
      'ambiguous',
    ],
    ['to cancel, and a time', { code: { coding: [{ code: 'abort' }] } }, 'ambiguous'],
    ['two proposals', { status: 'on-hold', output: [output('a'), output('b')] }, 'ambiguous'],
    ['closed, without a time', { status: 'cancelled', input: [] }, null],
    [
      'closed, both to move and to cancel',
      { status: 'completed', code: { coding: [{ code: 'abort' }, { code: 'change' }] } },
      null,
    ],
  ])('a wish of %s', (_what, over, expected) => {
    expect(wishOf(over)).toEqual(expected);
  });

  test('what is marked as the proposal is it, whatever else came of the request', () => {
    const marked = {
      status: 'on-hold',
      output: [output('a'), output('b', 'proposal'), output('c')],
    } as const;
    expect(taskStatus({ ...marked, output: [...marked.output] })).toMatchObject({
      proposal: { appointmentIds: ['b'] },
    });
  });

  test('of several that are marked as proposals the patient takes one', () => {
    const several = [output('a', 'proposal'), output('b'), output('c', 'proposal')];
    expect(taskStatus({ status: 'on-hold', output: several })).toMatchObject({
      state: 'awaiting-patient',
      proposal: { appointmentIds: ['a', 'c'] },
    });
  });

  test('of two outcomes none counts', () => {
    const coding = ['declined', 'expired'].map((code) => ({ system: 'urn:reslot:outcome', code }));
    expect(taskStatus({ businessStatus: { coding } })).toEqual({ state: 'open', mark: null });
  });

  test.each<[string, object, string]>([
    ['a lab order', { ...LAB_ORDER, requester: { reference: 'Practitioner/1' } }, 'none of ours'],
    ['a lab order that a patient asked for', LAB_ORDER, 'none of ours'],
    ['a wish to cancel a lab order', { ...LAB_ORDER, code: { coding: [{ code: 'abort' }] } }, 'none of ours'],
    [
      'something to do without a focus',
      { ...LAB_ORDER, focus: undefined, requester: undefined },
      'none of ours',
    ],
    ['a checklist for a visit', { code: { coding: [{ code: 'fulfill' }] } }, 'none of ours'],
    [
      'a reminder of staff about a visit',
      { ...LAB_ORDER, focus: { reference: 'Appointment/a' }, requester: { reference: 'Practitioner/1' } },
      'none of ours',
    ],
    [
      'a patient’s unknown wish about a visit',
      { ...LAB_ORDER, focus: { reference: 'Appointment/a' } },
      'unknown-code',
    ],
    ['our input with an unknown code', { code: { coding: [{ code: 'shift' }] } }, 'unknown-code'],
    ['a patient’s wish about nothing', { focus: undefined }, 'unknown-focus'],
    ['a wish about something that is no reference', { focus: { reference: 'urn:uuid:1' } }, 'unknown-focus'],
    ['our input about a patient', { focus: { reference: 'Patient/1' } }, 'focus-not-an-appointment'],
  ])('%s: %s', (_what, over, expected) => {
    const read = readTask('t', rescheduleTask(over), UPDATED);
    expect(read.ok ? (read.value === null ? 'none of ours' : 'a request') : read.error.reason).toBe(expected);
  });

  test('a Task of another shape is none of ours when it is about another thing', () => {
    expect(
      readTask('t', { ...rescheduleTask(), status: 7, focus: { reference: 'ServiceRequest/1' } }, UPDATED),
    ).toEqual({ ok: true, value: null });
    expect(readTask('t', { ...rescheduleTask(), status: 7 }, UPDATED)).toMatchObject({
      error: { reason: 'malformed', detail: 'status' },
    });
  });

  test('a laboratory’s order of another shape is none of ours by its code', () => {
    const order = rescheduleTask({ ...LAB_ORDER, code: { coding: [{ code: 'fulfill' }] } });
    for (const over of [{ status: 7, focus: undefined }, { focus: 'ServiceRequest/1' }, { focus: [] }]) {
      expect(readTask('t', { ...order, ...over }, UPDATED)).toEqual({
        ok: true,
        value: null,
      });
      expect(readTask('t', { ...rescheduleTask(), ...over }, UPDATED)).toMatchObject({
        error: { reason: 'malformed' },
      });
    }
  });

  test('what some servers write as null is not there', () => {
    const order = rescheduleTask({ ...LAB_ORDER, requester: { reference: 'Practitioner/1' } });
    expect(readTask('t', { ...order, focus: null }, UPDATED)).toEqual({
      ok: true,
      value: null,
    });
    expect(
      readAppointment('a', { ...appointmentResource({ minutesDuration: 20 }), end: null }),
    ).toMatchObject({ ok: true, value: { end: Date.parse('2026-11-24T09:20:00-06:00') } });
    const stub = { ...appointmentResource({ status: 'cancelled' }), participant: null };
    expect(readAppointment('a', stub)).toMatchObject({ ok: true, value: { patientId: null } });
    const emptied = { ...stub, start: null, end: null };
    expect(withTimesOf(emptied, appointmentResource())).toMatchObject({
      start: '2026-11-24T09:00:00-06:00',
      end: '2026-11-24T09:30:00-06:00',
    });
    const answer = { ...answerResource('p', 'accepted'), start: null, end: null, comment: null };
    expect(readResponse(answer)).toMatchObject({ ok: true, value: { answer: 'accepted', comment: '' } });
    // Who asks is another matter: nobody is taken for somebody else.
    expect(readTask('t', { ...rescheduleTask(), for: null }, UPDATED)).toMatchObject({
      value: { patientId: null },
    });
  });

  test('an unknown status and an inherited name are refused', () => {
    expect(taskStatus({ status: 'toString' as 'draft' })).toBe('unknown-status');
    expect(
      readTask('t', rescheduleTask({ code: { coding: [{ code: 'constructor' }] } }), UPDATED),
    ).toMatchObject({
      error: { reason: 'unknown-code' },
    });
  });
});

describe('Appointment', () => {
  test.each([
    ['proposed', 'cancelled'],
    ['waitlist', 'cancelled'],
    ['pending', 'tentative'],
    ['booked', 'booked'],
    ['arrived', 'checked-in'],
    ['checked-in', 'checked-in'],
    ['fulfilled', 'completed'],
    ['noshow', 'no-show'],
    ['cancelled', 'cancelled'],
    ['entered-in-error', 'cancelled'],
  ] as const)('%s is %s', (status, expected) => {
    const read = readAppointment('a', appointmentResource({ status }));
    expect(read.ok && read.value.status).toBe(expected);
  });

  test.each([
    ['malformed', { participant: 'nobody' }],
    ['unknown-status', { status: 'booked?' }],
    ['period-missing', { end: undefined }],
    ['period-without-offset', { start: '2026-11-24T09:00:00' }],
    ['period-without-offset', { start: '2026-11-24' }],
    ['malformed', { start: 'tomorrow' }],
    ['end-before-start', { end: '2026-11-24T09:00:00-06:00' }],
    ['no-practitioner', { participant: [] }],
  ])('%s: %o', (reason, over) => {
    expect(readAppointment('a', { ...appointmentResource(), ...over })).toMatchObject({ error: { reason } });
  });

  const person = (reference: string, over: object = {}) => ({
    actor: { reference },
    status: 'accepted',
    ...over,
  });
  const read = (over: object) => {
    const found = readAppointment('a', { ...appointmentResource(), ...over });
    return found.ok ? found.value : found.error.reason;
  };

  test('who has declined, or is only told of it, is not the provider; whoever else takes part has the visit with them', () => {
    const participant = [
      person('Practitioner/gone', { status: 'declined' }),
      person('Practitioner/told', { required: 'information-only' }),
      person('Practitioner/one', { status: 'tentative' }),
      person('Practitioner/two', { required: 'optional' }),
      person('Practitioner/two'),
      person('Practitioner/one'),
      person('PractitionerRole/nurse'),
    ];
    expect(read({ participant })).toMatchObject({
      practitionerId: 'one',
      providers: [
        { by: 'id', id: 'one' },
        { by: 'id', id: 'two' },
        { by: 'id', id: 'two' },
        { by: 'id', id: 'one' },
        { by: 'role', id: 'nurse' },
      ],
    });
    expect(read({ participant: participant.slice(0, 2) })).toBe('no-practitioner');
    expect(read({ participant: participant.slice(0, 2), status: 'cancelled' })).toMatchObject({
      practitionerId: 'gone',
      providers: [],
    });
  });

  test('without an end it ends by its duration', () => {
    const start = '2026-11-24T09:00:00-06:00';
    const from = Date.parse(start);
    expect(read({ end: undefined, minutesDuration: 20 })).toMatchObject({
      start: from,
      end: from + 1_200_000,
    });
    expect(read({ minutesDuration: 20 })).toMatchObject({ end: from + 1_800_000 });
    for (const minutesDuration of [0, -5, 1.5, 1e300, '30', null])
      expect(read({ end: undefined, minutesDuration })).toBe('period-missing');
    expect(read({ start: undefined, end: undefined, minutesDuration: 20 })).toBe('period-missing');
  });

  test('an absolute reference is not taken for one of this server', () => {
    expect(parseReference('https://elsewhere.example/fhir/Patient/patient-1')).toBeNull();
    expect(parseReference('Patient/patient-1/_history/3')).toEqual({ type: 'Patient', id: 'patient-1' });
    expect(parseReference('Patient/../Task/1')).toBeNull();
  });
});

describe('Patient', () => {
  test('portal access, the better of several contacts, the current name', () => {
    const read = readPatient(
      'p',
      patientResource({
        name: [
          { use: 'maiden', family: 'Before' },
          { use: 'usual', given: ['Ana', 'Luz'], family: 'Flores' },
        ],
        telecom: [
          { system: 'phone', value: '1', use: 'old' },
          { system: 'phone', value: '2', rank: 2 },
          { system: 'phone', value: '3', rank: 1 },
        ],
        extension: [{ url: 'urn:reslot:portal-access', valueBoolean: false }],
        communication: [{ language: { coding: [{ code: 'es' }] } }],
      }),
      NOW,
    );
    expect(read.ok && read.value).toMatchObject({
      name: 'Ana Luz Flores',
      phone: '3',
      email: null,
      portalAccess: false,
      language: 'es',
    });
  });

  test('the language is what BCP 47 calls it, wherever a server puts its own code', () => {
    const own = { system: 'https://clinic.example/languages', code: '132' };
    const tag = { system: 'urn:ietf:bcp:47', code: 'es-419' };
    for (const coding of [[own, tag], [tag, own], [{ code: 'es-419' }]]) {
      const read = readPatient('p', patientResource({ communication: [{ language: { coding } }] }), NOW);
      expect(read.ok && read.value.language).toBe('es-419');
    }
  });

  test('elements of the wrong shape count as absent', () => {
    const body = {
      resourceType: 'Patient',
      id: 'p',
      name: 'Ana',
      telecom: [7, { system: 'email', value: 'a@b.example' }],
      birthDate: 1984,
    };
    const read = readPatient('p', body, NOW);
    expect(read.ok && read.value).toMatchObject({
      name: '',
      email: 'a@b.example',
      birthDate: null,
      portalAccess: true,
    });
  });
});

test('an answer counts when it says yes or no', () => {
  expect(readResponse(answerResource('p', 'declined'))).toEqual({
    ok: true,
    value: {
      appointmentId: 'p',
      by: { reference: 'Patient/patient-1', name: null },
      answer: 'declined',
      comment: '',
      start: null,
      end: null,
    },
  });
  for (const code of ['tentative', 'in-process', 'completed', 'needs-action'])
    expect(readResponse({ ...answerResource('p', 'declined'), participantStatus: code })).toMatchObject({
      value: { answer: code },
    });
  expect(
    readResponse({ ...answerResource('p', 'declined'), participantStatus: 'entered-in-error' }),
  ).toMatchObject({ value: { answer: null } });
  expect(
    readResponse(answerResource('p', 'accepted', { comment: 'After\0 four', start: '2026-11-30T16:00:00Z' })),
  ).toMatchObject({
    value: { comment: 'After four', start: Date.parse('2026-11-30T16:00:00Z'), end: null },
  });
});

test.each([
  [{ start: 'Monday' }, 'start'],
  [{ end: '2026-11-30' }, 'end'],
  [{ comment: ['Not then'] }, 'comment'],
  [{ participantStatus: 'maybe' }, 'maybe'],
])('an answer of which a part cannot be read is put before a person: %o', (over, detail) => {
  const read = readResponse({ ...answerResource('p', 'accepted'), ...over });
  expect(read.ok).toBe(false);
  if (!read.ok) expect(read.error.detail).toContain(detail);
});

test('instants need an offset; fractions and leap seconds are understood', () => {
  expect(parseInstant('2026-11-24T09:00:00.123456-06:00')).toBe(Date.parse('2026-11-24T15:00:00.123Z'));
  expect(parseInstant('2016-12-31T23:59:60Z')).toBe(Date.parse('2016-12-31T23:59:59Z'));
  for (const bad of ['2026-11-24', '2026-11-24T09:00:00', '2026-13-24T09:00:00Z', '2026-11-24T09:00Z', 'now'])
    expect(parseInstant(bad)).toBeNull();
});

test.each<[string, string | null]>([
  ['2026-11-24T09:00:00.123456-06:00', '2026-11-24T15:00:00.123Z'],
  ['2026-11-24T09:00-06:00', '2026-11-24T15:00:00Z'],
  ['2026-11-24t15:00:00z', '2026-11-24T15:00:00Z'],
  ['2026-11-24 15:00Z', '2026-11-24T15:00:00Z'],
  ['2026-11-24T09:00:00-0600', '2026-11-24T15:00:00Z'],
  ['2026-11-24T20:30:00 +0530', '2026-11-24T15:00:00Z'],
  ['2026-11-24T09:00:00-06', '2026-11-24T15:00:00Z'],
  ['2026-11-30T24:00:00-06:00', '2026-12-01T06:00:00Z'],
  ['2026-11-30T24:01:00-06:00', null],
  ['2026-02-30T09:00Z', null],
  ['2026-11-24T09:00:00', null],
  ['2026-11-24', null],
  ['24.11.2026 09:00Z', null],
])('a time is taken by %s: %s', (written, at) => {
  expect(instantNamed(written)).toBe(at === null ? null : Date.parse(at));
  const taken = readTimeTaken(appointmentResource({ start: written, end: written }));
  expect(taken?.start ?? null).toBe(at === null ? null : Date.parse(at));
});

test('a day that its month lacks is none, and no day of the next month', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T09:00:00Z`;
        const isDay = day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
        expect(parseInstant(text)).toBe(isDay ? Date.UTC(year, month - 1, day, 9) : null);
      },
    ),
  );
  const visit = appointmentResource({ start: '2026-02-30T15:00:00Z', end: '2026-02-30T15:30:00Z' });
  expect(readAppointment('a', visit).ok).toBe(false);
});

test.each([
  [undefined, '2000-01-01T00:00:00Z', true],
  [{ end: '2026' }, '2026-12-31T23:59:59Z', true],
  [{ end: '2026' }, '2027-01-01T00:00:00Z', false],
  [{ end: '2026-02' }, '2026-02-28T23:59:59Z', true],
  [{ end: '2026-02' }, '2026-03-01T00:00:00Z', false],
  [{ end: '2026-11-20' }, '2026-11-20T23:59:59Z', true],
  [{ end: '2026-11-20' }, '2026-11-21T00:00:00Z', false],
  [{ end: '2026-11-20T10:00:00-06:00' }, '2026-11-20T16:00:00Z', true],
  [{ end: '2026-11-20T10:00:00-06:00' }, '2026-11-20T16:00:01Z', false],
  [{ start: '2026-11' }, '2026-10-31T23:59:59Z', false],
  [{ start: '2026-11', end: '9999-12-31' }, '2026-11-01T00:00:00Z', true],
  [{ end: '20 Nov 2026' }, '2026-11-01T00:00:00Z', false],
  [{ end: '2026-02-31' }, '2026-01-01T00:00:00Z', false],
  [{ start: 'some day' }, '2026-01-01T00:00:00Z', true],
])('a period of %j holds at %s: %s', (period, at, holds) => {
  expect(holdsAt(boundsOf(period), Date.parse(at))).toBe(holds);
});

test('a role that a visit names is read, and whoever it is', () => {
  const role = { reference: 'PractitionerRole/r' };
  expect(referencesOf(appointmentResource({ participant: [{ actor: role, status: 'accepted' }] }))).toEqual([
    { type: 'PractitionerRole', id: 'r' },
  ]);
  expect(
    referencesOf({
      resourceType: 'PractitionerRole',
      id: 'r',
      practitioner: { reference: 'Practitioner/p' },
    }),
  ).toEqual([{ type: 'Practitioner', id: 'p' }]);
});

test.each<[{ readonly start?: string; readonly end?: string }, string, boolean]>([
  [{}, '2026-11-20T12:00:00Z', true],
  // The day may be one of Honolulu's or of Auckland's.
  [{ end: '2026-11-20' }, '2026-11-21T11:59:00Z', true],
  [{ end: '2026-11-20' }, '2026-11-21T12:00:00Z', false],
  [{ start: '2026-11-20' }, '2026-11-19T10:00:00Z', true],
  [{ start: '2026-11-20' }, '2026-11-19T09:59:00Z', false],
  [{ end: 'soon' }, '2026-11-20T12:00:00Z', false],
  [{ start: 'soon' }, '2026-11-20T12:00:00Z', false],
])('a role within %o at %s: %s', (period, at, holds) => {
  expect(mayHoldAt(period, Date.parse(at))).toBe(holds);
});

describe('what changes the meaning of a resource, and nobody here knows', () => {
  const modifierExtension = [{ url: 'https://clinic.example/not', valueBoolean: true }];
  const input = rescheduleTask().input?.map((one) => ({ ...one, modifierExtension }));
  const participant = appointmentResource().participant.map((one) => ({ ...one, modifierExtension }));
  const errorOf = (read: Reading<unknown>) => (read.ok ? null : read.error);
  const task = (over: object) => errorOf(readTask('t', { ...rescheduleTask(), ...over }, UPDATED));
  const visit = (over: object) => errorOf(readAppointment('a', { ...appointmentResource(), ...over }));
  const answer = (over: object) => errorOf(readResponse({ ...answerResource('p', 'accepted'), ...over }));

  test.each<[string, Unusable | null, string | null]>([
    ['a request', task({ modifierExtension }), 'modifierExtension https://clinic.example/not'],
    ['its time', task({ input }), 'input.modifierExtension https://clinic.example/not'],
    [
      'what came of it',
      task({ output: [{ modifierExtension }] }),
      'output.modifierExtension https://clinic.example/not',
    ],
    [
      'its end',
      task({ restriction: { modifierExtension } }),
      'restriction.modifierExtension https://clinic.example/not',
    ],
    [
      'a request by rules',
      task({ implicitRules: 'https://clinic.example/rules' }),
      'implicitRules https://clinic.example/rules',
    ],
    ['one of no URL', task({ modifierExtension: 'not' }), 'modifierExtension'],
    ['none', task({ modifierExtension: [] }), null],
    ['a visit', visit({ modifierExtension }), 'modifierExtension https://clinic.example/not'],
    ['who takes part', visit({ participant }), 'participant.modifierExtension https://clinic.example/not'],
    ['an answer', answer({ modifierExtension }), 'modifierExtension https://clinic.example/not'],
  ])('%s', (_what, found, detail) => {
    expect(found).toEqual(detail === null ? null : { reason: 'modified', detail });
  });

  test('somebody else’s Task is none of ours all the same', () => {
    const lab = { ...rescheduleTask(), ...LAB_ORDER, modifierExtension };
    expect(readTask('t', lab, UPDATED)).toEqual({ ok: true, value: null });
  });

  test('a visit takes its time, whatever its status, and who may be its provider', () => {
    const marked = { ...appointmentResource({ status: 'cancelled' }), modifierExtension };
    expect(readTimeTaken(marked)).toMatchObject({ providers: [{ by: 'id', id: 'practitioner-1' }] });
    const declined = participant.map((one) => ({ ...one, status: 'declined' }));
    expect(readTimeTaken({ ...appointmentResource(), participant: declined })).toMatchObject({
      providers: [{ by: 'id', id: 'practitioner-1' }],
    });
    expect(readTimeTaken(appointmentResource({ status: 'cancelled' }))).toBeNull();
  });

  test('a patient is on file, and nobody writes to them; a relative acts for nobody; nobody new is booked with a provider', () => {
    const patient = readPatient('p', { ...patientResource(), modifierExtension }, NOW);
    expect(patient.ok && patient.value.standing).toBe('unclear');
    expect(readRelatedPerson('r', { resourceType: 'RelatedPerson', modifierExtension }, NOW).ok).toBe(false);
    for (const read of [
      readPractitioner('p', { modifierExtension }, NOW),
      readLocation('l', { modifierExtension }),
    ])
      expect(read.ok && read.value.active).toBe(false);
  });
});

describe('whatever arrives', () => {
  /** JSON in which the elements of real resources are replaced, at any place, by anything. */
  const garbage = fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(
        fc.constantFrom<object>(
          rescheduleTask({ output: [{ type: {}, valueReference: { reference: 'Appointment/1' } }] }),
          appointmentResource(),
          patientResource(),
          answerResource('p', 'accepted'),
        ),
        fc.nat(),
        fc.jsonValue(),
      )
      .map(([resource, place, value]) => replaceAt(resource, place, value)),
  );

  test('reading never throws, and refuses with a reason or gives a value', () => {
    const readers = [
      (body: unknown) => readPatient('x', body, NOW),
      (body: unknown) => readPractitioner('x', body, NOW),
      (body: unknown) => readLocation('x', body),
      (body: unknown) => readAppointment('x', body),
      (body: unknown) => readTask('x', body, UPDATED),
      readResponse,
      readEnvelope,
    ];
    fc.assert(
      fc.property(garbage, (body) => {
        for (const read of readers) {
          const result = read(body);
          if (!result.ok) expect(result.error.reason).toMatch(/^[a-z-]+$/);
        }
        expect(Array.isArray(referencesOf(body))).toBe(true);
        const taken = readTimeTaken(body);
        if (taken !== null) expect(taken.end).toBeGreaterThan(taken.start);
        const text = outcomeText(body);
        if (text !== null) expect(text.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 500 },
    );
  });

  test('an appointment that is read has a beginning before its end', () => {
    fc.assert(
      fc.property(garbage, (body) => {
        const read = readAppointment('x', body);
        if (read.ok) expect(read.value.start).toBeLessThan(read.value.end);
      }),
      { numRuns: 300 },
    );
  });
});

function replaceAt(resource: object, place: number, value: unknown): unknown {
  const clone: object = structuredClone(resource);
  const spots: (() => void)[] = [];
  const visit = (node: object): void => {
    for (const [key, child] of Object.entries(node)) {
      spots.push(() => Reflect.set(node, key, value));
      if (typeof child === 'object' && child !== null) visit(child);
    }
  };
  visit(clone);
  spots[place % spots.length]?.();
  return clone;
}
