import type { DayHours, PracticeRules } from './practice.ts';
import type { Weekday } from './time.ts';

const WORKING_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly Weekday[] = [6, 7];

const WORKING_HOURS: DayHours['open'] = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];

/** What a practice starts with before anybody has opened Settings. */
export const defaultRules: PracticeRules = {
  practice: {
    name: 'Our practice',
    phone: '',
    zone: 'America/Chicago',
    hours: [
      ...WORKING_DAYS.map((weekday) => ({ weekday, open: WORKING_HOURS })),
      ...WEEKEND.map((weekday) => ({ weekday, open: [] })),
    ],
    closedDays: [],
    portalLink: null,
  },
  policy: { approval: { mode: 'within', days: 2 }, charges: { mode: 'none' } },
  reasons: {
    change: [
      { code: 'provider-unavailable', text: 'Provider unavailable' },
      { code: 'clinic-closed', text: 'Clinic closed' },
      { code: 'requested-time-not-available', text: 'Requested time not available' },
      { code: 'needs-longer-visit', text: 'Needs a longer visit' },
      { code: 'different-provider-or-location', text: 'Different provider or location' },
      { code: 'other', text: 'Other' },
    ],
    cancel: [
      { code: 'requested-by-patient', text: 'Requested by the patient' },
      { code: 'provider-unavailable', text: 'Provider unavailable' },
      { code: 'clinic-closed', text: 'Clinic closed' },
      { code: 'visit-no-longer-needed', text: 'Visit no longer needed' },
      { code: 'other', text: 'Other' },
    ],
    deny: [
      { code: 'requested-time-not-available', text: 'Requested time not available' },
      { code: 'too-close-to-appointment', text: 'Too close to the appointment' },
      { code: 'agreed-with-patient', text: 'Agreed with the patient by phone' },
      { code: 'visit-should-not-wait', text: 'The visit should not wait' },
      { code: 'other', text: 'Other' },
    ],
  },
  visitTypes: [
    { code: 'new-patient', display: 'New patient visit', minutes: 60 },
    { code: 'follow-up', display: 'Follow-up', minutes: 30 },
    { code: 'annual-physical', display: 'Annual physical', minutes: 45 },
    { code: 'vaccination', display: 'Vaccination', minutes: 15 },
    { code: 'consultation', display: 'Consultation', minutes: 30 },
  ],
  letters: { colour: '#1f5f8b', texts: [] },
  reminders: { send: false, daysBefore: 2 },
  blocks: [],
  undoSeconds: 8,
  proposalExpiryHours: 48,
};
