import { describe, expect, it } from 'vitest';
import {
  callsText,
  commandWord,
  decisionSentence,
  itemName,
  quarantineSentence,
  sinceWords,
  takenSentence,
} from '../../../../src-renderer/text/attention.ts';
import { toNearestInstant } from '../../../../src-shared/domain/time.ts';
import { callWhy, quarantineReason } from '../../../../src-shared/ipc/attention-views.ts';
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
    };
    const quarantine = {
      kind: 'quarantine' as const,
      id: 'q',
      resourceType: 'Task',
      resourceId: '7f1c',
      reason: 'end-before-start' as const,
      detail: '',
      at,
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
