import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../src-shared/domain/time.ts';
import { en } from '../../../../src-shared/text/en.ts';
import { listWords, plural, someOf, withStop } from '../../../../src-shared/text/es/locale.ts';
import { theHour, weekdaysName } from '../../../../src-shared/text/es/times.ts';
import { es } from '../../../../src-shared/text/es.ts';
import { at, NOW, requestRow, ZONE } from '../requests/rows.ts';

const MOMENT = { zone: ZONE, now: NOW };

describe('Spanish counts and lists', () => {
  it('one is one, and everything else is several, whole millions too', () => {
    const forms = [0, 1, 1.5, 2, 21, 101, 1_000_000].map((count) => plural(count, 'una', 'varias'));
    expect(forms).toEqual(['varias', 'una', 'varias', 'varias', 'varias', 'varias', 'varias']);
  });

  it('joins words with the “y” that sounds right', () => {
    expect(listWords(['lugares', 'solicitudes', 'pacientes'])).toBe('lugares, solicitudes y pacientes');
    expect(listWords(['Ann Smith', 'Inés Ortiz'])).toBe('Ann Smith e Inés Ortiz');
    expect(someOf(['Ann', 'Bob', 'Cleo', 'Dan', 'Eva'])).toBe('Ann, Bob, Cleo y 2 más');
  });

  it('ends a sentence once, also after an abbreviation', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        expect(withStop(words).endsWith('.')).toBe(true);
        expect(withStop(withStop(words))).toBe(withStop(words));
      }),
    );
    expect(withStop('a las 9:00 a.m.')).toBe('a las 9:00 a.m.');
  });
});

describe('Spanish times', () => {
  const { shortDate, shortDateTime, shortRange, timeAfter, dayWord, shortAge, formatTime } = es.times;
  const start = at('2026-12-01', '09:00');

  it('say the year only where it is not this one', () => {
    expect(shortDate(start, NOW, ZONE)).toBe('mar, 1 dic');
    expect(shortDate(at('2027-01-04', '09:00'), NOW, ZONE)).toBe('lun, 4 ene 2027');
    expect(shortDate(start, null, ZONE)).toBe('mar, 1 dic 2026');
    expect(shortDateTime(start, NOW, ZONE)).toBe('mar, 1 dic, 9:00 a.m.');
    expect(shortRange(start, start + HOUR_MS, NOW, ZONE)).toBe('mar, 1 dic, 9:00 a.m. – 10:00 a.m.');
    expect(es.times.shortPlainDate('2026-12-01', MOMENT)).toBe('mar, 1 dic');
  });

  it('leave no year and no loose end on any day of this year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 }), fc.integer({ min: 1, max: 365 }), (day, other) => {
        const first = at('2026-01-01', '12:00') - DAY_MS;
        expect(shortDate(first + day * DAY_MS, first + other * DAY_MS, ZONE)).toMatch(
          /^\p{Ll}{3}, \d{1,2} \p{Ll}{3,4}$/u,
        );
      }),
    );
  });

  it('are said alone on the same day', () => {
    expect(timeAfter(start, start + HOUR_MS, NOW, ZONE)).toBe('10:00 a.m.');
    expect(timeAfter(start, start + DAY_MS, NOW, ZONE)).toBe('mié, 2 dic, 9:00 a.m.');
  });

  it('name the days around today', () => {
    const days = [-2, -1, 0, 1, 2].map((days) => dayWord(NOW + days * DAY_MS, NOW, ZONE));
    expect(days).toEqual([null, 'ayer', 'hoy', 'mañana', null]);
  });

  it('tell an age in a word or two', () => {
    const ages = [0, 5 * MINUTE_MS, 3 * HOUR_MS, 2 * DAY_MS, 35 * DAY_MS].map((ms) =>
      shortAge(NOW - ms, NOW),
    );
    expect(ages).toEqual(['ahora', '5 min', '3 h', '2 d', '5 sem']);
  });

  it('have the article of their hour, and the plural of their weekday', () => {
    expect(theHour(formatTime(at('2026-12-01', '13:30'), ZONE))).toBe('la 1:30 p.m.');
    expect(theHour(formatTime(at('2026-12-01', '11:30'), ZONE))).toBe('las 11:30 a.m.');
    expect(theHour('01:15')).toBe('la 01:15');
    expect([weekdaysName(1), weekdaysName(6), weekdaysName(7)]).toEqual(['lunes', 'sábados', 'domingos']);
  });

  it('say which dates the calendar shows', () => {
    const { datesInWords } = es.calendarViews;
    expect(datesInWords('2026-11-16', '2026-11-20')).toBe('16 – 20 de noviembre de 2026');
    expect(datesInWords('2026-11-30', '2026-12-04')).toBe('30 nov – 4 dic 2026');
    expect(datesInWords('2026-12-28', '2027-01-01')).toBe('28 dic 2026 – 1 ene 2027');
    expect(es.calendarViews.longDate('2026-11-16')).toBe('lunes, 16 de noviembre de 2026');
  });

  it('say when a closed day comes again', () => {
    const { repeatsWords } = es.closedDays;
    expect(repeatsWords('2026-11-26', 'date')).toBe('Cada año el 26 de noviembre');
    expect(repeatsWords('2026-11-26', 'weekday')).toBe('Cada año el cuarto jueves de noviembre');
    expect(repeatsWords('2026-05-25', 'last-weekday')).toBe('Cada año el último lunes de mayo');
  });
});

describe('Spanish sentences', () => {
  it('agree with their number', () => {
    expect(es.many.sentence('approve', 1)).toBe('1 aprobada');
    expect(es.many.sentence('approve', 1200)).toBe('1,200 aprobadas');
    expect(es.shell.newRequestsText(1)).toBe('1 nueva solicitud de cita');
    expect(es.shell.newRequestsText(3)).toBe('3 nuevas solicitudes de cita');
    expect(es.requests.shownOf(1, 1)).toBe('1 solicitud');
    expect(es.requests.shownOf(20, 120)).toBe('20 de 120 solicitudes');
    expect(es.requests.inboxCounted(12, 1)).toBe('12 abiertas; 1 pospuesta no se cuenta');
    expect(es.requests.messageTooLong(1001)).toMatch(/^Sobra 1 carácter\. /);
    expect(es.many.whatHappens('approve', { reschedules: 9, cancellations: 1, bookings: 1, calls: 2 })).toBe(
      '9 citas pasan al horario solicitado. Se cancela 1 cita. Se reserva 1 cita nueva tal como se pidió. Cada paciente recibe su propio correo; 2 sin dirección pasan a la Lista de llamadas.',
    );
  });

  it('have one full stop after a time', () => {
    expect(es.requests.askedInTime(at('2026-11-16', '09:00'), MOMENT)).toBe(
      'El paciente avisó a tiempo: lun, 16 nov, 9:00 a.m.',
    );
    const policy = {
      start: at('2026-11-24', '09:00'),
      within: true,
      days: 1,
      daysAhead: 1,
      chargesText: 'Cuesta $25.',
    };
    expect(es.requestSentences.policySentence(policy, MOMENT)).toBe(
      'Dentro de su política de cancelación de 1 día: la cita es mañana, 9:00 a.m. Cuesta $25.',
    );
    expect(es.calls.tellBySentence(at('2026-11-23', '14:00'), NOW, ZONE)).toBe(
      'Avísele antes de hoy, 2:00 p.m.',
    );
    expect(es.calls.tellBySentence(at('2026-11-27', '14:00'), NOW, ZONE)).toBe(
      'Avísele antes del vie, 27 nov, 2:00 p.m.',
    );
    expect(es.visit.standThereSentence(2, at('2026-11-24', '13:00'), ZONE)).toBe(
      'Quedarían entonces 3 citas a la 1:00 p.m.',
    );
  });

  it('tell what stands in the way', () => {
    const [sentence] = es.obstacles.obstacleSentences({ code: 'closed-day', day: 7 }, requestRow(), MOMENT);
    expect(sentence?.text).toBe('Cerrado el día solicitado: domingo');
    const unmatched = es.obstacles.obstacleSentences({ code: 'location-missing' }, requestRow(), MOMENT);
    expect(unmatched[0]?.text).toBe('La cita no tiene lugar: abra “Cambiar de horario” y elija uno');
  });

  it('say what was answered, without a doubled article or preposition', () => {
    const answer = { answer: 'declined', comment: '', suggested: null, by: null, who: 'patient' } as const;
    expect(es.portalAnswers.visitAnswerSentence(answer, 'Ana Flores', MOMENT)).toBe(
      'En el portal, Ana Flores rechazó la cita.',
    );
  });
});

it('every item of a menu has a letter of its own', () => {
  const m = es.shell.menuText;
  const menus = [
    [m.file, m.edit, m.requests, m.view, m.window, m.help],
    [m.print, m.lock, m.settings, m.exit],
    [m.print, m.lock, m.settings, m.quit],
    [m.undo, m.redo, m.cut, m.copy, m.paste, m.delete, m.selectAll],
    [m.refresh, m.find, m.nextRequest, m.previousRequest, m.undoDecision],
    [
      ...[m.inbox, m.attention, m.day, m.week, m.list],
      ...[m.actualSize, m.zoomIn, m.zoomOut, m.fullScreen, m.devTools],
    ],
    [m.minimize, m.close],
    [m.shortcuts, m.about],
  ];
  for (const menu of menus) {
    const letters = menu.map((label) => /&(\p{L})/u.exec(label)?.[1]?.toLowerCase());
    expect(letters).not.toContain(undefined);
    expect(new Set(letters).size).toBe(letters.length);
  }
});

/** Words that are the same in both: names, measures, codes, and what a language calls itself. */
const SAME = [
  'authorities.authorityText.fingerprint',
  'common.common.product',
  'connections.throwAway.given',
  'patients.patientsText.portal',
  'requests.words.minutes',
  'settings.SAMPLE.patient.givenName',
  'settings.LANGUAGE_CHOICE.de.label',
  'settings.LANGUAGE_CHOICE.en.label',
  'settings.LANGUAGE_CHOICE.es.label',
  'settings.emailText.off',
  'sheet.sheetSettingsText.papers.a4',
  'startup.damagedText.title',
  'syncDetails.syncDetailsText.portal',
  'users.DEMO_NAMES.manager',
  'users.DEMO_NAMES.receptionist',
];

/** Where `one` and `other` have the same words, and what only one of them has. */
function* sameWords(one: unknown, other: unknown, path: string): Generator<string> {
  if (typeof one === 'string' && one === other) yield path;
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return;
  for (const [key, value] of Object.entries(one))
    yield* sameWords(value, (other as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`);
}

it('no word has been left in English', () => {
  const left = [...sameWords(en, es, '')];
  expect(left.length).toBeGreaterThan(5);
  expect(left.filter((path) => !SAME.includes(path))).toEqual([]);
});
