import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import { shownProvider } from './shown-name.ts';

export interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/**
 * Every practitioner, by name, as they are shown: the portal may name nobody. Those who have left are there too, inactive: old
 * appointments name them.
 */
export function allPractitioners(db: Db): NamedRow[] {
  return db.all(qb.selectFrom('practitioner').selectAll().orderBy('name').orderBy('id')).map((row) => ({
    ...row,
    name: shownProvider(row.name),
    active: row.active === 1,
  }));
}

/** Where visits can be put: the ids of the active locations. */
export function openLocationIds(db: Db): string[] {
  return db.all(openLocations({})).map(({ id }) => id);
}

/** With whom new visits can be booked: the ids of the active providers. */
export function openProviderIds(db: Db): string[] {
  return db.all(openProviders({})).map(({ id }) => id);
}

const openProviders = prepared(() =>
  qb.selectFrom('practitioner').select('id').where('active', '=', 1).orderBy('id'),
);

const openLocations = prepared(() =>
  qb.selectFrom('location').select('id').where('active', '=', 1).orderBy('id'),
);

/** Every location, by name. */
export function allLocations(db: Db): NamedRow[] {
  return db
    .all(qb.selectFrom('location').selectAll().orderBy('name').orderBy('id'))
    .map((row) => ({ ...row, active: row.active === 1 }));
}
