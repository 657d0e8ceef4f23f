import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { type Db, qb } from '../db.ts';
import { idsIn } from '../id-list.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { Tables } from '../schema.ts';
import { LOOK_BACK_MS, overlapsLong, overlapsRecent, type Range } from './look-back.ts';

/**
 * In the place of a provider's id: somebody has the visit too, and nobody can tell who. It may be anybody, and takes everybody's time. No
 * FHIR id has this character.
 */
export const EVERYBODY = '?';

/** Who has a visit together with its provider, and when: each one's time is taken, of `EVERYBODY` all of theirs. */
export type FurtherProvider = Tables['further_provider'];

/** Who has this visit beside its provider, in place of who had. Its own row is written. */
export function saveFurtherProviders(
  db: Db,
  { id, start, end, status }: Pick<Appointment, 'id' | 'start' | 'end' | 'status'>,
  practitionerIds: readonly string[],
): void {
  db.run(remove({ appointmentId: id }));
  for (const practitioner_id of practitionerIds)
    db.run(insert({ appointment_id: id, practitioner_id, start_ms: start, end_ms: end, status }));
}

const remove = prepared((p: { readonly appointmentId: string }) =>
  qb.deleteFrom('further_provider').where('appointment_id', '=', p.appointmentId),
);
const insert = preparedInsert('further_provider');

/** Who certainly has this appointment beside its provider; nobody for none. */
export const furtherProvidersOf = (db: Db, appointmentId: string | null): string[] =>
  appointmentId === null
    ? []
    : db
        .all(ofVisit({ appointmentId }))
        .flatMap((row) => (row.practitioner_id === EVERYBODY ? [] : row.practitioner_id));

/** Whether somebody has this appointment beside its provider of whom nobody can tell who it is. */
export const isAlsoSomebodys = (db: Db, appointmentId: string): boolean =>
  db.all(ofVisit({ appointmentId })).some((row) => row.practitioner_id === EVERYBODY);

const ofVisit = prepared((p: { readonly appointmentId: string }) =>
  qb
    .selectFrom('further_provider')
    .select('practitioner_id')
    .where('appointment_id', '=', p.appointmentId)
    .orderBy('practitioner_id'),
);

const within = (p: Range) => qb.selectFrom('further_provider').selectAll().where(overlapsRecent(p));
const ofAll = prepared(within);
const ofThese = prepared((p: Range & { readonly ids: string }) =>
  within(p).where('practitioner_id', 'in', idsIn(p.ids)),
);
const long = prepared((p: Range) => qb.selectFrom('further_provider').selectAll().where(overlapsLong(p)));

/** Where these or `EVERYBODY`, or all (null), take part in visits of others' that overlap [from, to), whatever their status. */
export function furtherWithin(
  db: Db,
  range: Range,
  practitionerIds: readonly string[] | null,
): FurtherProvider[] {
  const whose = practitionerIds === null ? null : [...practitionerIds, EVERYBODY];
  const ids = whose === null ? null : JSON.stringify(whose);
  const earlier = db
    .all(long(range))
    .filter(
      (row) => row.start_ms <= range.from - LOOK_BACK_MS && (whose?.includes(row.practitioner_id) ?? true),
    );
  return [...earlier, ...db.all(ids === null ? ofAll(range) : ofThese({ ...range, ids }))];
}
