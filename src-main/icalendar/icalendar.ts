/** Writing iCalendar content lines (RFC 5545, 3.1): the few value types this program needs. */

const utf8 = new TextEncoder();
const FOLD_OCTETS = 75;

/**
 * One content line, folded so that no line is longer than 75 octets without its break, and never inside a character
 * (RFC 5545, 3.1), ending with CRLF.
 */
export function fold(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8.encode(character).length;
    if (octets + size > FOLD_OCTETS) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}

/** The content lines of a stream, unfolded, without their breaks. */
export const contentLines = (ics: string): string[] =>
  ics
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '');

/** A TEXT value (RFC 5545, 3.3.11). */
export function text(value: string): string {
  return value.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** A parameter value, always quoted; characters that cannot stand in one are encoded as RFC 6868 says. */
export function parameter(value: string): string {
  const encoded = value
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replace(/\r\n|\r|\n/g, '^n');
  return `"${encoded}"`;
}

/** A DATE-TIME in UTC (RFC 5545, 3.3.5, form 2), to the second. */
export function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A CAL-ADDRESS (RFC 5545, 3.3.3) for a mailbox: a `mailto` URI (RFC 6068). */
export function mailto(address: string): string {
  return `mailto:${address.split('@').map(encodeLocal).join('@')}`;
}

/** Percent-encodes all but what RFC 6068 lets stand. */
function encodeLocal(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(/%(?:2B|24|21|2A|27)/gi, decodeURIComponent);
}

/** The lines `[name with parameters, value]` as an iCalendar stream. */
export function stream(lines: readonly (readonly [name: string, value: string])[]): string {
  return lines.map(([name, value]) => fold(`${name}:${value}`)).join('');
}
