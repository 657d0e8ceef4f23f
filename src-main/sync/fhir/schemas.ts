/**
 * The parts of FHIR R4 resources that the desk reads. Unknown elements are ignored; an element that is not essential and
 * does not have R4's shape counts as absent; an essential one that does not makes the resource malformed.
 */
import { z } from 'zod';

/** Absent or of the wrong shape: `undefined`. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Keeps the elements that have the right shape. */
const list = <T extends z.ZodType>(schema: T) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((items) =>
      items.flatMap((item): z.output<T>[] => {
        const parsed = schema.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    );

const text = lenient(z.string());

const coding = z.object({ system: text, code: text, display: text });
const codeableConcept = z.object({ coding: list(coding), text });
export type CodeableConcept = z.infer<typeof codeableConcept>;
const identifier = z.object({ system: text, value: text });
const reference = z.object({
  reference: text,
  type: text,
  identifier: lenient(identifier),
  display: text,
});
export type Reference = z.infer<typeof reference>;
const UNREADABLE: Reference = {
  reference: undefined,
  type: undefined,
  identifier: undefined,
  display: undefined,
};
const extension = z.object({
  url: z.string(),
  valueBoolean: lenient(z.boolean()),
  valueInteger: lenient(z.number().int()),
});
const period = z.object({ start: text, end: text });

/** https://hl7.org/fhir/R4/datatypes.html#id */
export const fhirId = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);

/** What every resource has to have. */
export const envelope = z.object({
  resourceType: z.string(),
  id: fhirId,
  meta: lenient(z.object({ versionId: text, lastUpdated: text, tag: list(coding) })),
});

const humanName = z.object({ use: text, text, family: text, given: list(z.string()) });
export const contactPoint = z.object({
  system: text,
  value: text,
  use: text,
  rank: lenient(z.number()),
  period: lenient(period),
});

export const patient = z.object({
  identifier: list(identifier),
  name: list(humanName),
  birthDate: text,
  telecom: list(contactPoint),
  communication: list(z.object({ language: codeableConcept, preferred: lenient(z.boolean()) })),
  extension: list(extension),
});

export const practitioner = z.object({ name: list(humanName), active: lenient(z.boolean()) });

/** https://hl7.org/fhir/R4/relatedperson.html */
export const relatedPerson = z.object({
  patient: lenient(reference),
  name: list(humanName),
  // Read strictly: what cannot be read must not count as in use, or as without an end.
  active: z.boolean().optional(),
  period: z.object({ start: z.string().optional(), end: z.string().optional() }).optional(),
});

export const location = z.object({ name: text, status: text });

export const appointment = z.object({
  status: z.string(),
  identifier: list(identifier),
  extension: list(extension),
  serviceType: list(codeableConcept),
  appointmentType: lenient(codeableConcept),
  start: z.string().optional(),
  end: z.string().optional(),
  created: text,
  participant: z.array(z.object({ actor: reference.optional() })),
  supportingInformation: list(reference),
});

export const task = z.object({
  status: z.string(),
  code: lenient(codeableConcept),
  businessStatus: lenient(codeableConcept),
  statusReason: lenient(codeableConcept),
  focus: reference.optional(),
  // Of the wrong shape it still names somebody: nobody can tell whom.
  for: reference.catch(UNREADABLE).optional(),
  requester: reference.catch(UNREADABLE).optional(),
  authoredOn: text,
  lastModified: text,
  input: list(z.object({ type: lenient(codeableConcept), valuePeriod: lenient(period) })),
  note: list(z.object({ text: z.string(), authorString: text, time: text })),
  output: list(z.object({ type: lenient(codeableConcept), valueReference: lenient(reference) })),
  restriction: lenient(z.object({ period: lenient(period) })),
});

export const appointmentResponse = z.object({
  appointment: reference,
  actor: reference.catch(UNREADABLE).optional(),
  participantStatus: z.string(),
});

/** Entries are parsed one by one: one that is broken must not make the others unreadable. */
export const bundle = z.object({
  resourceType: z.literal('Bundle'),
  type: text,
  total: lenient(z.number().int().nonnegative()),
  link: list(z.object({ relation: z.string(), url: z.string() })),
  entry: z.array(z.unknown()).optional(),
});
export type Bundle = z.infer<typeof bundle>;

export const bundleEntry = z.object({
  resource: z.unknown().optional(),
  search: lenient(z.object({ mode: text })),
  response: lenient(z.object({ status: text, location: text, etag: text })),
});

export const operationOutcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: list(z.object({ code: text, diagnostics: text, details: lenient(codeableConcept) })),
});

export const capabilityStatement = z.object({
  resourceType: z.literal('CapabilityStatement'),
  fhirVersion: text,
  rest: list(
    z.object({
      mode: text,
      interaction: list(z.object({ code: text })),
      searchParam: list(z.object({ name: text })),
      resource: list(
        z.object({
          type: z.string(),
          interaction: list(z.object({ code: text })),
          versioning: text,
          conditionalCreate: lenient(z.boolean()),
          searchParam: list(z.object({ name: text })),
        }),
      ),
    }),
  ),
});
