import type { Topic } from '../../src-shared/ipc/events.ts';
import type { Db } from '../db/db.ts';
import { findThemselves, forgetRelatedPerson, saveRelatedPerson } from '../db/queries/askers.ts';
import { findPatient, saveLocation, savePatient, savePractitioner } from '../db/queries/people.ts';
import type { PortalCopy } from '../db/queries/portal-copies.ts';
import { savePractitionerIdentifiers } from '../db/queries/practitioner-identifiers.ts';
import { awaitedOf } from '../db/queries/requests.ts';
import { noteContacts } from './address-conflict.ts';
import { markDue } from './automation-due.ts';
import { withCorrection } from './corrections.ts';
import type { Effects } from './effects.ts';
import { creationNamesIn } from './fhir/creation-names.ts';
import { isObject } from './fhir/json.ts';
import { businessIdentifiers } from './fhir/provider-actor.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { readLocation, readPatient, readPractitioner, readRelatedPerson } from './fhir/read-person.ts';
import type { Reading, Unusable } from './fhir/reading.ts';
import { type Arrived, keepCopy } from './keep-copy.ts';
import type { OnFile } from './on-file.ts';
import { ownCreation } from './own-creation.ts';

/** Who takes part in visits, where they are, and what tells who that is. */
type PersonType =
  | 'Patient'
  | 'Practitioner'
  | 'Location'
  | 'PractitionerRole'
  | 'Slot'
  | 'Schedule'
  | 'RelatedPerson';

/**
 * Takes a version of such a resource into the copies and the local rows. Null when it could be used. Inside the caller's transaction.
 *
 * @param type the resource's.
 * @param copy of it, as it stood before.
 */
export function projectPerson(
  db: Db,
  arrived: Arrived,
  type: PersonType,
  copy: PortalCopy | null,
  effects: Effects,
  known: OnFile,
): Unusable | null {
  const { id, body } = arrived;
  switch (type) {
    case 'Patient':
      return projectPatient(db, arrived, copy, effects, known);
    case 'Practitioner':
      return project(
        db,
        arrived,
        readPractitioner(id, body, effects.now),
        (on, practitioner) => {
          savePractitioner(on, practitioner);
          savePractitionerIdentifiers(
            on,
            id,
            businessIdentifiers(isObject(body) ? body.identifier : undefined),
          );
        },
        'directory',
        effects,
      );
    case 'Location':
      return project(db, arrived, readLocation(id, body), saveLocation, 'directory', effects);
    case 'PractitionerRole':
    case 'Slot':
    case 'Schedule':
      // Tells whose time a visit takes that names a role, or is booked on a slot and names nobody.
      keepCopy(db, arrived, null, arrived.versionId);
      return null;
    case 'RelatedPerson':
      return projectRelatedPerson(db, arrived, effects);
  }
}

function projectPatient(
  db: Db,
  arrived: Arrived,
  copy: PortalCopy | null,
  effects: Effects,
  known: OnFile,
): Unusable | null {
  const read = readPatient(localPatientId(db, arrived, known), arrived.body, effects.now);
  return project(
    db,
    arrived,
    read,
    (on, patient) => {
      noteContacts(on, patient.id, patient, effects);
      const isFreed = patient.standing === null && (findPatient(on, patient.id)?.standing ?? null) !== null;
      savePatient(on, withCorrection(on, patient), {
        portalId: arrived.id,
        contactChangesAt: patient.contactChangesAt,
      });
      // What they have answered meanwhile was left to a person.
      if (isFreed) for (const appointmentId of awaitedOf(on, patient.id)) markDue(on, appointmentId);
      if (copy === null) findThemselves(on, arrived.id, patient.id);
    },
    'patients',
    effects,
  );
}

/** The desk's id of a Patient of the portal: their own row's, that of the one made here, or the FHIR id. */
function localPatientId(db: Db, { id, body }: Envelope, known: OnFile): string {
  return known.patientId(id) ?? ownCreation(db, 'Patient', creationNamesIn(body)) ?? id;
}

function project<T>(
  db: Db,
  envelope: Arrived,
  read: Reading<T>,
  save: (db: Db, value: T) => void,
  topic: Topic,
  effects: Effects,
): Unusable | null {
  if (!read.ok) return read.error;
  save(db, read.value);
  keepCopy(db, envelope, null, envelope.versionId);
  effects.topics.add(topic).add('requests').add('schedule');
  return null;
}

/** A version that cannot be read says nothing of whom they act for: neither does the one before it any more. */
function projectRelatedPerson(db: Db, envelope: Arrived, effects: Effects): Unusable | null {
  const read = readRelatedPerson(envelope.id, envelope.body, effects.now);
  if (!read.ok) {
    forgetRelatedPerson(db, envelope.id);
    return read.error;
  }
  return project(db, envelope, read, saveRelatedPerson, 'requests', effects);
}
