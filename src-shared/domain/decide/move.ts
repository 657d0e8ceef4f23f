import { err, ok, type Result } from '../../result.ts';
import type { Appointment } from '../appointment.ts';
import type { Rejection } from '../changes.ts';
import type { Override, Words } from '../commands.ts';
import type { Command } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { placeOf } from '../place.ts';
import { sharersOf } from '../shared-offer.ts';
import { type Target, targetsOf } from '../target.ts';
import { leftOpen } from '../wish.ts';
import { conflictOf, isSameVisit, shapeRejection, wordsRejection } from './checks.ts';
import { isPast, needsReason, ownIds, type Placing, statusAfterMove } from './differences.ts';
import { expiryOf } from './expiry.ts';
import {
  type Case,
  changed,
  type Decided,
  email,
  isNew,
  placed,
  proposedEmail,
  type RequestCase,
  reject,
  released,
  resolved,
  standingTentatives,
} from './outcome.ts';
import { lateOf, withLate } from './refuse.ts';

type OfType<T extends Command['type']> = Extract<Command, { type: T }>;

/** A command that takes a time for the visit. */
type Taking = OfType<'approve' | 'update' | 'propose' | 'book'>;

/** Where a visit will take place, or of a proposal where it may, and why all the same where something speaks against a time. */
interface Places {
  readonly targets: readonly [Target, ...Target[]];
  readonly override: Override | null;
}

/**
 * Whether a command may put the visit where it aims: the time, the place, what was changed, the words, and last of all what speaks
 * against the time. A visit has a length, ends on the day on which it begins and takes 12 hours at most.
 *
 * @param isAsBefore whether it stands there already: there it is not put again.
 */
function placesFor(
  command: Taking,
  given: Placing,
  words: Words | null,
  isAsBefore: (targets: readonly Target[]) => boolean = () => false,
): Result<Places, Rejection> {
  const { facts, appointment, answers } = given;
  const { rules, nearby, unavailable, further } = facts;
  const wanted = targetsOf(command, appointment, answers?.request ?? null).map((one) => atPlace(one, facts));
  const [first, ...others] = wanted.map(({ target }) => target);
  if (first === undefined) return err({ code: 'no-requested-time' });
  const targets = [first, ...others] as const;
  const refused =
    wanted.map((one) => targetRejection(one, given)).find((found) => found !== null) ??
    (isAsBefore(targets) ? { code: 'nothing-changed' as const } : null) ??
    (hasTwin(targets) ? { code: 'times-alike' as const } : null) ??
    wordsRejection(words, rules, needsReason(command, given));
  if (refused !== null) return err(refused);
  const conflict = conflictOf(
    targets,
    {
      nearby,
      ownIds: [...ownIds(given), ...sharersOf(command, nearby, first.patientId)],
      unavailable,
      further,
      rules,
    },
    command.override,
  );
  if (conflict.rejection !== null) return err(conflict.rejection);
  return ok({ targets, override: conflict.override });
}

const targetRejection = ({ target, refused }: AtPlace, given: Placing): Rejection | null =>
  shapeRejection(target, given.facts.rules.practice.zone) ??
  (isPast(target, given) ? { code: 'time-past' } : null) ??
  refused;

const hasTwin = (targets: readonly Target[]): boolean =>
  targets.some((one, index) => targets.slice(index + 1).some((other) => isSameVisit(one, other)));

/** The next of the ids kept ready for what a command creates. */
function newIdAt({ newAppointmentIds }: Facts, index: number): string {
  const id = newAppointmentIds[index];
  if (id === undefined) throw new Error('no id is ready for a new appointment');
  return id;
}

/** A visit that nobody asked for in the portal. */
export function book(command: OfType<'book'>, facts: Facts): Decided {
  const { patient } = facts;
  if (patient === null || patient.id !== command.patientId) return reject({ code: 'patient-unmatched' });
  if (patient.standing !== null) return reject({ code: 'patient-not-bookable' });
  const said = command.message.trim();
  const words: Words | null = said === '' ? null : { reasonCode: '', reasonText: '', message: said };
  const places = placesFor(command, { facts, appointment: null, answers: null }, words);
  if (!places.ok) return reject(places.error);
  const { targets, override } = places.value;
  const [target] = targets;
  const { practitionerId, locationId, type, start, end } = target;
  const booked: Appointment = {
    id: newIdAt(facts, 0),
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

/** Approves a wish to move, or for a new appointment: provider, location and type are those it has. */
export function approveAsked(given: RequestCase<OfType<'approve'>>): Decided {
  const { answers, appointment, facts } = given;
  if (leftOpen(answers.request, appointment, facts.openProviders).length > 0)
    return reject({ code: 'wish-open' });
  return moved(given, 'approved', () => false);
}

/**
 * Update Appt., or Book appointment: it takes the time outright; a proposal that stands is released. To a new one every time is an
 * answer to what was asked.
 */
export const update = (given: Case<OfType<'update'>>): Decided =>
  given.appointment.status === 'proposed'
    ? moved(given, 'approved', () => false)
    : moved(given, 'updated', (targets) => targets.some((target) => isSameVisit(target, given.appointment)));

function moved(
  given: Case<OfType<'approve' | 'update'>>,
  outcome: 'approved' | 'updated',
  isAsBefore: (targets: readonly Target[]) => boolean,
): Decided {
  const { command, appointment, facts } = given;
  const words = command.words ?? null;
  if (isNew(appointment) && facts.patient?.standing !== null) return reject({ code: 'patient-not-bookable' });
  const places = placesFor(command, given, words, isAsBefore);
  if (!places.ok) return reject(places.error);
  const { targets, override } = places.value;
  const [target] = targets;
  const after: Appointment = { ...placed(appointment, target), status: statusAfterMove(target, given) };
  return changed(given, resolved(outcome, words), {
    appointments: [after, ...released(given)],
    email: isNew(appointment)
      ? email('booked', after, after, words)
      : email(outcome, after, appointment, words),
    override,
    words,
  });
}

/** Propose Changes: a Tentative for each of the times beside the original; those proposed before are released. */
export function propose(given: RequestCase<OfType<'propose'>>): Decided {
  const { command, facts, appointment, answers } = given;
  const { words } = command;
  const standing = standingTentatives(given);
  if (isNew(appointment) && facts.patient?.standing !== null) return reject({ code: 'patient-not-bookable' });
  const places = placesFor(
    command,
    given,
    words,
    (targets) =>
      stands(targets, standing) ||
      (!isNew(appointment) && targets.some((target) => isSameVisit(target, appointment))),
  );
  if (!places.ok) return reject(places.error);
  const { targets, override } = places.value;
  const heldAt = (target: Target, index: number): Appointment => {
    // An offer that brought the visit where it stands is not this one.
    const { sharedOffer: _, ...visit } = placed(appointment, target);
    return {
      ...visit,
      id: newIdAt(facts, index),
      status: 'tentative',
      originalId: appointment.id,
      ...(command.shared === undefined ? {} : { sharedOffer: command.shared.offer }),
    };
  };
  const [first, ...others] = targets;
  const tentatives = [heldAt(first, 0), ...others.map((target, index) => heldAt(target, index + 1))] as const;
  const earliest = Math.min(...targets.map(({ start }) => start));
  const proposal = {
    appointmentIds: tentatives.map(({ id }) => id),
    sentAt: facts.now,
    expiresAt: expiryOf(
      isNew(appointment) ? earliest : appointment.start,
      earliest,
      facts.rules.proposalExpiryHours,
      facts.now,
    ),
    reason: words.reasonText,
    message: words.message,
  };
  return changed(
    given,
    { state: 'awaiting-patient', proposal },
    {
      appointments: [...tentatives, ...released(given)],
      email: withLate(
        proposedEmail(tentatives, appointment, words, answers.request.kind),
        lateOf(given, null),
      ),
      override,
      words,
    },
  );
}

/** Whether just these times are proposed already. */
const stands = (targets: readonly Target[], standing: readonly Appointment[]): boolean =>
  targets.length === standing.length &&
  targets.every((target) => standing.some((one) => isSameVisit(target, one)));

interface AtPlace {
  readonly target: Target;
  readonly refused: Rejection | null;
}

/** The target with the place where it would take place, or why nobody can say. */
function atPlace(target: Target, { openLocations }: Pick<Facts, 'openLocations'>): AtPlace {
  const place = placeOf(target.locationId, openLocations);
  return place.ok
    ? { target: { ...target, locationId: place.value }, refused: null }
    : { target, refused: place.error };
}
