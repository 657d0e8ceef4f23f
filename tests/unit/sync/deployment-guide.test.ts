import { readFileSync } from 'node:fs';
import type { CapabilityStatement } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';

/** What docs/deployment.md gives a server's operator to copy. */
interface AccessPolicy {
  readonly name: string;
  readonly resource: readonly { readonly resourceType: string; readonly interaction?: readonly string[] }[];
}

const policies = [...readFileSync('docs/deployment.md', 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, json = '']): AccessPolicy => JSON.parse(json),
);
const [desk] = policies;

/** FHIR's interactions by the names of Medplum's policies. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'search-type': ['search'],
  'history-instance': ['history', 'vread'],
};

test('the policy for desks lets them do what they do, and no more', () => {
  const needed: CapabilityStatement = JSON.parse(
    readFileSync('resources/fhir/capability/portal.json', 'utf8'),
  );
  const wanted = (needed.rest?.[0]?.resource ?? []).map(({ type, interaction }) => [
    type,
    (interaction ?? []).flatMap(({ code }) => NAMES[code ?? ''] ?? [code ?? '']).sort(),
  ]);
  const given = (desk?.resource ?? []).map(({ resourceType, interaction }) => [
    resourceType,
    (interaction ?? []).toSorted(),
  ]);
  expect(new Map(given as [string, string[]][])).toEqual(new Map(wanted as [string, string[]][]));
});

test('a patient decides nothing in the practice’s stead', () => {
  const [, patient] = policies;
  const writable = (patient?.resource ?? []).filter(
    ({ interaction }) => interaction?.includes('create') || interaction?.includes('update'),
  );
  expect(writable.map(({ resourceType }) => resourceType)).toEqual(['Task', 'AppointmentResponse']);
});
