import { foldedWords } from './fold.ts';

/**
 * How phone numbers are compared: as they are dialled. A number with a country code (ITU-T E.164) is also its national one,
 * with and without the trunk prefix 0; one without stays what it is, for nobody knows its country. Extensions
 * (RFC 3966 `;ext=`, and as people write them) are no part of a number.
 */

/** The country codes of one and two digits; all others have three (https://www.itu.int/pub/T-SP-E.164D). */
const SHORT_CODES = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const EXTENSION =
  /(?<=\d[\s).]*)(?:[\s,;]*(?:;\s*ext\s*=|ext(?:ension|n)?\b\.?|ext(?=\d)|x|#)[\s:.]*)(\d{1,7})(?!\d)/giu;
const CONTEXT = /;(?:phone-context|isub)=[^;\s]*/giu;
const NATIONAL_ZERO = /\(0\)/gu;
/** The zeros of the decimal digits that other scripts' keyboards type. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

/** Full-width and other scripts' digits as the ones a phone has. */
export function withAsciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((one) => code >= one && code <= one + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** The text without the extensions that follow a number in it. */
export const withoutExtensions = (text: string): string => text.replace(EXTENSION, ' ');

/** Shorter ends of a number are looked for by nobody. */
const SHORTEST_GROUP = 3;
/** As a call sheet, a sticker or a memory has the last digits. */
const ENDS = [4, 6, 7, 8, 9, 10];

/** What the search index holds of a patient's phone: every number in it in each way it is dialled, and its words. */
export function phoneKeys(phone: string): string[] {
  const text = withAsciiDigits(phone).replace(CONTEXT, ' ');
  const plain = withoutExtensions(text);
  const numbers = [plain, ...plain.split(/[\p{L};,|\n]+|\s\/\s/u)];
  const keys = new Set([digitsOf(text)]);
  for (const number of numbers) {
    const digits = digitsOf(number);
    if (digits.length < SHORTEST_GROUP) continue;
    for (const way of [digits, ...waysToDial(number)]) keys.add(way);
    for (const length of ENDS) if (digits.length > length) keys.add(digits.slice(-length));
    const groups = number.match(/\d+/g) ?? [];
    for (let from = 1; from < groups.length; from += 1) {
      const end = groups.slice(from).join('');
      if (end.length >= SHORTEST_GROUP) keys.add(end);
    }
  }
  return [...[...keys].filter((key) => key !== ''), ...foldedWords(text).filter((word) => !/^\d/.test(word))];
}

/** A number somebody typed, whole or its beginning, in each way it may stand in the index. */
export function dialled(number: string): string[] {
  const digits = digitsOf(number);
  const national = digits.replace(/^1/, '');
  const keys = [digits, ...(national.length >= SHORTEST_GROUP ? [national] : []), ...waysToDial(number)];
  return [...new Set(keys)].filter((key) => key !== '');
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The other ways to dial a number. */
function waysToDial(number: string): string[] {
  const ways: string[] = [];
  const digits = digitsOf(number);
  for (const full of internationally(number, digits)) {
    const code = SHORT_CODES.exec(full)?.[0] ?? full.slice(0, 3);
    const national = full.slice(code.length);
    ways.push(full);
    if (national.length < SHORTEST_GROUP) continue;
    ways.push(national);
    if (code !== '1') ways.push(`0${national}`);
    if (code === '7') ways.push(`8${national}`);
    if (code === '36') ways.push(`06${national}`);
  }
  const withoutTrunk = digits.replace(/^0/, '');
  if (withoutTrunk !== digits && withoutTrunk.length >= SHORTEST_GROUP) ways.push(withoutTrunk);
  return ways;
}

/** With its country code, where it has one: after +, 00 (most of the world) or 011 (North America). */
function internationally(number: string, digits: string): string[] {
  if (/^\D*\+/.test(number)) return [digitsOf(number.replace(NATIONAL_ZERO, ''))];
  const plain = digitsOf(number.replace(/(?<=\d\D*)\(0\)/u, ''));
  if (digits.startsWith('00')) return [plain.slice(2)];
  return digits.startsWith('011') ? [plain.slice(3)] : [];
}
