/** A provider is away: what becomes of the visits in that time, and which of them can be dealt with in one go. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { type Appointment, isActive } from './appointment.ts';
import { type Interval, overlaps } from './conflicts.ts';
import type { PatientStanding } from './patient.ts';
import type { RequestKind } from './request.ts';
import { type EpochMs, HOUR_MS } from './time.ts';

/** What can be done about all visits of an absence: each gets a time of its own, or is cancelled. */
export const ABSENCE_ACTS = ['new-time', 'cancel'] as const;
export type AbsenceAct = (typeof ABSENCE_ACTS)[number];

/** The longest absence: longer than any leave, and short enough to be looked through day by day. */
export const LONGEST_ABSENCE_MS = 400 * 24 * HOUR_MS;

/** Instants: [start, end). */
export interface Absence extends Interval {
  readonly practitionerId: string;
}

/**
 * Where a visit stands that was found in an absence. `proposed`: another time waits for the patient. `moved`, `cancelled`: by a decision
 * of this desk; with `-elsewhere`: by anybody else. `gone`: it is not on the schedule any more, or cannot be shown. `over`: the time is
 * past, or a status says so.
 */
export const absenceState = z.enum([
  'to-do',
  'proposed',
  'moved',
  'cancelled',
  'moved-elsewhere',
  'cancelled-elsewhere',
  'gone',
  'over',
]);
export type AbsenceState = Infer<typeof absenceState>;

/** A visit, as far as its state follows from it. */
export interface InAbsence {
  /** `null`: not on the schedule any more. */
  readonly visit: Pick<Appointment, 'status' | 'practitionerId' | 'start' | 'end'> | null;
  /** A proposal for it waits for the patient. */
  readonly proposed: boolean;
  /** It was cancelled because another visit took its place. */
  readonly replaced: boolean;
  /** A decision of this desk brought it where it is. */
  readonly decidedHere: boolean;
}

/** Whether a visit takes this provider's time within the absence. */
export const isWithin = (absence: Absence, visit: Interval & Pick<Appointment, 'practitionerId'>): boolean =>
  visit.practitionerId === absence.practitionerId && overlaps(absence, visit);

/**
 * Where it stands now. Nothing of it is kept: what is undone, refused by the portal or changed by others shows at once, and a restart
 * changes nothing.
 */
export function stateIn(absence: Absence, one: InAbsence, now: EpochMs): AbsenceState {
  const { visit, decidedHere } = one;
  if (visit === null) return 'gone';
  if (visit.status === 'cancelled') {
    if (one.replaced) return decidedHere ? 'moved' : 'moved-elsewhere';
    return decidedHere ? 'cancelled' : 'cancelled-elsewhere';
  }
  if (!isActive(visit)) return 'over';
  if (!isWithin(absence, visit)) return decidedHere ? 'moved' : 'moved-elsewhere';
  if (visit.end <= now) return 'over';
  return one.proposed ? 'proposed' : 'to-do';
}

/** A visit still to be dealt with, as far as it matters whether that can be done together with others. */
export interface ToDecideInAbsence {
  readonly status: Appointment['status'];
  /** Its patient as they stand on file; `null`: nobody knows whose visit it is. */
  readonly patient: { readonly standing: PatientStanding | null } | null;
  /** The kinds of the requests about it that wait for a decision. */
  readonly asks: readonly RequestKind[];
  /** Somebody is in the middle of typing about it. */
  readonly typed: boolean;
  /** A decision on it was refused by the portal, and somebody has still to read that. */
  readonly wasRefused: boolean;
  readonly outdated: boolean;
}

export type AbsenceWhy =
  | 'outdated'
  | 'proposal'
  | 'checked-in'
  | 'nobody'
  | 'standing'
  | 'refused-before'
  | 'typed'
  | 'asks-to-cancel'
  | 'several-requests';

/** Why somebody has to look at a visit by itself; `null` where nothing about the visit is against it. */
export function whySingly(visit: ToDecideInAbsence): AbsenceWhy | null {
  if (visit.outdated) return 'outdated';
  if (visit.status === 'tentative') return 'proposal';
  // The patient is in the practice.
  if (visit.status === 'checked-in') return 'checked-in';
  if (visit.patient === null) return 'nobody';
  if (visit.patient.standing !== null) return 'standing';
  if (visit.wasRefused) return 'refused-before';
  if (visit.typed) return 'typed';
  if (visit.asks.includes('cancel')) return 'asks-to-cancel';
  return visit.asks.length > 1 ? 'several-requests' : null;
}
