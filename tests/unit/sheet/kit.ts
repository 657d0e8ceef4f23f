import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import type { Sheet, SheetDay, SheetRow } from '../../../src-shared/text/sheet-data.ts';
import { at } from '../../support/domain.ts';

export const appointment = (change: Partial<AppointmentView> = {}): AppointmentView => ({
  id: 'appointment-1',
  patientId: 'patient-1',
  patientName: 'Ann Smith',
  practitionerId: 'practitioner-1',
  practitionerName: 'Dr. Ruth Okafor',
  locationId: 'location-1',
  locationName: 'Main Street',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: at('2026-11-23', '10:00'),
  end: at('2026-11-23', '10:30'),
  status: 'booked',
  originalId: null,
  changeProposed: false,
  requestIds: [],
  overrideReason: null,
  busy: null,
  ...change,
});

export const patient = {
  id: 'patient-1',
  name: 'Ann Smith',
  birthDate: '1980-03-14',
  phone: '(312) 555-0177',
  email: null,
  portalAccess: true,
  standing: null,
};

export const row = (change: Partial<AppointmentView> = {}, more: Partial<SheetRow> = {}): SheetRow => ({
  appointment: appointment(change),
  patient,
  asks: [],
  ...more,
});

export const day = (change: Partial<SheetDay> = {}): SheetDay => ({
  date: '2026-11-23',
  closed: null,
  hours: [{ from: '08:00', to: '17:00' }],
  providers: [{ name: 'Dr. Ruth Okafor', rows: [row()], blocked: [] }],
  idle: [],
  ...change,
});

/** Monday, 23 November 2026, 9:00 AM in Chicago; one provider's one visit. */
export const sheet = (change: Partial<Sheet> = {}): Sheet => ({
  practice: { name: 'Lakeview Family Practice', phone: '(312) 555-0142', zone: 'America/Chicago' },
  at: at('2026-11-23', '09:00'),
  status: {
    phase: 'up-to-date',
    lastSuccessAt: at('2026-11-23', '08:58'),
    offlineSince: null,
    waitingToSync: 0,
    detail: null,
  },
  provider: null,
  phones: false,
  paper: 'letter',
  days: [day()],
  open: [],
  awaiting: [],
  openElsewhere: 0,
  record: null,
  ...change,
});
