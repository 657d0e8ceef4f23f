import { describe, expect, it } from 'vitest';
import {
  callsText,
  commandWord,
  conflictHint,
  decisionSentence,
  itemName,
  quarantineSentence,
  sinceWords,
  takenSentence,
} from '../../../../src-renderer/text/attention.ts';
import { toNearestInstant } from '../../../../src-shared/domain/time.ts';
import { callWhy, quarantineReason } from '../../../../src-shared/ipc/attention-views.ts';
import { requestOutcome } from '../../../../src-shared/ipc/basics.ts';
import { deskCommandType } from '../../../../src-shared/ipc/request-views.ts';

const zone = 'America/Chicago';
const at = 0;

describe('the words of Needs attention', () => {
  it('say who stands at the time to which an appointment has come back', () => {
    const one = {
      patientName: 'Ann Smith',
      practitionerName: 'Dr. Alvarez',
      start: toNearestInstant('2026-11-24', '09:00', zone, 'earlier'),
      end: toNearestInstant('2026-11-24', '09:30', zone, 'earlier'),
      status: 'booked' as const,
    };
    expect(takenSentence([one, { ...one, patientName: 'Bob Lee', status: 'tentative' }], zone)).toBe(
      'Its time is taken now: Ann Smith, 9:00 AM – 9:30 AM with Dr. Alvarez (Booked); Bob Lee, 9:00 AM – 9:30 AM with Dr. Alvarez (Tentative)',
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
      outdated: false,
      others: 0,
      ways: ['retry' as const],
    };
    const decision = {
      kind: 'decision' as const,
      id: 'd',
      requestId: null,
      appointmentId: null,
      patientName: 'Bob Lee',
      command: 'deny',
      error: '',
      at,
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
      at,
      ways: ['dismiss' as const],
    };
    expect([mail, decision, quarantine].map(itemName)).toEqual([
      'E-mail not delivered, Ann Smith',
      'Decision not accepted, Bob Lee',
      'Unusable request from the portal, Task/7f1c',
    ]);
    expect(itemName({ ...quarantine, resourceType: 'Basic' })).toBe(
      'Unusable entry from the portal, Basic/7f1c',
    );
  });

  it('never ask to decide again where nothing is left to decide', () => {
    const item = {
      kind: 'conflict' as const,
      id: 'r',
      requestId: 'r',
      appointmentId: null,
      patientName: 'Ann Smith',
      note: { at, chosen: null, chosenBy: 'Robin Field', portal: { what: 'other' as const } },
      takenBy: [],
      outboxId: 'o',
      appointmentStatus: 'booked' as const,
      at,
      ways: ['dismiss' as const],
    };
    for (const outcome of requestOutcome.options)
      expect(conflictHint({ ...item, request: { state: 'resolved', outcome } })).toMatch(
        /The request is closed: [a-z ]+\. There is nothing left to decide: dismiss this\.$/,
      );
    expect(conflictHint({ ...item, request: { state: 'resolved', outcome: 'withdrawn' } })).toContain(
      'withdrawn by patient',
    );
    expect(conflictHint({ ...item, request: { state: 'open', outcome: null } })).toMatch(/decide again\.$/);
    for (const status of ['cancelled', 'no-show', 'completed'] as const) {
      const ended = { ...item, appointmentStatus: status };
      expect(conflictHint({ ...ended, request: { state: 'open', outcome: null } })).toMatch(/close it\.$/);
      expect(conflictHint({ ...ended, requestId: null, request: null })).toMatch(/dismiss this\.$/);
    }
    expect(conflictHint({ ...item, requestId: null, request: null, appointmentStatus: null })).toMatch(
      /^Nothing was overwritten.*not on the schedule/,
    );
  });

  it('have a sentence for every reason of quarantine and every kind of call', () => {
    for (const reason of quarantineReason.options) expect(quarantineSentence(reason)).toMatch(/^It.*\.$/);
    for (const why of callWhy.options) expect(callsText.why[why]).toMatch(/^No .*\.$/);
  });

  it('call a decision by the name of its button', () => {
    expect(decisionSentence('propose')).toBe(
      'The portal will not take the decision “Propose Changes”. No e-mail was sent for it.',
    );
    for (const command of deskCommandType.options) expect(commandWord(command)).not.toBe(command);
  });

  it('say since when', () => {
    const now = toNearestInstant('2026-11-24', '00:30', zone);
    expect(sinceWords(toNearestInstant('2026-11-24', '00:05', zone), now, zone)).toBe('today, 12:05 AM');
    expect(sinceWords(toNearestInstant('2026-11-23', '23:55', zone), now, zone)).toBe('yesterday, 11:55 PM');
    expect(sinceWords(toNearestInstant('2026-11-20', '09:00', zone), now, zone)).toBe(
      'Fri, Nov 20, 2026, 9:00 AM',
    );
  });
});
