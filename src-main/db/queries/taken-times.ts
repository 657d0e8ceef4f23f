import type { Taken } from '../../../src-shared/domain/next-slots.ts';
import type { Practice, PracticeRules } from '../../../src-shared/domain/practice.ts';
import { closedIntervals } from '../../../src-shared/domain/slots.ts';
import { addDays, plainDateOf } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import { idList } from '../id-list.ts';
import { busyTimesOfPatientHere, longAppointments } from './appointments.ts';
import { allBusyTimes, asAppointment, type BusyTime } from './busy-times.ts';
import { EVERYBODY, furtherProvidersOf, furtherWithin } from './further-providers.ts';
import { hiddenAppointments } from './hidden-appointments.ts';
import { LOOK_BACK_MS, type Range } from './look-back.ts';
import { unavailableAsTaken } from './unavailable-times.ts';

/**
 * What stands on the schedules of these providers and of that patient within [from, to), whatever its status, and what takes their
 * time, or may, and cannot be shown, and when these providers see nobody. However many days and providers there are, it takes as many queries, each by its index:
 * an OR over two columns would scan.
 */
export function takenTimes(
  db: Db,
  range: Range,
  {
    practitionerIds,
    patientId,
    rules,
  }: {
    readonly practitionerIds: readonly string[];
    readonly patientId: string | null;
    readonly rules: PracticeRules;
  },
): Taken[] {
  const within = qb
    .selectFrom('appointment')
    .select([
      'id',
      'practitioner_id as practitionerId',
      'patient_id as patientId',
      'start_ms as start',
      'end_ms as end',
      'status',
    ])
    .where('start_ms', '>', range.from - LOOK_BACK_MS)
    .where('start_ms', '<', range.to)
    .where('end_ms', '>', range.from);
  const providers = new Set(practitionerIds);
  const isTheirs = (id: string | null): boolean => id !== null && providers.has(id);
  const ofProviders = db.all(within.where('practitioner_id', 'in', idList(practitionerIds)));
  const ofPatient = patientId === null ? [] : db.all(within.where('patient_id', '=', patientId));
  const long: Taken[] = longAppointments(db, range).flatMap(
    ({ id, practitioner_id, patient_id, start_ms: start, end_ms: end, status }) =>
      isTheirs(practitioner_id) || (patientId !== null && patient_id === patientId)
        ? [{ id, practitionerId: practitioner_id, patientId: patient_id, start, end, status }]
        : [],
  );
  const busy = allBusyTimes(db, range);
  const ofTheirs = busy.flatMap((one): Taken[] =>
    one.practitionerId !== null && isTheirs(one.practitionerId)
      ? [asAppointment(one, one.practitionerId)]
      : [],
  );
  const ofEverybody = joined(busy.filter((one) => one.practitionerId === null));
  const together = furtherWithin(db, range, practitionerIds).flatMap(
    ({ appointment_id: id, practitioner_id: one, start_ms: start, end_ms: end, status }): Taken[] =>
      (one === EVERYBODY ? practitionerIds : [one]).map((practitionerId) => ({
        id,
        practitionerId,
        patientId: null,
        start,
        end,
        status,
      })),
  );
  const elsewhere = ofPatient.filter((one) => !isTheirs(one.practitionerId));
  const hidden = hiddenAppointments(db);
  // The table's CHECK admits these statuses alone.
  return [
    ...[...ofProviders, ...elsewhere, ...long, ...together].filter(({ id }) => !hidden.has(id)),
    ...ofTheirs,
    ...unavailableAsTaken(db, rules, range, practitionerIds),
    ...busyTimesOfPatientHere(db, patientId, range).map(
      (one): Taken => asAppointment(one, one.practitionerId, patientId),
    ),
    ...practitionerIds.flatMap((id) => ofEverybody.map((one): Taken => asAppointment(one, id))),
  ];
}

/** Those that overlap, or follow one another, as one: they count for each provider. By start, as they come. */
function joined(times: readonly BusyTime[]): BusyTime[] {
  const found: BusyTime[] = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last === undefined || last.end < time.start) found.push(time);
    else found[found.length - 1] = { ...last, end: Math.max(last.end, time.end) };
  }
  return found;
}

/** What is in the way of a visit with any of these providers because those who have it with them are taken then, or see nobody. */
export function takenOfFurther(
  db: Db,
  range: Range,
  {
    practitionerIds,
    visitId,
    rules,
  }: {
    readonly practitionerIds: readonly string[];
    readonly visitId: string | null;
    readonly rules: PracticeRules;
  },
): Taken[] {
  const further = furtherProvidersOf(db, visitId);
  if (further.length === 0) return [];
  const taken = takenTimes(db, range, { practitionerIds: further, patientId: null, rules });
  const closed = further.flatMap((id) => closedTimes(rules.practice, range, id));
  return practitionerIds.flatMap((practitionerId) =>
    [...taken, ...closed].map((one) => ({ ...one, practitionerId })),
  );
}

/** When a provider has no hours within [from, to), as time that is taken. */
function closedTimes(practice: Practice, { from, to }: Range, practitionerId: string): Taken[] {
  const found: Taken[] = [];
  const last = plainDateOf(to - 1, practice.zone);
  for (let date = plainDateOf(from, practice.zone); date <= last; date = addDays(date, 1))
    for (const { start, end } of closedIntervals(practice, date, practitionerId))
      found.push({ id: '', practitionerId, patientId: null, start, end, status: 'booked' });
  return found;
}
