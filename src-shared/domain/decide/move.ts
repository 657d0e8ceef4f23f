import { err, ok, type Result } from '../../result.ts';
import type { Appointment } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import type { Override, Words } from '../commands.ts';
import type { Command } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { placeOf } from '../place.ts';
import { type Target, targetOf } from '../target.ts';
import { conflictOf, isSameVisit, shapeRejection, wordsRejection } from './checks.ts';
import { isPast, needsReason, ownIds, type Placing, statusAfterMove } from './differences.ts';
import { expiryOf } from './expiry.ts';
import {
  type Case,
  changed,
  type Decided,
  email,
  placed,
  type RequestCase,
  reject,
  released,
  resolved,
  standingTentative,
} from './outcome.ts';
import { lateOf, withLate } from './refuse.ts';

type OfType<T extends Command['type']> = Extract<Command, { type: T }>;

/** A command that takes a time for the visit. */
type Taking = OfType<'approve' | 'update' | 'propose' | 'book'>;

/** Where a visit will take place, and why all the same where something speaks against the time. */
interface Place {
  readonly target: Target;
  readonly override: Override | null;
}

/**
 * Whether a command may put the visit where it aims: the time, the place, what was changed, the words, and last of all what speaks
 * against the time. A visit has a length, ends on the day on which it begins and takes 12 hours at most.
 *
 * @param unlike where the visit stands already: there it is not put again.
 */
function placeFor(
  command: Taking,
  given: Placing,
  words: Words | null,
  unlike: readonly Appointment[] = [],
): Result<Place, Rejection> {
  const { facts, appointment, answers } = given;
  const { rules, nearby } = facts;
  const wanted = targetOf(command, appointment, answers?.request ?? null);
  if (wanted === null) return err({ code: 'no-requested-time' });
  const { target, refused: nowhere } = atPlace(wanted, facts);
  const refused =
    shapeRejection(target, rules.practice.zone) ??
    (isPast(target, given) ? { code: 'time-past' as const } : null) ??
    nowhere ??
    (unlike.some((one) => isSameVisit(target, one)) ? { code: 'nothing-changed' as const } : null) ??
    wordsRejection(words, rules, needsReason(command.type, given));
  if (refused !== null) return err(refused);
  const conflict = conflictOf(target, { nearby, ownIds: ownIds(given), rules }, command.override);
  if (conflict.rejection !== null) return err(conflict.rejection);
  return ok({ target, override: conflict.override });
}

/** A visit that nobody asked for in the portal. */
export function book(command: OfType<'book'>, facts: Facts): Decided {
  const { patient } = facts;
  if (patient === null || patient.id !== command.patientId) return reject({ code: 'patient-unmatched' });
  if (patient.standing !== null) return reject({ code: 'patient-not-bookable' });
  const said = command.message.trim();
  const words: Words | null = said === '' ? null : { reasonCode: '', reasonText: '', message: said };
  const place = placeFor(command, { facts, appointment: null, answers: null }, words);
  if (!place.ok) return reject(place.error);
  const { target, override } = place.value;
  const { practitionerId, locationId, type, start, end } = target;
  const booked: Appointment = {
    id: facts.newAppointmentId,
    uid: facts.newUid,
    sequence: 0,
    patientId: patient.id,
    practitionerId,
    locationId,
    type,
    start,
    end,
    status: 'booked',
    originalId: null,
  };
  return changed({ command, facts, appointment: booked, answers: null }, null, {
    appointments: [booked],
    email: email('booked', booked, booked, words),
    override,
    words,
  });
}

/** Approves a wish to move: provider, location and type stay. */
export const approveMove = (given: RequestCase<OfType<'approve'>>): Decided => moved(given, 'approved', []);

/** Update Appt.: the appointment takes the time outright; a proposal that stands is released. */
export const update = (given: Case<OfType<'update'>>): Decided =>
  moved(given, 'updated', [given.appointment]);

function moved(
  given: Case<OfType<'approve' | 'update'>>,
  outcome: 'approved' | 'updated',
  unlike: readonly Appointment[],
): Decided {
  const { command, appointment } = given;
  const words = command.words ?? null;
  const place = placeFor(command, given, words, unlike);
  if (!place.ok) return reject(place.error);
  const { target, override } = place.value;
  const after: Appointment = { ...placed(appointment, target), status: statusAfterMove(target, given) };
  return changed(given, resolved(outcome, words), {
    appointments: [after, ...released(given)],
    email: email(outcome, after, appointment, words),
    override,
    words,
  });
}

/** Propose Changes: a Tentative beside the original; one proposed before is released. */
export function propose(given: RequestCase<OfType<'propose'>>): Decided {
  const { command, facts, appointment, answers } = given;
  const { words } = command;
  const standing = standingTentative(given);
  const place = placeFor(command, given, words, standing === null ? [appointment] : [appointment, standing]);
  if (!place.ok) return reject(place.error);
  const { target, override } = place.value;
  const tentative: Appointment = {
    ...placed(appointment, target),
    id: facts.newAppointmentId,
    status: 'tentative',
    originalId: appointment.id,
  };
  const proposal = {
    appointmentId: tentative.id,
    sentAt: facts.now,
    expiresAt: expiryOf(appointment.start, tentative.start, facts.rules.proposalExpiryHours, facts.now),
    reason: words.reasonText,
    message: words.message,
  };
  return changed(
    given,
    { state: 'awaiting-patient', proposal },
    {
      appointments: [tentative, ...released(given)],
      email: withLate(
        email('proposed', tentative, appointment, words, answers.request.kind === 'cancel'),
        lateOf(given, null),
      ),
      override,
      words,
    },
  );
}

/** The target with the place where it would take place, or why nobody can say. */
function atPlace(
  target: Target,
  { openLocations }: Pick<Facts, 'openLocations'>,
): { readonly target: Target; readonly refused: Rejection | null } {
  const place = placeOf(target.locationId, openLocations);
  return place.ok
    ? { target: { ...target, locationId: place.value }, refused: null }
    : { target, refused: place.error };
}
