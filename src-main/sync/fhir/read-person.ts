import {
  isBirthDate,
  type Location,
  type Patient,
  type Practitioner,
} from '../../../src-shared/domain/patient.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { BCP_47, PORTAL_ACCESS_EXTENSION } from './codes.ts';
import { isObject, objectsOf } from './json.ts';
import { modifierIn } from './modifiers.ts';
import { nextChange } from './period.ts';
import { readContacts } from './read-contacts.ts';
import { readName } from './read-name.ts';
import { readNamed } from './read-named.ts';
import { malformed, type Reading, unusable } from './reading.ts';
import * as schemas from './schemas.ts';
import { type ShapeOf, Wrong } from './shape.ts';
import { oneLine } from './text.ts';

/** A patient as the portal has them. */
export interface PortalPatient extends Patient {
  /** The next instant at which they may be called, or have to be reached, otherwise; `null`: never. */
  readonly contactChangesAt: EpochMs | null;
}

/** @param id the desk's id. @param now decides which contacts are in use. */
export function readPatient(id: string, body: unknown, now: EpochMs): Reading<PortalPatient> {
  const read = schemas.patient(body);
  if (read instanceof Wrong) return malformed(read);
  const { name, birthDate, telecom, communication, extension } = read;
  const { phone, email } = readContacts(telecom, now);
  const spoken = (communication.find((c) => c.preferred) ?? communication[0])?.language.coding ?? [];
  const access = extension.find((e) => e.url === PORTAL_ACCESS_EXTENSION)?.valueBoolean;
  return {
    ok: true,
    value: {
      id,
      ...readName(name, now),
      birthDate: birthDate !== undefined && isBirthDate(birthDate) ? birthDate : null,
      phone,
      email,
      portalAccess: access ?? true,
      language: languageTag(spoken),
      standing: standingOf(read) ?? (modifierIn(body) === null ? null : 'unclear'),
      contactChangesAt: nextChange([...name, ...telecom], now),
    },
  };
}

/** A server may name the language in a code of its own as well, in whichever order. */
function languageTag(codings: schemas.CodeableConcept['coding']): string | null {
  const code = (codings.find(({ system }) => system === BCP_47) ?? codings[0])?.code;
  return code ? oneLine(code) : null;
}

type PatientParts = Pick<
  ShapeOf<typeof schemas.patient>,
  'deceasedBoolean' | 'deceasedDateTime' | '_deceasedDateTime' | 'active' | 'link'
>;

/** What is there and cannot be read is not taken for harmless: nobody is written to who may have died. */
function standingOf(read: PatientParts): Patient['standing'] {
  const { deceasedBoolean, deceasedDateTime, _deceasedDateTime, active, link } = read;
  // Also where the day is not known, or is kept secret: only an extension says so then.
  const hasDied = says(deceasedDateTime) || says(_deceasedDateTime);
  if (hasDied || (says(deceasedBoolean) && deceasedBoolean !== false)) return 'deceased';
  // One alone is not in a list, as some servers write it.
  const links = isObject(link) ? [link] : objectsOf(link);
  if (links.some(({ type }) => type === 'replaced-by')) return 'replaced';
  return says(active) && active !== true ? 'inactive' : null;
}

const says = (element: unknown): boolean => element !== undefined && element !== null;

/** Somebody entered as acting for a patient. The patient is `Type/id`, as in `Named`. */
export interface PortalRelatedPerson {
  readonly id: string;
  readonly name: string;
  readonly patientReference: string | null;
  readonly active: boolean;
  /** FHIR dateTimes as sent. */
  readonly start: string | null;
  readonly end: string | null;
}

/** https://hl7.org/fhir/R4/relatedperson.html: without `active` it is in use. */
export function readRelatedPerson(id: string, body: unknown, now: EpochMs): Reading<PortalRelatedPerson> {
  const read = schemas.relatedPerson(body);
  if (read instanceof Wrong) return malformed(read);
  const modifier = modifierIn(body);
  if (modifier !== null) return unusable('modified', modifier);
  const { patient, active, name, period } = read;
  return {
    ok: true,
    value: {
      id,
      name: readName(name, now).name,
      patientReference: readNamed(patient)?.reference ?? null,
      active: active ?? true,
      start: period?.start ?? null,
      end: period?.end ?? null,
    },
  };
}

export function readPractitioner(id: string, body: unknown, now: EpochMs): Reading<Practitioner> {
  const read = schemas.practitioner(body);
  if (read instanceof Wrong) return malformed(read);
  const { name } = readName(read.name, now);
  return {
    ok: true,
    value: { id, name, active: (!says(read.active) || read.active === true) && modifierIn(body) === null },
  };
}

export function readLocation(id: string, body: unknown): Reading<Location> {
  const read = schemas.location(body);
  if (read instanceof Wrong) return malformed(read);
  const { name, status, address } = read;
  const active = (status ?? 'active') === 'active' && modifierIn(body) === null;
  return {
    ok: true,
    value: { id, name: oneLine(name ?? ''), active, address: address ? addressLine(address) : null },
  };
}

/** `text` as it would stand on a letter, or its parts in that order (https://hl7.org/fhir/R4/datatypes.html#Address). */
function addressLine({
  text,
  line,
  city,
  state,
  postalCode,
}: ShapeOf<typeof schemas.address>): string | null {
  const parts = [...line, city, [state, postalCode].filter(Boolean).join(' ')];
  const whole = text?.replace(/\s*[\r\n]+\s*/g, ', ') ?? parts.filter(Boolean).join(', ');
  return oneLine(whole) || null;
}
