import { t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { isObject, objectsOf } from './fhir/json.ts';
import { attends } from './fhir/participation.ts';
import { mayBeProvider, providerActor } from './fhir/provider-actor.ts';
import { oneLine } from './fhir/text.ts';
import { practitionerOf } from './read-visit.ts';

/** Whose name alone the portal gives may be the patient's, too: told as it calls them. */
const LONGEST = 200;

/**
 * How the portal calls those who take part in a visit, are no patient of it, and cannot be told for certain: whether their time counts as
 * taken or not, whoever looks at the visit reads that they are to be there.
 */
export function unidentifiedBeside(
  db: Db,
  visit: { readonly portal_id: string | null; readonly patient_id: string | null; readonly start_ms: number },
): string[] {
  const body =
    visit.portal_id === null ? undefined : findPortalCopy(db, 'Appointment', visit.portal_id)?.body;
  if (!isObject(body)) return [];
  return objectsOf(body.participant).flatMap((participant) => {
    const { actor } = participant;
    if (!attends(participant) || !isObject(actor)) return [];
    const named = providerActor(actor, body);
    const isUnidentified =
      named === null
        ? visit.patient_id !== null && mayBeProvider(actor)
        : practitionerOf(db, named, visit.start_ms) === null;
    if (!isUnidentified) return [];
    const name = typeof actor.display === 'string' ? oneLine(actor.display).slice(0, LONGEST) : '';
    return t.appointments.unidentified(name);
  });
}
