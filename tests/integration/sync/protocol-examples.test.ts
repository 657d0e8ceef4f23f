import type { Resource } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { fhirProfiles, filesIn } from '../../support/fhir-profiles.ts';
import { lastOf, MAIN_JOB, withPlainIds } from '../../support/main-job.ts';

const FOLDER = 'resources/fhir/examples/desk';

/** Which profiles of `resources/fhir` what a desk writes has to conform to. */
function profilesOf(resource: Resource, isNew: boolean): string[] {
  switch (resource.resourceType) {
    case 'Task':
      return [
        resource.status === 'in-progress'
          ? 'leased-request'
          : isTagged(resource)
            ? 'decided-request'
            : 'request',
      ];
    case 'Appointment':
      return [!isNew ? 'written-visit' : resource.status === 'pending' ? 'proposal' : 'booking'];
    case 'Patient':
      return [isNew ? 'new-patient' : 'patient'];
    case 'Basic':
      return ['practice-settings'];
    default:
      return [];
  }
}

const isTagged = ({ meta }: Resource): boolean =>
  meta?.tag?.some(({ system }) => system === 'urn:reslot:command') ?? false;

test.each(Object.keys(MAIN_JOB))('%s: what the desk sends conforms, and is the example', async (step) => {
  const sent = (await MAIN_JOB[step]?.())?.bundles ?? [];
  const { problems } = fhirProfiles();
  for (const bundle of sent) {
    expect(problems(bundle, 'decision')).toEqual([]);
    for (const { resource, request } of bundle.entry ?? [])
      if (resource)
        expect(problems(resource, ...profilesOf(resource, request?.method === 'POST'))).toEqual([]);
  }
  const text = `${JSON.stringify(withPlainIds(lastOf(sent)), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`../../../${FOLDER}/${step}.json`);
});

test('there is an example for each of these steps, and no other', () => {
  expect([...filesIn('examples/desk').keys()].sort()).toEqual(
    Object.keys(MAIN_JOB)
      .map((step) => `${FOLDER}/${step}.json`)
      .sort(),
  );
});
