import type { Patient } from '@medplum/fhirtypes';
import { type EpochMs, HOUR_MS } from '../../src-shared/domain/time.ts';
import type { PortalResource } from '../portal/resource-types.ts';
import { makeDemoRequests } from './demo-requests.ts';
import { KNOWN_PATIENTS, locationResources, patientResources, practitionerResources } from './people.ts';
import { createRandom } from './random.ts';
import { bookRegularDays, type NamedPatient } from './regular-days.ts';
import { ScheduleBook } from './schedule-book.ts';

/** The seed of the demo clinic that everybody sees. */
export const DEMO_SEED = 20_261_123;

/**
 * The demo clinic as the portal has it, the same for the same seed and `today` (an instant) on every machine: people,
 * eight weeks of appointments around today, requests in every state. `meta.lastUpdated` says when each came to be.
 */
export function demoResources(seed: number, today: EpochMs): PortalResource[] {
  const random = createRandom(seed);
  const patients = patientResources(random, today);
  const named = patients.map(nameOf);
  // Those whom a request is about have that one appointment to come, so that each request is easy to read.
  const others = named.slice(Object.keys(KNOWN_PATIENTS).length);
  const book = new ScheduleBook();
  const { tasks, responses } = makeDemoRequests({ book, random, today, others });
  bookRegularDays({ book, random, today, everybody: named, others });
  const people = [...practitionerResources(), ...locationResources(), ...patients];
  return [
    ...people.map((person, index) => registered(person, today, index)),
    ...book.appointments,
    ...tasks,
    ...responses,
  ];
}

function nameOf(patient: Patient): NamedPatient {
  const name = patient.name?.[0];
  return { id: patient.id ?? '', name: [...(name?.given ?? []), name?.family ?? ''].join(' ') };
}

/** Long ago, one after the other: a client that polls finds nothing new in them. */
function registered<T extends PortalResource>(resource: T, today: EpochMs, index: number): T {
  const at = today - 90 * 24 * HOUR_MS + index * 5000;
  return { ...resource, meta: { lastUpdated: new Date(at).toISOString() } };
}
