import type { Appointment } from './appointment.ts';
import type { RejectionCode } from './changes.ts';
import { COMMANDS } from './command-rules.ts';
import { DESK_COMMAND_TYPES, type DeskCommandType } from './commands.ts';
import { failedPrecondition } from './decide/preconditions.ts';
import type { Obstacle } from './obstacle.ts';
import { type Belonging, isPatientsOwn } from './origin.ts';
import type { AppointmentRequest } from './request.ts';
import type { EpochMs } from './time.ts';

/**
 * The commands each obstacle makes impossible: of those that `decide` has a rejection for. The others can be given with it, after
 * a warning or at once.
 */
const FORBIDS: {
  readonly [C in Obstacle['code']]: C extends RejectionCode ? readonly DeskCommandType[] : readonly [];
} = {
  'time-past': ['approve'],
  'end-before-start': ['approve'],
  'too-long': ['approve'],
  'over-midnight': ['approve'],
  'location-missing': ['approve'],
  'wish-open': ['approve'],
  // The request's own state: `failedPrecondition` says what each of these leaves open.
  'patient-unmatched': [],
  'patient-differs': [],
  'appointment-not-active': [],
  // Can be taken all the same, with a reason that is kept.
  'slot-taken': [],
  'closed-day': [],
  'outside-hours': [],
  unavailable: [],
  // To be known before deciding.
  outdated: [],
  'slot-also-wanted': [],
  'time-does-not-exist': [],
  'appointment-past': [],
  'not-written-to': [],
  'no-email': [],
  'no-portal-access': [],
  'asked-for-patient': [],
  'also-asked': [],
  'answered-by-another': [],
  'answer-to-confirm': [],
  'accepted-too-late': [],
  'accepted-together': [],
};

/** Whose a request is, and whether that patient is on file. */
export interface Whose {
  readonly belonging: Belonging;
  readonly known: boolean;
}

/** Why a command cannot be given now, for each that cannot. */
export type Refusals = { readonly [C in DeskCommandType]?: RejectionCode };

/**
 * What of a request as a row shows it makes a command impossible. `decide` refuses every command named here; one that is not is
 * refused only for what it carries: its slot, its words, an override that is missing.
 *
 * @param obstacles what `obstaclesOf` found.
 */
export function refusals(
  request: AppointmentRequest,
  appointment: Pick<Appointment, 'status'>,
  whose: Whose,
  obstacles: readonly Obstacle[],
): Refusals {
  const found: { [C in DeskCommandType]?: RejectionCode } = {};
  for (const type of DESK_COMMAND_TYPES) {
    const code = refusal(request, type, appointment, whose, obstacles);
    if (code !== null) found[type] = code;
  }
  return found;
}

/** What assigning the patient settles comes last: once that is done, nothing else may turn out to stand in the way. */
const MENDED_BY_ASSIGNING: readonly RejectionCode[] = ['patient-unmatched', 'patient-differs'];

function refusal(
  request: AppointmentRequest,
  type: DeskCommandType,
  appointment: Pick<Appointment, 'status'>,
  { belonging, known }: Whose,
  obstacles: readonly Obstacle[],
): RejectionCode | null {
  // Whoever is assigned takes the place of the one who is named, on file or not.
  const unknown = !known && COMMANDS[type].onRequest.patient !== 'to-assign' && isPatientsOwn(belonging);
  const answers = { request, belonging: unknown ? 'unmatched' : belonging } as const;
  const code = failedPrecondition(type, appointment, answers)?.code ?? newFor(request, type, obstacles);
  return code === null || MENDED_BY_ASSIGNING.includes(code) ? (forbiddenBy(obstacles, type) ?? code) : code;
}

/** Nothing new is booked for somebody who has died, or whose record is not in use. */
const newFor = (
  { kind }: AppointmentRequest,
  type: DeskCommandType,
  obstacles: readonly Obstacle[],
): RejectionCode | null =>
  kind === 'new' && BOOKS.includes(type) && obstacles.some(({ code }) => code === 'not-written-to')
    ? 'patient-not-bookable'
    : null;

const BOOKS: readonly DeskCommandType[] = ['approve', 'propose', 'update'];

function forbiddenBy(obstacles: readonly Obstacle[], type: DeskCommandType): RejectionCode | null {
  const codes = obstacles.map(({ code }) => code);
  return codes.find((code) => isForbidding(code, type)) ?? null;
}

const isForbidding = (
  code: Obstacle['code'],
  type: DeskCommandType,
): code is Obstacle['code'] & RejectionCode => {
  const commands: readonly DeskCommandType[] = FORBIDS[code];
  return commands.includes(type);
};

/** Whether the time asked for has passed, also since the obstacles were looked for. */
export const isRequestedTimePast = (
  request: { readonly kind: AppointmentRequest['kind'] } & Pick<AppointmentRequest, 'requested'>,
  now: EpochMs,
): boolean => request.kind !== 'cancel' && request.requested !== null && request.requested.start < now;
