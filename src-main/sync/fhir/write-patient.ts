import type { Patient } from '../../../src-shared/domain/patient.ts';
import { COMMAND_SYSTEM } from './codes.ts';
import { type JsonObject, without } from './json.ts';
import { stamped } from './stamp.ts';

/**
 * The Patient for somebody made at the desk (https://hl7.org/fhir/R4/patient.html). Whether they may use the portal is the
 * portal's own business: the extension for it is left out.
 */
export function newPatientResource(patient: Patient, outboxId: string): JsonObject {
  const { familyName, givenName, birthDate, phone, email } = patient;
  const contacts = [
    ...(phone === null ? [] : [{ system: 'phone', value: phone }]),
    ...(email === null ? [] : [{ system: 'email', value: email }]),
  ];
  const name = without({
    use: 'official',
    family: familyName || undefined,
    given: givenName === '' ? undefined : [givenName],
  });
  const resource = without({
    resourceType: 'Patient',
    identifier: [{ system: COMMAND_SYSTEM, value: outboxId }],
    active: true,
    name: [name],
    birthDate: birthDate ?? undefined,
    telecom: contacts.length === 0 ? undefined : contacts,
  });
  return stamped(resource, outboxId);
}
