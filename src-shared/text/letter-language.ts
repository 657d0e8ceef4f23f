import { primarySubtag } from '../domain/language.ts';
import { LETTER_LANGUAGES, type LetterLanguage } from '../domain/letters.ts';
import { type EpochMs, existsTwice, plainDateOf, plainTimeOf, type ZoneId } from '../domain/time.ts';
import { callScriptText as englishCall } from './en/call-script.ts';
import { letterText as english } from './en/letter.ts';
import { callScriptText as spanishCall } from './es/call-script.ts';
import { letterText as spanish } from './es/letter.ts';
import type { CallScriptWords, LetterWords } from './letter-words.ts';
import { formatOf, zoneName } from './time-formats.ts';

/** How letters are written in a language. Times are in the zone given, for somebody who may read them elsewhere, weeks later. */
export interface LetterText {
  readonly language: LetterLanguage;
  readonly words: LetterWords;
  /** For what is said on the phone. */
  readonly call: CallScriptWords;
  /** "Tuesday, November 24, 2026". */
  readonly formatDay: (at: EpochMs, zone: ZoneId) => string;
  /**
   * "9:00 AM (Central Time)". On the night the clocks are put back, a time they show twice names which of the two: "(Central Standard
   * Time)".
   */
  readonly formatTime: (at: EpochMs, zone: ZoneId) => string;
  /** "Tuesday, November 24, 2026, 9:00 AM (Central Time)". */
  readonly formatInstant: (at: EpochMs, zone: ZoneId) => string;
  /** As it is said: "Tuesday, November 24, at 9:00 AM", with the year where that is not the one of `now`. */
  readonly sayInstant: (at: EpochMs, now: EpochMs, zone: ZoneId) => string;
  /** "45 minutes", "2 hours". */
  readonly formatDuration: (ms: number) => string;
}

/** As people in the United States write each. */
const LOCALES: Readonly<Record<LetterLanguage, string>> = { en: 'en-US', es: 'es-US' };
const WORDS: Readonly<Record<LetterLanguage, LetterWords>> = { en: english, es: spanish };

const CALLS: Readonly<Record<LetterLanguage, CallScriptWords>> = { en: englishCall, es: spanishCall };

const made = new Map<LetterLanguage, LetterText>();

export function letterText(language: LetterLanguage): LetterText {
  const text = made.get(language) ?? make(language);
  made.set(language, text);
  return text;
}

/** The language of letters to somebody who wants `tag` (BCP 47); `null`, and what nobody knows, is the first. */
export function letterLanguage(tag: string | null): LetterLanguage {
  const primary = primarySubtag(tag ?? '');
  return LETTER_LANGUAGES.find((language) => language === primary) ?? LETTER_LANGUAGES[0];
}

function make(language: LetterLanguage): LetterText {
  const locale = LOCALES[language];
  const call = CALLS[language];
  const formatDay = formatOf(locale, { dateStyle: 'full' });
  const clock = formatOf(locale, { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' });
  const formatTime = (at: EpochMs, zone: ZoneId): string => {
    const style = existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone) ? 'long' : 'longGeneric';
    return `${clock(at, zone)} (${zoneName(locale, style, at, zone)})`;
  };
  const dayOfYear = formatOf(locale, { weekday: 'long', month: 'long', day: 'numeric' });
  const unit = (name: 'minute' | 'hour') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' });
  const [minutes, hours] = [unit('minute'), unit('hour')];
  return {
    language,
    words: WORDS[language],
    call,
    formatDay,
    formatTime,
    sayInstant: (at, now, zone) => {
      const isThisYear = plainDateOf(at, zone).slice(0, 4) === plainDateOf(now, zone).slice(0, 4);
      const isTwice = existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone);
      return call.when(
        (isThisYear ? dayOfYear : formatDay)(at, zone),
        (isTwice ? formatTime : clock)(at, zone),
      );
    },
    formatInstant: (at, zone) => `${formatDay(at, zone)}, ${formatTime(at, zone)}`,
    formatDuration: (ms) => {
      const whole = Math.round(ms / 60_000);
      return whole > 0 && whole % 60 === 0 ? hours.format(whole / 60) : minutes.format(whole);
    },
  };
}
