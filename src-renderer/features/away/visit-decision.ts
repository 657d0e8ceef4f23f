import type { AbsenceAct } from '../../../src-shared/domain/absence.ts';
import type { Words } from '../../../src-shared/domain/commands.ts';
import type { NextSlot } from '../../../src-shared/domain/next-slots.ts';
import type { GivenDecision } from '../../stores/decisions.ts';
import type { VisitToMove } from './use-new-times.ts';

/**
 * The decision that an act gives about one visit: the same as its own button would. Where the patient has asked for another time the new one
 * is proposed, and the patient has the last word. Where nobody asked there is no request that could carry a proposal: the visit is moved, and
 * the patient told. `null` while it has no time.
 */
export function visitDecision(
  act: AbsenceAct,
  { visit, appointment }: VisitToMove,
  words: Words,
  slot: NextSlot | null,
): GivenDecision | null {
  const appointmentId = appointment.id;
  if (act === 'cancel')
    return {
      on: 'schedule',
      appointment,
      command: { type: 'cancel-appointment', appointmentId, words, notify: true },
    };
  if (slot === null) return null;
  const { locationId, type } = appointment;
  const { practitionerId, start, end } = slot;
  const to = { practitionerId, locationId, type, start, end };
  return visit.request === null
    ? {
        on: 'schedule',
        appointment,
        command: { type: 'update', appointmentId, slot: to, words, notify: true },
      }
    : { on: 'request', row: visit.request, command: { type: 'propose', slots: [to], words } };
}
