import { type EpochMs, isPlainDate } from '../../../src-shared/domain/time.ts';

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

/** `Date.parse` takes the 30th of February for the 2nd of March: somebody would be told of another day. */
const isDayOfItsMonth = (text: string): boolean =>
  text.slice(8, 10) <= '28' || isPlainDate(text.slice(0, 10));

/** True when the text is a date or date and time without an offset. */
export const lacksOffset = (text: string): boolean =>
  /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?)?)?$/.test(text);

/** An instant in UTC, with milliseconds only where there are any. */
export const formatInstant = (at: EpochMs): string => new Date(at).toISOString().replace('.000Z', 'Z');
