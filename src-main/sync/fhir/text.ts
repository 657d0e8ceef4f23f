/** Text as it came, less what no screen or file can hold: NUL, and surrogates without their other half. */
export const cleanText = (value: string): string => value.replaceAll('\0', '').toWellFormed();

/** For a one-line name or code: control characters and line breaks become a space. */
export const oneLine = (value: string): string =>
  PLAIN.test(value)
    ? value
    : cleanText(value)
        .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
        .trim();

/** What `oneLine` leaves as it is, and meets most. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
