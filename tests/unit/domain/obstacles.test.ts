import { describe, expect, it } from 'vitest';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import {
  type NamedAppointment,
  type ObstacleFacts,
  obstaclesOf,
  type WantedTime,
} from '../../../src-shared/domain/obstacles.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import {
  ASKED_START,
  at,
  buildAppointment,
  buildPatient,
  buildRequest,
  HALF_HOUR,
  NOW,
  ownOrigin,
  proposal,
} from '../../support/domain.ts';

const facts = (over: Partial<ObstacleFacts> = {}): ObstacleFacts => ({
  now: NOW,
  practice: defaultRules.practice,
  appointment: buildAppointment(),
  patient: buildPatient(),
  visitPatient: buildPatient(),
  origin: ownOrigin,
  outdated: [],
  acceptance: null,
  unsettledAnswers: [],
  alsoAsked: [],
  openLocations: [],
  openProviders: ['practitioner-1'],
  nearby: [],
  practitionerName: 'Dr. Adams',
  unavailable: [],
  further: [],
  wanted: [],
  ...over,
});
const codes = (request: AppointmentRequest, over: Partial<ObstacleFacts> = {}) =>
  obstaclesOf(request, facts(over)).map((one) => one.code);
const asking = (start: number, minutes = 30, text: string | null = null) =>
  buildRequest({ requested: { start, end: start + minutes * MINUTE_MS }, requestedStartText: text });
const busy = (over: Partial<NamedAppointment> = {}): NamedAppointment => ({
  ...buildAppointment({
    id: 'busy',
    patientId: 'patient-9',
    start: ASKED_START,
    end: ASKED_START + HALF_HOUR,
  }),
  patientName: 'Bo Lind',
  practitionerName: 'Dr. Osei',
  ...over,
});
const rival = (over: Partial<WantedTime> = {}): WantedTime => ({
  requestId: 'request-2',
  appointmentId: 'appointment-2',
  practitionerId: 'practitioner-1',
  patientName: 'Eva Lind',
  start: ASKED_START,
  end: ASKED_START + HALF_HOUR,
  ...over,
});

describe('obstacles', () => {
  it('are none for a request that can be granted', () => {
    expect(codes(buildRequest())).toEqual([]);
    expect(codes(buildRequest({ kind: 'cancel' }))).toEqual([]);
  });

  it('name what takes the time', () => {
    expect(obstaclesOf(buildRequest(), facts({ nearby: [busy()] }))).toEqual([
      {
        code: 'slot-taken',
        by: [
          {
            appointmentId: 'busy',
            patientName: 'Bo Lind',
            practitionerName: 'Dr. Osei',
            start: ASKED_START,
            end: ASKED_START + HALF_HOUR,
            status: 'booked',
            samePatient: false,
          },
        ],
      },
    ]);
  });

  it('tell when only the patient is busy', () => {
    const nearby = [busy({ patientId: 'patient-1', practitionerId: 'practitioner-2' })];
    expect(obstaclesOf(buildRequest(), facts({ nearby }))).toMatchObject([{ by: [{ samePatient: true }] }]);
    const both = [busy({ patientId: 'patient-1' })];
    expect(obstaclesOf(buildRequest(), facts({ nearby: both }))).toMatchObject([
      { by: [{ samePatient: false }] },
    ]);
  });

  it('are no cancelled appointments, and not the one that would move', () => {
    const own = busy({ id: 'appointment-1', patientId: 'patient-1' });
    expect(codes(buildRequest(), { nearby: [busy({ status: 'cancelled' }), own] })).toEqual([]);
  });

  it('are other requests for the same provider and time', () => {
    expect(obstaclesOf(buildRequest(), facts({ wanted: [rival()] }))).toEqual([
      {
        code: 'slot-also-wanted',
        others: [
          {
            requestId: 'request-2',
            patientName: 'Eva Lind',
            start: ASKED_START,
            end: ASKED_START + HALF_HOUR,
          },
        ],
      },
    ]);
  });

  it.each<[string, Partial<WantedTime>]>([
    ['the request itself', { requestId: 'request-1' }],
    ['another wish for the same appointment', { appointmentId: 'appointment-1' }],
    ['another provider', { practitionerId: 'practitioner-2' }],
    ['no provider', { practitionerId: null }],
    ['the time just after', { start: ASKED_START + HALF_HOUR, end: ASKED_START + 2 * HALF_HOUR }],
  ])('are not %s', (_name, over) => {
    expect(codes(buildRequest(), { wanted: [rival(over)] })).toEqual([]);
  });

  it('of the requested time', () => {
    expect(codes(asking(at('2026-11-23', '08:45')))).toEqual(['time-past']);
    expect(codes(asking(at('2026-11-23', '09:00')))).toEqual([]);
    expect(codes(asking(at('2026-11-24', '07:45')))).toEqual(['outside-hours']);
    expect(codes(asking(at('2026-11-24', '11:45')))).toEqual(['outside-hours']);
    expect(codes(asking(at('2026-11-24', '11:30')))).toEqual([]);
    expect(codes(asking(at('2026-11-24', '11:30'), 120))).toEqual(['outside-hours']);
    expect(codes(asking(at('2026-11-24', '16:30')))).toEqual([]);
    expect(codes(asking(at('2026-11-24', '17:00')))).toEqual(['outside-hours']);
  });

  it('are closed days by their name, week-ends by theirs', () => {
    const practice = { ...defaultRules.practice, closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }] };
    expect(obstaclesOf(asking(at('2026-11-26', '09:00')), facts({ practice }))).toEqual([
      { code: 'closed-day', day: 'Thanksgiving' },
    ]);
    expect(obstaclesOf(asking(at('2026-11-28', '09:00')), facts({ practice }))).toEqual([
      { code: 'closed-day', day: 6 },
    ]);
  });

  it('are times the clocks skip', () => {
    const practice = {
      ...defaultRules.practice,
      hours: [{ weekday: 7 as const, open: [{ from: '00:00', to: '12:00' }] }],
    };
    const now = at('2026-03-01', '09:00');
    // What the portal sent reads 2:30 AM; the instant is 3:30 AM.
    const request = asking(at('2026-03-08', '03:30'), 30, '2026-03-08T02:30:00-06:00');
    const appointment = buildAppointment();
    expect(codes(request, { now, practice, appointment })).toEqual(['time-does-not-exist']);
    const meant = asking(at('2026-03-08', '03:30'), 30, '2026-03-08T03:30:00-05:00');
    expect(codes(meant, { now, practice, appointment })).toEqual([]);
  });

  it('of the patient', () => {
    expect(codes(buildRequest(), { patient: buildPatient({ email: null }) })).toEqual(['no-email']);
    expect(codes(buildRequest(), { patient: buildPatient({ email: ' ', portalAccess: false }) })).toEqual([
      'no-email',
      'no-portal-access',
    ]);
    expect(codes(buildRequest(), { patient: buildPatient({ email: null, standing: 'deceased' }) })).toEqual([
      'not-written-to',
    ]);
    expect(codes(buildRequest({ patientId: null }), { patient: null })).toEqual(['patient-unmatched']);
  });

  it('of what the portal has otherwise by now come first', () => {
    expect(
      codes(buildRequest(), { outdated: ['appointment'], patient: buildPatient({ email: null }) }),
    ).toEqual(['outdated', 'no-email']);
  });

  it('of the appointment', () => {
    const past = buildAppointment({ start: NOW - HOUR_MS, end: NOW - HALF_HOUR });
    expect(codes(buildRequest({ kind: 'cancel' }), { appointment: past })).toEqual(['appointment-past']);
    expect(obstaclesOf(buildRequest(), facts({ appointment: { ...past, status: 'completed' } }))).toEqual([
      { code: 'appointment-not-active', status: 'completed' },
    ]);
  });

  it('of the requested time are told only while the request is open', () => {
    const late = { requested: { start: NOW - HOUR_MS, end: NOW } };
    const patient = buildPatient({ email: null });
    expect(
      codes(buildRequest({ ...late, status: { state: 'awaiting-patient', proposal } }), { patient }),
    ).toEqual(['no-email']);
    expect(
      codes(buildRequest({ ...late, status: { state: 'resolved', outcome: 'denied', reason: null } }), {
        patient,
      }),
    ).toEqual([]);
  });

  it('come together, in one order', () => {
    const request = asking(at('2026-11-21', '09:00'));
    const found = codes(request, {
      appointment: buildAppointment({ start: NOW - HOUR_MS, end: NOW - HALF_HOUR }),
      patient: buildPatient({ email: null, portalAccess: false }),
      nearby: [busy({ start: at('2026-11-21', '09:00'), end: at('2026-11-21', '09:30') })],
      wanted: [rival({ start: at('2026-11-21', '09:00'), end: at('2026-11-21', '09:30') })],
    });
    expect(found).toEqual([
      'appointment-past',
      'no-email',
      'no-portal-access',
      'time-past',
      'slot-taken',
      'slot-also-wanted',
      'closed-day',
    ]);
  });
});
