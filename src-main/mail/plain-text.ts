/**
 * Words that others typed (names, reasons, messages), made safe to stand in a sentence of ours. Escaping for HTML and
 * iCalendar comes later, in the renderers: this is about characters that no mail program should be given.
 */

/** C0 and C1 controls and DEL, except the line feed. */
const CONTROLS = /[^\P{Cc}\n]/gu;
/** Explicit bidirectional controls (Unicode Standard Annex 9, 2.1 to 2.3): they can reorder what stands around them. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
const LINE_BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Characters of scripts written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Several lines: line breaks kept as `\n` (never more than one empty line), other controls and bidirectional controls
 * removed, tabs made spaces, lone surrogates replaced, white space at the ends removed.
 */
export function manyLines(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_BREAKS, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(/ +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** As `manyLines`, on one line: a header made of it cannot be continued by what somebody typed. */
export function oneLine(text: string): string {
  return manyLines(text).replace(/\s+/g, ' ');
}

/**
 * `oneLine`, and where it holds right-to-left characters, inside FIRST STRONG ISOLATE ... POP DIRECTIONAL ISOLATE, so
 * that it cannot reorder the punctuation and figures around it.
 */
export function inSentence(text: string): string {
  const line = oneLine(text);
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}
