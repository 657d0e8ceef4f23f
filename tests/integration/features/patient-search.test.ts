import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../../src-main/db/queries/people.ts';
import { listRequests } from '../../../src-main/features/requests/list.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { buildPatient, NOW } from '../../support/domain.ts';
import { seedAppointment, seedPeople, seedRequest, temporaryDatabase } from '../../support/local-desk.ts';

const PEOPLE = [
  ['ada', 'Ada', 'Marsh', '1984-05-06', '(312) 555-0101', 'ada.marsh@example.org'],
  ['jose', 'José', 'Núñez Ångström', '1980-03-14', '+1 312-555-0199', 'jose@example.org'],
  ['mairead', 'Máiréad', "O'Brien-Smith", '1919-03-14', '555 0102', null],
  ['quote', 'Ann "Nan"', 'AND NOT', '2001-12-31', null, 'near@example.org'],
  ['kanji', '花子', '山田', null, '0312 5550', null],
] as const;

function clinic(): Db {
  const { db } = temporaryDatabase();
  for (const [id, givenName, familyName, birthDate, phone, email] of PEOPLE)
    savePatient(
      db,
      buildPatient({
        id,
        givenName,
        familyName,
        name: `${givenName} ${familyName}`,
        birthDate,
        phone,
        email,
      }),
    );
  return db;
}

const find = (db: Db, text: string) => searchPatients(db, text, 50).map((card) => card.id);

describe('a patient is found by', () => {
  test.each([
    ['any part of the name, in any order', 'marsh ada', ['ada']],
    ['the start of words', 'ma ad', ['ada']],
    ['letters without their accents', 'jose nunez angstrom', ['jose']],
    ['letters with them', 'JOSÉ NÚÑEZ', ['jose']],
    ['a name with an apostrophe', "o'brien", ['mairead']],
    ['a part after the hyphen', 'smith', ['mairead']],
    ['a name in another script', '山田', ['kanji']],
    ['e-mail', 'ada.marsh@ex', ['ada']],
    ['family and given name with a comma', 'Marsh, Ada', ['ada']],
    ['phone digits', '3125550101', ['ada']],
    ['phone as it is written', '(312) 555-0101', ['ada']],
    ['phone with the country code it was not stored with', '1 312 555 0101', ['ada']],
    ['phone without the country code it was stored with', '312-555-0199', ['jose']],
    ['phone without the area code', '555-0199', ['jose']],
    ['the beginning of a phone number without the area code', '555 01', ['ada', 'jose', 'mairead']],
    ['phone and name together', 'nunez 312 555', ['jose']],
    ['birth date as the practice writes it', '3/14/1980', ['jose']],
    ['birth date with leading zeros', '03/14/1980', ['jose']],
    ['birth date with hyphens', '3-14-1980', ['jose']],
    ['birth date as ISO', '1980-03-14', ['jose']],
    ['birth date with a short year', '3/14/80', ['jose']],
    ['birth date without the year', '3/14', ['jose', 'mairead']],
    ['a birth date half typed', '3/14/19', ['jose', 'mairead']],
    ['birth date and name', '3/14/1980 jose', ['jose']],
    ['year of birth', '1984', ['ada']],
    ['words that are FTS5 operators', 'AND NOT', ['quote']],
    ['a quoted nickname', '"Nan"', ['quote']],
  ])('%s', (_what, text, ids) => {
    expect(find(clinic(), text).sort()).toEqual([...ids].sort());
  });

  test.each([
    ['another birth date', '3/15/1980'],
    ['both words of two people', 'ada jose'],
    ['only punctuation', '"*" ( ) - ^'],
    ['a column filter', 'name:ada'],
    ['somebody nobody knows', 'zzz'],
  ])('but nobody by %s', (_what, text) => {
    expect(find(clinic(), text)).toEqual([]);
  });

  test('nothing typed: everybody, by family name, as many as asked for', () => {
    const db = clinic();
    expect(find(db, '  ')).toEqual(['quote', 'ada', 'jose', 'mairead', 'kanji']);
    expect(searchPatients(db, '', 2)).toHaveLength(2);
  });
});

test('whole words come before beginnings, each by family name', () => {
  const db = clinic();
  const add = (id: string, givenName: string, familyName: string) =>
    savePatient(
      db,
      buildPatient({ id, givenName, familyName, name: `${givenName} ${familyName}`, email: null }),
    );
  add('linda', 'Linda', 'Adams');
  add('wei', 'Wei', 'Li');
  add('li', 'Li', 'Chang');
  add('lily', 'Lily', 'Bauer');
  expect(find(db, 'li')).toEqual(['li', 'wei', 'linda', 'lily']);
  expect(searchPatients(db, 'li', 3).map(({ id }) => id)).toEqual(['li', 'wei', 'linda']);
});

test('of more matches than anybody reads, some are given, and who is meant is found by typing on', () => {
  const db = clinic();
  db.transaction(() => {
    for (let index = 0; index < 3000; index += 1)
      savePatient(
        db,
        buildPatient({
          id: `many-${index}`,
          name: `Zed${index} Zimmer`,
          givenName: `Zed${index}`,
          familyName: 'Zimmer',
        }),
      );
  });
  expect(searchPatients(db, 'z', 50)).toHaveLength(50);
  expect(find(db, 'zimmer zed2999')).toEqual(['many-2999']);
});

test('no text whatever is taken for syntax', () => {
  const db = clinic();
  const nasty = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: anyCharacter, maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '*',
          '^',
          ':',
          '(',
          ')',
          '{',
          '}',
          '-',
          '+',
          'NEAR',
          'OR',
          'AND',
          '1',
          '/',
          'ada',
          '\0',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(nasty, (text) => {
      expect(Array.isArray(find(db, text))).toBe(true);
    }),
    { numRuns: 500, seed: 11 },
  );
});

test('a renamed patient is found under the new name only', () => {
  const db = clinic();
  savePatient(db, buildPatient({ id: 'ada', name: 'Ada Field', familyName: 'Field' }));
  expect(find(db, 'field')).toEqual(['ada']);
  expect(find(db, 'ada marsh').includes('ada')).toBe(true);
  savePatient(db, buildPatient({ id: 'ada', name: 'Ada Field', familyName: 'Field', email: null }));
  expect(find(db, 'marsh')).toEqual([]);
});

test('the list of requests is searched in the same way', () => {
  const { db } = temporaryDatabase();
  seedPeople(db);
  seedAppointment(db);
  seedRequest(db);
  seedRequest(db, { id: 'request-2', patientId: 'patient-2' });
  const search = (text: string) => {
    const page = listRequests(
      db,
      {
        view: 'inbox',
        practitionerId: null,
        kind: null,
        filter: 'all',
        search: text,
        sort: 'appointment',
        cursor: null,
        limit: 10,
      },
      { now: NOW, rules: defaultRules },
    );
    if (!page.ok) throw new Error(page.error.code);
    return { ids: page.value.rows.map((row) => row.id), total: page.value.total };
  };
  expect(search('marsh')).toEqual({ ids: ['request-1'], total: 1 });
  expect(search('5/6/1984 ortiz')).toEqual({ ids: ['request-2'], total: 1 });
  expect(search('"')).toEqual({ ids: [], total: 0 });
  expect(search('')).toEqual({ ids: ['request-1', 'request-2'], total: 2 });
});
