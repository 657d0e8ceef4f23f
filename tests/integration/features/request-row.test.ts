import { describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { saveDraft } from '../../../src-main/db/queries/drafts.ts';
import { savePortalCopy } from '../../../src-main/db/queries/portal-copies.ts';
import { getRequest } from '../../../src-main/features/requests/get.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { Draft } from '../../../src-shared/domain/draft.ts';
import type { RequestDetail } from '../../../src-shared/ipc/request-views.ts';
import {
  ASKED_START,
  buildSlot,
  buildTentative,
  buildWords,
  HALF_HOUR,
  NOW,
  OFFERED_START,
  ORIGINAL_ID,
  OWN_START,
  proposal,
  TENTATIVE_ID,
} from '../../support/domain.ts';
import { actor, openLocalDesk, seedAppointment, seedRequest } from '../../support/local-desk.ts';

const context = { now: NOW, rules: defaultRules };

function detail(db: Db, id = 'request-1'): RequestDetail {
  const found = getRequest(db, id, context, actor.userId);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

const DRAFT: Draft = {
  patientId: 'patient-1',
  practitionerId: 'practitioner-2',
  locationId: null,
  typeCode: 'follow-up',
  date: '2026-12-0',
  time: '9:',
  minutes: '30',
  reasonCode: '',
  otherReason: '',
  message: 'Dear Ada, unfini',
};

test('a row says all there is to know', () => {
  const { db } = openLocalDesk();
  seedAppointment(db);
  seedAppointment(db, {
    id: 'other',
    uid: 'uid-other',
    patientId: 'patient-2',
    start: ASKED_START,
    end: ASKED_START + HALF_HOUR,
  });
  seedRequest(db);
  expect(detail(db).row).toEqual({
    id: 'request-1',
    kind: 'reschedule',
    patient: {
      id: 'patient-1',
      name: 'Ada Marsh',
      birthDate: '1984-05-06',
      phone: '555-0101',
      email: 'ada.marsh@example.org',
      portalAccess: true,
      standing: null,
    },
    patientName: 'Ada Marsh',
    portalName: null,
    appointment: {
      id: ORIGINAL_ID,
      patientId: 'patient-1',
      patientName: 'Ada Marsh',
      practitionerId: 'practitioner-1',
      practitionerName: 'Dr. Ruth Okafor',
      locationId: 'location-1',
      locationName: 'Main Street',
      type: { code: 'follow-up', display: 'Follow-up' },
      start: OWN_START,
      end: OWN_START + HALF_HOUR,
      status: 'booked',
      originalId: null,
      changeProposed: false,
      requestIds: ['request-1'],
      overrideReason: null,
      busy: null,
    },
    requested: { start: ASKED_START, end: ASKED_START + HALF_HOUR },
    note: 'Could I come later?',
    authoredAt: NOW - 3_600_000,
    receivedAt: NOW - 3_600_000,
    state: 'open',
    mark: null,
    outcome: null,
    outcomeReason: null,
    resolvedAt: null,
    settled: null,
    proposal: null,
    obstacles: [
      {
        code: 'slot-taken',
        by: [
          {
            appointmentId: 'other',
            patientName: 'Ben Ortiz',
            practitionerName: 'Dr. Ruth Okafor',
            start: ASKED_START,
            end: ASKED_START + HALF_HOUR,
            status: 'booked',
            samePatient: false,
          },
        ],
      },
    ],
    policy: null,
    delivery: null,
    mail: null,
    conflict: null,
    typedBy: [],
    snoozedUntil: null,
    deskNote: null,
    allowed: ['approve', 'deny', 'propose', 'update', 'cancel-appointment', 'message'],
    refused: {
      keep: 'wrong-kind',
      'withdraw-proposal': 'no-proposal',
      'record-answer': 'no-proposal',
      'resend-email': 'no-proposal',
      'assign-patient': 'nothing-changed',
    },
  });
});

test('two requests for one slot are told of each other', () => {
  const { db } = openLocalDesk();
  seedAppointment(db);
  seedAppointment(db, {
    id: 'second',
    uid: 'uid-second',
    patientId: 'patient-2',
    start: OWN_START + 7_200_000,
    end: OWN_START + 9_000_000,
  });
  seedRequest(db);
  seedRequest(db, { id: 'request-2', appointmentId: 'second', patientId: 'patient-2' });
  const asked = { start: ASKED_START, end: ASKED_START + HALF_HOUR };
  expect(detail(db).row.obstacles).toEqual([
    {
      code: 'slot-also-wanted',
      others: [{ requestId: 'request-2', patientName: 'Ben Ortiz', ...asked }],
    },
  ]);
  expect(detail(db, 'request-2').row.obstacles).toEqual([
    { code: 'no-email' },
    {
      code: 'slot-also-wanted',
      others: [{ requestId: 'request-1', patientName: 'Ada Marsh', ...asked }],
    },
  ]);
});

test('one nobody is matched to goes by the portal’s name for the patient', () => {
  const { db } = openLocalDesk();
  seedAppointment(db, { patientId: null });
  seedRequest(db, { patientId: null });
  expect(detail(db).row).toMatchObject({
    patient: null,
    patientName: 'Unknown patient',
    obstacles: [{ code: 'patient-unmatched' }],
  });
  savePortalCopy(db, {
    type: 'Task',
    id: 'request-1',
    versionId: '2',
    lastUpdated: '',
    about: null,
    shownVersion: '2',
    body: { resourceType: 'Task', for: { display: 'Ada M.' } },
  });
  expect(detail(db).row.patientName).toBe('Ada M.');
});

test('a cancellation carries the policy alert while it is open', () => {
  const { db, decisions } = openLocalDesk();
  seedAppointment(db, { start: NOW + 24 * 3_600_000, end: NOW + 24 * 3_600_000 + HALF_HOUR });
  seedRequest(db, { kind: 'cancel' });
  expect(detail(db).row.policy).toEqual({
    within: true,
    days: 2,
    daysAhead: 1,
    start: NOW + 24 * 3_600_000,
    chargesText: null,
  });
  decisions.decide({ on: 'request', id: 'request-1', command: { type: 'keep', words: buildWords() } }, actor);
  expect(detail(db).row).toMatchObject({ policy: null, state: 'resolved', outcome: 'kept', resolvedAt: NOW });
});

test('one that waits for the patient shows the Tentative, and the original as “change proposed”', () => {
  const { db } = openLocalDesk();
  seedAppointment(db);
  seedAppointment(db, buildTentative());
  seedRequest(db, { status: { state: 'awaiting-patient', proposal } });
  const { row } = detail(db);
  expect(row).toMatchObject({
    state: 'awaiting-patient',
    appointment: { id: ORIGINAL_ID, changeProposed: true },
    proposal: {
      appointments: [
        { id: TENTATIVE_ID, status: 'tentative', start: OFFERED_START, originalId: ORIGINAL_ID },
      ],
      sentAt: proposal.sentAt,
      expiresAt: proposal.expiresAt,
      reason: proposal.reason,
      message: proposal.message,
    },
  });
  expect(row.allowed).toContain('withdraw-proposal');
  expect(row.allowed).not.toContain('approve');
});

test('a decision on its way stands on the row, and the chain tells of it', async () => {
  const { db, decisions, clock } = openLocalDesk();
  seedAppointment(db);
  seedRequest(db);
  const decided = decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor);
  const outboxId = decided.ok ? decided.value.outboxId : null;
  expect(detail(db).row).toMatchObject({
    delivery: { outboxId, state: 'held', undoUntil: NOW + 8000, lastError: null, canBeTakenBack: true },
    mail: { state: 'waiting', toAddress: 'ada.marsh@example.org', lastError: null },
    allowed: [],
  });
  await clock.advance(8000);
  expect(detail(db).row.delivery).toMatchObject({ outboxId, state: 'ready' });
  expect(detail(db).history.map(({ kind, userName, deskName }) => `${kind} ${userName} ${deskName}`)).toEqual(
    ['decided Robin Field Front desk', 'email-queued Robin Field Front desk'],
  );
});

describe('a draft', () => {
  test('is kept as typed, replaced, cleared', () => {
    const { db } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db);
    expect(saveDraft(db, 'request/request-1', DRAFT, actor.userId, NOW)).toEqual({
      ok: true,
      value: { toggled: true },
    });
    expect(detail(db)).toMatchObject({
      draft: DRAFT,
      row: { typedBy: [{ userId: actor.userId, name: null }] },
    });
    const longer = { ...DRAFT, message: 'Dear Ada, finished.' };
    expect(saveDraft(db, 'request/request-1', longer, actor.userId, NOW)).toEqual({
      ok: true,
      value: { toggled: false },
    });
    expect(detail(db).draft).toEqual(longer);
    expect(saveDraft(db, 'request/request-1', null, actor.userId, NOW)).toEqual({
      ok: true,
      value: { toggled: true },
    });
    expect(detail(db)).toMatchObject({ draft: null, row: { typedBy: [] } });
    expect(saveDraft(db, 'request/nothing', DRAFT, actor.userId, NOW)).toEqual({
      ok: false,
      error: { code: 'request-not-found' },
    });
  });

  test('goes with the decision it was typed for and comes back with its undo', () => {
    const { db, decisions } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db);
    saveDraft(db, 'request/request-1', DRAFT, actor.userId, NOW);
    const decided = decisions.decide(
      {
        on: 'request',
        id: 'request-1',
        command: { type: 'propose', slots: [buildSlot()], words: buildWords() },
      },
      actor,
    );
    expect(detail(db).draft).toBeNull();
    decisions.undo((decided.ok && decided.value.outboxId) || '', actor);
    expect(detail(db).draft).toEqual(DRAFT);
  });

  test('outlives a refusal', () => {
    const { db, decisions } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db);
    saveDraft(db, 'request/request-1', DRAFT, actor.userId, NOW);
    const slot = buildSlot({ start: OWN_START, end: OWN_START + HALF_HOUR });
    expect(
      decisions.decide({ on: 'request', id: 'request-1', command: { type: 'update', slot } }, actor),
    ).toEqual({
      ok: false,
      error: { code: 'nothing-changed' },
    });
    expect(detail(db).draft).toEqual(DRAFT);
  });

  test('stays while the patient is assigned', () => {
    const { db, decisions } = openLocalDesk();
    seedAppointment(db);
    seedRequest(db, { patientId: null });
    saveDraft(db, 'request/request-1', DRAFT, actor.userId, NOW);
    decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'assign-patient', patientId: 'patient-1' } },
      actor,
    );
    expect(detail(db)).toMatchObject({ draft: DRAFT, row: { patient: { id: 'patient-1' } } });
  });
});

test('a request that is not there', () => {
  const { db } = openLocalDesk();
  expect(getRequest(db, 'request-1', context, actor.userId)).toEqual({
    ok: false,
    error: { code: 'request-not-found' },
  });
  expect(db.all(qb.selectFrom('history').selectAll())).toEqual([]);
});
