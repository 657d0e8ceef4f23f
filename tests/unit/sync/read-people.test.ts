import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPatient, readPractitioner } from '../../../src-main/sync/fhir/read-person.ts';
import { readPhone } from '../../../src-main/sync/fhir/read-phone.ts';
import { isBirthDate } from '../../../src-shared/domain/patient.ts';
import { t } from '../../../src-shared/text/text.ts';
import { NOW } from '../../support/domain.ts';

const [YESTERDAY, TOMORROW] = [-1, 1].map((days) => new Date(NOW + days * 86_400_000).toISOString()) as [
  string,
  string,
];

/** What the desk makes of a Patient with these elements. */
function patient(elements: object, now = NOW) {
  const read = readPatient('p', { resourceType: 'Patient', ...elements }, now);
  if (!read.ok) throw new Error(read.error.reason);
  return read.value;
}

const nameOf = (name: readonly object[], now = NOW): string => patient({ name }, now).name;

test.each<[string, readonly object[], string]>([
  ['the parts, in their order', [{ given: ['Ana', 'Maria'], family: 'Flores' }], 'Ana Maria Flores'],
  ['a text alone', [{ text: 'Ana Flores-Ruiz' }], 'Ana Flores-Ruiz'],
  ['what nobody sees has a mark', [{ text: 'Ana\u200b \u202eziuR' }], 'Ana\ufffd \ufffdziuR'],
  ['what nobody sees alone is no name', [{ text: '\u200b', given: ['Ana'] }], 'Ana'],
  ['the text before the parts', [{ text: '山田 太郎', family: '山田', given: ['太郎'] }], '山田 太郎'],
  [
    'a suffix, which tells father from son',
    [{ given: ['Henry'], family: 'Levin', suffix: ['Jr.'] }],
    'Henry Levin Jr.',
  ],
  [
    'a title',
    [{ prefix: ['Dr.'], given: ['Ruth'], family: 'Okafor', suffix: ['MD', 'PhD'] }],
    'Dr. Ruth Okafor MD PhD',
  ],
  ['a title without a name is none', [{ prefix: ['Dr.'] }, { family: 'Okafor' }], 'Okafor'],
  [
    'an ended official name gives way to the usual one',
    [
      { use: 'official', given: ['Ana'], family: 'Old', period: { end: '2015-01-01' } },
      { use: 'usual', given: ['Ana'], family: 'Current' },
    ],
    'Ana Current',
  ],
  [
    'one that has not begun is not used yet',
    [
      { use: 'official', family: 'Next', period: { start: TOMORROW } },
      { use: 'usual', family: 'Now' },
    ],
    'Now',
  ],
  [
    'a nickname is no name where there is another',
    [
      { use: 'nickname', given: ['Bobby'] },
      { given: ['Robert'], family: 'Smith' },
    ],
    'Robert Smith',
  ],
  ['a nickname is better than none', [{ use: 'nickname', given: ['Bobby'] }], 'Bobby'],
  [
    'official before usual',
    [
      { use: 'usual', family: 'B' },
      { use: 'official', family: 'A' },
    ],
    'A',
  ],
  ['a name before marriage, where there is no other', [{ use: 'maiden', family: 'Born' }], 'Born'],
  [
    'an ended name rather than one that was always wrong',
    [
      { use: 'old', family: 'Older' },
      { family: 'Ended', period: { end: '2015' } },
    ],
    'Ended',
  ],
  ['no name at all', [], ''],
  ['what nobody can read', [{ given: [' '], family: '\u0000' }, { family: 'Real' }], 'Real'],
])('the name: %s', (_what, name, expected) => {
  expect(nameOf(name)).toBe(expected);
});

test('a name that begins or ends later is noticed then', () => {
  const name = [
    { use: 'official', family: 'Next', period: { start: TOMORROW } },
    { use: 'usual', family: 'Now' },
  ];
  expect(patient({ name }).contactChangesAt).toBe(Date.parse(TOMORROW));
  expect(nameOf(name, Date.parse(TOMORROW))).toBe('Next');
});

test('a practitioner is called by the same rules', () => {
  const read = readPractitioner(
    'p',
    {
      resourceType: 'Practitioner',
      name: [
        { family: 'Was', period: { end: YESTERDAY } },
        { prefix: ['Dr.'], family: 'Is' },
      ],
    },
    NOW,
  );
  expect(read).toMatchObject({ ok: true, value: { name: 'Dr. Is' } });
});

test('a name of any length is cut, and its parts are', () => {
  const long = 'ß'.repeat(5000);
  const { name, familyName, givenName } = patient({
    name: [{ text: `${long}😀`, family: long, given: [long, long] }],
  });
  expect([name.length, familyName.length, givenName.length]).toEqual([300, 300, 300]);
});

test.each<[string | undefined, string | null, string]>([
  ['1984-03-09', '1984-03-09', 'Mar 9, 1984'],
  ['1984-03', '1984-03', 'Mar 1984'],
  ['1984', '1984', '1984'],
  ['1984-13', null, ''],
  ['1984-02-30', null, ''],
  ['84', null, ''],
  ['about 1984', null, ''],
  [undefined, null, ''],
])('a date of birth of %s', (birthDate, expected, words) => {
  const read = patient({ birthDate }).birthDate;
  expect(read).toBe(expected);
  if (read !== null) expect(t.times.formatBirthDate(read)).toBe(words);
});

test('as much of a date as is given is a date of birth, and nothing else is', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10);
        for (const length of [4, 7, 10]) expect(isBirthDate(day.slice(0, length))).toBe(true);
        for (const length of [1, 2, 3, 5, 6, 8, 9]) expect(isBirthDate(day.slice(0, length))).toBe(false);
      },
    ),
  );
});

const phoneOf = (telecom: readonly object[]): string | null => patient({ telecom }).phone;

test.each<[string, readonly object[], string | null]>([
  [
    'one whose period has ended gives way',
    [
      { system: 'phone', value: 'OLD-555-0001', period: { end: '2019-01-01' } },
      { system: 'phone', value: '3125550002', use: 'mobile' },
    ],
    '3125550002',
  ],
  ['text messages only', [{ system: 'sms', value: '+13125550100' }], '+13125550100'],
  [
    'a telephone before text messages, whatever their rank',
    [
      { system: 'sms', value: '1', rank: 1 },
      { system: 'phone', value: '2', rank: 9 },
    ],
    '2',
  ],
  [
    'a fax or a pager reaches nobody',
    [
      { system: 'fax', value: '1' },
      { system: 'pager', value: '2' },
    ],
    null,
  ],
])('the telephone: %s', (_what, telecom, expected) => {
  expect(phoneOf(telecom)).toBe(expected);
});

test.each([
  ['tel:+1-312-555-0100;ext=12', '+1-312-555-0100 ext. 12'],
  ['TEL:+1-312-555-0100;phone-context=example.com', '+1-312-555-0100'],
  ['tel://3125550100', '3125550100'],
  ['sms:+13125550100?body=hello', '+13125550100'],
  ['tel:+1%20312%20555%200100', '+1 312 555 0100'],
  ['tel:100%', '100%'],
  [' (312) 555-0142 ', '(312) 555-0142'],
  ['call the daughter: 555 0142', 'call the daughter: 555 0142'],
  ['tel:', null],
  ['', null],
])('%s is dialled as %s', (written, expected) => {
  expect(readPhone(written)).toBe(expected);
});
