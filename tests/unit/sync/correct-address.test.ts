import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctedPatient } from '../../../src-main/sync/fhir/correct-address.ts';
import { readPatient } from '../../../src-main/sync/fhir/read-person.ts';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const TO = 'right@example.org';

const contact = fc.record(
  {
    system: fc.constantFrom('email', 'phone'),
    value: fc.constantFrom(
      'a@example.org',
      'b@example.org',
      'b@example.org, c@example.org',
      'no address',
      '',
    ),
    use: fc.constantFrom('home', 'work', 'old'),
    rank: fc.integer({ min: 1, max: 3 }),
    period: fc.constantFrom(
      { start: '2020-01-01' },
      { end: '2021-01-01' },
      { start: '2026-01-01', end: '2030-01-01' },
    ),
    extension: fc.constant([{ url: 'urn:other', valueBoolean: true }]),
  },
  { requiredKeys: ['system', 'value'] },
);
const patient = fc.record({
  resourceType: fc.constant('Patient'),
  id: fc.constant('p'),
  maritalStatus: fc.constant({ text: 'Married' }),
  telecom: fc.array(contact, { maxLength: 5 }),
});

const addressOf = (body: unknown): string | null | undefined => {
  const read = readPatient('p', body, NOW);
  return read.ok ? read.value.email : undefined;
};

test('one address is another, or is added, and is the one to write to; everything else is what it was', () => {
  fc.assert(
    fc.property(patient, (base) => {
      const from = addressOf(base) ?? null;
      const { telecom, meta, ...rest } = correctedPatient(base, { from, to: TO }, 'outbox-1', NOW);
      expect(addressOf({ ...base, telecom })).toBe(TO);
      expect(meta).toEqual({ tag: [{ system: 'urn:reslot:command', code: 'outbox-1' }] });
      const { telecom: before, ...others } = base;
      expect(rest).toEqual(others);
      const after = telecom as typeof before;
      if (from === null) {
        expect(after).toEqual([...before, { system: 'email', value: TO }]);
        return;
      }
      const changed = before.flatMap((one, index) => (after[index]?.value === one.value ? [] : [index]));
      expect(changed).toHaveLength(1);
      expect(after).toEqual(
        before.map((one, index) => (changed.includes(index) ? { ...one, value: TO } : one)),
      );
      expect(changed.map((index) => before[index]?.value)).toEqual([from]);
    }),
  );
});

test('the highest ranked entry with the address is the one; what was said of its very characters goes', () => {
  const telecom = [
    { system: 'email', value: 'a@example.org', use: 'old' },
    { system: 'email', value: 'a@example.org', rank: 2 },
    { system: 'email', value: 'a@example.org', rank: 1, _value: { id: 'x' }, id: 'kept' },
  ];
  const corrected = correctedPatient(
    { resourceType: 'Patient', id: 'p', telecom },
    { from: 'a@example.org', to: TO },
    'outbox-1',
    NOW,
  );
  expect(corrected.telecom).toEqual([
    telecom[0],
    telecom[1],
    { system: 'email', value: TO, rank: 1, id: 'kept' },
  ]);
});
