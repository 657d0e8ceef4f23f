import { type Db, qb } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** A practitioner's identifiers from now on, in place of those they had. */
export function savePractitionerIdentifiers(
  db: Db,
  practitionerId: string,
  identifiers: readonly Identifier[],
): void {
  db.run(remove({ practitionerId }));
  const each = new Map(identifiers.map((one) => [JSON.stringify([one.system, one.value]), one]));
  for (const { system, value } of each.values())
    db.run(insert({ system, value, practitioner_id: practitionerId }));
}

const insert = preparedInsert('practitioner_identifier');
const remove = prepared((p: { readonly practitionerId: string }) =>
  qb.deleteFrom('practitioner_identifier').where('practitioner_id', '=', p.practitionerId),
);

/** The one practitioner on file who has any of these; null for nobody, and where it is more than one. */
export function practitionerWith(db: Db, identifiers: readonly Identifier[]): string | null {
  const found = new Set(
    identifiers
      .flatMap(({ system, value }) => db.all(having({ system, value })))
      .map((row) => row.practitioner_id),
  );
  const [one] = found;
  return found.size === 1 && one !== undefined ? one : null;
}

const having = prepared((p: Identifier) =>
  qb
    .selectFrom('practitioner_identifier')
    .select('practitioner_id')
    .where('system', '=', p.system)
    .where('value', '=', p.value),
);
