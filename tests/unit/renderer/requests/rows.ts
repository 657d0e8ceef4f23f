import { toInstant } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';

export const ZONE = 'America/Chicago';

/** The instant at which clocks in Chicago show it. */
export function at(date: string, time: string, which: 'earlier' | 'later' = 'earlier'): number {
  const found = toInstant(date, time, ZONE, which);
  if (!found.ok) throw new Error(`${date} ${time}: ${found.error}`);
  return found.value;
}

/** Monday, 23 November 2026, 10:00 AM. */
export const NOW = at('2026-11-23', '10:00');

export function appointmentView(change: Partial<AppointmentView> = {}): AppointmentView {
  return {
    id: 'appointment-1',
    patientId: 'patient-1',
    patientName: 'Maria Lopez',
    practitionerId: 'provider-1',
    practitionerName: 'Dr. Adams',
    locationId: 'location-1',
    locationName: 'Main Street',
    type: { code: 'follow-up', display: 'Follow-up' },
    start: at('2026-11-24', '09:00'),
    end: at('2026-11-24', '09:30'),
    status: 'booked',
    originalId: null,
    changeProposed: false,
    requestIds: [],
    overrideReason: null,
    busy: null,
    ...change,
  };
}

export function requestRow(change: Partial<RequestRow> = {}): RequestRow {
  return {
    id: 'request-1',
    kind: 'reschedule',
    patient: {
      id: 'patient-1',
      name: 'Maria Lopez',
      birthDate: '1980-03-03',
      phone: '(555) 010-1234',
      email: 'maria@example.org',
      portalAccess: true,
      standing: null,
    },
    patientName: 'Maria Lopez',
    portalName: null,
    appointment: appointmentView(),
    requested: { start: at('2026-11-26', '14:00'), end: at('2026-11-26', '14:45') },
    note: '',
    authoredAt: NOW,
    receivedAt: NOW,
    state: 'open',
    mark: null,
    outcome: null,
    outcomeReason: null,
    resolvedAt: null,
    settled: null,
    proposal: null,
    obstacles: [],
    policy: null,
    delivery: null,
    mail: null,
    conflict: null,
    typedBy: [],
    snoozedUntil: null,
    deskNote: null,
    allowed: ['approve', 'deny', 'propose', 'update', 'cancel-appointment', 'assign-patient'],
    refused: {},
    ...change,
  };
}
