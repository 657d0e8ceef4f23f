import type {
  Appointment,
  AppointmentResponse,
  Basic,
  CodeableConcept,
  Coding,
  Communication,
  ContactPoint,
  HumanName,
  Identifier,
  Location,
  Patient,
  Practitioner,
  Reference,
  Task,
} from '@medplum/fhirtypes';
import type { PortalResource, PortalResourceType } from './resource-types.ts';

/** How the values of a search parameter are compared (FHIR R4 search, section 3.1.1.4). */
export type SearchKind = 'token' | 'reference' | 'string' | 'date';

/**
 * The search parameters of each type beside `_id` and `_lastUpdated`, which the store answers from its own columns.
 * Names and types as in the FHIR R4 search parameter registry.
 */
export const SEARCH_PARAMETERS: { readonly [T in PortalResourceType]: Readonly<Record<string, SearchKind>> } =
  {
    Patient: {
      _tag: 'token',
      identifier: 'token',
      name: 'string',
      birthdate: 'date',
      phone: 'token',
      email: 'token',
    },
    Practitioner: { _tag: 'token', identifier: 'token', name: 'string', active: 'token' },
    Location: { _tag: 'token', identifier: 'token', name: 'string', status: 'token' },
    Appointment: {
      _tag: 'token',
      identifier: 'token',
      status: 'token',
      patient: 'reference',
      practitioner: 'reference',
      location: 'reference',
      actor: 'reference',
      date: 'date',
      'service-type': 'token',
      'supporting-info': 'reference',
    },
    AppointmentResponse: {
      _tag: 'token',
      identifier: 'token',
      appointment: 'reference',
      actor: 'reference',
      patient: 'reference',
      'part-status': 'token',
    },
    Task: {
      _tag: 'token',
      identifier: 'token',
      status: 'token',
      focus: 'reference',
      patient: 'reference',
      requester: 'reference',
      code: 'token',
      'business-status': 'token',
      'authored-on': 'date',
    },
    Basic: { _tag: 'token', identifier: 'token', code: 'token' },
    Communication: { _tag: 'token', identifier: 'token', category: 'token' },
  };

/** One row of the search index. A date is an interval in milliseconds since the epoch, half open. */
export type SearchValue =
  | { readonly code: string; readonly text: string }
  | { readonly code: string; readonly from: number; readonly to: number };

/** Folds case and diacritics, as string search demands (FHIR R4 search, section 3.1.1.4.8). */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’']/g, '').toLowerCase().trim();

/** What the search index says about a resource. */
export function searchValues(resource: PortalResource): SearchValue[] {
  const tags = (resource.meta?.tag ?? []).flatMap((tag) => codingValues('_tag', tag));
  return [...tags, ...ownValues(resource)];
}

function ownValues(resource: PortalResource): SearchValue[] {
  switch (resource.resourceType) {
    case 'Patient':
      return patientValues(resource);
    case 'Practitioner':
      return practitionerValues(resource);
    case 'Location':
      return locationValues(resource);
    case 'Appointment':
      return appointmentValues(resource);
    case 'AppointmentResponse':
      return responseValues(resource);
    case 'Task':
      return taskValues(resource);
    case 'Basic':
      return basicValues(resource);
    case 'Communication':
      return communicationValues(resource);
  }
}

function patientValues(patient: Patient): SearchValue[] {
  return [
    ...identifiers(patient.identifier),
    ...names(patient.name),
    ...dates('birthdate', patient.birthDate),
    ...contacts('phone', patient.telecom),
    ...contacts('email', patient.telecom),
  ];
}

function practitionerValues(practitioner: Practitioner): SearchValue[] {
  return [
    ...identifiers(practitioner.identifier),
    ...names(practitioner.name),
    ...codes('active', practitioner.active === undefined ? undefined : String(practitioner.active)),
  ];
}

function locationValues(location: Location): SearchValue[] {
  return [
    ...identifiers(location.identifier),
    ...words('name', location.name),
    ...codes('status', location.status),
  ];
}

function appointmentValues(appointment: Appointment): SearchValue[] {
  const actors = (appointment.participant ?? []).map((participant) => participant.actor);
  const ofType = (code: string, type: string): SearchValue[] =>
    actors
      .filter((actor) => actor?.reference?.startsWith(`${type}/`))
      .flatMap((actor) => references(code, actor));
  return [
    ...identifiers(appointment.identifier),
    ...codes('status', appointment.status),
    ...actors.flatMap((actor) => references('actor', actor)),
    ...ofType('patient', 'Patient'),
    ...ofType('practitioner', 'Practitioner'),
    ...ofType('location', 'Location'),
    ...dates('date', appointment.start),
    ...(appointment.serviceType ?? []).flatMap((type) => concepts('service-type', type)),
    ...(appointment.supportingInformation ?? []).flatMap((info) => references('supporting-info', info)),
  ];
}

function responseValues(response: AppointmentResponse): SearchValue[] {
  return [
    ...identifiers(response.identifier),
    ...references('appointment', response.appointment),
    ...references('actor', response.actor),
    ...(response.actor?.reference?.startsWith('Patient/') ? references('patient', response.actor) : []),
    ...codes('part-status', response.participantStatus),
  ];
}

function taskValues(task: Task): SearchValue[] {
  return [
    ...identifiers(task.identifier),
    ...codes('status', task.status),
    ...references('focus', task.focus),
    ...(task.for?.reference?.startsWith('Patient/') ? references('patient', task.for) : []),
    ...references('requester', task.requester),
    ...concepts('code', task.code),
    ...concepts('business-status', task.businessStatus),
    ...dates('authored-on', task.authoredOn),
  ];
}

const basicValues = (basic: Basic): SearchValue[] => [
  ...identifiers(basic.identifier),
  ...concepts('code', basic.code),
];

const communicationValues = ({ identifier, category }: Communication): SearchValue[] => [
  ...identifiers(identifier),
  ...(category ?? []).flatMap((one) => concepts('category', one)),
];

/** A token matches as `code`, `system|code`, `system|` and, without a system, `|code`. */
function tokenValues(code: string, system: string | undefined, value: string | undefined): SearchValue[] {
  const texts: string[] = [];
  if (value) texts.push(value, system ? `${system}|${value}` : `|${value}`);
  if (system) texts.push(`${system}|`);
  return texts.map((text) => ({ code, text }));
}

const codes = (code: string, value: string | undefined): SearchValue[] =>
  value ? [{ code, text: value }] : [];

const codingValues = (code: string, coding: Coding): SearchValue[] =>
  tokenValues(code, coding.system, coding.code);

const concepts = (code: string, concept: CodeableConcept | undefined): SearchValue[] =>
  (concept?.coding ?? []).flatMap((coding) => codingValues(code, coding));

const identifiers = (values: readonly Identifier[] | undefined): SearchValue[] =>
  (values ?? []).flatMap((value) => tokenValues('identifier', value.system, value.value));

const contacts = (system: 'phone' | 'email', values: readonly ContactPoint[] | undefined): SearchValue[] =>
  (values ?? [])
    .filter((contact) => contact.system === system)
    .flatMap((contact) => codes(system, contact.value));

/** A reference matches as `Type/id` and as the bare id. */
function references(code: string, reference: Reference | undefined): SearchValue[] {
  const target = reference?.reference;
  if (!target) return [];
  const id = target.split('/').at(-1) ?? target;
  return [target, id].map((text) => ({ code, text }));
}

const words = (code: string, text: string | undefined): SearchValue[] =>
  foldText(text ?? '')
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => ({ code, text: word }));

const names = (values: readonly HumanName[] | undefined): SearchValue[] =>
  (values ?? []).flatMap((name) =>
    words(
      'name',
      [...(name.given ?? []), name.family, name.text].filter((part) => part !== undefined).join(' '),
    ),
  );

function dates(code: string, value: string | undefined): SearchValue[] {
  const interval = value === undefined ? null : dateInterval(value);
  return interval === null ? [] : [{ code, ...interval }];
}

/**
 * The interval of time a FHIR date, dateTime or instant stands for, half open (FHIR R4 search, section 3.1.1.4.7).
 * A date without a time is taken in UTC. `null` when it is none.
 */
export function dateInterval(value: string): { readonly from: number; readonly to: number } | null {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.exec(
    value,
  );
  if (!match) return null;
  const [, year = '', month, day, time, seconds, fraction, zone] = match;
  if (time !== undefined) {
    const from = Date.parse(zone === undefined ? `${value}Z` : value);
    if (Number.isNaN(from)) return null;
    return { from, to: from + (fraction !== undefined ? 1 : seconds !== undefined ? 1000 : 60_000) };
  }
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const to =
    day !== undefined
      ? from + 86_400_000
      : month !== undefined
        ? Date.UTC(Number(year), Number(month), 1)
        : Date.UTC(Number(year) + 1, 0, 1);
  return { from, to };
}
