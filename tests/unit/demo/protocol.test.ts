import type { Resource, Task } from '@medplum/fhirtypes';
import { expect, onTestFinished, test } from 'vitest';
import { DEMO_SEED, demoResources } from '../../../src-demo/data/demo-data.ts';
import { DEMO_PRACTICE } from '../../../src-demo/data/demo-rules.ts';
import { answer, askFor, type Visit, withdraw } from '../../../src-demo/portal/pages/actions.ts';
import { askForNew } from '../../../src-demo/portal/pages/new-appointment.ts';
import { readOne } from '../../../src-demo/portal/pages/portal-data.ts';
import { kindOf } from '../../../src-demo/portal/pages/request-words.ts';
import { ResourceStore } from '../../../src-demo/portal/store.ts';
import { fhirProfiles } from '../../support/fhir-profiles.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

const MONDAY = Date.parse('2026-11-23T16:00:00Z');
/** Far enough ahead to be free. */
const OPEN = {
  provider: 'practitioner-okafor',
  location: 'location-main',
  type: 'follow-up',
  from: '2027-03-01',
  start: String(Date.parse('2027-03-01T14:00:00Z')),
  note: 'My knee hurts',
};

/** The profile of `resources/fhir` that what the demo portal has and writes conforms to; none for what is R4's alone. */
function profilesOf(resource: Resource): string[] {
  switch (resource.resourceType) {
    case 'Task':
      return [PROFILE[kindOf(resource)]];
    case 'Appointment':
      return ['visit'];
    case 'AppointmentResponse':
      return ['answer'];
    case 'Patient':
      return ['patient'];
    default:
      return [];
  }
}

const PROFILE = {
  reschedule: 'reschedule-request',
  cancel: 'cancel-request',
  new: 'new-appointment-request',
} as const;
const problemsOf = (resource: Resource) => fhirProfiles().problems(resource, ...profilesOf(resource));

test('the demo clinic’s resources conform to the profiles', () => {
  const resources = demoResources(DEMO_SEED, MONDAY);
  // One regular visit is as the other.
  const tried = resources.filter(
    (one, index) => one.resourceType !== 'Appointment' || one.status !== 'booked' || index % 10 === 0,
  );
  expect(new Set(tried.map(({ resourceType }) => resourceType)).size).toBe(6);
  expect(tried.flatMap((one) => problemsOf(one).map((problem) => `${one.id}: ${problem}`))).toEqual([]);
});

test('what patients write on its pages conforms, too', () => {
  const store = new ResourceStore({ path: ':memory:', now: () => MONDAY, newId: createSeededIds(1).uuid });
  onTestFinished(() => store.close());
  const resources = demoResources(DEMO_SEED, MONDAY);
  store.fill(resources, MONDAY);
  const before = new Set(resources.map((one) => `${one.resourceType}/${one.id}`));
  const waiting = resources.find(
    (one): one is Task => one.resourceType === 'Task' && one.status === 'on-hold',
  );
  const patientId = waiting?.for?.reference?.split('/')[1] ?? '';
  const patient = readOne(store, 'Patient', patientId);
  if (waiting === undefined || patient === null) throw new Error('nobody has a proposal');
  const visit: Visit = { store, practice: DEMO_PRACTICE, patient };
  const appointmentId = waiting.focus?.reference?.split('/')[1] ?? '';
  const proposalId = waiting.output?.[0]?.valueReference?.reference?.split('/')[1] ?? '';
  const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

  const statuses = [
    answer(visit, proposalId, 'accepted').status,
    askFor(visit, 'reschedule', appointmentId, form({ date: '2026-12-02', time: '10:00', note: 'Please' }))
      .status,
    askFor(visit, 'cancel', appointmentId, form({ reason: 'pat-fb', note: 'I am well' })).status,
    askForNew(visit, form({}), form(OPEN)).status,
  ];
  expect(statuses).toEqual([303, 303, 303, 303]);
  const written = (['Task', 'Appointment', 'AppointmentResponse'] as const)
    .flatMap(
      (type) =>
        store.find({ type, conditions: [], order: 'id', after: null, limit: 1000 }).resources as Resource[],
    )
    .filter((one) => !before.has(`${one.resourceType}/${one.id}`));
  expect(written.map(({ resourceType }) => resourceType)).toEqual([
    'Task',
    'Task',
    'Task',
    'Appointment',
    'AppointmentResponse',
  ]);
  for (const { id } of written.filter(({ resourceType }) => resourceType === 'Task'))
    expect(withdraw(visit, id ?? '').status).toBe(303);
  const withdrawn = written.flatMap(({ id }) => readOne(store, 'Task', id ?? '') ?? []);
  expect(withdrawn.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect([...written, ...withdrawn].flatMap(problemsOf)).toEqual([]);
});
