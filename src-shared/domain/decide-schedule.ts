import { ok } from '../result.ts';
import { type Appointment, isActive } from './appointment.ts';
import type { Changes, EmailIntent } from './changes.ts';
import type { Words } from './commands.ts';
import { conflictOf, isSameVisit, shapeRejection, wordsRejection } from './decide/checks.ts';
import { atPlace } from './decide/move.ts';
import { cancelled, type Decided, email, placed, reject } from './decide/outcome.ts';
import { statusRejection, takesTimeAgain } from './decide-schedule/status.ts';
import type { ScheduleCommand } from './schedule-command.ts';
import type { ScheduleFacts } from './schedule-facts.ts';
import type { Target } from './target.ts';
import { plainDateOf } from './time.ts';

type Command<T extends ScheduleCommand['type']> = Extract<ScheduleCommand, { type: T }>;

/**
 * What a command on the schedule itself does: the whole of it, or the reason why not. Pure and total, as `decide` is.
 *
 * Rejections are looked for in the same order: the appointment's status, the patient, the time, the place, what was changed, the words;
 * what speaks against the time (`time-conflict`) comes last, because it can be overridden.
 *
 * Time: a visit has a length, ends on the day on which it begins and takes 12 hours at most. One that is booked, or moved to
 * another start, must not have ended yet; it may have begun, for a patient who walks in or comes late. One that keeps its start
 * can be changed at any time, also while it is under way: it may take longer, or somebody else may have to see the patient.
 *
 * A Tentative is not changed here, but in its request. Statuses: see `statusRejection`.
 */
export function decideSchedule(command: ScheduleCommand, facts: ScheduleFacts): Decided {
  if (command.type === 'book') return book(command, facts);
  const { appointment } = facts;
  if (appointment === null) return reject({ code: 'appointment-not-active' });
  switch (command.type) {
    case 'update':
      return update(command, appointment, facts);
    case 'cancel-appointment':
      return cancel(command, appointment, facts);
    case 'set-status':
      return setStatus(command, appointment, facts);
  }
}

/** The time a command takes, for which `ScheduleFacts.nearby` has to be read; `null` when it takes none. */
export function scheduleTarget(command: ScheduleCommand, appointment: Appointment | null): Target | null {
  switch (command.type) {
    case 'book':
      return { ...command.slot, patientId: command.patientId };
    case 'update':
      return { ...command.slot, patientId: appointment?.patientId ?? null };
    case 'set-status':
      return appointment !== null && takesTimeAgain(appointment.status, command.status) ? appointment : null;
    case 'cancel-appointment':
      return null;
  }
}

function book(command: Command<'book'>, facts: ScheduleFacts): Decided {
  const { now, rules, patient } = facts;
  if (patient === null || patient.id !== command.patientId) return reject({ code: 'patient-unmatched' });
  const { target, refused: nowhere } = atPlace({ ...command.slot, patientId: patient.id }, facts);
  const said = command.message.trim();
  const words: Words | null = said === '' ? null : { reasonCode: '', reasonText: '', message: said };
  const refused =
    shapeRejection(target, rules.practice.zone) ??
    (target.end <= now ? { code: 'time-past' as const } : null) ??
    nowhere ??
    wordsRejection(words, rules, false);
  if (refused !== null) return reject(refused);
  const conflict = conflictOf(target, { nearby: facts.nearby, ownIds: [], rules }, command.override);
  if (conflict.rejection !== null) return reject(conflict.rejection);

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
  return changed(command, facts, booked, {
    email: command.notify ? email('booked', booked, booked, words) : null,
    override: conflict.override,
    words,
  });
}

function update(command: Command<'update'>, appointment: Appointment, facts: ScheduleFacts): Decided {
  const { now, rules } = facts;
  const { words } = command;
  const { target, refused: nowhere } = atPlace({ ...command.slot, patientId: appointment.patientId }, facts);
  const moved = target.start !== appointment.start;
  const refused =
    activeRejection(appointment) ??
    shapeRejection(target, rules.practice.zone) ??
    (moved && target.end <= now ? { code: 'time-past' as const } : null) ??
    nowhere ??
    (isSameVisit(target, appointment) ? { code: 'nothing-changed' as const } : null) ??
    wordsRejection(words, rules, true);
  if (refused !== null) return reject(refused);
  const conflict = conflictOf(target, aroundOf(appointment, facts), command.override);
  if (conflict.rejection !== null) return reject(conflict.rejection);

  const { zone } = rules.practice;
  const sameDay = plainDateOf(target.start, zone) === plainDateOf(appointment.start, zone);
  // Whoever has checked in is still here when the visit begins later that day, but not on another one.
  const after: Appointment = {
    ...placed(appointment, target),
    status: sameDay ? appointment.status : 'booked',
  };
  return changed(command, facts, after, {
    email: command.notify ? email('updated', after, appointment, words) : null,
    override: conflict.override,
    words,
  });
}

function cancel(
  command: Command<'cancel-appointment'>,
  appointment: Appointment,
  facts: ScheduleFacts,
): Decided {
  const { words } = command;
  const refused = activeRejection(appointment) ?? wordsRejection(words, facts.rules, true);
  if (refused !== null) return reject(refused);
  const gone = cancelled(appointment);
  return changed(command, facts, gone, {
    email: command.notify ? email('cancelled', gone, appointment, words) : null,
    words,
  });
}

/** The patient is never written to about a status, and the calendar entry stays as it is: so does its sequence. */
function setStatus(command: Command<'set-status'>, appointment: Appointment, facts: ScheduleFacts): Decided {
  const { now, rules } = facts;
  const refused = statusRejection(appointment, command.status, now, rules.practice.zone);
  if (refused !== null) return reject(refused);
  const after: Appointment = { ...appointment, status: command.status };
  if (!takesTimeAgain(appointment.status, command.status)) return changed(command, facts, after, {});
  const conflict = conflictOf(appointment, aroundOf(appointment, facts), command.override);
  if (conflict.rejection !== null) return reject(conflict.rejection);
  return changed(command, facts, after, { override: conflict.override });
}

/** What can be moved and cancelled on the schedule: what is to come about and is not a proposal. */
export function activeRejection(appointment: Pick<Appointment, 'status'>) {
  if (appointment.status === 'tentative') return { code: 'awaiting-patient' } as const;
  return isActive(appointment) ? null : ({ code: 'appointment-not-active' } as const);
}

/** The appointment's own Tentative is the same visit: it is not in its way. */
function aroundOf(appointment: Appointment, { nearby, rules }: ScheduleFacts) {
  const own = nearby.filter((a) => a.originalId === appointment.id).map((a) => a.id);
  return { nearby, ownIds: [appointment.id, ...own], rules };
}

function changed(
  command: ScheduleCommand,
  facts: ScheduleFacts,
  appointment: Appointment,
  parts: Partial<Pick<Changes, 'override' | 'words'>> & { readonly email?: EmailIntent | null },
): Decided {
  return ok({
    command: command.type,
    at: facts.now,
    request: null,
    appointments: [appointment],
    // Only to a patient who is known.
    email: facts.patient === null ? null : (parts.email ?? null),
    override: parts.override ?? null,
    words: parts.words ?? null,
  });
}
