import { DAY_MS, type EpochMs, isPlainDate } from '../../../src-shared/domain/time.ts';

const WITH_OFFSET =
  /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

const UNUSUAL = /:60|\.\d{4}/;

/**
 * A FHIR `instant`, or a `dateTime` with time and offset (https://hl7.org/fhir/R4/datatypes.html#instant). `null` for
 * anything else: a time without an offset could be any hour of the day.
 */
export function parseInstant(text: string): EpochMs | null {
  if (!WITH_OFFSET.test(text) || !isDayOfItsMonth(text)) return null;
  // A leap second and fractions beyond milliseconds are within what `instant` allows, but not `Date.parse`.
  const plain = UNUSUAL.test(text) ? text.replace(/:60/, ':59').replace(/(\.\d{3})\d+/, '$1') : text;
  const at = Date.parse(plain);
  return Number.isNaN(at) ? null : at;
}

const OTHERWISE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)? ?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/i;

/**
 * The instant that a text names beyond doubt, also where FHIR has it written otherwise: without seconds, in small letters, with a blank for
 * the T, at 24:00, or an offset of "-0600" or "-06". `null` where it names none.
 */
export function instantNamed(text: string): EpochMs | null {
  const [, day, time, seconds = ':00', offset, minutes = '00'] = OTHERWISE.exec(text) ?? [];
  const isMidnight = time === '24:00' && /^[:0.]*$/.test(seconds);
  const zone = offset === undefined ? 'Z' : `${offset}:${minutes}`;
  const at = parseInstant(`${day}T${isMidnight ? '00:00' : time}${seconds}${zone}`);
  return at === null ? null : at + (isMidnight ? DAY_MS : 0);
}

/** `Date.parse` takes the 30th of February for the 2nd of March: somebody would be told of another day. */
const isDayOfItsMonth = (text: string): boolean =>
  text.slice(8, 10) <= '28' || isPlainDate(text.slice(0, 10));

/** True when the text is a date or date and time without an offset. */
export const lacksOffset = (text: string): boolean =>
  /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?)?)?$/.test(text);

/** An instant in UTC, with milliseconds only where there are any. */
export const formatInstant = (at: EpochMs): string => new Date(at).toISOString().replace('.000Z', 'Z');
