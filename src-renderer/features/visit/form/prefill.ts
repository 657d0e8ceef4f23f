import { slotsIn } from '../../../../src-shared/domain/commands.ts';
import type { Draft, PartialDraft } from '../../../../src-shared/domain/draft.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import {
  type EpochMs,
  MINUTE_MS,
  plainDateOf,
  plainTimeOf,
  type ZoneId,
} from '../../../../src-shared/domain/time.ts';
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
  return {
    patientId: row.patient?.id ?? null,
    practitionerId: slot.practitionerId,
    locationId: slot.locationId,
    typeCode: slot.type.code,
    date: plainDateOf(slot.start, zone),
    time: plainTimeOf(slot.start, zone),
    minutes: String(Math.round((slot.end - slot.start) / MINUTE_MS)),
    reasonCode: said?.reasonCode ?? '',
    otherReason: said?.reasonCode === 'other' ? said.reasonText : '',
    message: said?.message ?? '',
    ...(alternatives.length === 0 ? {} : { alternatives }),
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
  const starts = [row.appointment.start];
  if (row.requested !== null) starts.push(row.requested.start);
  for (const { start } of row.proposal?.appointments ?? []) starts.push(start);
  return starts;
}
