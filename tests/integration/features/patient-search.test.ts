import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../../src-main/db/queries/people.ts';
import { listRequests } from '../../../src-main/features/requests/list.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { foldedWords, spellings } from '../../../src-shared/domain/fold.ts';
import type { Patient } from '../../../src-shared/domain/patient.ts';
import { speak } from '../../../src-shared/text/text.ts';
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
    ['birth date with the day first, where there is no such month', '14.03.1980', ['jose']],
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
    ['a letter and digits as one word', 'o 1=9'],
  ])('but nobody by %s', (_what, text) => {
    expect(find(clinic(), text)).toEqual([]);
  });

  test('nothing typed: everybody, by family name, as many as asked for', () => {
    const db = clinic();
    expect(find(db, '  ')).toEqual(['quote', 'ada', 'jose', 'mairead', 'kanji']);
    expect(searchPatients(db, '', 2)).toHaveLength(2);
  });
});

describe('where the day comes first in a date', () => {
  afterEach(() => speak('en'));

  test.each([
    ['de', '14.03.1980', ['jose']],
    ['de', '14.3.80 jose', ['jose']],
    ['de', '14.3.', ['jose', 'mairead']],
    ['de', '14.3.19', ['jose', 'mairead']],
    ['de', '6.5.1984', ['ada']],
    ['de', '5.6.1984', ['ada']],
    ['de', '3/14/1980', ['jose']],
    ['de', '1980-03-14', ['jose']],
    ['de', '15.03.1980', []],
    ['es', '14/03/1980', ['jose']],
    ['es', '14-3-1980', ['jose']],
    ['es', '14/3', ['jose', 'mairead']],
    ['es', '06/05/1984', ['ada']],
    ['es', '05/06/1984', ['ada']],
    ['es', '312-555-0199', ['jose']],
    ['en', '05/06/1984', ['ada']],
    ['en', '06/05/1984', []],
  ] as const)('%s: %s', async (language, text, ids) => {
    await speak(language);
    expect(find(clinic(), text).sort()).toEqual([...ids].sort());
  });
});

describe('whoever has a name or a number is found by what a hand types for it', () => {
  const one = (over: Partial<Patient>): Db => {
    const { db } = temporaryDatabase();
    savePatient(db, buildPatient({ id: 'one', email: null, phone: null, ...over }));
    return db;
  };

  test.each([
    ['Anna Sørensen', ['sorensen', 'SOERENSEN', 'Sørensen', 'sørensen anna', 'annasor']],
    ['Łukasz Wałęsa', ['Lukasz', 'walesa', 'walesa luk', 'Wałęsa']],
    ['Eva Weiß', ['weiss', 'weis', 'WEISS', 'Weiß', 'WEIẞ']],
    ['Đặng Thị Đoàn', ['Dang', 'doan dang', 'đoàn', 'dangthi']],
    ['Đorđević Ivo', ['Dordevic', 'Djordjevic', 'Đorđević']],
    ['Gina D’Angelo', ['DAngelo', "d'angelo", 'd angelo', 'D`Angelo', 'angelo', 'dʼangelo gina', 'd-ang']],
    ['Moira OBrien', ["O'Brien", 'o brien', 'o’bri', 'OBrien moira']],
    [
      'María García-López',
      ['garcialopez', 'Garcia Lopez', 'lopez garcia', 'garcia-lopez maria', 'garcia‐lopez'],
    ],
    ['Kaʻeo Keliʻi', ['kaeo', "ka'eo", 'kelii']],
    ['Jan van der Meer', ['vandermeer', 'van der meer', 'meer jan', 'vander meer', 'jan vandermeer']],
    ['Ian MacDonald', ['mac donald', 'macdon', 'ian mac donald']],
    ['Jürgen Müßig', ['Mussig', 'muessig', 'juergen', 'Müßig', 'Mu\u0308ßig']],
    ['Åse Bråten', ['ase', 'aase braaten', 'braten', 'bråten']],
    ['Þóra Guðmundsdóttir', ['thora', 'gudmundsdottir', 'Þóra']],
    ['Ægir Cœur', ['aegir', 'coeur', 'cœu']],
    ['ISMAİL Işıklı', ['ismail', 'isikli', 'IŞIKLI', 'ışıklı', 'İsmail']],
    ['Məmməd Ħelu Ŋala', ['memmed', 'mammad', 'helu', 'nala']],
    ['Ｙａｍａｄａ Ken', ['yamada', 'Ｙａｍ']],
    ['山田花子', ['山田', '花子', '山田 花子', '花', '田花']],
    ['김철수', ['김', '철수', '철']],
    ['Иван Щёголев', ['щеголев', 'ЩЁГ']],
    ['Νίκος Σάββας', ['νικος', 'ΝΙΚΟΣ', 'σαββας']],
  ])('%s', (name, typed) => {
    const db = one({ name, familyName: name, givenName: '' });
    for (const text of typed) expect([text, find(db, text)]).toEqual([text, ['one']]);
  });

  test.each([
    [
      '+44 20 7946 0958',
      ['+44 20 7946 0958', '+442079460958', '02079460958', '2079460958', '7946 0958', '020 7946 0958'],
    ],
    [
      '+442079461234',
      ['0044 20 7946 1234', '011 44 20 7946 1234', '+44 (0)20 7946 1234', '79461234', '461234', '1234'],
    ],
    ['020 7946 5555', ['+44 20 7946 5555', '020 79465', '2079465555']],
    ['(847) 555-0145 ext. 12', ['5550145', '847 555 0145 x12', '(847) 555-0145 ext. 12', '+1 847-555-0145']],
    ['847.555.0167x9', ['5550167', '8475550167', '847.555.0167x9']],
    ['tel:+1-201-555-0123;ext=77', ['tel:+1-201-555-0123;ext=77', '2015550123', '12015550123', '555 0123']],
    ['(312) 555-0199 / 555-0188', ['5550188', '5550199', '(312) 555-0199 / 555-0188']],
    ['home 312 555 0171 or 312 555 0172', ['5550171', '5550172', 'home 312 555 0171 or 312 555 0172']],
    ['+36 1 234 5678', ['0612345678', '06 1 234 5678', '234 5678']],
    ['+7 495 123-45-67', ['8 495 123 45 67', '84951234567', '4951234567']],
    ['+39 06 6982 0001', ['06 6982 0001', '0669820001']],
    ['+1 (416) 555‑0133', ['416-555-0133', '1 416 555 0133', '011 1 416 555 0133']],
    ['٠٣١٢ ٥٥٥ ٩٩٨٨', ['0312 555 9988', '٠٣١٢ ٥٥٥ ٩٩٨٨']],
    ['10-11-1299', ['10-11-1299', '10111299']],
  ])('%s', (phone, typed) => {
    const db = one({ phone });
    for (const text of typed) expect([text, find(db, text)]).toEqual([text, ['one']]);
  });

  test('an e-mail address with letters of its own', () => {
    const db = one({ email: 'jörg.weiß@bücher.example' });
    for (const text of ['jörg.weiß@bücher.example', 'jörg.weiß@bü', 'jorg.weiß@buch', 'weiß@bücher'])
      expect([text, find(db, text)]).toEqual([text, ['one']]);
  });

  test('an e-mail address past its @: those with that mail server, the whole address first', () => {
    const db = temporaryDatabase().db;
    const people = [
      ['a-longer', 'ada.marsh@example.org.uk'],
      ['b-whole', 'ada.marsh@example.org'],
      ['elsewhere', 'ada.marsh@mail.example'],
      ['another', 'ada.marshall@example.org'],
    ] as const;
    for (const [id, email] of people) savePatient(db, buildPatient({ id, familyName: id, name: id, email }));
    expect(find(db, 'ada.marsh@')).toEqual(['a-longer', 'b-whole', 'elsewhere', 'another']);
    expect(find(db, 'ada.marsh@e')).toEqual(['a-longer', 'b-whole']);
    expect(find(db, ' Ada.Marsh@example.org ')).toEqual(['b-whole', 'a-longer']);
    expect(find(db, 'marsh@mail')).toEqual(['elsewhere']);
    expect(find(db, 'ada.marsh@elsewhere')).toEqual([]);
  });

  test('an e-mail address whose beginning more people share than are looked through', () => {
    const db = temporaryDatabase().db;
    db.transaction(() => {
      for (let index = 0; index < 1001; index += 1)
        savePatient(db, buildPatient({ id: `p${index}`, email: `none@practice${index}.example` }));
    });
    expect(find(db, 'none@practice1000.ex')).toEqual(['p1000']);
  });
});

test('nobody is lost: each is found by name and number as shown, folded, word by word, and in every way to dial', () => {
  const letters = 'abcdefgzæøœßłđðþħıŋĸŧƒəäöüåñéçşğİŻĂǿ山田花かガ한글жщёσςάأبद’ʼ';
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 8 });
  const separator = fc.constantFrom(' ', '-', '’', "'", '‐', ' - ', '\u00a0');
  const names = fc
    .array(fc.tuple(word, separator), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.flat().slice(0, -1).join(''))
    .filter((name) => foldedWords(name).length > 0);
  const phone = fc.record({
    code: fc.constantFrom('44', '1', '49', '353', '7', '36', '420'),
    area: fc.integer({ min: 20, max: 999 }).map(String),
    number: fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String),
    gap: fc.constantFrom('', ' ', '-', '.', '\u00a0'),
  });
  const { db } = temporaryDatabase();
  let count = 0;
  fc.assert(
    fc.property(names, names, phone, (givenName, familyName, { code, area, number, gap }) => {
      count += 1;
      const id = `p-${count}`;
      const shown = `+${code}${gap}${area}${gap}${number}`;
      const name = `${givenName} ${familyName}`;
      savePatient(db, buildPatient({ id, name, givenName, familyName, email: null, phone: shown }));
      const typed = [
        name,
        `${familyName}, ${givenName}`,
        name.toUpperCase(),
        ...spellings(name).map((words) => words.join(' ')),
        foldedWords(name).join(''),
        shown,
        `${code}${area}${number}`,
        `${area} ${number}`,
        ...(code === '1' ? [] : [`0${area}${number}`]),
        `00${code}${area}${number}`,
        `011 ${code} ${area} ${number}`,
        number,
      ];
      for (const text of typed) expect(searchPatients(db, text, 1000).map((card) => card.id)).toContain(id);
      for (const part of foldedWords(name))
        expect(find(db, `${Array.from(part).slice(0, 3).join('')} ${number}`)).toContain(id);
      savePatient(
        db,
        buildPatient({ id, name: 'Gone', givenName: '', familyName: 'Gone', email: null, phone: null }),
      );
    }),
    { numRuns: 150, seed: 22 },
  );
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
