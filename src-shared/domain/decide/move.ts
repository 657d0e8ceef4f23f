import type { Appointment } from '../appointment.ts';
import type { RequestCommand } from '../commands.ts';
import { targetOf } from '../target.ts';
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
  const target = targetOf(request, command, appointment);
  if (target === null) return reject({ code: 'nothing-changed' });
  const words = command.words ?? null;
  const refused =
    timeRejection(target, facts.now, facts.rules.practice.zone) ?? wordsRejection(words, facts.rules, false);
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
  const target = targetOf(request, command, appointment);
  if (target === null) return reject({ code: 'nothing-changed' });
  const words = command.words ?? null;
  const refused =
    timeRejection(target, facts.now, facts.rules.practice.zone) ??
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
  const target = targetOf(request, command, appointment);
  if (target === null) return reject({ code: 'nothing-changed' });
  const standing = standingTentative(facts);
  const same = isSameVisit(target, appointment) || (standing !== null && isSameVisit(target, standing));
  const refused =
    timeRejection(target, now, rules.practice.zone) ??
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
