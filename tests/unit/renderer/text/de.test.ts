import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src-shared/domain/time.ts';
import { callScriptText } from '../../../../src-shared/text/de/call-script.ts';
import { listWords, plural, someOf } from '../../../../src-shared/text/de/locale.ts';
import { formatRange } from '../../../../src-shared/text/de/practice-times.ts';
import { de } from '../../../../src-shared/text/de.ts';
import { callScriptText as englishCall } from '../../../../src-shared/text/en/call-script.ts';
import { en } from '../../../../src-shared/text/en.ts';
import type { CallScriptWords } from '../../../../src-shared/text/letter-words.ts';

const ZONE = 'Europe/Berlin';
const NOW = Date.parse('2026-11-23T09:00:00Z');
/** Whether a day has 24 hours is the system's to say. */
const clock = (ms: number): string => de.times.formatTime(ms, ZONE);
const at = (iso: string): number => Date.parse(iso);

/** Words that are the same in both languages. */
const SAME = new Set([
  'A4 (210 × 297 mm)',
  'Alex',
  'Code',
  'Deutsch',
  'English',
  'Español',
  'Morgan Reyes',
  'Name',
  'Patient',
  'Port',
  'Portal',
  'Reslot',
  'SHA-256',
  'Sam Whitfield',
  'Scope',
  'Server',
  'Status',
]);

/** Every plain sentence of a language with its place, "requests.words.inbox". */
function sentencesOf(text: unknown, place = ''): readonly (readonly [string, string])[] {
  if (typeof text === 'string') return [[place, text]];
  if (typeof text !== 'object' || text === null) return [];
  return Object.entries(text).flatMap(([key, value]) =>
    sentencesOf(value, place === '' ? key : `${place}.${key}`),
  );
}

describe('German', () => {
  const english = new Map(sentencesOf({ ...en, call: englishCall }));
  const german = sentencesOf({ ...de, call: callScriptText satisfies CallScriptWords });

  it('has a sentence of its own for each English one', () => {
    expect(german.filter(([place, said]) => english.get(place) === said && !SAME.has(said))).toEqual([]);
    const places = new Set(german.map(([place]) => place));
    expect([...english.keys()].filter((place) => !places.has(place))).toEqual([]);
    expect([...SAME].filter((word) => !german.some(([, said]) => said === word))).toEqual([]);
  });

  it('quotes „so“, always in pairs', () => {
    const bad = german.filter(([, said]) => /[„“”"]| {2}/u.test(said.replace(/„[^„“]*“/gu, '…')));
    expect(bad).toEqual([]);
  });

  it('keeps what a sentence names: numbers, options, files and addresses', () => {
    const named = (said: string): readonly string[] =>
      (said.match(/--[a-z]+(?:-[a-z]+)+|[a-z]+\.json|https?:|TLS|FHIR|PDF|\d+/gu) ?? [])
        .map((name) => name.replace(/^0+(?=\d)/u, ''))
        .sort();
    const lost = german.filter(
      ([place, said]) => named(said).join() !== named(english.get(place) ?? '').join(),
    );
    expect(lost).toEqual([]);
  });

  it('says one as one, and everything else as several', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true })), (count) => {
        expect(plural(count, 'eine', 'mehrere')).toBe(count === 1 ? 'eine' : 'mehrere');
      }),
    );
    expect([0, 1, 1.5, 2, 1_000_000].map((count) => plural(count, 'eine', 'mehrere'))).toEqual([
      'mehrere',
      'eine',
      'mehrere',
      'mehrere',
      'mehrere',
    ]);
  });

  it('lists', () => {
    expect(listWords(['Orte', 'Anfragen', 'Patienten'])).toBe('Orte, Anfragen und Patienten');
    expect(someOf(['Ann', 'Bob', 'Cleo', 'Dan'])).toBe('Ann, Bob, Cleo und Dan');
    expect(someOf(['Ann', 'Bob', 'Cleo', 'Dan', 'Eva'])).toBe('Ann, Bob, Cleo und 2 weitere');
    expect(de.requests.messageCounter(1234)).toBe('1.234/1.000');
    expect(de.backups.sizeWords(1_440_000)).toBe('1,4 MB');
  });

  it('gives each letter of a menu once', () => {
    const { menuText } = de.shell;
    const letter = (item: keyof typeof menuText): string =>
      /&(.)/u.exec(menuText[item])?.[1]?.toLowerCase() ?? `none in ${item}`;
    const menus: readonly (readonly (keyof typeof menuText)[])[] = [
      ['file', 'edit', 'requests', 'view', 'window', 'help'],
      ['print', 'lock', 'settings', 'exit'],
      ['print', 'lock', 'settings', 'quit'],
      ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'],
      ['refresh', 'find', 'nextRequest', 'previousRequest', 'undoDecision'],
      [
        'inbox',
        'attention',
        'day',
        'week',
        'list',
        'actualSize',
        'zoomIn',
        'zoomOut',
        'fullScreen',
        'devTools',
      ],
      ['minimize', 'close'],
      ['shortcuts', 'about'],
    ];
    for (const menu of menus) expect(new Set(menu.map(letter)).size, menu.join()).toBe(menu.length);
    expect(new Set(menus.flat())).toEqual(new Set(Object.keys(menuText)));
  });
});

describe('German times', () => {
  const start = at('2026-12-01T09:00:00Z');
  const end = start + 30 * MINUTE_MS;
  const { times } = de;

  it('are without the year where it is this one', () => {
    expect(times.shortDate(start, NOW, ZONE)).toBe('Di., 1. Dez.');
    expect(times.shortDate(start, NOW - 365 * DAY_MS, ZONE)).toBe('Di., 1. Dez. 2026');
    expect(times.shortDate(start, null, ZONE)).toBe('Di., 1. Dez. 2026');
    expect(times.shortDateTime(start, NOW, ZONE)).toBe(`Di., 1. Dez., ${clock(start)}`);
    const hours = `${clock(start)} – ${clock(end)}`;
    expect(times.shortRange(start, end, NOW, ZONE)).toBe(`Di., 1. Dez., ${hours}`);
    expect(times.shortRange(start, end, null, ZONE)).toBe(`Di., 1. Dez. 2026, ${hours}`);
    expect(times.timeAfter(start, end, NOW, ZONE)).toBe(clock(end));
    expect(times.timeAfter(start, end + 3 * DAY_MS, NOW, ZONE)).toBe(`Fr., 4. Dez., ${clock(end)}`);
  });

  it('have a year exactly where it is another one than now', () => {
    const instant = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-12-31T00:00:00Z') });
    fc.assert(
      fc.property(instant, instant, (then, now) => {
        const year = (ms: number): string => times.formatDate(ms, ZONE).slice(-4);
        const said = times.shortDate(then, now, ZONE);
        expect(said.endsWith(` ${year(then)}`)).toBe(year(then) !== year(now));
        expect(times.formatDate(then, ZONE).startsWith(said)).toBe(true);
      }),
    );
  });

  it('name the days around today, and tell an age', () => {
    const days = (count: number): string | null => times.dayWord(NOW + count * DAY_MS, NOW, ZONE);
    expect([-2, -1, 0, 1, 2].map(days)).toEqual([null, 'gestern', 'heute', 'morgen', null]);
    const ages = [0, 5 * MINUTE_MS, 3 * HOUR_MS, DAY_MS, 2 * DAY_MS, 40 * DAY_MS];
    expect(ages.map((age) => times.shortAge(NOW - age, NOW))).toEqual([
      'jetzt',
      '5 Min.',
      '3 Std.',
      '1 Tag',
      '2 Tage',
      '5 Wo.',
    ]);
    expect(de.attention.sinceWords(NOW - DAY_MS, NOW, ZONE)).toBe(`gestern, ${clock(NOW)}`);
  });

  it('of several days', () => {
    const { datesInWords } = de.calendarViews;
    expect(datesInWords('2026-11-16', '2026-11-20')).toBe('16. – 20. November 2026');
    expect(datesInWords('2026-11-30', '2026-12-04')).toBe('30. Nov. – 4. Dez. 2026');
    expect(datesInWords('2026-12-28', '2027-01-01')).toBe('28. Dez. 2026 – 1. Jan. 2027');
    expect(de.calendarViews.weekColumnHeading('2026-11-16')).toBe('Mo 16');
    expect(de.calendarViews.longDate('2026-11-16')).toBe('Montag, 16. November 2026');
  });

  it('on paper count 24 hours, and dates of birth are as on a card', () => {
    expect(de.downtimeSheet.momentWords(start, ZONE)).toBe('Di., 1. Dez. 2026, 10:00');
    expect(formatRange(start, end, ZONE)).toBe('Di., 1. Dez. 2026, 10:00 – 10:30');
    expect(['1980-03-14', '1980-03', '1980', null].map(de.downtimeSheet.bornWords)).toEqual([
      '14.03.1980',
      '03/1980',
      '1980',
      '',
    ]);
    expect(de.visit.bornWords('1980-03-14')).toBe('geb. 14. März 1980');
  });

  it('that come again', () => {
    const day = '2026-11-26';
    const { repeatsWords } = de.closedDays;
    expect(
      (['date', 'weekday', 'last-weekday'] as const).map((repeats) => repeatsWords(day, repeats)),
    ).toEqual([
      'Jedes Jahr am 26. November',
      'Jedes Jahr am vierten Donnerstag im November',
      'Jedes Jahr am letzten Donnerstag im November',
    ]);
  });
});

describe('German sentences about one and several', () => {
  it('of requests decided together', () => {
    const all = { reschedules: 1, cancellations: 0, bookings: 0, calls: 0 };
    expect(de.many.title('approve', 12)).toBe('12 Anfragen annehmen');
    expect(de.many.title('message', 1)).toBe('Den Patienten von 1 Anfrage anschreiben');
    expect(de.many.doIt('deny', 3)).toBe('3 ablehnen');
    expect(de.many.whatHappens('approve', all)).toBe(
      '1 Termin wird auf die gewünschte Zeit verschoben. Jeder Patient erhält eine eigene E-Mail.',
    );
    expect(de.many.whatHappens('deny', { reschedules: 2, cancellations: 2, bookings: 1, calls: 1 })).toBe(
      '2 Termine bleiben bei der bisherigen Zeit. 2 Termine, die abgesagt werden sollten, bleiben gebucht. 1 neuer Termin wird nicht gebucht. Jeder Patient erhält eine eigene E-Mail; 1 ohne Adresse kommt auf die Anrufliste.',
    );
    expect(de.many.ended('approve', { done: 2, failed: 1, left: 3 })).toBe(
      '2 angenommen. 1 konnte nicht entschieden werden. 3 wurden nicht begonnen. Was nicht erledigt ist, bleibt ausgewählt.',
    );
  });

  it('of what waits', () => {
    expect([0, 1, 2].map(de.readOnly.waitingSentence)).toEqual([
      null,
      '1 früher getroffene Entscheidung wartet hier, bis dieser Arbeitsplatz wieder schreiben darf.',
      '2 früher getroffene Entscheidungen warten hier, bis dieser Arbeitsplatz wieder schreiben darf.',
    ]);
    expect([1, 1200].map(de.shell.newRequestsText)).toEqual([
      '1 neue Terminanfrage',
      '1.200 neue Terminanfragen',
    ]);
    expect(de.requests.inboxCounted(4, 1)).toBe('4 offen; 1 zurückgestellte ist nicht mitgezählt');
    expect(de.syncDetails.clockNotice(-1)).toBe(
      'Die Uhr dieses Computers geht gegenüber der des Portals um 1 Minute nach',
    );
  });

  it('of a policy, a conflict and a refusal, with any name', () => {
    const policy = {
      start: at('2026-11-24T09:00:00Z'),
      within: true,
      daysAhead: 1,
      chargesText: null,
    } as const;
    const moment = { zone: ZONE, now: NOW };
    const when = `Der Termin ist morgen, ${clock(policy.start)}`;
    expect([0, 1, 2].map((days) => de.requestSentences.policySentence({ ...policy, days }, moment))).toEqual([
      `Ihre Absageregelung (Tag des Termins) verlangt hier eine Zustimmung: ${when}`,
      `Ihre Absageregelung (1 Tag) verlangt hier eine Zustimmung: ${when}`,
      `Ihre Absageregelung (2 Tage) verlangt hier eine Zustimmung: ${when}`,
    ]);
    expect(
      de.requestSentences.conflictSentence(
        { portal: { what: 'cancelled' }, by: 'Platz 2', chosen: null, chosenBy: '', at: NOW },
        moment,
      ),
    ).toBe('Anderswo geändert: Der Termin wurde von Platz 2 abgesagt');
    expect(de.timeConflict.outsideHoursWords('')).toBe('Außerhalb der Sprechzeiten des Behandlers');
    expect(de.timeConflict.outsideHoursWords('Dr. Lind')).toBe('Außerhalb der Sprechzeiten von Dr. Lind');
    expect(de.certificates.certificateFaultWords('', 'Portals')).toBe(
      'Das Zertifikat des Portals ist nicht vertrauenswürdig',
    );
  });

  it('to patients, by letter and on the phone', () => {
    const { letterText } = de.letter;
    expect(['', 'Maria Lopez'].map(letterText.greeting)).toEqual(['Guten Tag,', 'Guten Tag Maria Lopez,']);
    expect(letterText.forQuestions('')).toBe('Bei Fragen rufen Sie uns bitte an.');
    expect(letterText.forQuestions('030 123')).toBe('Bei Fragen rufen Sie uns bitte unter 030 123 an.');
    expect(letterText.answerByPhone('Dienstag, 1. Dezember', '030 123', 'Danke.')).toBe(
      'Bitte antworten Sie bis Dienstag, 1. Dezember, telefonisch unter 030 123. Danke.',
    );
    const when = callScriptText.when('Dienstag, 1. Dezember', '10:00');
    expect(callScriptText.leads.cancelled(when)).toBe(
      'Ihr Termin am Dienstag, 1. Dezember, um 10:00 ist abgesagt.',
    );
  });

  it('of keys as German keyboards have them', () => {
    expect(de.shortcuts.sendHint()).toBe('Strg+Eingabe sendet');
    expect(de.shortcuts.keyWords('Alt+Shift+ArrowUp')).toBe('Alt+Umschalt+↑');
    expect(de.shortcuts.suggestionKeys(true)).toBe('Alt+1 bis Alt+9, oder hier 1 bis 9');
  });
});
