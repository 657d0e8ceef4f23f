import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import {
  readCalendarObject,
  withAttendee,
  withOrganizer,
} from '../../../src-main/icalendar/calendar-object.ts';
import { contentLines } from '../../../src-main/icalendar/icalendar.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import type { EmailContext } from '../../../src-main/mail/email.ts';
import { messageIdOf } from '../../../src-main/mail/message-id.ts';
import type { EmailIntent } from '../../../src-shared/domain/changes.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { emailContext, intentOf } from '../../support/mail.ts';

function icsOf(intent: EmailIntent, context: EmailContext): string {
  const { calendar } = composeEmail(intent, context);
  if (!calendar) throw new Error('no calendar part');
  return calendar.ics;
}

/** Everything a third party's parser finds in it: properties and parameters, in order. */
function parsed(ics: string): unknown {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const read = (component: ICAL.Component) =>
    component.getAllProperties().map((property) => {
      const { name, jCal } = { name: property.name, jCal: property.toJSON() };
      return [name, jCal[1], jCal[3]];
    });
  return { calendar: read(calendar), events: calendar.getAllSubcomponents().map((c) => [c.name, read(c)]) };
}

/** A context in which every word that reaches the calendar is `name`. */
function named(name: string): EmailContext {
  const context = emailContext();
  return emailContext({
    location: { id: 'l', name, active: true, address: name },
    rules: { ...context.rules, practice: { ...context.rules.practice, name } },
  });
}

describe('read back by ical.js', () => {
  it('a moved appointment: REQUEST', () => {
    expect(parsed(icsOf(intentOf('approved'), emailContext()))).toEqual({
      calendar: [
        ['version', {}, '2.0'],
        ['prodid', {}, '-//Reslot//Reslot//EN'],
        ['calscale', {}, 'GREGORIAN'],
        ['method', {}, 'REQUEST'],
      ],
      events: [
        [
          'vevent',
          [
            ['uid', {}, '7b0c2f0e-appointment-1@reslot'],
            ['sequence', {}, 3],
            ['dtstamp', {}, '2026-11-20T15:00:00Z'],
            ['dtstart', {}, '2026-11-24T15:00:00Z'],
            ['dtend', {}, '2026-11-24T15:45:00Z'],
            ['summary', {}, 'Appointment at Lakeside Clinic'],
            ['description', {}, 'Questions? Call Lakeside Clinic: (312) 555-0100'],
            ['location', {}, 'Lakeside Clinic, North, Lakeside Clinic'],
            ['status', {}, 'CONFIRMED'],
            ['transp', {}, 'OPAQUE'],
            ['organizer', { cn: 'Lakeside Clinic' }, 'mailto:desk@lakeside.example.org'],
            [
              'attendee',
              { cutype: 'INDIVIDUAL', role: 'REQ-PARTICIPANT', partstat: 'ACCEPTED', rsvp: 'FALSE' },
              'mailto:maria.alvarez@example.org',
            ],
          ],
        ],
      ],
    });
  });

  it('a cancelled appointment: CANCEL, the same UID', () => {
    const calendar = new ICAL.Component(ICAL.parse(icsOf(intentOf('cancelled'), emailContext())));
    const event = calendar.getFirstSubcomponent('vevent');
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event?.getFirstPropertyValue('uid')).toBe('7b0c2f0e-appointment-1@reslot');
    expect(event?.getFirstPropertyValue('sequence')).toBe(3);
    expect(event?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event?.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2026-11-23T20:30:00Z');
    expect(String(event?.getFirstPropertyValue('dtend'))).toBe('2026-11-23T21:15:00Z');
  });

  it.each([
    ['commas, semicolons; backslash \\ colon: caret ^ "quotes"'],
    ['🏥 Klinik am Grünen Weg 👩‍⚕️ דנה'],
    ['Wide '.repeat(40).trim()],
    ['👩‍⚕️'.repeat(40)],
    ['^n and ^\' and ^^ and "'],
  ])('keeps %j as it is', (name) => {
    const event = new ICAL.Component(
      ICAL.parse(icsOf(intentOf('approved'), named(name))),
    ).getFirstSubcomponent('vevent');
    expect(event?.getFirstPropertyValue('summary')).toBe(`Appointment at ${name}`);
    expect(event?.getFirstPropertyValue('location')).toBe(`${name}, ${name}`);
    expect(event?.getFirstProperty('organizer')?.getFirstParameter('cn')).toBe(name);
  });

  it('does not take a typed backslash and n for a line break', () => {
    // Only in TEXT values: ical.js decodes it in parameters too, which RFC 5545 does not have.
    const event = new ICAL.Component(
      ICAL.parse(icsOf(intentOf('approved'), named('Clinic\\new'))),
    ).getFirstSubcomponent('vevent');
    expect(event?.getFirstPropertyValue('summary')).toBe('Appointment at Clinic\\new');
  });

  it('encodes an unusual address', () => {
    const context = emailContext();
    const ics = icsOf(
      intentOf('approved'),
      emailContext({ patient: { ...context.patient, email: "o'neil+visits&co?@example.org" } }),
    );
    const event = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent('vevent');
    expect(event?.getFirstPropertyValue('attendee')).toBe("mailto:o'neil+visits%26co%3F@example.org");
  });
});

it('names nobody as organizer while no sender is known, and there is no calendar part without an address', () => {
  const ics = icsOf(intentOf('approved'), emailContext({ fromAddress: '' }));
  expect(ics).not.toMatch(/ORGANIZER|reslot\.invalid/);
  const { patient } = emailContext();
  for (const email of [null, ' ', 'declined', 'a@x.example; b@x.example']) {
    const nowhere = composeEmail(intentOf('approved'), emailContext({ patient: { ...patient, email } }));
    expect(nowhere.calendar).toBeNull();
  }
});

describe('the organizer, as it leaves', () => {
  const organizer = (ics: string) => {
    const event = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent('vevent');
    const all = event?.getAllProperties('organizer') ?? [];
    return all.map((one) => [
      one.getFirstParameter('cn'),
      one.getFirstParameter('sent-by') ?? null,
      one.getFirstValue(),
    ]);
  };

  it('is put in, or in the place of another; all else stays', () => {
    const name = 'Praxis "Grün", \\ ^n & Söhne';
    const without = icsOf(intentOf('approved'), { ...named(name), fromAddress: '' });
    const first = withOrganizer(without, { name, address: 'desk+a@old.example', sentBy: null });
    expect(organizer(first)).toEqual([[name, null, 'mailto:desk+a@old.example']]);
    const second = withOrganizer(first, { name, address: 'a@old.example', sentBy: 'b@new.example' });
    expect(organizer(second)).toEqual([[name, 'mailto:b@new.example', 'mailto:a@old.example']]);
    expect(readCalendarObject(second)).toEqual({
      uid: '7b0c2f0e-appointment-1@reslot',
      sequence: 3,
      organizer: 'a@old.example',
      organizerName: name,
    });
    const plain = (ics: string) => contentLines(ics).filter((line) => !line.startsWith('ORGANIZER'));
    expect(plain(second)).toEqual(plain(without));
    expect(second.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('that an earlier version made up is none', () => {
    const ics = icsOf(intentOf('approved'), emailContext({ fromAddress: 'nobody@reslot.invalid' }));
    expect(readCalendarObject(ics).organizer).toBeNull();
  });
});

describe('whatever the names are', () => {
  const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 250 });

  it('lines end with CRLF, are at most 75 octets long and hold whole characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyName, fc.string({ unit: anyCharacter, maxLength: 250 })), (name) => {
        const ics = icsOf(intentOf('approved'), named(name));
        expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const broken = ics
          .split('\r\n')
          .filter((line) => Buffer.byteLength(line) > 75 || !line.isWellFormed());
        expect(broken).toEqual([]);
      }),
    );
  });

  it('the parser finds the same properties and no others', () => {
    const shape = (ics: string) =>
      new ICAL.Component(ICAL.parse(ics))
        .getFirstSubcomponent('vevent')
        ?.getAllProperties()
        .map((property) => property.name);
    const plain = shape(icsOf(intentOf('approved'), emailContext()));
    fc.assert(
      fc.property(anyName, (name) => {
        expect(shape(icsOf(intentOf('approved'), named(name)))).toEqual(plain);
      }),
    );
  });
});

it('another attendee is written as they are, whatever stands in the address', () => {
  const { calendar } = composeEmail(intentOf('approved'), emailContext());
  for (const address of ["a$$b$'c@mail.example", 'a$&b@mail.example', '$1@mail.example']) {
    const [line = ''] = contentLines(withAttendee(calendar?.ics ?? '', address)).filter((one) =>
      one.startsWith('ATTENDEE'),
    );
    expect(decodeURIComponent(line.slice(line.indexOf('mailto:')))).toBe(`mailto:${address}`);
  }
});

describe('Message-ID', () => {
  it('follows from the row and the sender', () => {
    expect(messageIdOf('3f1c', 'desk@Lakeside.Example.org')).toBe('<3f1c@lakeside.example.org>');
  });

  it('is ASCII and usable for any sender', () => {
    expect(messageIdOf('3f1c', 'desk@bücher.example')).toBe('<3f1c@xn--bcher-kva.example>');
    expect(messageIdOf('3f 1c>', 'nonsense\r\nBcc: x')).toBe('<3f-1c-@reslot.invalid>');
    expect(messageIdOf('3f1c', '')).toBe('<3f1c@reslot.invalid>');
  });
});
