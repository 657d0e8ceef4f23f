import type { Claim } from '../../../../src-shared/domain/conflicts.ts';
import { fitsBeside } from '../../../../src-shared/domain/many-requests.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, type ZoneId } from '../../../../src-shared/domain/time.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { ok, type Result } from '../../../../src-shared/result.ts';
import { invoke } from '../../../api/client.ts';
import { suggestFrom } from '../../visit/form/suggest.ts';

/** A request and the times that can be proposed for it, the best first; the first is the one meant for it. */
export interface WithTimes {
  readonly row: RequestRow;
  readonly times: readonly NextSlot[];
}

/** What a time would take for a request. */
export const claimFor = (
  row: RequestRow,
  { practitionerId, start, end }: NextSlot,
): Claim & {
  readonly practitionerId: string;
} => ({
  practitionerId,
  patientId: row.appointment.patientId ?? row.patient?.id ?? null,
  start,
  end,
});

/**
 * Looks for free times with each visit's own provider, one request after the other: what is meant for one is taken for those after
 * it. Nobody is offered the very time asked for: it is not to be had, or others ask for it as well. Without a time: an empty list.
 *
 * @param told is called after each, with how many have been looked at; `false` ends the search.
 */
export async function findTimes(
  rows: readonly RequestRow[],
  moment: { readonly now: EpochMs; readonly zone: ZoneId },
  told: (done: number) => boolean,
): Promise<Result<readonly WithTimes[], AppError>> {
  const found: WithTimes[] = [];
  const given: ReturnType<typeof claimFor>[] = [];
  for (const row of rows) {
    const result = await timesFor(row, moment, given);
    if (!result.ok) return result;
    const [first] = result.value;
    if (first !== undefined) given.push(claimFor(row, first));
    found.push({ row, times: result.value });
    if (!told(found.length)) break;
  }
  return ok(found);
}

async function timesFor(
  row: RequestRow,
  { now, zone }: { readonly now: EpochMs; readonly zone: ZoneId },
  given: ReturnType<typeof claimFor>[],
): Promise<Result<readonly NextSlot[], AppError>> {
  const { id, start, end, practitionerId, type } = row.appointment;
  if (practitionerId === null || type.code === '') return ok([]);
  const requested = row.requested?.start ?? null;
  const result = await invoke('schedule.nextSlots', {
    practitionerId,
    patientId: row.appointment.patientId ?? row.patient?.id ?? null,
    // A visit that is stored longer than a day is not to be looked for.
    minutes: Math.min(Math.max(Math.round((end - start) / MINUTE_MS), 5), (12 * HOUR_MS) / MINUTE_MS),
    from: suggestFrom({ requested, original: start }, now, zone),
    like: { original: start, requested },
    movingAppointmentId: id,
    alsoTaken: given,
  });
  if (!result.ok) return result;
  return ok(result.value.filter((slot) => slot.start > now && slot.start !== requested));
}

/** The times that a request can still have while the others have theirs. */
export const timesBeside = ({ row, times }: WithTimes, others: readonly Claim[]): readonly NextSlot[] =>
  times.filter((slot) => fitsBeside(claimFor(row, slot), others));
