import type { AnswerCode, PortalAnswer } from '../../../src-shared/domain/portal-answer.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { parseInstant } from './instant.ts';
import { modifierIn } from './modifiers.ts';
import { type Named, readNamed } from './read-named.ts';
import { malformed, type Reading, unusable } from './reading.ts';
import { referencedId } from './references.ts';
import * as schemas from './schemas.ts';
import { Wrong } from './shape.ts';
import { cleanText, oneLine, shortened } from './text.ts';

/** An answer to an Appointment. All ids are FHIR ids. */
export interface PortalResponse extends Omit<PortalAnswer, 'answer' | 'by'> {
  readonly appointmentId: string;
  /** Who answered; null when nobody is named. */
  readonly by: Named | null;
  /** Null for one that was entered in error. */
  readonly answer: AnswerCode | null;
}

/** Longer than any patient writes; the portal has the rest. */
const LONGEST_COMMENT = 10_000;

/** An answer of which a part cannot be read is unusable: it may say the opposite of what the rest does. */
export function readResponse(body: unknown): Reading<PortalResponse> {
  const read = schemas.appointmentResponse(body);
  if (read instanceof Wrong) return malformed(read);
  const modifier = modifierIn(body);
  if (modifier !== null) return unusable('modified', modifier);
  const { participantStatus, actor, appointment } = read;
  const appointmentId = referencedId(appointment.reference, 'Appointment');
  if (appointmentId === null) return unusable('malformed', 'appointment');
  const answer = answerOf(participantStatus);
  if (answer === undefined) return unusable('unknown-status', oneLine(participantStatus).slice(0, 50));
  const start = timeOf(read.start);
  if (start === undefined) return unusable('malformed', 'start');
  const end = timeOf(read.end);
  if (end === undefined) return unusable('malformed', 'end');
  const comment = shortened(cleanText(read.comment ?? ''), LONGEST_COMMENT);
  return { ok: true, value: { appointmentId, by: readNamed(actor), answer, comment, start, end } };
}

/** `undefined` for a code that R4 does not know. */
function answerOf(status: string): AnswerCode | null | undefined {
  switch (status) {
    case 'accepted':
    case 'declined':
    case 'tentative':
    case 'in-process':
    case 'completed':
    case 'needs-action':
      return status;
    case 'entered-in-error':
      return null;
    default:
      return undefined;
  }
}

/** `undefined` for what is no instant. */
const timeOf = (text: string | undefined): EpochMs | null | undefined =>
  text === undefined ? null : (parseInstant(text) ?? undefined);
