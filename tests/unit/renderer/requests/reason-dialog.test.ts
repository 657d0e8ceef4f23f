import { describe, expect, it } from 'vitest';
import { conflictIn, conflictOfRow } from '../../../../src-renderer/actions/overlaps.ts';
import { missingContact } from '../../../../src-renderer/features/visit/decide/describe.ts';
import {
  pickedReason,
  readWords,
  reasonsFor,
  withWords,
} from '../../../../src-renderer/features/visit/decide/open-decision.ts';
import { prefill } from '../../../../src-renderer/features/visit/form/prefill.ts';
import type { OpenDecision } from '../../../../src-renderer/stores/dialogs.ts';
import { defaultRules } from '../../../../src-shared/domain/default-rules.ts';
import { at, requestRow, ZONE } from './rows.ts';

type OnRequest = Extract<OpenDecision, { readonly on: 'request' }>;

const { reasons } = defaultRules;
const draft = prefill(requestRow(), ZONE);
const slot = {
  practitionerId: 'provider-1',
  locationId: null,
  type: { code: 'follow-up', display: 'Follow-up' },
  start: at('2026-11-27', '10:00'),
  end: at('2026-11-27', '10:30'),
};

describe('the Reason for change dialog', () => {
  it('has a pick list of its own for each purpose', () => {
    expect(
      (['deny', 'keep', 'cancel-appointment', 'approve'] as const).map((type) => reasonsFor(type, reasons)),
    ).toEqual([reasons.deny, reasons.deny, reasons.cancel, reasons.cancel]);
    expect(reasonsFor('propose', reasons)).toBe(reasons.change);
  });

  it('asks for a reason, except where the patient’s wish is one', () => {
    expect(pickedReason(draft, 'deny', reasons.deny)).toBeNull();
    expect(pickedReason(draft, 'cancel-appointment', reasons.cancel)).toBeNull();
    expect(pickedReason(draft, 'approve', reasons.cancel)?.code).toBe('requested-by-patient');
  });

  it('does not take a reason of another list', () => {
    expect(pickedReason({ ...draft, reasonCode: 'clinic-closed' }, 'deny', reasons.deny)).toBeNull();
  });

  it('wants words for Other, and no message that is too long', () => {
    const other = reasons.change.find((reason) => reason.code === 'other') ?? null;
    expect(readWords(draft, null)).toEqual({
      ok: false,
      error: { reason: 'reason-missing', messageTooLong: false },
    });
    expect(readWords({ ...draft, otherReason: '  ' }, other)).toEqual({
      ok: false,
      error: { reason: 'other-missing', messageTooLong: false },
    });
    expect(readWords({ ...draft, otherReason: 'Flood', message: 'x'.repeat(1001) }, other)).toEqual({
      ok: false,
      error: { reason: null, messageTooLong: true },
    });
    expect(readWords({ ...draft, otherReason: ' Flood ', message: 'x'.repeat(1000) }, other)).toEqual({
      ok: true,
      value: { reasonCode: 'other', reasonText: 'Flood', message: 'x'.repeat(1000) },
    });
  });

  it('makes the command of its purpose', () => {
    const words = { reasonCode: 'clinic-closed', reasonText: 'Clinic closed', message: '' };
    const commandFor = (command: OnRequest['command'], overrideReason: string) =>
      withWords({ on: 'request', row: requestRow(), command }, { words, notify: true, overrideReason })
        .command;
    expect(commandFor({ type: 'approve' }, '')).toEqual({ type: 'approve', words });
    expect(commandFor({ type: 'keep' }, 'ignored')).toEqual({ type: 'keep', words });
    expect(commandFor({ type: 'propose', slots: [slot] }, ' urgent ')).toEqual({
      type: 'propose',
      slots: [slot],
      words,
      override: { reason: 'urgent' },
    });
    expect(commandFor({ type: 'propose', slots: [slot] }, ' ')).toEqual({
      type: 'propose',
      slots: [slot],
      words,
    });
  });

  it('tells beforehand what the patient cannot get', () => {
    const { patient } = requestRow();
    if (patient === null) throw new Error('the row has a patient');
    const row = requestRow({ patient: { ...patient, email: null, portalAccess: false, standing: null } });
    expect(missingContact({ on: 'request', row, command: { type: 'deny' } }, row.patient)).toEqual({
      email: true,
      portal: false,
    });
    expect(
      missingContact({ on: 'request', row, command: { type: 'propose', slots: [slot] } }, row.patient),
    ).toEqual({
      email: true,
      portal: true,
    });
  });
});

describe('what speaks against a time', () => {
  it('is named by the refusal and by the row', () => {
    const conflict = { appointmentIds: ['a', 'b'], closedDay: 'Thanksgiving', outsideHours: false };
    expect(conflictIn({ code: 'time-conflict', conflict })).toEqual(conflict);
    expect(conflictIn({ code: 'internal', reference: 'R-1' })).toBeNull();
    const by = {
      appointmentId: 'a',
      patientName: '',
      practitionerName: '',
      start: 0,
      end: 1,
      status: 'booked' as const,
      samePatient: false,
    };
    expect(
      conflictOfRow(
        requestRow({
          obstacles: [{ code: 'no-email' }, { code: 'slot-taken', by: [by] }, { code: 'outside-hours' }],
        }),
      ),
    ).toEqual({ appointmentIds: ['a'], closedDay: null, outsideHours: true });
    expect(conflictOfRow(requestRow({ obstacles: [{ code: 'closed-day', day: 7 }] }))).toEqual({
      appointmentIds: [],
      closedDay: 7,
      outsideHours: false,
    });
    expect(conflictOfRow(requestRow({ obstacles: [{ code: 'no-email' }] }))).toBeNull();
    expect(
      conflictOfRow(requestRow({ obstacles: [{ code: 'time-past' }, { code: 'outside-hours' }] })),
    ).toBeNull();
  });
});
