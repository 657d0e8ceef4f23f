import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { placeOf } from '../../../../src-shared/domain/place.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import {
  type EpochMs,
  existsTwice,
  MINUTE_MS,
  plainDateOf,
  plainTimeOf,
  toInstant,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';
import type { FieldProblem } from '../../../../src-shared/text/text.ts';

type FieldName = 'patient' | 'provider' | 'location' | 'type' | 'date' | 'time' | 'minutes';
export type FieldProblems = Partial<Readonly<Record<FieldName, FieldProblem>>>;

export interface FormContext {
  readonly zone: ZoneId;
  readonly now: EpochMs;
  /** The types that can be chosen, with the words shown for each. */
  readonly types: readonly { readonly code: string; readonly display: string }[];
  /** The ids of the practice's active locations. */
  readonly openLocations: readonly string[];
  /** Instants the row already knows (`knownStarts`). */
  readonly known: readonly EpochMs[];
  /** The visit is nobody's, and stays so. */
  readonly nobody?: boolean;
  /** Whether a time is too late to be chosen; unless told, one that has begun is. */
  readonly isPast?: (time: Interval) => boolean;
}

const MIN_MINUTES = 5;
const MAX_MINUTES = 720;

/** The duration typed, in whole minutes from 5 to 720; `null` for anything else. */
export function readMinutes(text: string): number | null {
  if (!/^\d{1,4}$/.test(text.trim())) return null;
  const minutes = Number(text);
  return minutes >= MIN_MINUTES && minutes <= MAX_MINUTES ? minutes : null;
}

/** What the form says as a slot, or what is wrong with each field. */
export function readForm(draft: Draft, context: FormContext): Result<VisitSlot, FieldProblems> {
  const problems: { [F in FieldName]?: FieldProblem } = {};
  const type = context.types.find((one) => one.code === draft.typeCode);
  const minutes = readMinutes(draft.minutes);
  const start = readStart(draft, context);
  const place = placeOf(draft.locationId, context.openLocations);

  if (draft.patientId === null && context.nobody !== true) problems.patient = 'patient-missing';
  if (draft.practitionerId === null) problems.provider = 'provider-missing';
  if (!place.ok) problems.location = place.error.code;
  if (type === undefined) problems.type = 'type-missing';
  if (minutes === null) problems.minutes = draft.minutes.trim() === '' ? 'minutes-missing' : 'minutes-bad';
  if (!start.ok) Object.assign(problems, start.error);
  else if (tooLate({ start: start.value, end: start.value + (minutes ?? 0) * MINUTE_MS }, context))
    problems.time = 'time-past';
  else if (minutes !== null && overMidnight(start.value, minutes, context.zone))
    problems.minutes = 'over-midnight';

  if (Object.keys(problems).length > 0) return err(problems);
  if (!start.ok || !place.ok || draft.practitionerId === null || type === undefined || minutes === null)
    return err(problems);
  return ok({
    practitionerId: draft.practitionerId,
    locationId: place.value,
    type: { code: type.code, display: type.display },
    start: start.value,
    end: start.value + minutes * MINUTE_MS,
  });
}

const tooLate = (time: Interval, { now, isPast = ({ start }) => start <= now }: FormContext): boolean =>
  isPast(time);

/** One that ends at midnight still ends on its own day. */
const overMidnight = (start: EpochMs, minutes: number, zone: ZoneId): boolean =>
  plainDateOf(start + minutes * MINUTE_MS - 1, zone) !== plainDateOf(start, zone);

/** The instant meant by date and time. A time that comes twice is the one the row knows, or else the first. */
export function readStart(
  draft: Pick<Draft, 'date' | 'time'>,
  { zone, known }: Pick<FormContext, 'zone' | 'known'>,
): Result<EpochMs, FieldProblems> {
  const problems: { [F in FieldName]?: FieldProblem } = {};
  if (draft.date.trim() === '') problems.date = 'date-missing';
  if (draft.time.trim() === '') problems.time = 'time-missing';
  if (Object.keys(problems).length > 0) return err(problems);
  const meant = known.find(
    (at) => plainDateOf(at, zone) === draft.date && plainTimeOf(at, zone) === draft.time,
  );
  if (meant !== undefined) return ok(meant);
  const found = toInstant(draft.date, draft.time, zone);
  if (found.ok) return ok(found.value);
  switch (found.error) {
    case 'bad-date':
      return err({ date: 'date-bad' });
    case 'bad-time':
      return err({ time: 'time-bad' });
    case 'time-does-not-exist':
      return err({ time: 'time-does-not-exist' });
  }
}

/** True when the time typed comes twice on that date and the row does not say which is meant. */
export function isAmbiguous(
  draft: Pick<Draft, 'date' | 'time'>,
  { zone, known }: Pick<FormContext, 'zone' | 'known'>,
): boolean {
  const named = known.some(
    (at) => plainDateOf(at, zone) === draft.date && plainTimeOf(at, zone) === draft.time,
  );
  return !named && existsTwice(draft.date, draft.time, zone);
}

/** What is wrong already, apart from what has not been filled in yet. */
export function surelyWrong(problems: FieldProblems): FieldProblems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => !problem.endsWith('-missing')));
}
