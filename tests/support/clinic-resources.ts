import type {
  Appointment,
  AppointmentResponse,
  Location,
  Patient,
  Practitioner,
  Task,
} from '@medplum/fhirtypes';

/** FHIR resources of a small clinic, with what a portal would add around the edges. */

export const patientResource = (over: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  id: 'patient-1',
  name: [{ use: 'official', given: ['Ana'], family: 'Flores' }],
  birthDate: '1984-03-09',
  telecom: [
    { system: 'phone', value: '(312) 555-0142' },
    { system: 'email', value: 'ana@example.org' },
  ],
  ...over,
});

export const practitionerResource = (over: Partial<Practitioner> = {}): Practitioner => ({
  resourceType: 'Practitioner',
  id: 'practitioner-1',
  name: [{ text: 'Dr. Ruth Okafor' }],
  ...over,
});

export const locationResource = (over: Partial<Location> = {}): Location => ({
  resourceType: 'Location',
  id: 'location-1',
  name: 'Main Street',
  ...over,
});

/** Booked for Tue, Nov 24, 2026, 9:00 to 9:30 AM in Chicago. */
export const appointmentResource = (over: Partial<Appointment> = {}): Appointment => ({
  resourceType: 'Appointment',
  id: 'visit-1',
  identifier: [{ system: 'urn:reslot:uid', value: `${over.id ?? 'visit-1'}@clinic.example` }],
  status: 'booked',
  serviceType: [{ coding: [{ system: 'urn:clinic:visit', code: 'follow-up', display: 'Follow-up' }] }],
  comment: 'Bring the earlier pictures',
  start: '2026-11-24T09:00:00-06:00',
  end: '2026-11-24T09:30:00-06:00',
  participant: [
    { actor: { reference: 'Patient/patient-1' }, status: 'accepted' },
    { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
    { actor: { reference: 'Location/location-1' }, status: 'accepted' },
  ],
  ...over,
});

/** Asks for Wed, Nov 25, 2026, 2:00 to 2:30 PM in Chicago. */
export const rescheduleTask = (over: Partial<Task> = {}): Task => ({
  resourceType: 'Task',
  id: 'task-1',
  status: 'requested',
  intent: 'proposal',
  code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'replace' }] },
  focus: { reference: 'Appointment/visit-1' },
  for: { reference: 'Patient/patient-1' },
  requester: { reference: 'Patient/patient-1' },
  authoredOn: '2026-11-20T08:30:00-06:00',
  input: [
    {
      type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
      valuePeriod: { start: '2026-11-25T14:00:00-06:00', end: '2026-11-25T14:30:00-06:00' },
    },
  ],
  note: [{ text: 'After lunch would be better.' }],
  ...over,
});

export const cancelTask = (over: Partial<Task> = {}): Task => {
  const { input: _period, ...rest } = rescheduleTask(over);
  return {
    ...rest,
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'abort' }] },
  };
};

export const answerResource = (
  proposalId: string,
  participantStatus: 'accepted' | 'declined',
  over: Partial<AppointmentResponse> = {},
): AppointmentResponse => ({
  resourceType: 'AppointmentResponse',
  appointment: { reference: `Appointment/${proposalId}` },
  actor: { reference: 'Patient/patient-1' },
  participantStatus,
  ...over,
});

/** What `newAppointmentTask` asks for: half an hour with Dr. Okafor, at no time yet. */
export const wishedAppointment = (over: Partial<Appointment> = {}): Appointment => ({
  resourceType: 'Appointment',
  id: 'wish-1',
  status: 'proposed',
  serviceType: [{ coding: [{ system: 'urn:clinic:visit', code: 'follow-up', display: 'Follow-up' }] }],
  minutesDuration: 30,
  participant: [
    { actor: { reference: 'Patient/patient-1' }, status: 'accepted' },
    { actor: { reference: 'Practitioner/practitioner-1' }, status: 'needs-action' },
    { actor: { reference: 'Location/location-1' }, status: 'needs-action' },
  ],
  ...over,
});

/** Asks for a new appointment: Wed, Nov 25, 2026, 2:00 to 2:30 PM in Chicago. */
export const newAppointmentTask = (over: Partial<Task> = {}): Task => ({
  ...rescheduleTask(),
  id: 'task-new',
  code: { coding: [{ system: 'urn:reslot:task-code', code: 'new-appointment' }] },
  focus: { reference: 'Appointment/wish-1' },
  note: [{ text: 'My knee hurts again.' }],
  ...over,
});
