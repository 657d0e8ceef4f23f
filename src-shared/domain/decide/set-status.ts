import type { Appointment } from '../appointment.ts';
import type { Command } from '../decision.ts';
import { statusRejection } from '../status.ts';
import { targetsOf } from '../target.ts';
import { conflictOf } from './checks.ts';
import { ownIds } from './differences.ts';
import { type Case, changed, type Decided, reject } from './outcome.ts';

/** The patient is never written to about a status, and the calendar entry stays as it is: so does its sequence. */
export function setStatus(given: Case<Extract<Command, { type: 'set-status' }>>): Decided {
  const { command, facts, appointment } = given;
  const { now, rules, nearby, unavailable, further } = facts;
  const refused = statusRejection(appointment, command.status, now, rules.practice.zone);
  if (refused !== null) return reject(refused);
  const after: Appointment = { ...appointment, status: command.status };
  const taken = targetsOf(command, appointment, null);
  if (taken.length === 0) return changed(given, null, { appointments: [after] });
  const conflict = conflictOf(
    taken,
    { nearby, ownIds: ownIds(given), unavailable, further, rules },
    command.override,
  );
  if (conflict.rejection !== null) return reject(conflict.rejection);
  return changed(given, null, { appointments: [after], override: conflict.override });
}
