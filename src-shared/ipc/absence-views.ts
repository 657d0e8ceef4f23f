/** A provider who is away, and the visits in that time, as the window shows them. */
import { z } from 'zod';
import { ABSENCE_ACTS, absenceState } from '../domain/absence.ts';
import { receptionistDecision } from '../domain/decision.ts';
import type { EpochMs } from '../domain/time.ts';
import { id, instant, readableInstant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';
import { appointmentView } from './appointment-views.ts';
import { patientCard } from './basics.ts';
import { requestRow } from './request-views.ts';

/** An absence that has not been closed. `left`: how many visits are still to be dealt with, Busy ones included. */
export const absenceListed = z.object({
  id,
  practitionerId: id,
  practitionerName: z.string(),
  start: instant,
  end: instant,
  left: z.number().int(),
});
export type AbsenceListed = Infer<typeof absenceListed>;

const absenceVisit = z.object({
  /** The appointment's, or that of the time which is taken and cannot be shown. */
  id,
  state: absenceState,
  patientName: z.string(),
  /** As it stood when it was found in the absence. */
  start: instant,
  end: instant,
  /** As it stands now; null where it is gone. */
  appointment: appointmentView.nullable(),
  patient: patientCard.nullable(),
  /** The request about it that waits for a decision or for the patient; the oldest where there are several. */
  request: requestRow.nullable(),
  /** Where it was moved to, or what was proposed. */
  to: z.object({ start: instant, practitionerName: z.string() }).nullable(),
  /** Who decided so here; empty where nobody here did. */
  by: z.string(),
  /** Whether the patient is on the Call list because of that. */
  call: z.enum(['open', 'done']).nullable(),
  /** Why it cannot be dealt with together with others, by what would be done; null where nothing is against it. */
  why: z.object({ 'new-time': z.string().nullable(), cancel: z.string().nullable() }),
  /** What somebody sees of it and decides by. */
  shown: z.string(),
});
export type AbsenceVisit = Infer<typeof absenceVisit>;

interface Settled extends Pick<AbsenceVisit, 'state' | 'to'> {
  readonly request: {
    readonly proposal: { readonly appointments: readonly { readonly start: EpochMs }[] } | null;
  } | null;
}

/** When it would be, or is now: of a proposal each of the times that are offered. */
export const newStartsOf = ({ state, to, request }: Settled): readonly EpochMs[] =>
  state === 'proposed' && request?.proposal
    ? request.proposal.appointments.map(({ start }) => start)
    : to === null
      ? []
      : [to.start];

export const absenceView = absenceListed.extend({ visits: z.array(absenceVisit) });
export type AbsenceView = Infer<typeof absenceView>;

export const absenceBegun = z.strictObject({
  practitionerId: id,
  start: readableInstant,
  end: readableInstant,
});

export const absenceDecision = z.strictObject({
  id,
  visitId: id,
  act: z.enum(ABSENCE_ACTS),
  decision: receptionistDecision,
  shown: z.string().max(200_000),
});
