import { describe, expect, it } from 'vitest';
import { composeCallScript } from '../../../src-main/mail/call-script.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import { NO_LENGTH_MS, NO_TIME } from '../../../src-shared/domain/appointment.ts';
import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import { LETTER_LANGUAGES } from '../../../src-shared/domain/letters.ts';
import { emailContext, intentOf } from '../../support/mail.ts';

/** What a patient asks for who names no time: it stands nowhere. */
const wished = {
  ...intentOf('booked').appointment,
  status: 'proposed',
  practitionerId: null,
  start: NO_TIME,
  end: NO_TIME + NO_LENGTH_MS,
} as const;

const words = { reasonCode: 'other', reasonText: 'No free time', message: 'Please call us.' };
const about = (kind: EmailIntent['kind']): EmailIntent =>
  kind === 'offered'
    ? intentOf(kind, { before: wished, words })
    : intentOf(kind, { appointment: wished, before: wished, words });

const KINDS = ['offered', 'not-booked', 'offer-withdrawn', 'message'] as const;
const each = LETTER_LANGUAGES.flatMap((language) => KINDS.map((kind) => ({ language, kind })));

describe.each(each)('of an appointment that is only asked for, $kind in $language', ({ language, kind }) => {
  const context = emailContext({ requestKind: 'new', language, practitioner: null });
  const letter = composeEmail(about(kind), context);
  const { script } = composeCallScript(about(kind), context);

  it('says what the practice says, and no time that nobody has named', () => {
    for (const text of [letter.text, letter.html, script]) {
      expect(text).toContain('Please call us.');
      expect(text).not.toMatch(/19(69|70)|original|undefined|null/i);
    }
    expect(letter.calendar).toBeNull();
  });

  it('tells the time that is offered, and no other', () => {
    const told = /Tuesday, November 24|martes, 24 de noviembre|Martes, 24 de noviembre/.test(letter.text);
    expect(told).toBe(kind === 'offered');
  });

  it('fills in what the practice writes in its own words', () => {
    const text = '{day}, {time}: {originalDay}, {originalTime}';
    const own = { ...context.rules, letters: { colour: '#1f5f8b', texts: [{ language, kind, text }] } };
    const filled = composeEmail(about(kind), { ...context, rules: own }).text;
    expect(filled).toContain(language === 'en' ? 'the day you asked for' : 'el día que usted pidió');
    expect(filled).not.toMatch(/19(69|70)|\{/);
  });
});
