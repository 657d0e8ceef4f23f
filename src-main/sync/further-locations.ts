import type { Db } from '../db/db.ts';
import { allLocations } from '../db/queries/directory.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { isObject, objectsOf } from './fhir/json.ts';
import { attends } from './fhir/participation.ts';
import { parseReference } from './fhir/references.ts';
import { oneLine } from './fhir/text.ts';

/** Longer than any name of a place. */
const LONGEST = 200;

/** Where else a visit is, beside its location: a room, say. As on file or, of what is not on file, as the portal calls it. */
export function furtherLocations(
  db: Db,
  visit: { readonly portal_id: string | null; readonly location_id: string | null },
): string[] {
  const body =
    visit.portal_id === null ? undefined : findPortalCopy(db, 'Appointment', visit.portal_id)?.body;
  if (!isObject(body)) return [];
  const onFile = new Map(allLocations(db).map(({ id, name }) => [id, name]));
  const places = objectsOf(body.participant).flatMap((participant) => {
    const { actor } = participant;
    if (!attends(participant) || !isObject(actor)) return [];
    const target = typeof actor.reference === 'string' ? parseReference(actor.reference) : null;
    if ((target?.type ?? actor.type) !== 'Location' || target?.id === visit.location_id) return [];
    const called = typeof actor.display === 'string' ? oneLine(actor.display).slice(0, LONGEST) : '';
    const name = onFile.get(target?.id ?? '') ?? called;
    return name === '' ? [] : [[target?.id ?? name, name] as const];
  });
  return [...new Map(places).values()];
}
