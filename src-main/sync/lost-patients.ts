import { type Db, qb } from '../db/db.ts';
import { unlinkPatient } from '../db/queries/people.ts';
import { allUnapplied } from '../outbox/entries.ts';
import { readEntry } from '../outbox/entry.ts';
import { patientCreatedBy, patientsNamed } from '../outbox/new-patients.ts';
import { sendPatientsFirst } from '../outbox/send-patients-first.ts';
import type { Portal } from '../ports.ts';
import type { Effects } from './effects.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { getResource } from './portal-reader.ts';

/** A patient whom this desk put on file, and the FHIR id the portal gave. */
interface MadeHere {
  readonly id: string;
  readonly portalId: string;
}

/**
 * Patients made here whom a restored portal has forgotten: whom it did not list (`Type/id`) when it was read anew and does not have when
 * asked for each. They stay on file, and are sent again with the next decision about them: nobody else may want one who was deleted
 * there. The failure that kept it from ending, or null.
 */
export async function findLostPatients(
  db: Db,
  portal: Portal,
  listed: ReadonlySet<string>,
  effectsNow: () => Effects,
  committed: (effects: Effects) => void,
): Promise<ExchangeFailure | null> {
  for (const patient of madeHere(db).filter(({ portalId }) => !listed.has(`Patient/${portalId}`))) {
    const fetched = await getResource(portal, 'Patient', patient.portalId);
    if (!fetched.ok && !isForbidden(fetched.error)) return fetched.error;
    if (!fetched.ok || fetched.value !== null) continue;
    const effects = effectsNow();
    db.transaction(() => lose(db, patient, effects));
    committed(effects);
  }
  return null;
}

/** The same of the one with this FHIR id, whom the portal does not have; nobody where somebody else put them on file. In the caller's transaction. */
export function losePatient(db: Db, portalId: string, effects: Effects): void {
  const patient = madeHere(db).find((one) => one.portalId === portalId);
  if (patient) lose(db, patient, effects);
}

/** The decision that makes a patient has their id as its ordering key. */
const madeHere = (db: Db): MadeHere[] =>
  db
    .all(
      qb
        .selectFrom('outbox')
        .innerJoin('patient', 'patient.id', 'outbox.ordering_key')
        .selectAll('outbox')
        .select('patient.portal_id')
        .where('patient.portal_id', 'is not', null)
        .orderBy('outbox.seq'),
    )
    .flatMap(({ portal_id, ...row }) => {
      const id = patientCreatedBy(readEntry(row));
      return id === null || portal_id === null ? [] : [{ id, portalId: portal_id }];
    });

function lose(db: Db, { id }: MadeHere, effects: Effects): void {
  unlinkPatient(db, id);
  for (const entry of allUnapplied(db))
    if (patientsNamed(entry).includes(id)) sendPatientsFirst(db, entry.id, effects.now);
  effects.topics.add('patients');
}
