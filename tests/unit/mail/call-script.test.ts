import { describe, expect, it } from 'vitest';
import { composeCallScript } from '../../../src-main/mail/call-script.ts';
import { EMAIL_KINDS } from '../../../src-shared/domain/email-kind.ts';
import { emailContext, intentOf } from '../../support/mail.ts';

const WORDS = {
  reasonCode: 'provider-unavailable',
  reasonText: 'Provider unavailable.',
  message: 'Please bring:\n- your card',
};

describe('what to say on the phone', () => {
  it('a proposal asks first, and leaves the patient a choice', () => {
    const intent = intentOf('proposed', { words: WORDS });
    expect(composeCallScript(intent, emailContext()).script).toBe(
      `Hello, this is Lakeside Clinic. Am I speaking with Maria Alvarez? May I have your date of birth, please?

You asked us to move your appointment on Monday, November 23, at 2:30 PM. We can offer you another time for your appointment: Tuesday, November 24, at 9:00 AM.

It is with Dr. Ruth Okafor, at Lakeside Clinic, North.

The reason: Provider unavailable. Please bring: - your card

Would that time suit you? If not, your appointment stays on Monday, November 23, at 2:30 PM for now.

Do you have any questions? Thank you, and goodbye.
`,
    );
  });

  it('instead of a cancellation it offers to cancel altogether', () => {
    const { script } = composeCallScript(
      intentOf('proposed', { mayCancelEntirely: true }),
      emailContext({ requestKind: 'cancel' }),
    );
    expect(script).toContain('You asked us to cancel your appointment on Monday');
    expect(script).toContain('If not, shall I cancel the appointment altogether?');
  });

  it('in Spanish to somebody who speaks it, and at one o’clock as that is said', () => {
    const { script, voicemail } = composeCallScript(
      intentOf('approved', {
        appointment: { ...intentOf('approved').appointment, start: Date.parse('2026-11-24T19:00:00Z') },
      }),
      emailContext({ language: 'es' }),
    );
    expect(script).toContain('¿Hablo con Maria Alvarez?');
    expect(script).toContain('Ahora es el martes, 24 de noviembre a la 1:00');
    expect(script).toContain('Ya no es el lunes, 23 de noviembre a las 2:30');
    expect(voicemail).toContain('llámenos al (312) 555-0100');
  });

  it.each(EMAIL_KINDS)('%s: says when, never the word e-mail, and leaves no holes', (kind) => {
    for (const language of ['en', 'es'] as const) {
      const { script } = composeCallScript(intentOf(kind), emailContext({ language }));
      expect(script).toMatch(/November 2[34], at|de noviembre a las/);
      expect(script).not.toMatch(/mail|correo|undefined|null|\s{3}/i);
    }
  });

  it('a message says nothing about a visit: anybody may hear it', () => {
    const { voicemail } = composeCallScript(intentOf('cancelled', { words: WORDS }), emailContext());
    expect(voicemail).toBe(
      'Hello, this is Lakeside Clinic, with a message for Maria Alvarez. Please call us back at (312) 555-0100. Thank you, and goodbye.',
    );
  });

  it('does not ask for somebody who has died, and leaves no message for them', () => {
    const { patient } = emailContext();
    const { script, voicemail } = composeCallScript(
      intentOf('cancelled'),
      emailContext({ patient: { ...patient, standing: 'deceased' } }),
    );
    expect(script).toContain('I am calling about an appointment in the name of Maria Alvarez.');
    expect(script).not.toContain('Am I speaking');
    expect(voicemail).toBe('');
  });

  it('says what a late cancellation costs, and that it does not this time', () => {
    const notice = 'Late cancellations are charged $40.';
    const of = (kind: 'cancelled' | 'proposed', said: 'charged' | 'waived' | null) =>
      composeCallScript(intentOf(kind, { late: { notice, said } }), emailContext()).script;
    expect(of('cancelled', 'charged')).toContain(`About late cancellations: ${notice}\n`);
    expect(of('cancelled', 'waived')).toContain(`${notice} This time, we do not charge you for it.`);
    expect(of('proposed', null)).toContain(`If you cancel, please note: ${notice}`);
  });

  it('next year is said with its year', () => {
    const next = { ...intentOf('booked').appointment, start: Date.parse('2027-01-04T15:00:00Z') };
    const intent = intentOf('booked', { appointment: next, before: next });
    expect(composeCallScript(intent, emailContext()).script).toContain('Monday, January 4, 2027, at 9:00 AM');
  });
});
