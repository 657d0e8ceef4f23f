import { describe, expect, it } from 'vitest';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import type { EmailContext } from '../../../src-main/mail/email.ts';
import type { EmailKind } from '../../../src-shared/domain/email-kind.ts';
import { letterLanguage } from '../../../src-shared/text/letter-language.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { visibleText } from '../../support/visible-text.ts';

const WORDS = {
  reasonCode: 'provider-unavailable',
  reasonText: 'Provider unavailable',
  message: 'Please bring:\n- your card\n- a list of medicines',
};

describe('each kind of e-mail, whole', () => {
  it('approved', () => {
    const email = composeEmail(intentOf('approved'), emailContext());
    expect(email.subject).toBe('Your appointment is confirmed for the new time - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Your appointment is confirmed for the new time.

New time:
Tuesday, November 24, 2026
9:00 AM (Central Time)

Original time: Monday, November 23, 2026, 2:30 PM (Central Time)
Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

The calendar update that comes with this e-mail brings your calendar up to date.

If you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar?.method).toBe('REQUEST');
  });

  it('accepted by the patient', () => {
    const email = composeEmail(intentOf('accepted'), emailContext());
    expect(email.subject).toBe('Your appointment is confirmed for the new time - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Thank you for your answer. Your appointment is confirmed for the new time.

New time:
Tuesday, November 24, 2026
9:00 AM (Central Time)

Original time: Monday, November 23, 2026, 2:30 PM (Central Time)
Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

The calendar update that comes with this e-mail brings your calendar up to date.

If you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar?.method).toBe('REQUEST');
  });

  it('denied, with a reason and a message', () => {
    const email = composeEmail(intentOf('denied', { words: WORDS }), emailContext());
    expect(email.subject).toBe('Your appointment is kept at the original time - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Your appointment is kept at the original time.

We could not move it to the time you asked for.

Your appointment:
Monday, November 23, 2026
2:30 PM (Central Time)

Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

Reason:
Provider unavailable

Message from the practice:
Please bring:
- your card
- a list of medicines

If you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar).toBeNull();
  });

  it('kept', () => {
    const words = {
      reasonCode: 'agreed-with-patient',
      reasonText: 'Agreed with the patient by phone',
      message: '',
    };
    const email = composeEmail(intentOf('kept', { words }), emailContext({ requestKind: 'cancel' }));
    expect(email.subject).toBe('Your appointment is kept at the original time - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Your appointment is kept at the original time.

It will take place as planned.

Your appointment:
Monday, November 23, 2026
2:30 PM (Central Time)

Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

Reason:
Agreed with the patient by phone

If you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar).toBeNull();
  });

  it('updated, without a request, a portal link or a place: then it is at the practice', () => {
    const context = emailContext({ requestKind: null, location: null });
    const email = composeEmail(intentOf('updated'), {
      ...context,
      rules: { ...context.rules, practice: { ...context.rules.practice, portalLink: null } },
    });
    expect(email.subject).toBe('Your appointment has been changed - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Your appointment has been changed.

New time:
Tuesday, November 24, 2026
9:00 AM (Central Time)

Original time: Monday, November 23, 2026, 2:30 PM (Central Time)
Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic

The calendar update that comes with this e-mail brings your calendar up to date.

If you have questions, please call us at (312) 555-0100.

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar?.method).toBe('REQUEST');
  });

  it('updated at the same time (another provider) names the time once', () => {
    const intent = intentOf('updated');
    const email = composeEmail({ ...intent, appointment: { ...intent.before, sequence: 3 } }, emailContext());
    expect(email.text).toContain(
      '\n\nTime:\nMonday, November 23, 2026\n2:30 PM (Central Time)\n\nDuration: 45 minutes\nWith: Dr. Ruth Okafor\n',
    );
  });

  it('booked, without a request and with a message', () => {
    const email = composeEmail(
      intentOf('booked', { words: { reasonCode: '', reasonText: '', message: 'Please come fasting.' } }),
      emailContext({ requestKind: null }),
    );
    expect(email.subject).toBe('Your appointment is booked - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Your appointment is booked.

Time:
Tuesday, November 24, 2026
9:00 AM (Central Time)

Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

Message from the practice:
Please come fasting.

The calendar entry that comes with this e-mail puts the appointment into your calendar.

If you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar?.method).toBe('REQUEST');
  });

  it('cancelled', () => {
    const email = composeEmail(
      intentOf('cancelled', { words: { ...WORDS, message: '' } }),
      emailContext({ requestKind: 'cancel' }),
    );
    expect(email.subject).toBe('Your appointment is cancelled - Lakeside Clinic');
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

Your appointment is cancelled.

Cancelled appointment:
Monday, November 23, 2026
2:30 PM (Central Time)

With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

Reason:
Provider unavailable

The calendar update that comes with this e-mail takes the appointment out of your calendar.

For a new appointment, or if you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar?.method).toBe('CANCEL');
  });

  it('proposed on a reschedule request', () => {
    const email = composeEmail(
      intentOf('proposed', { words: WORDS }),
      emailContext({ answerBy: Date.parse('2026-11-21T20:30:00Z') }),
    );
    expect(email.subject).toBe(
      'Please answer: a new time is proposed for your appointment - Lakeside Clinic',
    );
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

We propose a new time for your appointment.

You asked us to move it.

Proposed time:
Tuesday, November 24, 2026
9:00 AM (Central Time)

Original time: Monday, November 23, 2026, 2:30 PM (Central Time)
Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

Reason:
Provider unavailable

Message from the practice:
Please bring:
- your card
- a list of medicines

Please answer by Saturday, November 21, 2026, 2:30 PM (Central Time), in the patient portal. You may approve or decline the new time.

Answer in the patient portal
https://portal.example.org/visits

Until you have answered, your appointment stays at the original time. If you need another time, please call us at (312) 555-0100.

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar).toBeNull();
  });

  it('proposed on a cancellation request: the patient may cancel entirely', () => {
    const email = composeEmail(
      intentOf('proposed', { words: { ...WORDS, message: '' }, mayCancelEntirely: true }),
      emailContext({ requestKind: 'cancel', answerBy: Date.parse('2026-11-21T20:30:00Z') }),
    );
    expect(email.text).toContain('\n\nYou asked us to cancel it. Before we do, here is another time.\n\n');
    expect(email.text).toContain(
      '\n\nPlease answer by Saturday, November 21, 2026, 2:30 PM (Central Time), in the patient portal. You may approve the new time or cancel the appointment entirely.\n\n',
    );
  });

  it('several times proposed on a cancellation request: they are called times', () => {
    const intent = intentOf('proposed', { words: WORDS, mayCancelEntirely: true });
    const { start, end } = intent.appointment;
    const later = { ...intent.appointment, start: start + 3_600_000, end: end + 3_600_000 };
    const email = composeEmail(
      { ...intent, alternatives: [later] },
      emailContext({ requestKind: 'cancel', answerBy: Date.parse('2026-11-21T20:30:00Z') }),
    );
    expect(email.subject).toBe(
      'Please answer: new times are proposed for your appointment - Lakeside Clinic',
    );
    expect(email.text).toContain('\n\nYou asked us to cancel it. Before we do, here are other times.\n\n');
  });

  it('proposed to a patient without portal access: asks to call, and gives no link', () => {
    const context = emailContext({ answerBy: Date.parse('2026-11-21T20:30:00Z') });
    const email = composeEmail(intentOf('proposed', { words: { ...WORDS, message: '' } }), {
      ...context,
      patient: { ...context.patient, portalAccess: false },
    });
    expect(email.text).toContain(
      '\n\nPlease answer by Saturday, November 21, 2026, 2:30 PM (Central Time): call us at (312) 555-0100. You may approve or decline the new time.\n\nUntil you have answered, your appointment stays at the original time.\n\nLakeside Clinic\n',
    );
    expect(email.text).not.toContain('ortal');
  });

  it.each([
    ['en', 'you may propose one in the patient portal, or call us at (312) 555-0100.'],
    ['es', 'puede proponerlo en el portal del paciente o llamarnos al (312) 555-0100.'],
  ] as const)(
    'names a time of the patient’s own only where the practice takes such: %s',
    (language, words) => {
      const { rules, patient } = emailContext();
      const taken = { language, rules: { ...rules, policy: { ...rules.policy, ownTimes: true as const } } };
      const said = (change: Partial<EmailContext>, mayCancelEntirely = false, kind: EmailKind = 'proposed') =>
        composeEmail(intentOf(kind, { words: WORDS, mayCancelEntirely }), emailContext(change)).text;
      expect(said(taken)).toContain(words);
      expect(said({ ...taken, requestKind: 'new' }, false, 'offered')).toContain(words);
      expect(said({ language })).not.toContain(words);
      expect(said({ ...taken, requestKind: 'cancel' }, true)).not.toContain(words);
      expect(said({ ...taken, patient: { ...patient, portalAccess: false } })).not.toContain(words);
      expect(said(taken, false, 'approved')).not.toContain(words);
    },
  );

  it('proposal withdrawn', () => {
    const email = composeEmail(intentOf('proposal-withdrawn'), emailContext());
    expect(email.subject).toBe(
      'The new time proposed for your appointment no longer applies - Lakeside Clinic',
    );
    expect(email.text).toBe(`Lakeside Clinic

Dear Maria Alvarez,

The new time we proposed no longer applies. Your appointment is kept at the original time.

We still have your request and will answer it.

Your appointment:
Monday, November 23, 2026
2:30 PM (Central Time)

Duration: 45 minutes
With: Dr. Ruth Okafor
Place: Lakeside Clinic, North

If you have questions, please call us at (312) 555-0100.

Open the patient portal
https://portal.example.org/visits

Lakeside Clinic
Phone: (312) 555-0100
`);
    expect(email.calendar).toBeNull();
  });
});

const KINDS: readonly EmailKind[] = [
  'booked',
  'approved',
  'accepted',
  'denied',
  'kept',
  'updated',
  'cancelled',
  'proposed',
  'proposal-withdrawn',
];

describe.each(KINDS)('every e-mail: %s', (kind) => {
  const intent = intentOf(kind, { words: WORDS });

  it('says the same in HTML as in text', () => {
    const email = composeEmail(intent, emailContext());
    const seen = visibleText(email.html);
    expect(seen.errors).toEqual([]);
    expect(seen.lines).toEqual(email.text.split('\n').filter((line) => line !== ''));
  });

  it('has neither the patient nor the visit in its subject or calendar', () => {
    const email = composeEmail(intent, emailContext());
    const ics = (email.calendar?.ics ?? '').replaceAll('\r\n ', '').replace(/^ATTENDEE.*$/m, '');
    for (const secret of ['Maria', 'Alvarez', 'physical', 'Provider unavailable'])
      expect(`${email.subject}\n${ics}`.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('has no calendar part and does not mention one when the patient has no address', () => {
    const context = emailContext();
    const email = composeEmail(intent, { ...context, patient: { ...context.patient, email: null } });
    expect(email.calendar).toBeNull();
    expect(email.text).not.toContain('calendar');
  });
});

it('leaves out a phone number and a portal address that are none', () => {
  const context = emailContext();
  const email = composeEmail(intentOf('approved'), {
    ...context,
    rules: {
      ...context.rules,
      practice: { ...context.rules.practice, phone: '', portalLink: 'javascript:alert(1)' },
    },
  });
  expect(email.text.split('\n\n').slice(-2)).toEqual([
    'If you have questions, please call us.',
    'Lakeside Clinic\n',
  ]);
});

it('shows every time in the zone of the clinic, whatever the zone', () => {
  const context = emailContext();
  const email = composeEmail(intentOf('approved'), {
    ...context,
    rules: { ...context.rules, practice: { ...context.rules.practice, zone: 'America/Los_Angeles' } },
  });
  expect(email.text).toContain('New time:\nTuesday, November 24, 2026\n7:00 AM (Pacific Time)\n');
});

it('says which of two equal times is meant on the night the clocks are put back', () => {
  const first = intentOf('approved');
  const times = ['2026-11-01T06:30:00Z', '2026-11-01T07:30:00Z'].map((iso) => {
    const start = Date.parse(iso);
    const intent = { ...first, appointment: { ...first.appointment, start, end: start + 1_800_000 } };
    return composeEmail(intent, emailContext()).text.split('\n').slice(6, 9);
  });
  expect(times).toEqual([
    ['New time:', 'Sunday, November 1, 2026', '1:30 AM (Central Daylight Time)'],
    ['New time:', 'Sunday, November 1, 2026', '1:30 AM (Central Standard Time)'],
  ]);
});

describe('in Spanish', () => {
  const spanish = (kind: EmailKind, change: Parameters<typeof emailContext>[0] = {}) =>
    composeEmail(intentOf(kind, { words: WORDS }), emailContext({ language: 'es', ...change }));

  it('a proposal, whole', () => {
    const email = spanish('proposed', { answerBy: Date.parse('2026-11-21T20:30:00Z') });
    expect(email.subject).toBe(
      'Por favor, responda: le proponemos un nuevo horario para su cita - Lakeside Clinic',
    );
    expect(email.html).toContain('<html lang="es" ');
    expect(email.text).toBe(`Lakeside Clinic

Hola, Maria Alvarez:

Le proponemos un nuevo horario para su cita.

Usted nos pidió cambiarla.

Horario propuesto:
Martes, 24 de noviembre de 2026
9:00 a.m. (hora central)

Horario original: lunes, 23 de noviembre de 2026, 2:30 p.m. (hora central)
Duración: 45 minutos
Con: Dr. Ruth Okafor
Lugar: Lakeside Clinic, North

Motivo:
Provider unavailable

Mensaje del consultorio:
Please bring:
- your card
- a list of medicines

Por favor, responda antes del sábado, 21 de noviembre de 2026, 2:30 p.m. (hora central) en el portal del paciente. Puede aceptar o rechazar el nuevo horario.

Responder en el portal del paciente
https://portal.example.org/visits

Hasta que usted responda, su cita se mantiene en el horario original. Si necesita otro horario, llámenos al (312) 555-0100.

Lakeside Clinic
Teléfono: (312) 555-0100
`);
  });

  it('the entry in the calendar is, too', () => {
    expect(spanish('approved').calendar?.ics).toContain('SUMMARY:Cita en Lakeside Clinic');
  });

  it.each(KINDS)('%s holds no word of the English letter', (kind) => {
    const english = composeEmail(intentOf(kind), emailContext()).text;
    const sentences = new Set(english.split('\n').filter((line) => / .* /.test(line)));
    const shared = spanish(kind)
      .text.split('\n')
      .filter((line) => sentences.has(line));
    expect(shared).toEqual([]);
  });
});

describe('the language of a letter', () => {
  it.each([
    [null, 'en'],
    ['en-US', 'en'],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['ES_mx', 'es'],
    ['est', 'en'],
    ['x-klingon', 'en'],
    ['', 'en'],
  ] as const)('for %s is %s', (tag, language) => expect(letterLanguage(tag)).toBe(language));
});

describe('with the practice’s own words', () => {
  const letters = (text: string, language: 'en' | 'es' = 'en') => {
    const context = emailContext();
    const own = [{ language, kind: 'approved' as const, text }];
    return emailContext({ rules: { ...context.rules, letters: { colour: '#7a1f5f', texts: own } } });
  };
  const TEXT =
    'See you on {day}, {time}, {patient}.\n\nNot on {originalDay}: {provider} is away then.\nCall {phone}.';

  it('they stand between greeting and date, filled in, in paragraphs; everything else stays', () => {
    const email = composeEmail(intentOf('approved'), letters(TEXT));
    const lines = email.text.split('\n\n');
    expect(lines.slice(0, 5)).toEqual([
      'Lakeside Clinic',
      'Dear Maria Alvarez,',
      'See you on Tuesday, November 24, 2026, 9:00 AM (Central Time), Maria Alvarez.',
      'Not on Monday, November 23, 2026: Dr. Ruth Okafor is away then. Call (312) 555-0100.',
      'New time:\nTuesday, November 24, 2026\n9:00 AM (Central Time)',
    ]);
    expect(lines.slice(5)).toEqual(
      composeEmail(intentOf('approved'), emailContext()).text.split('\n\n').slice(4),
    );
    expect(email.html.match(/#7a1f5f/g)?.length).toBeGreaterThan(2);
    expect(visibleText(email.html).lines).toEqual(email.text.split('\n').filter((line) => line !== ''));
  });

  it('a letter of another kind or language has ours', () => {
    const other = composeEmail(intentOf('denied'), letters(TEXT)).text;
    expect(other).toBe(composeEmail(intentOf('denied'), emailContext()).text);
    expect(composeEmail(intentOf('approved'), letters(TEXT, 'es')).text).toContain(
      'Your appointment is confirmed for the new time.',
    );
  });

  it('neither they nor a name in them can bring HTML along', () => {
    const context = letters('<b>{patient}</b>');
    const email = composeEmail(intentOf('approved'), {
      ...context,
      patient: { ...context.patient, name: '<img src=x>' },
    });
    expect(email.html).toContain('&lt;b&gt;&lt;img src=x&gt;&lt;/b&gt;');
  });
});

describe('the link to the portal', () => {
  const linked = (portalLink: string, requestId: string | null = 'a/b&c') => {
    const context = emailContext({ requestId });
    const practice = { ...context.rules.practice, portalLink };
    return composeEmail(intentOf('proposed'), { ...context, rules: { ...context.rules, practice } }).text;
  };

  it('leads to the request where the portal has a page for each', () => {
    expect(linked('https://p.example/ask/{request}')).toContain('\nhttps://p.example/ask/a%2Fb%26c\n');
    expect(linked('https://p.example/?r={request}#top')).toContain('\nhttps://p.example/?r=a%2Fb%26c#top\n');
    expect(linked('https://p.example/ask/{request}', null)).toContain('\nhttps://p.example/ask/\n');
    expect(linked('https://p.example/')).toContain('\nhttps://p.example/\n');
  });
});

describe('the place', () => {
  const at = (address: string | null, name = 'Lakeside Clinic, North') =>
    composeEmail(
      intentOf('booked'),
      emailContext({ location: { id: 'location-1', name, active: true, address } }),
    );

  it('with an address leads to a map, and stands in the calendar', () => {
    const email = at('12 Lake St & Shore, Chicago, IL 60601');
    expect(email.text).toContain('\nPlace: Lakeside Clinic, North, 12 Lake St & Shore, Chicago, IL 60601\n');
    expect(email.html).toContain(
      'href="https://www.google.com/maps/search/?api=1&amp;query=Lakeside+Clinic%2C+North%2C+12+Lake+St+%26+Shore%2C+Chicago%2C+IL+60601"',
    );
    expect(email.calendar?.ics.replaceAll('\r\n ', '')).toContain(
      'LOCATION:Lakeside Clinic\\, North\\, 12 Lake St & Shore\\, Chicago\\, IL 60601\r\n',
    );
  });

  it('without one leads nowhere', () => {
    expect(at(null).html).not.toContain('maps');
    expect(at(' ').text).toContain('\nPlace: Lakeside Clinic, North\n');
  });
});

describe('a late cancellation', () => {
  const notice = 'Late cancellations are charged $40.';
  const textOf = (
    kind: EmailKind,
    said: 'charged' | 'waived' | null,
    language: 'en' | 'es' = 'en',
  ): string => {
    const email = composeEmail(intentOf(kind, { late: { notice, said } }), emailContext({ language }));
    expect(visibleText(email.html).lines).toContain(notice);
    return email.text;
  };

  it('says what it costs in the practice’s words, and whether it does this time', () => {
    expect(textOf('cancelled', null)).toContain(`Late cancellation:\n${notice}\n\n`);
    expect(textOf('cancelled', 'charged')).toContain(`Late cancellation:\n${notice}\n\n`);
    expect(textOf('cancelled', 'waived')).toContain(
      `Late cancellation:\n${notice}\nThis time, we do not charge you for it.\n\n`,
    );
    expect(textOf('cancelled', 'waived', 'es')).toContain(`Cancelación tardía:\n${notice}\nEsta vez no le`);
  });

  it('says what it would cost, where the patient may still cancel', () => {
    expect(textOf('proposed', null)).toContain(`If you cancel:\n${notice}\n\n`);
  });

  it('says nothing where it is not late', () => {
    expect(composeEmail(intentOf('cancelled'), emailContext()).text).not.toContain('Late');
  });
});
