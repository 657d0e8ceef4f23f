import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSheet } from '../../../src-main/features/sheet/compose.ts';
import { escapeCss } from '../../../src-main/features/sheet/escape-css.ts';
import type { Sheet } from '../../../src-shared/text/sheet-data.ts';
import { t } from '../../../src-shared/text/text.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { at } from '../../support/domain.ts';
import { cellsOf, textOf } from '../../support/sheet-text.ts';
import { elements } from '../../support/visible-text.ts';
import { appointment, day, patient, row, sheet } from './kit.ts';

it('says how far the record reached', () => {
  const record = { line: 1234, seal: '0123456789abcdef'.repeat(4) };
  expect(textOf(composeSheet(sheet({ record })))).toContain(
    'This desk’s record reached line 1,234, seal 0123 4567 89ab cdef',
  );
  expect(textOf(composeSheet(sheet({ record: { line: 5, seal: null } })))).toContain('reached line 5');
  expect(textOf(composeSheet(sheet()))).not.toContain('record reached');
});

describe('a row', () => {
  it('has everything needed at the desk, and room to write', () => {
    expect(cellsOf(composeSheet(sheet()))).toEqual([
      [
        ['Dr. Ruth Okafor · Mon, Nov 23, 2026'],
        ['Time', 'Patient', 'Born', 'Type', 'Location', 'Status', 'Notes'],
        ['10:00 AM – 10:30 AM', 'Ann Smith', '03/14/1980', 'Follow-up', 'Main Street', 'Booked', ''],
      ],
    ]);
  });

  it('has the phone number when that is wanted, and nowhere when it is not', () => {
    expect(cellsOf(composeSheet(sheet({ phones: true })))[0]?.[2]).toContain('(312) 555-0177');
    expect(composeSheet(sheet())).not.toContain('555-0177');
  });

  it.each([
    ['Tentative: waits for the patient', { status: 'tentative' as const }, []],
    [
      'Tentative: waits for the patient · Also offered to 2 others',
      { status: 'tentative' as const, sharedWith: 2 },
      [],
    ],
    ['Booked · change proposed', { changeProposed: true }, []],
    ['Checked in', { status: 'checked-in' as const }, []],
    ['No-show', { status: 'no-show' as const }, []],
    ['Booked · open request: asks to cancel it', {}, [{ kind: 'cancel' as const, to: null, stranger: null }]],
    [
      'Booked · open request: asks to move it to Tue, Dec 1, 2026, 2:00 PM',
      {},
      [{ kind: 'reschedule' as const, to: at('2026-12-01', '14:00'), stranger: null }],
    ],
    [
      'Booked · open request: asks for another time',
      {},
      [{ kind: 'reschedule' as const, to: null, stranger: null }],
    ],
  ])('says "%s"', (words, change, asks) => {
    const html = composeSheet(
      sheet({
        days: [day({ providers: [{ name: 'Dr. Ruth Okafor', rows: [row(change, { asks })], blocked: [] }] })],
      }),
    );
    expect(cellsOf(html)[0]?.[2]?.[5]).toBe(words);
  });

  it('without a patient or a provider says so', () => {
    const rows = [row({ patientId: null, patientName: 'Unknown patient' }, { patient: null })];
    const cells = cellsOf(
      composeSheet(sheet({ days: [day({ providers: [{ name: '', rows, blocked: [] }] })] })),
    );
    expect(cells[0]?.[0]).toEqual(['No provider · Mon, Nov 23, 2026']);
    expect(cells[0]?.[2]?.slice(1, 3)).toEqual(['Unknown patient', '']);
  });
});

describe('times', () => {
  const timesOf = (date: string, start: number, end: number): string | undefined =>
    cellsOf(
      composeSheet(
        sheet({
          days: [day({ date, providers: [{ name: 'Dr. A', rows: [row({ start, end })], blocked: [] }] })],
        }),
      ),
    )[0]?.[2]?.[0];

  it('over midnight name the other day', () => {
    const [start, end] = [at('2026-11-23', '23:30'), at('2026-11-24', '00:30')];
    expect(timesOf('2026-11-23', start, end)).toBe('11:30 PM – Tue, Nov 24, 2026, 12:30 AM');
    expect(timesOf('2026-11-24', start, end)).toBe('Mon, Nov 23, 2026, 11:30 PM – 12:30 AM');
  });

  it('that the clocks show twice say which of the two, on the night they are put back', () => {
    const first = Date.parse('2026-11-01T06:30:00Z');
    expect(timesOf('2026-11-01', first, first + 3_600_000)).toBe('1:30 AM CDT – 1:30 AM CST');
  });

  it('are right on the night the clocks are put forward', () => {
    const start = Date.parse('2026-03-08T07:30:00Z');
    expect(timesOf('2026-03-08', start, start + 3_600_000)).toBe('1:30 AM – 3:30 AM');
  });
});

describe('the head', () => {
  it('says whose paper it is, of when, and in which zone', () => {
    const text = textOf(composeSheet(sheet()));
    expect(text).toContain('Downtime sheet · Mon, Nov 23, 2026');
    expect(text).toContain('Lakeview Family Practice · (312) 555-0142 · All providers');
    expect(text).toContain('As of Mon, Nov 23, 2026, 9:00 AM (America/Chicago) · Portal read at 8:58 AM');
  });

  it.each<[string, Partial<Sheet['status']>]>([
    [
      'Offline since 8:15 AM: may be out of date',
      { phase: 'offline', offlineSince: at('2026-11-23', '08:15') },
    ],
    [
      'Offline since Fri, Nov 20, 2026, 4:00 PM: may be out of date · 3 decisions waiting to sync',
      { phase: 'offline', offlineSince: at('2026-11-20', '16:00'), waitingToSync: 3 },
    ],
    ['Sign-in to the portal failed, last read at 8:58 AM: may be out of date', { phase: 'sign-in-failed' }],
    ['The portal answers with an error, last read at 8:58 AM: may be out of date', { phase: 'server-error' }],
    [
      'The portal does not let this desk read requests, the rest was read at 8:58 AM: may be out of date',
      { phase: 'types-refused', detail: 'Task' },
    ],
    ['Still loading from the portal: incomplete', { phase: 'loading' }],
    ['Not read from the portal yet: may be out of date', { phase: 'syncing', lastSuccessAt: null }],
    [
      'No portal connected: this desk’s own data · 1 decision waiting to sync',
      { phase: 'not-configured', waitingToSync: 1 },
    ],
  ])('says "%s"', (words, change) => {
    const made = sheet();
    expect(textOf(composeSheet({ ...made, status: { ...made.status, ...change } }))).toContain(words);
  });

  it('stands on each page, with the page’s number', () => {
    const html = composeSheet(sheet({ days: [day(), day({ date: '2026-11-24' })], paper: 'a4' }));
    expect(html).toContain('size: A4 portrait');
    expect(html).toContain('counter(page) " of " counter(pages)');
    expect(html).toMatch(
      /@top-left \{ content: "Lakeview Family Practice · Mon, Nov 23, 2026 – Tue, Nov 24, 2026/,
    );
  });
});

describe('a day', () => {
  it('that is closed, or on which nothing is booked, says so', () => {
    const text = textOf(
      composeSheet(
        sheet({
          days: [
            day({ closed: 'Thanksgiving', hours: [], providers: [] }),
            day({ idle: ['Dr. Ivan Petrov'] }),
          ],
        }),
      ),
    );
    expect(text).toContain('Closed: Thanksgiving');
    expect(text).toContain('Nothing is booked.');
    expect(text).toContain('Nothing is booked with Dr. Ivan Petrov.');
    expect(text).toContain('Open 8:00 AM – 5:00 PM');
  });

  it('says which time is blocked and why, among the visits, and with room to write', () => {
    const span = (from: string, to: string) => ({ start: at('2026-11-23', from), end: at('2026-11-23', to) });
    const [table] = cellsOf(
      composeSheet(
        sheet({
          days: [
            day({
              providers: [
                {
                  name: 'Dr. Ruth Okafor',
                  rows: [row(), row({ id: 'late', ...span('15:00', '15:30') })],
                  blocked: [
                    { ...span('09:00', '09:30'), reason: 'Huddle' },
                    { ...span('12:00', '13:00'), reason: 'Lunch with <a> rep' },
                  ],
                },
              ],
            }),
          ],
        }),
      ),
    );
    expect(table?.slice(2).map(([time, what]) => [time, what])).toEqual([
      ['9:00 AM – 9:30 AM', 'Blocked: Huddle'],
      ['10:00 AM – 10:30 AM', 'Ann Smith'],
      ['12:00 PM – 1:00 PM', 'Blocked: Lunch with <a> rep'],
      ['3:00 PM – 3:30 PM', 'Ann Smith'],
    ]);
    expect(table?.[2]).toEqual(['9:00 AM – 9:30 AM', 'Blocked: Huddle', '']);
  });

  it.each([
    [true, 6],
    [false, 5],
  ])('a blocked row is as wide as its table, with phone numbers (%s) and without', (phones, columns) => {
    const blocked = [{ start: at('2026-11-23', '09:00'), end: at('2026-11-23', '10:00'), reason: 'Huddle' }];
    const html = composeSheet(
      sheet({ phones, days: [day({ providers: [{ name: 'Dr. A', rows: [], blocked }] })] }),
    );
    expect(html).toContain(`colspan="${columns}"><bdi>Blocked: Huddle`);
  });

  it('with 60 visits at the same time has 60 rows', () => {
    const rows = Array.from({ length: 60 }, (_, n) => row({ id: `a${n}`, patientName: `Patient ${n}` }));
    const html = composeSheet(sheet({ days: [day({ providers: [{ name: 'Dr. A', rows, blocked: [] }] })] }));
    expect(
      cellsOf(html)[0]
        ?.slice(2)
        .map((cells) => cells[1]),
    ).toEqual(rows.map((one) => one.appointment.patientName));
  });
});

describe('requests', () => {
  const request = {
    kind: 'reschedule' as const,
    stranger: null,
    to: at('2026-12-01', '14:00'),
    patientName: 'Ann Smith',
    patient,
    appointment: appointment(),
    note: 'Please after\nlunch',
    proposed: null,
  };

  it('stand below: the open ones with what the patient wrote, the others with the time proposed', () => {
    const proposed = { starts: [at('2026-12-02', '11:00')], expiresAt: at('2026-11-21', '10:00') };
    const html = composeSheet(
      sheet({
        days: [day({ providers: [] })],
        open: [request],
        awaiting: [{ ...request, proposed }],
        openElsewhere: 2,
      }),
    );
    expect(cellsOf(html).map((table) => [table[0]?.[0], ...(table[2] ?? [])])).toEqual([
      [
        'Open requests',
        'Ann Smith',
        '03/14/1980',
        'Mon, Nov 23, 2026, 10:00 AM Dr. Ruth Okafor',
        'Asks to move it to Tue, Dec 1, 2026, 2:00 PM',
        'Please after\nlunch',
        '',
      ],
      [
        'Waiting for the patient’s answer',
        'Ann Smith',
        '03/14/1980',
        'Mon, Nov 23, 2026, 10:00 AM Dr. Ruth Okafor',
        'Asks to move it to Tue, Dec 1, 2026, 2:00 PM',
        'Wed, Dec 2, 2026, 11:00 AM, to be answered by Sat, Nov 21, 2026, 10:00 AM',
        '',
      ],
    ]);
    expect(textOf(html)).toContain('2 more open requests are about other days or providers.');
  });

  it('that nobody has sent are said not to be there; a long note is cut', () => {
    expect(textOf(composeSheet(sheet()))).toContain('No request is open for these days.');
    const html = composeSheet(sheet({ open: [{ ...request, note: 'x'.repeat(10_000) }] }));
    expect(html).not.toContain('x'.repeat(401));
  });
});

describe('what people typed', () => {
  const hostile = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 200 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '</style><img src=x onerror=alert(1)>',
      '"; } </style> @import url(https://example.org/x); \\',
      "' onload='x",
      'A'.repeat(200),
    ),
  );

  it('is text and nothing else, wherever it stands', () => {
    const shape = (name: string) => {
      const names = {
        patientName: name,
        practitionerName: name,
        locationName: name,
        type: { code: 'x', display: name },
      };
      const rows = [row(names, { patient: { ...patient, name, phone: name } })];
      const request = {
        kind: 'cancel' as const,
        stranger: null,
        to: null,
        patientName: name,
        patient,
        appointment: appointment(names),
        note: name,
        proposed: null,
      };
      return elements(
        composeSheet(
          sheet({
            phones: true,
            practice: { name, phone: name || 'x', zone: 'America/Chicago' },
            provider: name,
            days: [
              day({
                closed: name || 'x',
                providers: [
                  { name: name || 'x', rows, blocked: [{ start: 0, end: 1, reason: name || 'x' }] },
                ],
                idle: [name],
              }),
            ],
            open: [request],
          }),
        ),
      ).filter((element) => element.name !== 'bdi');
    };
    const plain = shape('Ann');
    fc.assert(
      fc.property(hostile, (name) => {
        expect(shape(name)).toEqual(plain);
      }),
    );
  });

  it('cannot leave the style sheet it is quoted in', () => {
    expect(escapeCss('a"b</style>\n\\')).toBe('a\\22 b\\3c \\2f style\\3e \\a \\5c ');
    fc.assert(
      fc.property(hostile, (text) => {
        expect(escapeCss(text)).not.toMatch(/["<>\n\r\f]|\\(?![0-9a-f]{1,6} )/);
      }),
    );
  });
});

it.each([
  [at('2026-11-21', '10:00'), 'Wed, Dec 2, 2026, 11:00 AM, to be answered by Sat, Nov 21, 2026, 10:00 AM'],
  [null, 'Wed, Dec 2, 2026, 11:00 AM'],
])('a proposed time, to be answered until %s', (expiresAt, expected) => {
  const proposed = { starts: [at('2026-12-02', '11:00')], expiresAt };
  expect(t.downtimeSheet.proposedWords(proposed, 'America/Chicago')).toBe(expected);
});
