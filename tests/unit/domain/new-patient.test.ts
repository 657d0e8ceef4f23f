import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fullName,
  type NewPatient,
  newPatientProblems,
  tidied,
} from '../../../src-shared/domain/new-patient.ts';

const TODAY = '2026-11-23';
const mira = (over: Partial<NewPatient> = {}): NewPatient => ({
  givenName: 'Mira',
  familyName: 'Novak',
  birthDate: '1990-02-28',
  phone: '(312) 555-0199',
  email: 'mira@example.org',
  ...over,
});
const problems = (over: Partial<NewPatient>) => newPatientProblems(tidied(mira(over)), TODAY);

describe('a new patient', () => {
  test.each<Partial<NewPatient>>([
    {},
    { birthDate: null, phone: null, email: null },
    { birthDate: '', phone: ' ', email: '' },
    { givenName: '' },
    { familyName: '', givenName: 'Sukarno' },
    { givenName: 'Ø'.repeat(200), familyName: 'W'.repeat(200) },
    { birthDate: TODAY },
    { birthDate: '1896-01-01' },
    { birthDate: '2024-02-29' },
    { phone: '+49 (0)89 / 123-456 ext. 12' },
    { phone: '911' },
    { email: "o'reilly+news@mail.example.co.uk" },
  ])('with %j is taken', (over) => {
    expect(problems(over)).toEqual({});
  });

  test.each<[Partial<NewPatient>, ReturnType<typeof problems>]>([
    [{ givenName: ' \t', familyName: '\u0000' }, { familyName: 'name-missing' }],
    [{ givenName: 'x'.repeat(201) }, { givenName: 'name-too-long' }],
    [{ familyName: 'x'.repeat(201) }, { familyName: 'name-too-long' }],
    [{ birthDate: '2026-11-24' }, { birthDate: 'birth-date-future' }],
    [{ birthDate: '9999-01-01' }, { birthDate: 'birth-date-future' }],
    [{ birthDate: '1895-12-31' }, { birthDate: 'birth-date-too-early' }],
    [{ birthDate: '0001-01-01' }, { birthDate: 'birth-date-too-early' }],
    [{ birthDate: '2025-02-29' }, { birthDate: 'birth-date-invalid' }],
    [{ birthDate: '02/28/1990' }, { birthDate: 'birth-date-invalid' }],
    [{ phone: 'home' }, { phone: 'phone-invalid' }],
    [{ phone: '12' }, { phone: 'phone-invalid' }],
    [{ phone: '1'.repeat(41) }, { phone: 'phone-invalid' }],
    [{ email: 'mira' }, { email: 'email-invalid' }],
    [{ email: 'mira@example' }, { email: 'email-invalid' }],
    [{ email: 'a@example.org, b@example.org' }, { email: 'email-invalid' }],
    [{ email: 'mira@example.org\r\nBcc: x@example.org' }, { email: 'email-invalid' }],
    [
      { givenName: '', familyName: '', birthDate: 'x', phone: 'x', email: 'x' },
      {
        familyName: 'name-missing',
        birthDate: 'birth-date-invalid',
        phone: 'phone-invalid',
        email: 'email-invalid',
      },
    ],
  ])('with %j is refused', (over, expected) => {
    expect(problems(over)).toEqual(expected);
  });

  test('is kept tidy, whatever is typed', () => {
    expect(tidied(mira({ givenName: '  Zoe\u0308 \n Ann ', phone: '\t', email: ' z@example.org ' }))).toEqual(
      mira({ givenName: 'Zoë Ann', phone: null, email: 'z@example.org' }),
    );
    // Lone surrogates too, and control characters often.
    const unit = fc.oneof(fc.nat(0x20), fc.nat(0xffff)).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const kept = tidied({ givenName: text, familyName: text, birthDate: text, phone: text, email: text });
        expect(tidied(kept)).toEqual(kept);
        expect(fullName(kept)).not.toMatch(/[\p{Cc}\u2028\u2029]|^ | $| {2}/u);
        expect(kept.phone).not.toBe('');
      }),
    );
  });
});
