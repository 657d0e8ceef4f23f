import type { Appointment, VisitType } from './appointment.ts';
import type { Claim } from './conflicts.ts';
import type { Command } from './decision.ts';
import type { AppointmentRequest } from './request.ts';
import { takesTimeAgain } from './status.ts';

/** Where and when a command would put the visit, and whose time it takes. */
export interface Target extends Claim {
  readonly locationId: string | null;
  readonly type: VisitType;
}

/**
 * The times a command aims at, for which `Facts.nearby` has to be read; none when it takes no new time. (An accepted
 * proposal takes none: its Tentative holds the time already.) Of a proposal the patient takes one.
 *
 * @param appointment the appointment the decision is about; an approval keeps its provider, location and type.
 * @param request the request it answers.
 */
export function targetsOf(
  command: Command,
  appointment: Appointment | null,
  request: AppointmentRequest | null,
): readonly Target[] {
  const patientId = appointment?.patientId ?? request?.patientId ?? null;
  switch (command.type) {
    case 'approve':
      if (request === null || request.kind === 'cancel' || request.requested === null || appointment === null)
        return [];
      return [
        {
          practitionerId: appointment.practitionerId,
          patientId,
          locationId: appointment.locationId,
          type: appointment.type,
          start: request.requested.start,
          end: request.requested.end,
        },
      ];
    case 'propose':
      return command.slots.map((slot) => ({ ...slot, patientId }));
    case 'update':
      return [{ ...command.slot, patientId }];
    case 'book':
      return [{ ...command.slot, patientId: command.patientId }];
    case 'set-status':
      return appointment !== null && takesTimeAgain(appointment.status, command.status) ? [appointment] : [];
    case 'deny':
    case 'keep':
    case 'cancel-appointment':
    case 'withdraw-proposal':
    case 'record-answer':
    case 'resend-email':
    case 'message':
    case 'assign-patient':
    case 'patient-answer':
    case 'patient-own-time':
    case 'patient-withdraws':
    case 'supersede':
    case 'apply-policy':
    case 'expire':
    case 'offer-taken':
      return [];
  }
}
