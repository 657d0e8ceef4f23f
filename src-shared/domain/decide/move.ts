import type { Appointment } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import type { RequestCommand } from '../commands.ts';
import type { Facts } from '../facts.ts';
import { placeOf } from '../place.ts';
import { type Target, targetOf } from '../target.ts';
import { aroundRequest, conflictOf, isSameVisit, timeRejection, wordsRejection } from './checks.ts';
import { expiryOf } from './expiry.ts';
import {
  type Case,
  changed,
  type Decided,
  email,
  placed,
  reject,
  released,
  resolved,
  standingTentative,
} from './outcome.ts';

type Command<T extends RequestCommand['type']> = Extract<RequestCommand, { type: T }>;

/** Approves a wish to move: provider, location and type stay. */
export function approveMove(given: Case<Command<'approve'>>): Decided {
  const { request, command, facts } = given;
  const { appointment } = facts;
  const wanted = targetOf(request, command, appointment);
  if (wanted === null) return reject({ code: 'no-requested-time' });
  const words = command.words ?? null;
  const { refused: nowhere, target } = atPlace(wanted, facts);
  const refused =
    timeRejection(target, facts.now, facts.rules.practice.zone) ??
    nowhere ??
    wordsRejection(words, facts.rules, false);
  if (refused !== null) return reject(refused);
  const conflict = conflictOf(target, aroundRequest(facts), command.override);
  if (conflict.rejection !== null) return reject(conflict.rejection);

  const moved: Appointment = { ...placed(appointment, target), status: 'booked' };
  return changed(given, resolved('approved', words), {
    appointments: [moved],
    email: email('approved', moved, appointment, words),
    override: conflict.override,
    words,
  });
}

/** Update Appt.: the appointment takes the time outright; a proposal that stands is released. */
export function update(given: Case<Command<'update'>>): Decided {
  const { request, command, facts } = given;
  const { appointment } = facts;
  const wanted = targetOf(request, command, appointment);
  if (wanted === null) return reject({ code: 'nothing-changed' });
  const words = command.words ?? null;
  const { refused: nowhere, target } = atPlace(wanted, facts);
  const refused =
    timeRejection(target, facts.now, facts.rules.practice.zone) ??
    nowhere ??
    (isSameVisit(target, appointment) ? { code: 'nothing-changed' as const } : null) ??
    wordsRejection(words, facts.rules, false);
  if (refused !== null) return reject(refused);
  const conflict = conflictOf(target, aroundRequest(facts), command.override);
  if (conflict.rejection !== null) return reject(conflict.rejection);

  const moved: Appointment = { ...placed(appointment, target), status: 'booked' };
  return changed(given, resolved('updated', words), {
    appointments: [moved, ...released(facts)],
    email: email('updated', moved, appointment, words),
    override: conflict.override,
    words,
  });
}

/** Propose Changes: a Tentative beside the original; one proposed before is released. */
export function propose(given: Case<Command<'propose'>>): Decided {
  const { request, command, facts } = given;
  const { appointment, now, rules } = facts;
  const { words } = command;
  const wanted = targetOf(request, command, appointment);
  if (wanted === null) return reject({ code: 'nothing-changed' });
  const { refused: nowhere, target } = atPlace(wanted, facts);
  const standing = standingTentative(facts);
  const same = isSameVisit(target, appointment) || (standing !== null && isSameVisit(target, standing));
  const refused =
    timeRejection(target, now, rules.practice.zone) ??
    nowhere ??
    (same ? { code: 'nothing-changed' as const } : null) ??
    wordsRejection(words, rules, true);
  if (refused !== null) return reject(refused);
  const conflict = conflictOf(target, aroundRequest(facts), command.override);
  if (conflict.rejection !== null) return reject(conflict.rejection);

  const tentative: Appointment = {
    ...placed(appointment, target),
    id: facts.newAppointmentId,
    status: 'tentative',
    originalId: appointment.id,
  };
  const proposal = {
    appointmentId: tentative.id,
    sentAt: now,
    expiresAt: expiryOf(appointment.start, tentative.start, rules.proposalExpiryHours, now),
    reason: words.reasonText,
    message: words.message,
  };
  return changed(
    given,
    { state: 'awaiting-patient', proposal },
    {
      appointments: [tentative, ...released(facts)],
      email: email('proposed', tentative, appointment, words, request.kind === 'cancel'),
      override: conflict.override,
      words,
    },
  );
}

/** The target with the place where it would take place, or why nobody can say. */
export function atPlace(
  target: Target,
  { openLocations }: Pick<Facts, 'openLocations'>,
): { readonly target: Target; readonly refused: Rejection | null } {
  const place = placeOf(target.locationId, openLocations);
  return place.ok
    ? { target: { ...target, locationId: place.value }, refused: null }
    : { target, refused: place.error };
}
