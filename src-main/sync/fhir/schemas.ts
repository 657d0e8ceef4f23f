/**
 * The parts of FHIR R4 resources that the desk reads. Unknown elements are ignored; an element that is not essential and
 * does not have R4's shape counts as absent; an essential one that does not makes the resource malformed.
 */
import {
  anything,
  array,
  boolean,
  integer,
  lenient,
  list,
  literal,
  number,
  object,
  optional,
  or,
  type ShapeOf,
  sparse,
  string,
  where,
} from './shape.ts';

const text = lenient(string);

const coding = object({ system: text, code: text, display: text });
const codeableConcept = object({ coding: list(coding), text });
export type CodeableConcept = ShapeOf<typeof codeableConcept>;
const identifier = object({ system: text, value: text });
/** Whatever else it is. */
export const identified = object({ identifier: list(identifier) });
const reference = object({
  reference: text,
  type: text,
  identifier: lenient(identifier),
  display: text,
});
export type Reference = ShapeOf<typeof reference>;
const UNREADABLE: Reference = {
  reference: undefined,
  type: undefined,
  identifier: undefined,
  display: undefined,
};
const extension = object({
  url: string,
  valueBoolean: lenient(boolean),
  valueInteger: lenient(integer),
});
/** Whatever else it is. */
export const extended = object({ extension: list(extension) });
const period = object({ start: text, end: text });

/** https://hl7.org/fhir/R4/datatypes.html#id */
export const isFhirId = (text: string): boolean => /^[A-Za-z0-9\-.]{1,64}$/.test(text);

/** What every resource has to have. */
export const envelope = object({
  resourceType: string,
  id: where(string, isFhirId),
  meta: lenient(object({ versionId: text, lastUpdated: text, tag: list(coding) })),
});

export const humanName = object({
  use: text,
  text,
  family: text,
  given: list(string),
  prefix: list(string),
  suffix: list(string),
  period: lenient(period),
});
export const contactPoint = object({
  system: text,
  value: text,
  use: text,
  rank: lenient(number),
  period: lenient(period),
});

export const patient = object({
  name: list(humanName),
  birthDate: text,
  telecom: list(contactPoint),
  communication: list(object({ language: codeableConcept, preferred: lenient(boolean) })),
  extension: list(extension),
  deceasedBoolean: anything,
  deceasedDateTime: anything,
  // What stands beside the value, or in its place (https://hl7.org/fhir/R4/json.html#primitive).
  _deceasedDateTime: anything,
  active: anything,
  link: anything,
});

export const practitioner = object({ name: list(humanName), active: anything });

/** https://hl7.org/fhir/R4/relatedperson.html */
export const relatedPerson = object({
  patient: lenient(reference),
  name: list(humanName),
  // Read strictly: what cannot be read must not count as in use, or as without an end.
  active: optional(boolean),
  period: optional(object({ start: optional(string), end: optional(string) })),
});

/** https://hl7.org/fhir/R4/practitionerrole.html. Whether it is in use, and when, is read strictly, as above. */
export const practitionerRole = object({
  practitioner: lenient(reference),
  active: optional(boolean),
  period: optional(object({ start: optional(string), end: optional(string) })),
});

/** https://hl7.org/fhir/R4/datatypes.html#Address */
export const address = object({ text, line: list(string), city: text, state: text, postalCode: text });
export const location = object({ name: text, status: text, address: lenient(address) });

export const appointment = object({
  status: string,
  identifier: list(identifier),
  extension: list(extension),
  serviceType: list(codeableConcept),
  appointmentType: lenient(codeableConcept),
  start: sparse(string),
  end: sparse(string),
  minutesDuration: lenient(number),
  created: text,
  participant: sparse(array(object({ actor: sparse(reference), status: text, required: text }))),
  supportingInformation: list(reference),
});

export const task = object({
  status: string,
  code: lenient(codeableConcept),
  businessStatus: lenient(codeableConcept),
  statusReason: lenient(codeableConcept),
  focus: sparse(reference),
  // Of the wrong shape it still names somebody: nobody can tell whom.
  for: optional(or(reference, UNREADABLE)),
  requester: optional(or(reference, UNREADABLE)),
  authoredOn: text,
  lastModified: text,
  input: list(object({ type: lenient(codeableConcept), valuePeriod: lenient(period) })),
  note: list(object({ text: string, authorString: text, time: text })),
  output: list(object({ type: lenient(codeableConcept), valueReference: lenient(reference) })),
  restriction: lenient(object({ period: lenient(period) })),
});

export const appointmentResponse = object({
  appointment: reference,
  actor: optional(or(reference, UNREADABLE)),
  participantStatus: string,
  start: sparse(string),
  end: sparse(string),
  comment: sparse(string),
});

/** Entries are parsed one by one: one that is broken must not make the others unreadable. */
export const bundle = object({
  resourceType: literal('Bundle'),
  type: text,
  total: lenient(where(integer, (total) => total >= 0)),
  link: list(object({ relation: string, url: string })),
  entry: sparse(array(anything)),
});
export type Bundle = ShapeOf<typeof bundle>;

export const bundleEntry = object({
  resource: anything,
  search: lenient(object({ mode: text })),
  response: lenient(object({ status: text, location: text, etag: text, outcome: anything })),
});

export const operationOutcome = object({
  resourceType: literal('OperationOutcome'),
  issue: list(object({ code: text, diagnostics: text, details: lenient(codeableConcept) })),
});

export const capabilityStatement = object({
  resourceType: literal('CapabilityStatement'),
  fhirVersion: text,
  rest: list(
    object({
      mode: text,
      interaction: list(object({ code: text })),
      searchParam: list(object({ name: text })),
      resource: list(
        object({
          type: string,
          interaction: list(object({ code: text })),
          versioning: text,
          conditionalCreate: lenient(boolean),
          searchParam: list(object({ name: text })),
        }),
      ),
    }),
  ),
});
