import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import { slotsIn } from '../../../../src-shared/domain/commands.ts';
import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
import type { Draft, PartialDraft } from '../../../../src-shared/domain/draft.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import {
  type EpochMs,
  MINUTE_MS,
  plainDateOf,
  plainTimeOf,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';
import { lengthOf } from '../../../../src-shared/domain/wish.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';

/**
 * What the Reschedule form starts with when nothing has been typed: after a refused decision what had been chosen, else the
 * proposal that waits, the time asked for, or for a cancellation the original time.
 */
export function prefill(row: RequestRow, zone: ZoneId): Draft & Pick<PartialDraft, 'alternatives'> {
  const chosen = row.conflict?.chosen ?? null;
  const [chosenSlot = null, ...alternatives] =
    chosen?.type === 'propose' || chosen?.type === 'update' ? slotsIn(chosen) : [];
  const said = chosen !== null && 'words' in chosen && chosen.words !== undefined ? chosen.words : null;
  const slot = chosenSlot ?? knownSlot(row);
  const { start, end } = slot;
  return {
    patientId: row.patient?.id ?? null,
    practitionerId: slot.practitionerId,
    locationId: slot.locationId,
    typeCode: slot.type.code,
    ...(chosenSlot === null && row.proposal === null
      ? asFarAsAsked(row, { start, end }, zone)
      : timeFields({ start, end }, zone)),
    reasonCode: said?.reasonCode ?? '',
    otherReason: said?.reasonCode === 'other' ? said.reasonText : '',
    message: said?.message ?? '',
    ...(alternatives.length === 0 ? {} : { alternatives }),
  };
}

const timeFields = ({ start, end }: Interval, zone: ZoneId) => ({
  date: plainDateOf(start, zone),
  time: plainTimeOf(start, zone),
  minutes: String(Math.round((end - start) / MINUTE_MS)),
});

/** What a wish for a new appointment leaves to the practice stays empty: nothing is assumed. */
function asFarAsAsked(row: RequestRow, time: Interval, zone: ZoneId) {
  const filled = timeFields(time, zone);
  const open = row.obstacles.flatMap((one) => (one.code === 'wish-open' ? one.parts : []));
  const length = open.length === 0 ? null : lengthOf(row.appointment);
  return {
    date: row.kind === 'new' && row.requested === null ? '' : filled.date,
    time: open.includes('time') ? '' : filled.time,
    minutes: open.includes('length')
      ? ''
      : length === null
        ? filled.minutes
        : String(Math.round(length / MINUTE_MS)),
  };
}

function knownSlot(row: RequestRow): Omit<VisitSlot, 'practitionerId'> & { practitionerId: string | null } {
  const appointment = row.proposal?.appointments[0] ?? row.appointment;
  const time = row.proposal === null && row.requested !== null ? row.requested : appointment;
  return {
    practitionerId: appointment.practitionerId,
    locationId: appointment.locationId,
    type: appointment.type,
    start: time.start,
    end: time.end,
  };
}

/** The instants a row already knows: a wall-clock time that comes twice keeps the one it was prefilled from. */
export function knownStarts(row: RequestRow): readonly EpochMs[] {
  const stands = standsAt(row.appointment);
  const starts = stands === null ? [] : [stands.start];
  if (row.requested !== null) starts.push(row.requested.start);
  for (const { start } of row.proposal?.appointments ?? []) starts.push(start);
  return starts;
}
