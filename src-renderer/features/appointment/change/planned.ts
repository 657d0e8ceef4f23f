import type { Words } from '../../../../src-shared/domain/commands.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import type { PracticeRules, Reason } from '../../../../src-shared/domain/practice.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { ScheduleCommand } from '../../../../src-shared/domain/schedule-command.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';
import { readWords, type WordsProblems } from '../../requests/dialog/purpose.ts';

/** A change of the schedule that waits to be confirmed. */
export type Planned =
  | { readonly type: 'move'; readonly appointment: AppointmentView; readonly slot: VisitSlot }
  | { readonly type: 'cancel'; readonly appointment: AppointmentView }
  | { readonly type: 'book'; readonly patient: PatientCard; readonly slot: VisitSlot };

/** The pick list of reasons; `null` where no reason is asked for. */
export function reasonsOf(
  planned: Pick<Planned, 'type'>,
  reasons: PracticeRules['reasons'],
): readonly Reason[] | null {
  switch (planned.type) {
    case 'move':
      return reasons.change;
    case 'cancel':
      return reasons.cancel;
    case 'book':
      return null;
  }
}

/** What the patient will be told, or what is missing. Of a booking that is the message alone. */
export function saidOf(draft: Draft, reasons: readonly Reason[] | null): Result<Words, WordsProblems> {
  if (reasons !== null)
    return readWords(draft, reasons.find(({ code }) => code === draft.reasonCode) ?? null);
  const plain: Reason = { code: 'booked', text: '' };
  const said = readWords(draft, plain);
  return said.ok ? ok(said.value) : err(said.error);
}

/**
 * The words a change is tried out with before anybody has chosen a reason: what speaks against its time is to be known at
 * once.
 */
export const wordsToTry = (reasons: readonly Reason[] | null): Words => ({
  reasonCode: reasons?.[0]?.code ?? '',
  reasonText: reasons?.[0]?.text ?? '',
  message: '',
});

/** The command that confirming gives. */
export function commandOf(
  planned: Planned,
  said: Words,
  notify: boolean,
  overrideReason: string,
): ScheduleCommand {
  const reason = overrideReason.trim();
  const override = reason === '' ? {} : { override: { reason } };
  switch (planned.type) {
    case 'move':
      return {
        type: 'update',
        appointmentId: planned.appointment.id,
        slot: planned.slot,
        words: said,
        notify,
        ...override,
      };
    case 'cancel':
      return { type: 'cancel-appointment', appointmentId: planned.appointment.id, words: said, notify };
    case 'book':
      return {
        type: 'book',
        patientId: planned.patient.id,
        slot: planned.slot,
        message: said.message,
        notify,
        ...override,
      };
  }
}

/** Whether a slot is the one an appointment has already. */
export const isUnchanged = (appointment: AppointmentView, slot: VisitSlot): boolean =>
  appointment.start === slot.start &&
  appointment.end === slot.end &&
  appointment.practitionerId === slot.practitionerId &&
  appointment.locationId === slot.locationId &&
  appointment.type.code === slot.type.code;
