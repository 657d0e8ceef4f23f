/** Several requests decided in one go: which of them a person may decide about together, and which have to be looked at singly. */
import type { PolicyAlert } from './cancellation-policy.ts';
import { type Claim, type Interval, overlaps } from './conflicts.ts';
import type { Obstacle } from './obstacle.ts';
import type { RequestKind, RequestMark } from './request.ts';

/** What can be done to several requests in one go. */
export const MANY_ACTS = ['approve', 'deny', 'propose', 'message', 'offer'] as const;
/** `offer`: one time is proposed to all of them, of whom the first to accept gets it. */
export type ManyAct = (typeof MANY_ACTS)[number];
/** What can be done to those that somebody has selected. */
export const SELECTION_ACTS = ['approve', 'deny', 'propose', 'message'] as const satisfies readonly ManyAct[];

/** How many are looked at in one go: as many as somebody can still read the names of. */
export const MOST_AT_ONCE = 500;

/** A request as it was chosen: what decides whether it may be decided together with others. */
export interface ChosenRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly appointmentId: string;
  /** Whose visit it is, and with which provider. */
  readonly patientId: string | null;
  readonly practitionerId: string | null;
  readonly requested: Interval | null;
  readonly mark: RequestMark | null;
  readonly obstacles: readonly Obstacle[];
  readonly policy: PolicyAlert | null;
  /** A decision on it was refused by the portal, and somebody has still to read that. */
  readonly wasRefused: boolean;
  /** Somebody is in the middle of typing about it. */
  readonly typed: boolean;
  /** The other desk that has it open. */
  readonly openOn: string | null;
  /** The act's command can be given as things stand. */
  readonly possible: boolean;
}

/** Why a chosen request is left out. `with`: the ids of the chosen ones that it meets. */
export type LeftOut =
  | { readonly why: 'open-elsewhere'; readonly desk: string }
  | { readonly why: 'refused-before' }
  | { readonly why: 'typed' }
  | { readonly why: 'marked'; readonly mark: RequestMark }
  | { readonly why: 'obstacle'; readonly obstacle: Obstacle }
  /**
   * `changed`: since it was chosen. `time-free`, `no-time`: of a proposal; the time asked for is free, and nobody else asks for it; or
   * none is free.
   */
  | { readonly why: 'late' | 'not-possible' | 'changed' | 'time-free' | 'no-time' }
  | { readonly why: 'same-appointment' | 'same-time' | 'same-patient'; readonly with: readonly string[] };

const ALL: readonly ManyAct[] = MANY_ACTS;

/**
 * To which acts an obstacle means that somebody has to look at the request by itself. What only tells how the patient hears of
 * it (no e-mail: the Call list) does not.
 */
const STOPS: Readonly<Record<Obstacle['code'], readonly ManyAct[]>> = {
  'slot-taken': ['approve'],
  'slot-also-wanted': ['approve'],
  'time-past': ['approve'],
  'end-before-start': ['approve'],
  'too-long': ['approve'],
  'over-midnight': ['approve'],
  'time-does-not-exist': ['approve'],
  'closed-day': ['approve'],
  'outside-hours': ['approve'],
  unavailable: ['approve'],
  'asked-for-patient': ['approve'],
  'location-missing': ['approve', 'propose', 'offer'],
  'wish-open': ['approve', 'propose', 'offer'],
  'appointment-past': ['approve', 'propose', 'offer'],
  'appointment-not-active': ['approve', 'propose', 'offer'],
  'no-portal-access': ['propose', 'offer'],
  outdated: ALL,
  'patient-unmatched': ALL,
  'patient-differs': ALL,
  'not-written-to': ALL,
  'answered-by-another': ALL,
  'answer-to-confirm': ALL,
  'accepted-too-late': ['approve', 'deny', 'propose', 'offer'],
  'accepted-together': ['approve', 'deny', 'propose', 'offer'],
  'no-email': [],
  'also-asked': [],
};

/** Marks that ask a person to do something first: to call the patient, or whoever has taken the request on. */
const ASK_FIRST: readonly RequestMark[] = ['declined', 'taken-elsewhere', 'on-hold'];

/** Why a request cannot be decided together with others, whichever those are; `null` where nothing is against it. */
export function whyByItself(act: ManyAct, chosen: ChosenRequest): LeftOut | null {
  const { mark, policy } = chosen;
  if (chosen.openOn !== null) return { why: 'open-elsewhere', desk: chosen.openOn };
  // A message decides nothing: it stands in nobody's way.
  if (act !== 'message') {
    if (chosen.wasRefused) return { why: 'refused-before' };
    if (chosen.typed) return { why: 'typed' };
    const isUsual = act === 'deny' || act === 'offer';
    if (mark !== null && (!isUsual || ASK_FIRST.includes(mark))) return { why: 'marked', mark };
  }
  const obstacle = chosen.obstacles.find(({ code }) => STOPS[code].includes(act));
  if (obstacle !== undefined) return { why: 'obstacle', obstacle };
  if (act === 'approve' && chosen.kind === 'cancel' && policy !== null && isLate(policy))
    return { why: 'late' };
  if (!chosen.possible) return { why: 'not-possible' };
  return act === 'propose' && isTimeFree(chosen) ? { why: 'time-free' } : null;
}

/** What is wrong with the time asked for. */
const ABOUT_TIME: readonly Obstacle['code'][] = [
  'slot-taken',
  'slot-also-wanted',
  'time-past',
  'end-before-start',
  'too-long',
  'over-midnight',
  'time-does-not-exist',
  'closed-day',
  'outside-hours',
  'unavailable',
];

const isTimeFree = ({ kind, requested, obstacles }: ChosenRequest): boolean =>
  kind !== 'cancel' && requested !== null && !obstacles.some(({ code }) => ABOUT_TIME.includes(code));

/** A cancellation that comes late, or that a charge may follow: a person decides what becomes of that. */
const isLate = ({ within, days, chargesText }: PolicyAlert): boolean =>
  (within && days !== null) || chargesText !== null;

export interface Divided<C extends ChosenRequest> {
  readonly taken: readonly C[];
  readonly leftOut: readonly { readonly request: C; readonly why: LeftOut }[];
}

/**
 * Divides what was chosen into those that can be decided together and those that are left out, in the order given. Of those that
 * meet each other (two about one appointment; in an approval two that want one provider, or would be one patient's, at overlapping times; in
 * an offer two of one patient) none is taken: who comes first is not for the order of a list to say. O(n²) in those chosen, of which there are `MOST_AT_ONCE` at most.
 */
export function divide<C extends ChosenRequest>(act: ManyAct, chosen: readonly C[]): Divided<C> {
  const taken: C[] = [];
  const leftOut: { readonly request: C; readonly why: LeftOut }[] = [];
  for (const request of chosen) {
    const why = whyByItself(act, request) ?? whyWithOthers(act, request, chosen);
    if (why === null) taken.push(request);
    else leftOut.push({ request, why });
  }
  return { taken, leftOut };
}

function whyWithOthers<C extends ChosenRequest>(
  act: ManyAct,
  request: C,
  chosen: readonly C[],
): LeftOut | null {
  const others = chosen.filter(({ id }) => id !== request.id);
  const named = (
    why: 'same-appointment' | 'same-time' | 'same-patient',
    met: readonly C[],
  ): LeftOut | null => (met.length === 0 ? null : { why, with: met.map(({ id }) => id) });
  const claim = claimOf(request);
  const rivals =
    act === 'approve' && claim !== null
      ? others.filter((other) => {
          const theirs = claimOf(other);
          return theirs !== null && overlaps(claim, theirs);
        })
      : [];
  return (
    named(
      'same-appointment',
      others.filter(({ appointmentId }) => appointmentId === request.appointmentId),
    ) ??
    named(
      'same-time',
      rivals.filter(({ practitionerId }) => isSame(practitionerId, request.practitionerId)),
    ) ??
    named(
      'same-patient',
      // Whoever is offered one time twice would be told that somebody else was first.
      (act === 'offer' ? others : rivals).filter(({ patientId }) => isSame(patientId, request.patientId)),
    )
  );
}

const isSame = (one: string | null, other: string | null): boolean => one !== null && one === other;

/** The time an approval would take; `null` of a cancellation. */
const claimOf = ({ kind, requested, practitionerId, patientId }: ChosenRequest): Claim | null =>
  kind === 'cancel' || requested === null ? null : { ...requested, practitionerId, patientId };

/** Whether a time can be given while `given` are: no provider and no patient has two at once. */
export const fitsBeside = (claim: Claim, given: readonly Claim[]): boolean =>
  given.every(
    (other) =>
      !overlaps(claim, other) ||
      !(isSame(claim.practitionerId, other.practitionerId) || isSame(claim.patientId, other.patientId)),
  );
