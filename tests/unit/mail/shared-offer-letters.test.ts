import { describe, expect, test } from 'vitest';
import { composeCallScript } from '../../../src-main/mail/call-script.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import { LETTER_LANGUAGES, type LetterLanguage } from '../../../src-shared/domain/letters.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { visibleText } from '../../support/visible-text.ts';

const base = intentOf('proposed');
const offered: EmailIntent = { ...base, appointment: { ...base.appointment, sharedOffer: 'offer-1' } };
const taken = (late: boolean): EmailIntent => ({
  ...base,
  kind: 'offer-taken',
  appointment: base.before,
  taken: { start: base.appointment.start, late },
});
const inLanguage = (language: LetterLanguage) => emailContext({ language, requestKind: 'reschedule' });

describe('a time that several are offered', () => {
  test('the letter says so, and of one that a single patient is offered it does not', () => {
    const sentence = 'We offer this time to several patients at once. It goes to whoever accepts it first.';
    expect(composeEmail(offered, inLanguage('en')).text).toContain(sentence);
    expect(composeEmail(base, inLanguage('en')).text).not.toContain(sentence);
    expect(composeEmail(offered, inLanguage('es')).text).toContain(
      'Ofrecemos este horario a varios pacientes a la vez. Será para quien lo acepte primero.',
    );
  });

  test('it is held for nobody: the letter about a new appointment does not promise that', () => {
    const asked = {
      ...offered,
      kind: 'offered' as const,
      before: { ...base.before, status: 'proposed' as const },
    };
    const { text } = composeEmail(asked, inLanguage('en'));
    expect(text).not.toContain('we hold it for you');
    expect(text).toContain('If you need another time, please call us');
  });

  test('on the phone as well', () => {
    expect(composeCallScript(offered, inLanguage('en')).script).toContain(
      'We offer it to several patients: it goes to whoever accepts first.',
    );
  });
});

describe('a time that another has', () => {
  test('the letter says which, that nothing else changes, and that the request is still there', () => {
    const email = composeEmail(taken(false), inLanguage('en'));
    expect(email.subject).toBe('The time we offered you has been given to someone else - Lakeside Clinic');
    expect(email.calendar).toBeNull();
    expect(email.text).toContain(`The time we offered you has meanwhile been given to someone else.

We had offered Tuesday, November 24, 2026, 9:00 AM (Central Time) to several patients at once, and somebody else accepted it first.

Your appointment stays as it is. We still have your request and will answer it.

Your appointment:
Monday, November 23, 2026
2:30 PM (Central Time)
`);
    expect(email.text).not.toContain('Thank you');
  });

  test('whoever has accepted it, too, is thanked', () => {
    expect(composeEmail(taken(true), inLanguage('en')).text).toContain(
      'Thank you for accepting it as well. We are sorry that it was gone already.',
    );
    expect(composeEmail(taken(true), inLanguage('es')).text).toContain(
      'Gracias por haberlo aceptado también.',
    );
  });

  test('of what is only asked for there is no visit to speak of', () => {
    const asked = { ...base.before, status: 'proposed' as const };
    const { text } = composeEmail({ ...taken(false), appointment: asked, before: asked }, inLanguage('en'));
    expect(text).not.toContain('Your appointment');
    expect(text).toContain('We still have your request and will answer it.');
  });

  test.each(LETTER_LANGUAGES)('on the phone as well (%s)', (language) => {
    const { script, voicemail } = composeCallScript(taken(true), inLanguage(language));
    expect(script).toContain(language === 'en' ? 'who accepted it first' : 'que lo aceptó primero');
    expect(script).toContain(language === 'en' ? 'Your appointment stays on' : 'Su cita se mantiene el');
    expect(voicemail).not.toContain('9:00');
  });

  test.each([offered, taken(false), taken(true)])('says the same in HTML as in text (%#)', (intent) => {
    const email = composeEmail(intent, inLanguage('es'));
    const seen = visibleText(email.html);
    expect(seen.errors).toEqual([]);
    expect(seen.lines).toEqual(email.text.split('\n').filter((line) => line !== ''));
  });
});
