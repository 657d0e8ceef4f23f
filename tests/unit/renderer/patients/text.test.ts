import { describe, expect, test } from 'vitest';
import type { PatientRequest } from '../../../../src-shared/ipc/patient-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { appointmentView, at, NOW, ZONE } from '../requests/rows.ts';

const moment = { zone: ZONE, now: NOW };

function request(change: Partial<PatientRequest> = {}): PatientRequest {
  return {
    id: 'request-1',
    kind: 'reschedule',
    appointment: appointmentView(),
    requested: { start: at('2026-11-26', '14:00'), end: at('2026-11-26', '14:45') },
    proposed: [],
    authoredAt: NOW,
    receivedAt: NOW,
    state: 'open',
    mark: null,
    outcome: null,
    outcomeReason: null,
    resolvedAt: null,
    ...change,
  };
}

test('who is who', () => {
  const patient = {
    id: 'p',
    name: 'Robin Field',
    birthDate: '1980-03-14',
    phone: '(312) 555-0177',
    email: 'robin@example.org',
    portalAccess: true,
    standing: null,
  };
  expect(t.patients.identityWords(patient)).toBe('born Mar 14, 1980 · (312) 555-0177 · robin@example.org');
  expect(t.patients.identityWords({ ...patient, birthDate: null, phone: null, email: null })).toBe(
    'date of birth not known · no phone · no e-mail',
  );
  expect(t.patients.birthDateWords(null)).toBe('not known');
});

test('how many were found', () => {
  expect(t.patients.foundWords(0, 50)).toBe('0 patients');
  expect(t.patients.foundWords(1, 50)).toBe('1 patient');
  expect(t.patients.foundWords(49, 50)).toBe('49 patients');
  expect(t.patients.foundWords(50, 50)).toBe('The first 50 are shown. Type more to narrow them down.');
});

test('an appointment by name, its state in words', () => {
  expect(t.patients.appointmentName(appointmentView({ status: 'tentative' }), moment)).toBe(
    'Tue, Nov 24, 9:00 AM, Follow-up, Tentative',
  );
  expect(
    t.patients.appointmentName(appointmentView({ changeProposed: true, requestIds: ['r'] }), moment),
  ).toBe('Tue, Nov 24, 9:00 AM, Follow-up, Booked, change proposed, open request');
  expect(t.patients.visitWords(appointmentView())).toBe('Follow-up · Dr. Adams · Main Street');
  expect(t.patients.visitWords(appointmentView({ practitionerName: '', locationName: '' }))).toBe(
    'Follow-up · no provider',
  );
});

describe('a request', () => {
  test('by name', () => {
    expect(t.patients.openRequestName(request(), 'patient-1', moment)).toBe(
      'Open request: Reschedule appointment, Tue, Nov 24, 9:00 AM',
    );
  });

  test.each<readonly [string, Partial<PatientRequest>, string]>([
    ['open', {}, 'Tue, Nov 24, 9:00 AM – 9:30 AM → asked for Thu, Nov 26, 2:00 PM – 2:45 PM'],
    ['to cancel', { kind: 'cancel', requested: null }, 'Tue, Nov 24, 9:00 AM – 9:30 AM'],
    [
      'proposed',
      {
        state: 'awaiting-patient',
        proposed: [{ start: at('2026-11-27', '08:00'), end: at('2026-11-27', '08:30') }],
      },
      'Tue, Nov 24, 9:00 AM – 9:30 AM → proposed Fri, Nov 27, 8:00 AM – 8:30 AM',
    ],
    ['settled', { state: 'resolved', outcome: 'approved' }, 'Asked for Thu, Nov 26, 2:00 PM – 2:45 PM'],
  ])('%s: its times', (_what, change, words) => {
    expect(t.patients.requestTimes(request(change), 'patient-1', moment)).toBe(words);
  });

  test('about another patient’s visit says whose it is, also where both have one name', () => {
    const told = 'Another patient’s appointment (Maria Lopez): ';
    for (const change of [{}, { state: 'resolved' as const, outcome: 'denied' as const }])
      expect(t.patients.requestTimes(request(change), 'patient-2', moment).startsWith(told)).toBe(true);
    expect(t.patients.openRequestName(request(), 'patient-2', moment)).toContain(told);
    const nobody = request({ appointment: appointmentView({ patientId: null }) });
    expect(t.patients.requestTimes(nobody, 'patient-2', moment)).toMatch(
      /^An appointment of nobody named: Tue/,
    );
  });

  test.each<readonly [Partial<PatientRequest>, string]>([
    [{}, 'Open'],
    [{ mark: 'no-answer' }, 'Open: No answer'],
    [{ state: 'awaiting-patient' }, 'Awaiting patient'],
    [
      {
        state: 'resolved',
        outcome: 'denied',
        outcomeReason: 'Clinic closed',
        resolvedAt: at('2026-11-22', '09:12'),
      },
      'Denied (Clinic closed) · yesterday, 9:12 AM',
    ],
    [
      { state: 'resolved', outcome: 'withdrawn', resolvedAt: at('2026-11-02', '16:00') },
      'Withdrawn by patient · Mon, Nov 2, 4:00 PM',
    ],
    [{ state: 'resolved', outcome: 'superseded', outcomeReason: '' }, 'Superseded by a newer request'],
  ])('%o stands as', (change, words) => {
    expect(t.patients.requestState(request(change), moment)).toBe(words);
  });
});
