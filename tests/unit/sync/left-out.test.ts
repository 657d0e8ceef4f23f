import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src-main/sync/fhir/json.ts';
import { leftOutOf, lighter, madeWhole } from '../../../src-main/sync/fhir/left-out.ts';
import { patientResource } from '../../support/clinic-resources.ts';

const LONG = 'x'.repeat(120_000);
const size = (body: unknown): number => JSON.stringify(body).length;

test.each<[string, JsonObject]>([
  ['a narrative', { text: { status: 'generated', div: `<div>${LONG}</div>` } }],
  ['contained resources', { contained: [{ resourceType: 'Binary', id: 'b', data: LONG }] }],
  ['contained, and no list', { contained: { resourceType: 'Binary', id: 'b', data: LONG } }],
  [
    'an extension',
    {
      extension: [
        { url: 'urn:a', valueBase64Binary: LONG },
        { url: 'urn:b', valueCode: 'c' },
      ],
    },
  ],
  [
    'an extension in an extension',
    { extension: [{ url: 'urn:a', extension: [{ url: 'b', valueString: LONG }] }] },
  ],
  ['a photo', { photo: [{ contentType: 'image/png', data: LONG }] }],
  ['a photo in no list', { photo: { contentType: 'image/png', data: LONG } }],
])('somebody with %s as long as a document is kept without it, and sent with it', (_, large) => {
  const there = { ...patientResource(), ...large } as JsonObject;
  const light = lighter(there) as JsonObject;
  expect(size(light)).toBeLessThan(5000);
  expect(leftOutOf(light)).toEqual(Object.keys(large));
  expect(light).toMatchObject({ name: there.name, birthDate: there.birthDate, telecom: there.telecom });
  expect(madeWhole({ ...light, gender: 'other' }, there)).toEqual({ ...there, gender: 'other' });
});

test('what changes the meaning stays, and what is no person’s is left as it came', () => {
  const modified = { ...patientResource(), modifierExtension: [{ url: 'urn:m', valueString: LONG }] };
  expect(lighter(modified)).toBe(modified);
  const visit = { resourceType: 'Appointment', text: { div: LONG } };
  expect(lighter(visit)).toBe(visit);
});

test('whatever it is, nothing is lost on the way back', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('photo', 'text', 'contained', 'extension', 'name'), fc.jsonValue()),
      (parts) => {
        const there: JsonObject = { resourceType: 'Patient', id: 'p', ...(parts as JsonObject) };
        const light = lighter(there) as JsonObject;
        expect(madeWhole(light, there)).toEqual(there);
      },
    ),
  );
});
