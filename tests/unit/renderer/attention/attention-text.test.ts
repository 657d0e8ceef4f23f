import { describe, expect, it } from 'vitest';
import { callWhy } from '../../../../src-shared/domain/call-why.ts';
import { deskCommandType } from '../../../../src-shared/domain/commands.ts';
import { quarantineReason } from '../../../../src-shared/domain/quarantine-reason.ts';
import { requestOutcome } from '../../../../src-shared/domain/request.ts';
import { toNearestInstant } from '../../../../src-shared/domain/time.ts';
import { t } from '../../../../src-shared/text/text.ts';

const zone = 'America/Chicago';
const moment = { zone, now: toNearestInstant('2026-11-23', '12:00', zone, 'earlier') };
const at = 0;

describe('the words of Needs attention', () => {
  it('name the address an e-mail was not delivered to, where there is one', () => {
    expect(t.attention.mailSentence('a@b.example', 'Moved')).toBe(
      '“Moved” to a@b.example was not delivered.',
    );
    expect(t.attention.mailSentence('', 'Moved')).toBe('“Moved” was not sent.');
  });

  it('say who stands at the time to which an appointment has come back', () => {
    const one = {
      patientName: 'Ann Smith',
      practitionerName: 'Dr. Alvarez',
      start: toNearestInstant('2026-11-24', '09:00', zone, 'earlier'),
      end: toNearestInstant('2026-11-24', '09:30', zone, 'earlier'),
      status: 'booked' as const,
    };
    expect(
      t.attention.takenSentence([one, { ...one, patientName: 'Bob Lee', status: 'tentative' }], zone),
    ).toBe(
      'Its time is taken now: Ann Smith, 9:00 AM – 9:30 AM with Dr. Alvarez (Booked); Bob Lee, 9:00 AM – 9:30 AM with Dr. Alvarez (Tentative)',
    );
  });

  it('say which other visit takes the same time, and who put it there where that is certain', () => {
    const start = toNearestInstant('2026-11-24', '09:00', zone, 'earlier');
    const visit = {
      patientId: 'p',
      patientName: 'Ann Smith',
      birthDate: '1980-03-03',
      practitionerName: 'Dr. Alvarez',
      locationName: '',
      type: { code: 'x', display: 'Check-up' },
      start,
      end: start + 1_800_000,
    };
    const item = {
      kind: 'double-booking' as const,
      id: '1',
      appointmentId: 'a',
      patientName: 'Ann Smith',
      birthDate: '1980-03-03',
      visit,
      other: {
        appointmentId: 'b',
        visit: { ...visit, patientName: 'Bob Lee', birthDate: null },
        status: 'tentative' as const,
        desk: null,
      },
      over: false,
      at,
      ways: ['dismiss' as const],
    };
    const said = 'Dr. Alvarez has another visit then: Bob Lee, Tue, Nov 24, 9:00 AM – 9:30 AM (Tentative).';
    expect(t.attention.doubleBookingSentence(item, moment)).toBe(said);
    const named = { ...item, other: { ...item.other, desk: 'Desk 2' } };
    expect(t.attention.doubleBookingSentence(named, moment)).toBe(`${said} Desk 2 put it there.`);
    expect(t.attention.itemName(item, moment)).toBe(
      'Two visits at one time, Ann Smith, born Mar 3, 1980, Tue, Nov 24, 9:00 AM, Dr. Alvarez',
    );
  });

  it('name each item by what it is and whom it concerns', () => {
    const mail = {
      kind: 'mail' as const,
      id: 'm',
      requestId: null,
      appointmentId: null,
      patientName: 'Ann Smith',
      subject: 's',
      toAddress: 'a@example.com',
      error: '',
      at,
      script: '',
      patient: null,
      birthDate: null,
      visit: null,
      outdated: false,
      mailSetUp: true,
      others: 0,
      ways: ['retry' as const],
    };
    const decision = {
      kind: 'decision' as const,
      told: false,
      id: 'd',
      requestId: null,
      appointmentId: null,
      patientName: 'Bob Lee',
      birthDate: '1980-03-03',
      visit: {
        patientId: 'p',
        patientName: 'Bob Lee',
        birthDate: '1980-03-03',
        practitionerName: 'Dr. Alvarez',
        locationName: 'Main Street',
        type: { code: 'follow-up', display: 'Follow-up' },
        start: toNearestInstant('2026-11-24', '09:00', zone, 'earlier'),
        end: toNearestInstant('2026-11-24', '09:30', zone, 'earlier'),
      },
      portalSetUp: true,
      command: 'deny',
      error: '',
      at,
      correction: null,
      ways: ['retry' as const],
    };
    const quarantine = {
      kind: 'quarantine' as const,
      id: 'q',
      resourceType: 'Task',
      resourceId: '7f1c',
      versionId: '1',
      reason: 'end-before-start' as const,
      detail: '',
      takes: null,
      asks: null,
      choices: [],
      resource: '',
      at,
      ways: ['dismiss' as const],
    };
    expect([mail, decision, quarantine].map((item) => t.attention.itemName(item, moment))).toEqual([
      'E-mail not delivered, Ann Smith',
      'Decision not accepted, Bob Lee, born Mar 3, 1980, Tue, Nov 24, 9:00 AM, Dr. Alvarez',
      'Unusable request from the portal, Task/7f1c',
    ]);
    expect(t.attention.itemName({ ...quarantine, resourceType: 'Basic' }, moment)).toBe(
      'Unusable entry from the portal, Basic/7f1c',
    );
  });

  it('never ask to decide again where nothing is left to decide', () => {
    const item = {
      kind: 'conflict' as const,
      told: false,
      id: 'r',
      requestId: 'r',
      appointmentId: null,
      patientName: 'Ann Smith',
      birthDate: null,
      visit: null,
      past: false,
      note: { at, chosen: null, chosenBy: 'Robin Field', by: null, portal: { what: 'other' as const } },
      takenBy: [],
      outboxId: 'o',
      appointmentStatus: 'booked' as const,
      at,
      ways: ['dismiss' as const],
    };
    for (const outcome of requestOutcome.options)
      expect(t.attention.conflictHint({ ...item, request: { state: 'resolved', outcome } })).toMatch(
        /The request is closed: [a-z ]+\. There is nothing left to decide: dismiss this\.$/,
      );
    expect(
      t.attention.conflictHint({ ...item, request: { state: 'resolved', outcome: 'withdrawn' } }),
    ).toContain('withdrawn by patient');
    expect(t.attention.conflictHint({ ...item, request: { state: 'open', outcome: null } })).toMatch(
      /decide again\.$/,
    );
    const over = { ...item, past: true };
    for (const words of [
      t.attention.conflictHint({ ...over, request: { state: 'open', outcome: null } }),
      t.attention.conflictHint({ ...over, requestId: null, request: null }),
      t.attention.conflictHint({ ...item, request: { state: 'stuck', outcome: null } }),
    ])
      expect(words).not.toMatch(/again/);
    expect(t.attention.conflictHint({ ...over, requestId: null, request: null })).toMatch(
      /Its time is over: .*dismiss this\.$/,
    );
    expect(
      t.attention.conflictHint({
        ...item,
        appointmentStatus: 'cancelled',
        request: { state: 'stuck', outcome: null },
      }),
    ).toMatch(/The appointment is cancelled, .*Nothing can be decided .* Dismiss this\.$/);
    for (const status of ['cancelled', 'no-show', 'completed'] as const) {
      const ended = { ...item, appointmentStatus: status };
      expect(t.attention.conflictHint({ ...ended, request: { state: 'open', outcome: null } })).toMatch(
        /close it\.$/,
      );
      expect(t.attention.conflictHint({ ...ended, requestId: null, request: null })).toMatch(
        /dismiss this\.$/,
      );
    }
    expect(
      t.attention.conflictHint({ ...item, requestId: null, request: null, appointmentStatus: null }),
    ).toMatch(/^Nothing was overwritten.*not on the schedule/);
  });

  it('say whose the visit is where that is another patient, or one of the same name', () => {
    const visit = {
      patientId: 'p',
      patientName: 'Bob Lee',
      birthDate: '1980-03-03',
      practitionerName: 'Dr. Alvarez',
      locationName: '',
      type: { code: '', display: 'Follow-up' },
      start: toNearestInstant('2026-11-24', '09:00', zone, 'earlier'),
      end: toNearestInstant('2026-11-24', '09:30', zone, 'earlier'),
    };
    const which = 'Tue, Nov 24, 9:00 AM – 9:30 AM · Follow-up · Dr. Alvarez · No location';
    expect(t.visit.visitLine(visit, { patientName: 'Bob Lee', birthDate: '1980-03-03' }, moment)).toBe(which);
    for (const named of [
      { patientName: 'Ann Smith', birthDate: '1980-03-03' },
      { patientName: 'Bob Lee', birthDate: '1955-01-01' },
      null,
    ])
      expect(t.visit.visitLine(visit, named, moment)).toBe(`Bob Lee’s visit (born Mar 3, 1980): ${which}`);
  });

  it('propose of an e-mail only what can be done', () => {
    const mail = { outdated: false, mailSetUp: true, visit: null } as Parameters<
      typeof t.attention.mailHint
    >[0];
    expect(t.attention.mailHint(mail, at)).toMatch(/^Retry/);
    expect(t.attention.mailHint({ ...mail, mailSetUp: false }, at)).not.toMatch(/Retry/);
    expect(t.attention.mailHint({ ...mail, mailSetUp: false }, at)).toMatch(
      /^No mail server is set up.*Settings/,
    );
    expect(t.attention.mailHint({ ...mail, outdated: true }, at)).toMatch(/not so any more/);
  });

  it('have a sentence for every reason of quarantine and every kind of call', () => {
    for (const reason of quarantineReason.options)
      expect(t.attention.quarantineSentence(reason)).toMatch(/^It.*\.$/);
    for (const why of callWhy.options)
      expect(t.calls.callsText.why[why]).toMatch(
        why === 'not-written-to' ? /^The patient .*\.$/ : /^No .*\.$/,
      );
  });

  it('call a decision by the name of its button', () => {
    const refused = {
      kind: 'decision' as const,
      told: false,
      id: 'd',
      requestId: null,
      appointmentId: null,
      patientName: 'Bob Lee',
      birthDate: null,
      visit: null,
      portalSetUp: true,
      command: 'propose',
      error: '',
      at,
      correction: null,
      ways: ['retry' as const],
    };
    expect(t.attention.decisionSentence(refused)).toBe(
      'The portal will not take the decision “Propose Changes”. No e-mail was sent for it.',
    );
    const correction = { system: 'email' as const, entered: 'bob@example.org', notAllowed: true };
    expect(t.attention.decisionSentence({ ...refused, correction })).toBe(
      'The portal does not allow this desk to change a patient’s e-mail address. bob@example.org is used here all the same, and the e-mail goes there.',
    );
    expect(
      t.attention.decisionSentence({
        ...refused,
        correction: { system: 'phone', entered: '555-0199', notAllowed: false },
      }),
    ).toBe('The portal did not take the corrected phone number. 555-0199 is used here all the same.');
    for (const command of deskCommandType.options) expect(t.attention.commandWord(command)).not.toBe(command);
  });

  it('say since when', () => {
    const now = toNearestInstant('2026-11-24', '00:30', zone);
    expect(t.attention.sinceWords(toNearestInstant('2026-11-24', '00:05', zone), now, zone)).toBe(
      'today, 12:05 AM',
    );
    expect(t.attention.sinceWords(toNearestInstant('2026-11-23', '23:55', zone), now, zone)).toBe(
      'yesterday, 11:55 PM',
    );
    expect(t.attention.sinceWords(toNearestInstant('2026-11-20', '09:00', zone), now, zone)).toBe(
      'Fri, Nov 20, 9:00 AM',
    );
  });
});
