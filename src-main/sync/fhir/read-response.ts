import { type Named, readNamed } from './read-named.ts';
import { malformed, type Reading, unusable } from './reading.ts';
import { referencedId } from './references.ts';
import * as schemas from './schemas.ts';
import { Wrong } from './shape.ts';
import { oneLine } from './text.ts';

/** An answer to an Appointment. All ids are FHIR ids. */
export interface PortalResponse {
  readonly appointmentId: string;
  /** Who answered; null when nobody is named. */
  readonly by: Named | null;
  /** Null for an answer that decides nothing (`tentative`, `needs-action`). */
  readonly answer: 'accepted' | 'declined' | null;
}

export function readResponse(body: unknown): Reading<PortalResponse> {
  const read = schemas.appointmentResponse(body);
  if (read instanceof Wrong) return malformed(read);
  const { participantStatus, actor, appointment } = read;
  const appointmentId = referencedId(appointment.reference, 'Appointment');
  if (appointmentId === null) return unusable('malformed', 'appointment');
  const by = readNamed(actor);
  switch (participantStatus) {
    case 'accepted':
    case 'declined':
      return { ok: true, value: { appointmentId, by, answer: participantStatus } };
    case 'tentative':
    case 'in-process':
    case 'completed':
    case 'needs-action':
    case 'entered-in-error':
      return { ok: true, value: { appointmentId, by, answer: null } };
    default:
      return unusable('unknown-status', oneLine(participantStatus).slice(0, 50));
  }
}
