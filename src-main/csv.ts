/**
 * A spreadsheet takes a cell that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection). Where the system's language
 * has a comma within numbers it parts cells at semicolons, and sees no quotes that do not stand at a line's beginning: then a cell also
 * begins after a semicolon, a tab or a line break within the text.
 */
const FORMULA =
  /^(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])|(?<=[;\t\r\n])(?="*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** What Excel needs to read UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A table as RFC 4180 has it: CRLF after every line, and quotes around each cell that needs them. UTF-8 with a byte order
 * mark. What a spreadsheet would run as a formula has an apostrophe before it.
 */
export const csvText = (lines: readonly (readonly string[])[]): string => csvOf(lines.map(csvLine));

/** The table whose lines `csvLine` has made. */
export const csvOf = (lines: readonly string[]): string => `${BYTE_ORDER_MARK}${lines.join('')}`;

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(text: string): string {
  const harmless = text.replace(FORMULA, "'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
