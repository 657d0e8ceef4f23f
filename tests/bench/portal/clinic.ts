/** The clinic of the benchmarks, the same at every run of a day. */

export interface Shape {
  readonly patients: number;
  readonly appointments: number;
  /** Each about a visit of its own. */
  readonly requests: number;
  /** Every how manyth asks for a cancellation, the others for another time; 0: none. Default: every third. */
  readonly cancelEvery?: number;
}

export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly [element: string]: unknown;
}

const PROVIDERS = 24;
/** Each provider's, of 15 minutes. */
const VISITS_A_DAY = 25;
const DAY_MS = 86_400_000;
const VISIT_MS = 15 * 60_000;
/** So many of the days lie ahead. */
const DAYS_AHEAD = 30;

export function* clinicBodies(shape: Shape): Generator<Resource> {
  const { patients, appointments, requests, cancelEvery = 3 } = shape;
  for (let n = 0; n < patients; n += 1) yield patient(n);
  for (let n = 0; n < PROVIDERS; n += 1)
    yield { resourceType: 'Practitioner', id: `provider-${n}`, name: [{ text: `Dr. Provider ${n}` }] };
  yield { resourceType: 'Location', id: 'main-street', name: 'Main Street' };
  const perDay = PROVIDERS * VISITS_A_DAY;
  const today = Math.floor(Date.now() / DAY_MS);
  const first = (today + DAYS_AHEAD - Math.ceil(appointments / perDay)) * DAY_MS + 14 * 3_600_000;
  for (let n = 0; n < appointments; n += 1) {
    const start = first + Math.floor(n / perDay) * DAY_MS + Math.floor((n % perDay) / PROVIDERS) * VISIT_MS;
    yield appointment(n, start, patients);
  }
  // About the last days: those that lie ahead.
  for (let n = 0; n < requests; n += 1)
    yield task(n, appointments - 1 - n, patients, cancelEvery > 0 && n % cancelEvery === 0);
}

function patient(n: number): Resource {
  return {
    resourceType: 'Patient',
    id: `patient-${n}`,
    active: true,
    name: [{ use: 'official', given: [`Given${n % 997}`], family: `Family${n}` }],
    birthDate: `19${String(30 + (n % 70)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 10}`,
    telecom: [
      { system: 'phone', value: `(312) 555-${String(n % 10_000).padStart(4, '0')}`, use: 'mobile' },
      { system: 'email', value: `patient${n}@example.org` },
    ],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en' }] }, preferred: true }],
  };
}

const patientOf = (n: number, patients: number): string => `Patient/patient-${(n * 7919) % patients}`;

function appointment(n: number, start: number, patients: number): Resource {
  return {
    resourceType: 'Appointment',
    id: `visit-${n}`,
    identifier: [{ system: 'urn:reslot:uid', value: `visit-${n}@clinic.example` }],
    status: 'booked',
    serviceType: [{ coding: [{ system: 'urn:clinic:visit', code: 'follow-up', display: 'Follow-up' }] }],
    description: 'Follow-up visit with the usual provider',
    created: '2026-01-05T09:00:00-06:00',
    comment: 'Bring the earlier pictures and the list of medication',
    start: new Date(start).toISOString(),
    end: new Date(start + VISIT_MS).toISOString(),
    participant: [
      { actor: { reference: patientOf(n, patients) }, status: 'accepted' },
      {
        actor: {
          reference: `Practitioner/provider-${n % PROVIDERS}`,
          display: `Dr. Provider ${n % PROVIDERS}`,
        },
        status: 'accepted',
      },
      { actor: { reference: 'Location/main-street', display: 'Main Street' }, status: 'accepted' },
    ],
  };
}

/** The same visit so much later. */
export function appointmentBody(body: Resource, laterMs: number): Resource {
  const later = (text: unknown): string => new Date(Date.parse(String(text)) + laterMs).toISOString();
  return { ...body, start: later(body.start), end: later(body.end) };
}

function task(n: number, visit: number, patients: number, cancels: boolean): Resource {
  // Spread over a month of working hours, as if by chance: some ask for the same.
  const chance = (Math.imul(n, 2_654_435_761) >>> 8) % (30 * 36);
  const wantedDay = Math.floor(Date.now() / DAY_MS) + 2 + Math.floor(chance / 36);
  const wanted = wantedDay * DAY_MS + 14 * 3_600_000 + (chance % 36) * VISIT_MS;
  return {
    resourceType: 'Task',
    id: `task-${n}`,
    status: 'requested',
    intent: 'proposal',
    code: {
      coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: cancels ? 'abort' : 'replace' }],
    },
    focus: { reference: `Appointment/visit-${visit}` },
    for: { reference: patientOf(visit, patients) },
    requester: { reference: patientOf(visit, patients) },
    authoredOn: new Date(Date.now() - n * 60_000).toISOString(),
    ...(cancels
      ? {}
      : {
          input: [
            {
              type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
              valuePeriod: {
                start: new Date(wanted).toISOString(),
                end: new Date(wanted + VISIT_MS).toISOString(),
              },
            },
          ],
        }),
    note: [{ text: 'After lunch would be better.' }],
  };
}
