import { describe, expect, it } from 'vitest';
import type { PolicyAlert } from '../../../../src-shared/domain/cancellation-policy.ts';
import type { ConflictNote } from '../../../../src-shared/domain/conflict-note.ts';
import type { Obstacle } from '../../../../src-shared/domain/obstacle.ts';
import { ERROR_CODES } from '../../../../src-shared/errors.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { appointmentView, at, NOW, requestRow, ZONE } from './rows.ts';

const MOMENT = { zone: ZONE, now: NOW };

describe('a row in words', () => {
  it('has the name that people and screen readers find it by', () => {
    expect([
      t.requests.rowName('reschedule', 'Maria Lopez'),
      t.requests.rowName('cancel', 'John Smith'),
    ]).toEqual(['Reschedule appointment, Maria Lopez', 'Cancel appointment, John Smith']);
  });

  it('tells times in the clinic’s zone, with a word for a near day', () => {
    expect(
      t.requestSentences.timeParts(
        { start: at('2026-11-24', '09:00'), end: at('2026-11-24', '09:30') },
        MOMENT,
      ),
    ).toEqual({
      date: 'Tue, Nov 24',
      hours: '9:00 AM – 9:30 AM',
      day: 'tomorrow',
    });
    expect(
      t.requestSentences.timeParts(
        { start: at('2026-11-26', '23:30'), end: at('2026-11-27', '00:15') },
        MOMENT,
      ),
    ).toEqual({
      date: 'Thu, Nov 26',
      hours: '11:30 PM – Fri, Nov 27, 12:15 AM',
      day: null,
    });
    const receivedAt = at('2026-11-22', '16:05');
    expect(
      t.requestSentences.arrivedWords({ receivedAt, authoredAt: at('2026-11-22', '15:06') }, MOMENT),
    ).toBe('Arrived yesterday, 4:05 PM');
    expect(
      t.requestSentences.arrivedWords({ receivedAt, authoredAt: at('2026-11-20', '16:20') }, MOMENT),
    ).toBe('Arrived yesterday, 4:05 PM · asked Fri, Nov 20, 4:20 PM');
  });

  it('says the year where it is not this one', () => {
    expect(
      t.requestSentences.timeParts(
        { start: at('2027-01-04', '09:00'), end: at('2027-01-04', '09:30') },
        MOMENT,
      ).date,
    ).toBe('Mon, Jan 4, 2027');
  });

  it('tells its age in a word or two', () => {
    const ago = (minutes: number): string => t.times.shortAge(NOW - minutes * 60_000, NOW);
    expect([-3, 0.5, 1, 59, 60, 1439, 1440, 28 * 1440 - 1, 28 * 1440].map(ago)).toEqual([
      'now',
      'now',
      '1 min',
      '59 min',
      '1 h',
      '23 h',
      '1 d',
      '27 d',
      '4 wk',
    ]);
  });

  it('tells where it is to lead: the date where it is another day', () => {
    const from = at('2026-11-24', '09:00');
    expect([
      t.times.timeAfter(from, at('2026-11-24', '14:00'), NOW, ZONE),
      t.times.timeAfter(from, at('2026-11-25', '14:00'), NOW, ZONE),
      t.times.timeAfter(from, at('2027-11-24', '14:00'), NOW, ZONE),
    ]).toEqual(['2:00 PM', 'Wed, Nov 25, 2:00 PM', 'Wed, Nov 24, 2027, 2:00 PM']);
  });

  it('tells who it is, also where something is not known', () => {
    expect(t.requestSentences.patientFacts(requestRow())).toEqual(['born Mar 3, 1980', '(555) 010-1234']);
    const { patient } = requestRow();
    if (patient === null) throw new Error('the row has a patient');
    expect(
      t.requestSentences.patientFacts({ patient: { ...patient, birthDate: null, phone: null } }),
    ).toEqual(['date of birth not known', 'no phone on file']);
    expect(t.requestSentences.patientFacts({ patient: null })).toEqual([]);
  });
});

describe('the policy alert', () => {
  const policy: PolicyAlert = {
    within: true,
    days: 2,
    daysAhead: 1,
    start: at('2026-11-24', '09:00'),
    chargesText: null,
  };
  it.each<[Partial<PolicyAlert>, string]>([
    [{}, 'Within your 2-day cancellation policy: the appointment is tomorrow, 9:00 AM'],
    [
      { within: false, daysAhead: 9, start: at('2026-12-02', '13:00') },
      'Outside your 2-day cancellation policy: the appointment is on Wed, Dec 2, 1:00 PM',
    ],
    [
      { days: 0, daysAhead: 0, start: at('2026-11-23', '08:00') },
      'Within your same-day cancellation policy: the appointment was today, 8:00 AM',
    ],
    [
      { days: null },
      'Your cancellation policy asks for approval of every cancellation: the appointment is tomorrow, 9:00 AM',
    ],
    [
      { chargesText: 'A fee of $40 applies.' },
      'Within your 2-day cancellation policy: the appointment is tomorrow, 9:00 AM. A fee of $40 applies.',
    ],
  ])('%j', (change, sentence) => {
    expect(t.requestSentences.policySentence({ ...policy, ...change }, MOMENT)).toBe(sentence);
  });
});

describe('what stands in the way', () => {
  const by = {
    appointmentId: 'other',
    patientName: 'Daniel Reyes',
    practitionerName: 'Dr. Kim',
    start: at('2026-11-26', '14:15'),
    end: at('2026-11-26', '14:45'),
    status: 'tentative' as const,
    samePatient: false,
  };
  const wanting = (patientName: string, time = '14:00') => {
    const start = at('2026-11-26', time);
    return { requestId: patientName, patientName, start, end: start + 1_800_000 };
  };
  it.each<[Obstacle, string]>([
    [{ code: 'slot-taken', by: [by] }, 'Taken: Daniel Reyes, 2:15 PM – 2:45 PM with Dr. Kim (Tentative)'],
    [
      { code: 'slot-taken', by: [{ ...by, samePatient: true }] },
      'Maria Lopez has another appointment then: 2:15 PM – 2:45 PM with Dr. Kim',
    ],
    [
      { code: 'slot-also-wanted', others: [wanting('Ben Ortiz')] },
      '2 requests want Thu, Nov 26, 2:00 PM: also Ben Ortiz',
    ],
    [
      { code: 'slot-also-wanted', others: [wanting('Ben Ortiz'), wanting('Eva Lind')] },
      '3 requests want Thu, Nov 26, 2:00 PM: also Ben Ortiz and Eva Lind',
    ],
    [
      {
        code: 'slot-also-wanted',
        others: ['Ben Ortiz', 'Eva Lind', 'Bo Lind', 'Ida Lind', 'Ole Lind'].map((name) => wanting(name)),
      },
      '6 requests want Thu, Nov 26, 2:00 PM: also Ben Ortiz, Eva Lind, Bo Lind and 2 more',
    ],
    [
      { code: 'slot-also-wanted', others: [wanting('Ben Ortiz', '14:15')] },
      'Overlaps the time Ben Ortiz (2:15 PM – 2:45 PM) asks for',
    ],
    [{ code: 'time-past' }, 'The requested time is already past'],
    [{ code: 'closed-day', day: 'Thanksgiving' }, 'Closed on the requested day: Thanksgiving'],
    [{ code: 'patient-unmatched' }, 'Patient not matched: open Reschedule and choose the patient'],
    [{ code: 'no-email' }, 'No e-mail on file: the decision goes on the Call list'],
    [
      { code: 'appointment-not-active', status: 'completed' },
      'The appointment is not booked any more: Completed',
    ],
  ])('%j', (obstacle, sentence) => {
    expect(t.obstacles.obstacleSentences(obstacle, requestRow(), MOMENT).map(({ text }) => text)).toEqual([
      sentence,
    ]);
  });
});

describe('a request about another patient’s visit', () => {
  const obstacle = {
    code: 'patient-differs' as const,
    why: 'for-another' as const,
    asker: 'Ben Ortiz',
    visitPatient: { name: 'Maria Lopez', phone: null },
    assignable: { id: 'p', name: 'Maria Lopez' },
  };
  const words = (allowed: RequestRow['allowed'], kind: RequestRow['kind'], change: object = {}) =>
    t.obstacles.differsWords({ ...obstacle, ...change }, { allowed, kind });

  it('is to be closed only where it can be', () => {
    expect(words(['deny', 'assign-patient'], 'reschedule')).toContain(
      'Ask Maria Lopez, then assign it to Maria Lopez, or close it',
    );
    expect(words(['keep', 'assign-patient'], 'cancel')).toContain('or close it');
    expect(words(['assign-patient'], 'cancel')).toContain(
      'then assign it to Maria Lopez and approve it: the appointment is cancelled already',
    );
    const stuck = words([], 'cancel', { why: 'visit-unknown', visitPatient: null, assignable: null });
    expect(stuck).toContain('nothing can be decided here: it goes once the portal closes it');
    expect(stuck).not.toMatch(/[Cc]lose it,/);
  });
});

describe('a conflict', () => {
  const slot = {
    practitionerId: 'provider-1',
    locationId: null,
    type: { code: 'follow-up', display: 'Follow-up' },
    start: at('2026-11-27', '10:00'),
    end: at('2026-11-27', '10:30'),
  };
  it.each<[Pick<ConflictNote, 'portal' | 'chosen'>, string]>([
    [
      {
        portal: { what: 'moved', start: at('2026-11-25', '08:00'), end: at('2026-11-25', '08:30') },
        chosen: { type: 'approve' },
      },
      'Changed elsewhere: the appointment was moved to Wed, Nov 25, 8:00 AM – 8:30 AM; you had chosen Approve',
    ],
    [
      {
        portal: { what: 'cancelled' },
        chosen: {
          type: 'propose',
          slots: [slot],
          words: { reasonCode: 'other', reasonText: 'x', message: '' },
        },
      },
      'Changed elsewhere: the appointment was cancelled; you had chosen Propose Changes: Fri, Nov 27, 10:00 AM – 10:30 AM',
    ],
    [
      { portal: { what: 'request-closed', outcome: 'approved' }, chosen: null },
      'Changed elsewhere: the request was closed (approved)',
    ],
  ])('%j', (note, sentence) => {
    const whole = { at: NOW, chosenBy: 'Reception', by: null, ...note };
    expect(t.requestSentences.conflictSentence(whole, MOMENT)).toBe(sentence);
    expect(t.requestSentences.changedSentence(whole, MOMENT)).toBe(
      sentence.replace('Changed elsewhere: t', 'T'),
    );
  });
});

it.each<[ConflictNote['portal'], string]>([
  [
    { what: 'moved', start: at('2026-11-25', '08:00'), end: at('2026-11-25', '08:30') },
    'the appointment was moved by Desk 2 to Wed, Nov 25, 8:00 AM – 8:30 AM',
  ],
  [{ what: 'cancelled' }, 'the appointment was cancelled by Desk 2'],
  [{ what: 'request-closed', outcome: 'denied' }, 'the request was closed by Desk 2 (denied)'],
  [{ what: 'other' }, 'the appointment or the request was changed by Desk 2'],
])('a conflict says which desk it was: %j', (portal, sentence) => {
  const note = { at: NOW, chosen: null, chosenBy: 'Reception', by: 'Desk 2', portal };
  expect(t.requestSentences.conflictSentence(note, MOMENT)).toBe(`Changed elsewhere: ${sentence}`);
});

describe('what is on its way', () => {
  it('tells a decision that waits, and one that failed', () => {
    const delivery = { outboxId: 'o', undoUntil: NOW, lastError: null };
    expect(t.requestSentences.deliverySentence({ delivery: { ...delivery, state: 'held' } })).toEqual({
      level: 'wait',
      text: 'Waiting to sync',
    });
    expect(
      t.requestSentences.deliverySentence({ delivery: { ...delivery, state: 'failed', lastError: '422' } }),
    ).toEqual({
      level: 'problem',
      text: 'The portal did not accept the decision: 422. See Needs attention',
    });
    expect(t.requestSentences.deliverySentence({ delivery: { ...delivery, state: 'done' } })).toBeNull();
    expect(t.requestSentences.deliverySentence({ delivery: null })).toBeNull();
  });

  it('tells where an e-mail is', () => {
    const mail = { mailId: 'm', toAddress: 'maria@example.org', lastError: '550 no such user' };
    expect(t.requestSentences.mailSentence({ mail: { ...mail, state: 'failed' } })?.text).toBe(
      'E-mail to maria@example.org not delivered: 550 no such user. See Needs attention',
    );
    expect(t.requestSentences.mailSentence({ mail: { ...mail, state: 'sent' } })?.text).toBe(
      'E-mail sent to maria@example.org',
    );
    expect(t.requestSentences.mailSentence({ mail: { ...mail, state: 'dropped' } })).toBeNull();
  });

  it('tells how a request ended, and how long a proposal waits', () => {
    expect(
      t.requestSentences.outcomeSentence(
        requestRow({ state: 'resolved', outcome: 'denied', outcomeReason: 'Too close', resolvedAt: NOW }),
        MOMENT,
      ),
    ).toBe('Denied (Too close) · today, 10:00 AM');
    expect(
      t.requestSentences.proposalSentence(
        {
          appointments: [appointmentView({ status: 'tentative' })],
          sentAt: at('2026-11-23', '09:12'),
          expiresAt: at('2026-11-25', '10:00'),
          reason: '',
          message: '',
        },
        MOMENT,
      ),
    ).toBe('Proposed today, 9:12 AM · waits for the patient until Wed, Nov 25, 10:00 AM (in 2 days)');
  });

  it('says so where a proposal has no end', () => {
    expect(
      t.requestSentences.proposalSentence(
        {
          appointments: [appointmentView({ status: 'tentative' })],
          sentAt: at('2026-11-23', '09:12'),
          expiresAt: null,
          reason: '',
          message: '',
        },
        MOMENT,
      ),
    ).toBe('Proposed today, 9:12 AM · waits for the patient; it does not expire');
  });

  it('names a decision for its undo', () => {
    const row = requestRow();
    expect([
      t.decisions.decisionSentence(row, { type: 'approve' }),
      t.decisions.decisionSentence({ ...row, kind: 'cancel' }, { type: 'approve' }),
      t.decisions.decisionSentence(row, { type: 'record-answer', answer: 'declined' }),
    ]).toEqual([
      'Approved: Maria Lopez',
      'Cancellation approved: Maria Lopez',
      'Answer recorded: declined: Maria Lopez',
    ]);
  });
});

describe('refusals', () => {
  it('has a sentence of its own for each code', () => {
    const sentences = ERROR_CODES.map((code) => t.errors.ERROR_SENTENCES[code]);
    expect(new Set(sentences).size).toBe(ERROR_CODES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{20,}\.$/s);
  });

  it('ends an unexpected failure with its reference, and no other', () => {
    expect(t.errors.errorSentence({ code: 'internal', reference: 'R-17' })).toMatch(/\(Reference R-17\)$/);
    expect(t.errors.errorSentence({ code: 'time-past', reference: 'a,b' })).toBe(
      t.errors.ERROR_SENTENCES['time-past'],
    );
  });

  it('says by how much a message is too long', () => {
    expect(t.requests.messageTooLong(1234)).toContain('234 characters too many');
    expect(t.requests.messageTooLong(1001)).toContain('1 character too many');
  });
});
