import { isActive } from '../../../src-shared/domain/appointment.ts';
import {
  type About,
  type AppointmentStanding,
  decidesSomething,
  type RequestStanding,
} from '../../../src-shared/domain/attention-ways.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { RequestOutcome } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import type { Db } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';

/** What the items and their ways out depend on beside the database. */
export interface AttentionContext {
  readonly now: EpochMs;
  /** The practice's, as they are now: its zone, and who it says it is on the phone. */
  readonly rules: PracticeRules;
  /** How these requests stand now; those that are not on this desk are left out. */
  readonly requestsOf: (ids: readonly string[]) => readonly Standing[];
  readonly mailSetUp: boolean;
  readonly portalSetUp: boolean;
}

/** What of a request tells how it stands. */
type Standing = Pick<RequestRow, 'id' | 'state' | 'outcome' | 'allowed'>;

interface RequestStands {
  readonly state: RequestStanding;
  readonly outcome: RequestOutcome | null;
}

const GONE: RequestStands = { state: 'gone', outcome: null };

/** How what the items are about stands now. */
export interface Standings {
  request(id: string): RequestStands;
  appointment(id: string | null): AppointmentStanding;
  about(ids: { readonly requestId: string | null; readonly appointmentId: string | null }): About;
}

/** Of these requests, read together, and of any appointment. */
export function standings(
  db: Db,
  { now, requestsOf }: AttentionContext,
  requestIds: readonly (string | null)[],
): Standings {
  const known = requestIds.filter((id) => id !== null);
  const requests = new Map(
    (known.length === 0 ? [] : requestsOf(known)).map(({ id, state, outcome, allowed }) => [
      id,
      { state: state === 'open' && !decidesSomething(allowed) ? 'stuck' : state, outcome } as const,
    ]),
  );
  const request = (id: string): RequestStands => requests.get(id) ?? GONE;
  const appointment = (id: string | null): AppointmentStanding => {
    const found = id === null ? null : findAppointment(db, id);
    if (!found) return 'gone';
    if (!isActive(found)) return 'ended';
    return found.end <= now ? 'past' : 'active';
  };
  return {
    request,
    appointment,
    about: ({ requestId, appointmentId }) => ({
      request: requestId === null ? null : request(requestId).state,
      appointment: appointment(appointmentId),
    }),
  };
}
