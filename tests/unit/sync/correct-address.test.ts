import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctedPatient } from '../../../src-main/sync/fhir/corrected-patient.ts';
import { readPatient } from '../../../src-main/sync/fhir/read-person.ts';
import { type ContactSystem, contactSystem } from '../../../src-shared/domain/contact-point.ts';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const TO = { email: 'right@example.org', phone: '(312) 555-0199' };

const contact = fc.record(
  {
    system: fc.constantFrom('email', 'phone', 'sms'),
    value: fc.constantFrom(
      'a@example.org',
      'b@example.org',
      'b@example.org, c@example.org',
      'no address',
      '555 0101',
      'tel:+1-312-555-0102;ext=7',
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

function contactOf(body: unknown, system: ContactSystem): string | null {
  const read = readPatient('p', body, NOW);
  if (!read.ok) throw new Error('not a patient');
  return read.value[system];
}

describe.each(contactSystem.options)('%s', (system) => {
  const to = TO[system];

  test('one is another, or is added, and is the one in use; everything else is what it was', () => {
    fc.assert(
      fc.property(patient, (base) => {
        const from = contactOf(base, system);
        const { telecom, meta, ...rest } = correctedPatient(base, { system, from, to }, 'outbox-1', NOW);
        expect(contactOf({ ...base, telecom }, system)).toBe(to);
        expect(meta).toEqual({ tag: [{ system: 'urn:reslot:command', code: 'outbox-1' }] });
        const { telecom: before, ...others } = base;
        expect(rest).toEqual(others);
        const after = telecom as typeof before;
        if (from === null) {
          expect(after).toEqual([...before, { system, value: to }]);
          return;
        }
        const changed = before.flatMap((one, index) => (after[index]?.value === one.value ? [] : [index]));
        expect(changed).toHaveLength(1);
        expect(after).toEqual(
          before.map((one, index) => (changed.includes(index) ? { ...one, value: to } : one)),
        );
        const [at = -1] = changed;
        expect(contactOf({ ...base, telecom: [before[at]] }, system)).toBe(from);
      }),
    );
  });
});

test('a number for text messages that is called is the one that is changed', () => {
  const corrected = correctedPatient(
    {
      resourceType: 'Patient',
      id: 'p',
      telecom: [
        { system: 'phone', value: '555 0101', use: 'old' },
        { system: 'sms', value: 'sms:+13125550101', use: 'mobile' },
      ],
    },
    { system: 'phone', from: '+13125550101', to: TO.phone },
    'outbox-1',
    NOW,
  );
  expect(corrected.telecom).toEqual([
    { system: 'phone', value: '555 0101', use: 'old' },
    { system: 'sms', value: TO.phone, use: 'mobile' },
  ]);
});

test('the highest ranked entry with the address is the one; what was said of its very characters goes', () => {
  const telecom = [
    { system: 'email', value: 'a@example.org', use: 'old' },
    { system: 'email', value: 'a@example.org', rank: 2 },
    { system: 'email', value: 'a@example.org', rank: 1, _value: { id: 'x' }, id: 'kept' },
  ];
  const corrected = correctedPatient(
    { resourceType: 'Patient', id: 'p', telecom },
    { system: 'email', from: 'a@example.org', to: TO.email },
    'outbox-1',
    NOW,
  );
  expect(corrected.telecom).toEqual([
    telecom[0],
    telecom[1],
    { system: 'email', value: TO.email, rank: 1, id: 'kept' },
  ]);
});
