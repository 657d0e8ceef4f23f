import { readFileSync } from 'node:fs';
import { evalFhirPathTyped, toTypedValue } from '@medplum/core';
import type { CapabilityStatement } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';

/** What docs/deployment.md gives a server's operator to copy. */
interface AccessPolicy {
  readonly name: string;
  readonly resource: readonly {
    readonly resourceType: string;
    readonly interaction?: readonly string[];
    readonly writeConstraint?: readonly { readonly expression: string }[];
  }[];
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

const [, ofPatients] = policies;
const constraints =
  ofPatients?.resource.find(({ resourceType }) => resourceType === 'Task')?.writeConstraint ?? [];

/** As the server decides it: each expression has to be true, of the Task as it was and as it is to be. */
const mayWrite = (before: string | undefined, after: string): boolean =>
  constraints.every(({ expression }) => {
    const task = (status: string) => toTypedValue({ resourceType: 'Task', status });
    const was = before === undefined ? toTypedValue(undefined) : task(before);
    const [value] = evalFhirPathTyped(expression, [task(after)], { '%before': was });
    return value?.value === true;
  });

test.each<[string | undefined, string, boolean]>([
  [undefined, 'requested', true],
  ['requested', 'cancelled', true],
  ['in-progress', 'cancelled', true],
  ['on-hold', 'cancelled', true],
  [undefined, 'completed', false],
  ['requested', 'completed', false],
  ['completed', 'cancelled', false],
  ['rejected', 'requested', false],
])('a patient’s Task goes from %s to %s: %s', (before, after, may) => {
  expect(constraints).toHaveLength(3);
  expect(mayWrite(before, after)).toBe(may);
});
