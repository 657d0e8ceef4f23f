import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import {
  addDays,
  type EpochMs,
  MINUTE_MS,
  plainDateOf,
  toNearestInstant,
} from '../../../src-shared/domain/time.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import { t } from '../../../src-shared/text/text.ts';
import { composeEmail } from '../../mail/compose.ts';

/** A letter to somebody who does not exist, to see what the practice's letters look like. */
export function sampleLetter(
  { letters, language, kind }: CommandInput<'settings.previewLetter'>,
  rules: PracticeRules,
  now: EpochMs,
): CommandOutput<'settings.previewLetter'> {
  const { subject, html } = composeEmail(sampleIntent(kind, rules, now), {
    rules: { ...rules, letters },
    patient: {
      id: 'sample',
      ...t.settings.SAMPLE.patient,
      birthDate: null,
      phone: null,
      email: null,
      portalAccess: true,
      language,
      standing: null,
    },
    practitioner: { id: 'sample', name: t.settings.SAMPLE.provider, active: true },
    location: null,
    requestKind: 'reschedule',
    requestId: 'sample',
    answerBy: at(rules, now, 5, '12:00'),
    fromAddress: '',
    language,
    now,
  });
  return { subject, html };
}

function sampleIntent(kind: EmailIntent['kind'], rules: PracticeRules, now: EpochMs): EmailIntent {
  const [before, after] = [visit(at(rules, now, 7, '14:30')), visit(at(rules, now, 8, '09:00'))];
  const asked = { ...before, status: 'proposed' as const };
  const said = { kind, words: null, mayCancelEntirely: false };
  if (kind === 'offered') return { ...said, appointment: after, before: asked };
  if (kind === 'not-booked' || kind === 'offer-withdrawn')
    return { ...said, appointment: asked, before: asked };
  if (kind === 'offer-taken')
    return { ...said, appointment: before, before, taken: { start: after.start, late: false } };
  const moves = kind === 'proposed' || kind === 'approved' || kind === 'accepted' || kind === 'updated';
  return { ...said, appointment: moves ? after : before, before };
}

const at = ({ practice: { zone } }: PracticeRules, now: EpochMs, days: number, time: string): EpochMs =>
  toNearestInstant(addDays(plainDateOf(now, zone), days), time, zone);

const visit = (start: EpochMs): Appointment => ({
  id: 'sample',
  uid: 'sample',
  sequence: 0,
  patientId: 'sample',
  practitionerId: 'sample',
  locationId: null,
  type: { code: '', display: '' },
  start,
  end: start + 45 * MINUTE_MS,
  status: 'booked',
  originalId: null,
});
