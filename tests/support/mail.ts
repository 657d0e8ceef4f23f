import type { EmailContext } from '../../src-main/mail/email.ts';
import type { EmailIntent } from '../../src-shared/domain/changes.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { EmailKind } from '../../src-shared/domain/email-kind.ts';

const at = (iso: string): number => Date.parse(iso);

const base = {
  id: 'appointment-1',
  uid: '7b0c2f0e-appointment-1@reslot',
  sequence: 3,
  patientId: 'patient-1',
  practitionerId: 'practitioner-1',
  locationId: 'location-1',
  type: { code: 'annual-physical', display: 'Annual physical' },
  start: at('2026-11-24T15:00:00Z'),
  end: at('2026-11-24T15:45:00Z'),
  status: 'booked',
  originalId: null,
} as const;

/** An appointment moved from Monday to Tuesday, as each kind of e-mail would tell of it. */
export function intentOf(kind: EmailKind, change: Partial<EmailIntent> = {}): EmailIntent {
  const monday = { ...base, sequence: 2, start: at('2026-11-23T20:30:00Z'), end: at('2026-11-23T21:15:00Z') };
  const stays = kind === 'denied' || kind === 'kept' || kind === 'cancelled' || kind === 'proposal-withdrawn';
  return {
    kind,
    appointment: stays ? { ...monday, sequence: base.sequence } : base,
    before: kind === 'booked' ? base : monday,
    words: null,
    mayCancelEntirely: false,
    ...change,
  };
}

/** The demo-like practice, patient, provider and place the intents of `intentOf` are about. */
export function emailContext(change: Partial<EmailContext> = {}): EmailContext {
  return {
    rules: {
      ...defaultRules,
      practice: {
        ...defaultRules.practice,
        name: 'Lakeside Clinic',
        phone: '(312) 555-0100',
        portalLink: 'https://portal.example.org/visits',
      },
    },
    patient: {
      id: 'patient-1',
      name: 'Maria Alvarez',
      familyName: 'Alvarez',
      givenName: 'Maria',
      birthDate: '1980-02-29',
      phone: '312-555-0142',
      email: 'maria.alvarez@example.org',
      portalAccess: true,
      standing: null,
      language: null,
    },
    practitioner: { id: 'practitioner-1', name: 'Dr. Ruth Okafor', active: true },
    location: { id: 'location-1', name: 'Lakeside Clinic, North', active: true, address: null },
    requestKind: 'reschedule',
    requestId: 'task-1',
    answerBy: null,
    fromAddress: 'desk@lakeside.example.org',
    language: 'en',
    now: at('2026-11-20T15:00:00Z'),
    ...change,
  };
}
