import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { Claim } from '../../../../src-shared/domain/conflicts.ts';
import { fitsBeside } from '../../../../src-shared/domain/many-requests.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import {
  type EpochMs,
  HOUR_MS,
  MINUTE_MS,
  type PlainDate,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { ok, type Result } from '../../../../src-shared/result.ts';
import { invoke } from '../../../api/client.ts';
import { suggestFrom } from '../../visit/form/suggest.ts';

/** What is known of a visit for which a time is looked for. */
export type Movable = Pick<RequestRow, 'id' | 'requested'> & {
  readonly appointment: Pick<
    AppointmentView,
    'id' | 'patientId' | 'practitionerId' | 'type' | 'start' | 'end' | 'status'
  >;
  readonly patient: { readonly id: string } | null;
};

/** A request, or a visit, and the times that it can have, the best first; the first is the one meant for it. */
export interface WithTimes<R extends Movable = RequestRow> {
  readonly row: R;
  readonly times: readonly NextSlot[];
}

/** Where times are looked for. */
export interface Where {
  /** With any provider, not the visit's own alone. */
  readonly anybody: boolean;
  /** Times that are taken, too. */
  readonly taken: readonly TakenClaim[];
  /** Not before that day. */
  readonly notBefore: PlainDate | null;
}

type TakenClaim = Claim & { readonly practitionerId: string };

const WITH_OWN: Where = { anybody: false, taken: [], notBefore: null };

/** What a time would take for a request. */
export const claimFor = (row: Movable, { practitionerId, start, end }: NextSlot): TakenClaim => ({
  practitionerId,
  patientId: row.appointment.patientId ?? row.patient?.id ?? null,
  start,
  end,
});

/**
 * Looks for free times, with each visit's own provider unless told, one request after the other: what is meant for one is taken for those
 * after it. Nobody is offered the very time asked for: it is not to be had, or others ask for it as well. Without a time: an empty list.
 *
 * @param told is called after each, with how many have been looked at; `false` ends the search.
 */
export async function findTimes<R extends Movable>(
  rows: readonly R[],
  moment: { readonly now: EpochMs; readonly zone: ZoneId },
  told: (done: number) => boolean,
  where: Where = WITH_OWN,
): Promise<Result<readonly WithTimes<R>[], AppError>> {
  const found: WithTimes<R>[] = [];
  const given: TakenClaim[] = [...where.taken];
  for (const row of rows) {
    const result = await timesFor(row, moment, { ...where, taken: given });
    if (!result.ok) return result;
    const [first] = result.value;
    if (first !== undefined) given.push(claimFor(row, first));
    found.push({ row, times: result.value });
    if (!told(found.length)) break;
  }
  return ok(found);
}

async function timesFor(
  row: Movable,
  { now, zone }: { readonly now: EpochMs; readonly zone: ZoneId },
  { anybody, taken, notBefore }: Where,
): Promise<Result<readonly NextSlot[], AppError>> {
  const { id, start, end, practitionerId, type } = row.appointment;
  if (practitionerId === null || type.code === '') return ok([]);
  const requested = row.requested?.start ?? null;
  const original = standsAt(row.appointment)?.start ?? null;
  const from = suggestFrom({ requested, original }, now, zone);
  const result = await invoke('schedule.nextSlots', {
    practitionerId: anybody ? null : practitionerId,
    patientId: row.appointment.patientId ?? row.patient?.id ?? null,
    // A visit that is stored longer than a day is not to be looked for.
    minutes: Math.min(Math.max(Math.round((end - start) / MINUTE_MS), 5), (12 * HOUR_MS) / MINUTE_MS),
    from: notBefore !== null && notBefore > from ? notBefore : from,
    like: { original: original ?? requested ?? now, requested },
    movingAppointmentId: id,
    alsoTaken: [...taken],
  });
  if (!result.ok) return result;
  return ok(result.value.filter((slot) => slot.start > now && slot.start !== requested));
}

/** The times that a request can still have while the others have theirs. */
export const timesBeside = (
  { row, times }: WithTimes<Movable>,
  others: readonly Claim[],
): readonly NextSlot[] => times.filter((slot) => fitsBeside(claimFor(row, slot), others));

/**
 * Whether a time that somebody had chosen is none of those found any more: it may have been taken while the desk was locked. The best of
 * what is left is shown then, and nobody has agreed to it.
 */
export const isTaken = (chosen: NextSlot | undefined, times: readonly NextSlot[]): boolean =>
  chosen !== undefined &&
  !times.some(
    ({ start, end, practitionerId }) =>
      start === chosen.start && end === chosen.end && practitionerId === chosen.practitionerId,
  );
