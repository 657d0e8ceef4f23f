import { type EpochMs, MINUTE_MS } from '../../../src-shared/domain/time.ts';

/**
 * Whether a participant of an Appointment is to be there: not who has declined, nor who is only told of it
 * (https://hl7.org/fhir/R4/valueset-participationstatus.html, https://hl7.org/fhir/R4/valueset-participantrequired.html).
 */
export const attends = ({
  status,
  required,
}: {
  readonly status?: unknown;
  readonly required?: unknown;
}): boolean => status !== 'declined' && required !== 'information-only';

/** A hundred years: more is no duration, and no instant. */
const MOST_MINUTES = 60 * 24 * 365 * 100;

/** When it ends by `Appointment.minutesDuration`; null without a duration. */
export const endOf = (start: EpochMs, minutes: number | undefined): EpochMs | null =>
  minutes !== undefined && Number.isSafeInteger(minutes) && minutes > 0 && minutes < MOST_MINUTES
    ? start + minutes * MINUTE_MS
    : null;
