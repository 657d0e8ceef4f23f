import { withUnseenMarked } from '../../../src-shared/domain/unseen.ts';

/** Text as it came, less what no screen or file can hold: NUL, and surrogates without their other half. */
export const cleanText = (value: string): string => value.replaceAll('\0', '').toWellFormed();

/** For a one-line name or code: control characters and line breaks become a space, what nobody would see has a mark. */
export const oneLine = (value: string): string =>
  PLAIN.test(value)
    ? value
    : withUnseenMarked(
        cleanText(value)
          .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
          .trim(),
      );

/** What `oneLine` leaves as it is, and meets most. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/** At most so many UTF-16 code units of it, and no half of a character at the end. */
export const shortened = (value: string, most: number): string =>
  value.length <= most
    ? value
    : value
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
