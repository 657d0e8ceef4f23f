import { isDeepStrictEqual } from 'node:util';
import type { RequestKind } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { PRACTICE_AUTHOR, REQUESTED_PERIOD, TASK_INPUT_SYSTEM } from './codes.ts';
import { lacksOffset, parseInstant } from './instant.ts';
import { readTimes } from './read-appointment.ts';
import { fingerprint } from './read-envelope.ts';
import { type Reading, unusable } from './reading.ts';
import * as schemas from './schemas.ts';
import { type ShapeOf, Wrong } from './shape.ts';

type Task = ShapeOf<typeof schemas.task>;

/** A time asked for; without an end it is as long as the visit. */
export interface Wish {
  readonly start: EpochMs;
  readonly end: EpochMs | null;
}

/** Which of several times a person has chosen. */
export interface ChosenTime extends Wish {
  /** `TimesAsked.asked` of what they saw: of a request that asks otherwise by now they have chosen nothing. */
  readonly asked: string;
}

/** The times that a request names. */
export interface TimesAsked {
  /** Changes with whatever the patient asks otherwise, and with nothing that a desk writes. */
  readonly asked: string;
  /** Those that can be read, each once, in its order. */
  readonly times: readonly Wish[];
}

/** When a patient wishes to come. */
export interface WishRead {
  readonly requested: Wish | null;
  readonly requestedStartText: string | null;
}

export const NO_WISH: WishRead = { requested: null, requestedStartText: null };

/**
 * A reschedule request has to say for when, once: of several times nobody can tell which is meant, until a person has chosen. One for a
 * new appointment may leave it open. A request to cancel that names a time says two things.
 */
export function readWish(task: Task, kind: RequestKind, chosen: ChosenTime | null): Reading<WishRead> {
  const named = namedIn(task);
  if (kind === 'cancel') return named.length > 0 ? unusable('ambiguous', WISH) : { ok: true, value: NO_WISH };
  const [first, ...others] = named;
  if (first === undefined)
    return kind === 'new' ? { ok: true, value: NO_WISH } : unusable('period-missing', WISH);
  if (!others.some((other) => !isDeepStrictEqual(timesIn(other), timesIn(first)))) return first;
  const meant = chosen !== null && chosen.asked === askedBy(task) ? wishIn(named, chosen) : undefined;
  return meant ?? unusable('ambiguous', WISH);
}

/** The times that a Task names; null for what is none. */
export function timesAsked(body: unknown): TimesAsked | null {
  const task = schemas.task(body);
  if (task instanceof Wrong) return null;
  const times = namedIn(task).flatMap((read) => (read.ok && read.value.requested) || []);
  const distinct = times.filter(
    (one, index) => times.findIndex((other) => isDeepStrictEqual(one, other)) === index,
  );
  return { asked: askedBy(task), times: distinct };
}

const WISH = 'input requested-period';

type Named = Reading<WishRead>;

const timesIn = (read: Named) => (read.ok ? read.value.requested : read.error);

const wishIn = (named: readonly Named[], { start, end }: Wish): Named | undefined =>
  named.find((read) => isDeepStrictEqual(timesIn(read), { start, end }));

const namedIn = ({ input }: Task): Named[] =>
  input
    .filter(({ type }) =>
      type?.coding.some(({ system, code }) => system === TASK_INPUT_SYSTEM && code === REQUESTED_PERIOD),
    )
    .map(({ valuePeriod }) => readPeriod(valuePeriod));

/** Without an end it begins then, and takes as long as the visit. */
function readPeriod(period: Task['input'][number]['valuePeriod']): Named {
  const { start, end } = period ?? {};
  const requestedStartText = start ?? null;
  if (end === undefined && start !== undefined) {
    if (lacksOffset(start)) return unusable('period-without-offset', WISH);
    const from = parseInstant(start);
    return from === null
      ? unusable('malformed', WISH)
      : { ok: true, value: { requested: { start: from, end: null }, requestedStartText } };
  }
  const times = readTimes(start, end, WISH);
  return times.ok ? { ok: true, value: { requested: times.value, requestedStartText } } : times;
}

function askedBy(task: Task): string {
  const { code, focus, for: whom, requester, authoredOn } = task;
  const note = task.note
    .filter(({ authorString }) => authorString !== PRACTICE_AUTHOR)
    .map(({ text }) => text);
  return fingerprint({ code, focus, whom, requester, authoredOn, note, times: namedIn(task).map(timesIn) });
}
