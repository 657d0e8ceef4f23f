import type { Extension, Location, Patient, Practitioner } from '@medplum/fhirtypes';
import { addDays, type EpochMs, plainDateOf } from '../../src-shared/domain/time.ts';
import { PORTAL_ACCESS } from '../fhir-codes.ts';
import { DEMO_ZONE, REFUSED_ADDRESS } from './demo-rules.ts';
import type { Random } from './random.ts';

const PATIENT_COUNT = 220;

export const PRACTITIONERS = {
  okafor: { id: 'practitioner-okafor', given: 'Amara', family: 'Okafor', name: 'Amara Okafor' },
  lindqvist: { id: 'practitioner-lindqvist', given: 'Daniel', family: 'Lindqvist', name: 'Daniel Lindqvist' },
  whitfield: { id: 'practitioner-whitfield', given: 'Grace', family: 'Whitfield', name: 'Grace Whitfield' },
} as const;

export const LOCATIONS = {
  main: { id: 'location-main', name: 'Main Street', street: '120 Main Street' },
  lakeview: { id: 'location-lakeview', name: 'Lakeview', street: '3400 Lakeview Avenue' },
} as const;

export const practitionerResources = (): Practitioner[] =>
  Object.values(PRACTITIONERS).map(({ id, given, family }) => ({
    resourceType: 'Practitioner',
    id,
    active: true,
    name: [{ use: 'official', given: [given], family }],
  }));

export const locationResources = (): Location[] =>
  Object.values(LOCATIONS).map(({ id, name, street }) => ({
    resourceType: 'Location',
    id,
    status: 'active',
    name,
    address: { line: [street], city: 'Chicago', state: 'IL', postalCode: '60601' },
  }));

/** Somebody who is named by the demo's requests. Everybody else is made up by the seed. */
interface KnownPatient {
  readonly given: string;
  readonly family: string;
  readonly email?: string | null;
  readonly phone?: null;
  readonly portalAccess?: false;
  readonly language?: string;
}

/** The patients of the demo's requests, in the order of their ids: `patient-001` and so on. */
export const KNOWN_PATIENTS = {
  free: { given: 'Helen', family: 'Novak' },
  taken: { given: 'Marcus', family: 'Bell' },
  firstForSlot: { given: 'Siobhán', family: 'O’Brien' },
  secondForSlot: { given: 'Tomás', family: 'Ibarra', language: 'es' },
  cancelWithin: { given: 'Priya', family: 'Raman' },
  cancelSoon: { given: 'Walter', family: 'Grant' },
  cancelOutside: { given: 'Ingrid', family: 'Sørensen' },
  unmatched: { given: 'María', family: 'González', language: 'es' },
  noEmail: { given: 'Dorothy', family: 'Pratt', email: null },
  timePast: { given: 'Kwame', family: 'Mensah' },
  closedDay: { given: 'Zoë', family: 'Müller' },
  superseded: { given: 'Renée', family: 'Lefèvre' },
  withdrawn: { given: 'Jack', family: 'Turner' },
  awaiting: { given: 'Nguyễn', family: 'Thị Ánh' },
  awaitingCancel: { given: 'Leila', family: 'Haddad' },
  declinedNew: { given: 'Oscar', family: 'Wilder' },
  declinedMarked: { given: 'Beatriz', family: 'Carvalho' },
  expiredNew: { given: 'Samuel', family: 'Adeyemi' },
  expiredMarked: { given: 'Chloe', family: 'Bennett' },
  markup: { given: 'Noa', family: 'Ben-Ami' },
  outsideHours: { given: 'Victor', family: 'Petrov' },
  bounce: { given: 'Alice', family: 'Fontaine', email: REFUSED_ADDRESS },
  cancelledBefore: { given: 'Frank', family: 'Castellano' },
  proposalWithdrawn: { given: 'Yuki', family: 'Tanaka' },
  approved: { given: 'Ruth', family: 'Abrams' },
  denied: { given: 'Ethan', family: 'Brooks' },
  kept: { given: 'Olga', family: 'Kowalczyk' },
  longName: { given: 'Maximiliana Theodora', family: 'Wolfeschlegelsteinhausen-Featherstonehaugh' },
  noPhone: { given: 'Liam', family: 'Doyle', phone: null },
  noAccess: { given: 'Gertrude', family: 'Hoffmann', portalAccess: false },
  noAccessNoEmail: { given: 'Harold', family: 'Simmons', portalAccess: false, email: null },
} as const satisfies Readonly<Record<string, KnownPatient>>;

export type KnownPatientKey = keyof typeof KNOWN_PATIENTS;

const KEYS = Object.keys(KNOWN_PATIENTS);

const idAt = (index: number): string => `patient-${String(index + 1).padStart(3, '0')}`;

/** The Patient id of one of the demo's requests. */
export const knownPatientId = (key: KnownPatientKey): string => idAt(KEYS.indexOf(key));

// biome-ignore format: a list of names reads better filled
const GIVEN = [
  'Aaron', 'Abigail', 'Adrián', 'Aisha', 'Alan', 'Amelia', 'Anaïs', 'Andre', 'Angela', 'Anton', 'Bianca', 'Brian', 'Camille',
  'Carlos', 'Caroline', 'Cheng', 'Claire', 'Damian', 'Deborah', 'Diego', 'Elena', 'Eli', 'Emma', 'Erik', 'Fatima', 'Felix',
  'François', 'Gabriel', 'Georgia', 'Hannah', 'Hugo', 'Ibrahim', 'Irene', 'Isaac', 'Jasmine', 'João', 'Julia', 'Karen', 'Kenji',
  'Laura', 'Leon', 'Lucía', 'Malik', 'Margaret', 'Mateo', 'Mei', 'Nadia', 'Nathan', 'Nora', 'Omar', 'Patricia', 'Paul', 'Rachel',
  'Rahul', 'Rosa', 'Sofía', 'Stefan', 'Tara', 'Thomas', 'Vera', 'Wei', 'Yasmin', 'Zachary',
];
// biome-ignore format: a list of names reads better filled
const FAMILY = [
  'Alvarez', 'Anderson', 'Becker', 'Boucher', 'Campbell', 'Chen', 'Cohen', 'Díaz', 'D’Angelo', 'Edwards', 'Fischer', 'Flores',
  'García', 'Gill', 'Hansen', 'Harris', 'Hughes', 'Jackson', 'Jensen', 'Kaur', 'Kelly', 'Kim', 'Larsen', 'Lopez', 'Marino',
  'Mbeki', 'McCarthy', 'Morales', 'Nakamura', 'Nowak', 'Núñez', 'Osei', 'Patel', 'Pereira', 'Quinn', 'Ramírez', 'Reed', 'Rossi',
  'Schäfer', 'Singh', 'Stewart', 'Suzuki', 'Torres', 'Vance', 'Weber', 'Yılmaz', 'Young', 'Zhang',
];
const DOMAINS = ['example.com', 'example.org', 'example.net'];
const AREA_CODES = ['312', '773', '872'];

/** 220 patients: first those the requests name, then others. `today` is an instant; ages are relative to it. */
export function patientResources(random: Random, today: EpochMs): Patient[] {
  const date = plainDateOf(today, DEMO_ZONE);
  const names = new Set<string>();
  const emails = new Set<string>([REFUSED_ADDRESS]);
  const known: readonly KnownPatient[] = Object.values(KNOWN_PATIENTS);
  return Array.from({ length: PATIENT_COUNT }, (_, index) => {
    const given = known[index];
    const person = given ?? madeUp(random, names);
    names.add(`${person.given} ${person.family}`);
    const contact = {
      phone: person.phone === null ? null : phoneAt(index),
      email: person.email === undefined ? emailOf(person, random, emails) : person.email,
    };
    const birthDate = addDays(date, -random.int(400, 33_000));
    return patientResource(idAt(index), person, contact, birthDate);
  });
}

/** Of the made-up ones a few have no e-mail, no phone or no access to the portal. */
function madeUp(random: Random, taken: ReadonlySet<string>): KnownPatient {
  let name = { given: random.pick(GIVEN), family: random.pick(FAMILY) };
  while (taken.has(`${name.given} ${name.family}`))
    name = { given: random.pick(GIVEN), family: random.pick(FAMILY) };
  const lot = random.next();
  return {
    ...name,
    ...(lot < 0.04 ? { email: null } : {}),
    ...(lot >= 0.04 && lot < 0.06 ? { phone: null } : {}),
    ...(lot >= 0.06 && lot < 0.1 ? { portalAccess: false } : {}),
    ...(lot >= 0.1 && lot < 0.16 ? { language: 'es' } : {}),
  };
}

function patientResource(
  id: string,
  person: KnownPatient,
  contact: { readonly phone: string | null; readonly email: string | null },
  birthDate: string,
): Patient {
  const extension: Extension[] = [{ url: PORTAL_ACCESS, valueBoolean: person.portalAccess ?? true }];
  return {
    resourceType: 'Patient',
    id,
    extension,
    active: true,
    name: [{ use: 'official', given: person.given.split(' '), family: person.family }],
    birthDate,
    telecom: [
      ...(contact.phone === null ? [] : [{ system: 'phone' as const, value: contact.phone }]),
      ...(contact.email === null ? [] : [{ system: 'email' as const, value: contact.email }]),
    ],
    ...(person.language === undefined
      ? {}
      : {
          communication: [
            { language: { coding: [{ system: 'urn:ietf:bcp:47', code: person.language }] }, preferred: true },
          ],
        }),
  };
}

/** Numbers reserved for fiction: 555-0100 to 555-0199. */
const phoneAt = (index: number): string =>
  `(${AREA_CODES[Math.floor(index / 100)] ?? '872'}) 555-01${String(index % 100).padStart(2, '0')}`;

function emailOf(person: KnownPatient, random: Random, taken: Set<string>): string {
  const plain = `${person.given}.${person.family}`
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ı/g, 'i')
    .replace(/ø/g, 'o')
    .replace(/[^a-z.]/g, '')
    .slice(0, 40);
  const domain = random.pick(DOMAINS);
  let address = `${plain}@${domain}`;
  for (let number = 2; taken.has(address); number += 1) address = `${plain}${number}@${domain}`;
  taken.add(address);
  return address;
}
