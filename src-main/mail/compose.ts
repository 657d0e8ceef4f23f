import type { EmailIntent } from '../../src-shared/domain/changes.ts';
import { calendarPart } from './calendar-part.ts';
import type { ComposedEmail, EmailContext } from './email.ts';
import { writeLetter } from './letter.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/**
 * Puts an intent into words. Pure: the same input gives the same e-mail to the letter. Every date and time is shown in
 * the clinic's zone, with the zone named, in the patient's language. For a patient without an e-mail address the text serves as what to say on the
 * phone, and there is no calendar part.
 */
export function composeEmail(intent: EmailIntent, about: EmailContext): ComposedEmail {
  const calendar = calendarPart(intent, about);
  const letter = writeLetter(intent, about, calendar?.method ?? null);
  return {
    subject: letter.subject,
    text: renderText(letter),
    html: renderHtml(letter, about.rules.letters.colour),
    calendar,
  };
}
