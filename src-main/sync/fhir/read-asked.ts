import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { REQUESTED_PERIOD, TASK_INPUT_SYSTEM } from './codes.ts';
import { parseInstant } from './instant.ts';
import { isObject, objectsOf } from './json.ts';
import { parseReference, referencedId } from './references.ts';
import { oneLine } from './text.ts';

/** What can be told of a request, or of an answer, whatever else of it cannot be read. All ids are FHIR ids. */
export interface Asked {
  /** The Patient it is for, or from. */
  readonly patientId: string | null;
  /** As the portal calls them, or whoever asks or answers; null when it does not say. */
  readonly name: string | null;
  /** The Appointment it is about. */
  readonly appointmentId: string | null;
  /** The times it names, each once, in its order; without an end where none is stated. */
  readonly times: readonly { readonly start: EpochMs; readonly end: EpochMs | null }[];
}

/** A Task, or an AppointmentResponse; null for everything else. */
export function readAsked(body: unknown): Asked | null {
  if (!isObject(body)) return null;
  switch (body.resourceType) {
    case 'Task':
      return asked([body.for, body.requester], body.focus, periodsOf(body.input));
    case 'AppointmentResponse':
      return asked([body.actor], body.appointment, [body]);
    default:
      return null;
  }
}

function asked(who: readonly unknown[], about: unknown, periods: readonly unknown[]): Asked {
  const named = who.filter(isObject);
  const times = new Map(
    periods.flatMap((period) => {
      const time = timeOf(period);
      return time === null ? [] : [[JSON.stringify(time), time] as const];
    }),
  );
  return {
    patientId: named.map(({ reference }) => idOf(reference, 'Patient')).find((id) => id !== null) ?? null,
    name: named.map(({ display }) => nameOf(display)).find((name) => name !== null) ?? null,
    appointmentId: isObject(about) ? idOf(about.reference, 'Appointment') : null,
    times: [...times.values()],
  };
}

const idOf = (reference: unknown, type: string): string | null =>
  typeof reference === 'string' && parseReference(reference) !== null ? referencedId(reference, type) : null;

const nameOf = (display: unknown): string | null =>
  typeof display === 'string' ? oneLine(display).slice(0, 200) || null : null;

/** What the desk's own input of a Task says, whatever its shape. */
const periodsOf = (input: unknown): unknown[] =>
  objectsOf(input).flatMap(({ type, valuePeriod }) =>
    objectsOf(isObject(type) ? type.coding : undefined).some(
      ({ system, code }) => system === TASK_INPUT_SYSTEM && code === REQUESTED_PERIOD,
    )
      ? [valuePeriod]
      : [],
  );

function timeOf(period: unknown): Asked['times'][number] | null {
  if (!isObject(period)) return null;
  const [start, end] = [period.start, period.end].map((text) =>
    typeof text === 'string' ? parseInstant(text) : null,
  );
  if (start === null || start === undefined) return null;
  return { start, end: end !== null && end !== undefined && end > start ? end : null };
}
