import { afterEach, describe, expect, it } from 'vitest';
import { policyForm, readPolicy } from '../../../../src-renderer/features/settings/forms/policy-form.ts';
import {
  readReasons,
  reasonCode,
  reasonField,
  reasonsForm,
} from '../../../../src-renderer/features/settings/forms/reasons-form.ts';
import {
  moveRow,
  nextKey,
  patchRow,
  removeRow,
} from '../../../../src-renderer/features/settings/forms/rows.ts';
import { readTimes } from '../../../../src-renderer/features/settings/forms/times-form.ts';
import {
  readVisitTypes,
  visitTypeField,
} from '../../../../src-renderer/features/settings/forms/visit-types-form.ts';
import { practiceRules } from '../../../../src-shared/domain/practice.ts';
import { speak, t } from '../../../../src-shared/text/text.ts';
import { settingsView } from './settings-view.ts';

const { rules } = settingsView();

afterEach(() => speak('en'));

describe('the Cancellation policy section', () => {
  it('keeps what a choice does not need, and stores only what it does', () => {
    const form = policyForm(rules.policy);
    expect(
      readPolicy({ ...form, approval: 'always', charges: 'none', approvalDays: 'x', chargesText: '' }),
    ).toEqual({
      ok: true,
      value: { approval: { mode: 'always' }, charges: { mode: 'none' } },
    });
  });

  it('says of times of the patients’ own only that they are taken', () => {
    const form = policyForm(rules.policy);
    expect(form.ownTimes).toBe('call');
    expect(readPolicy(form)).toEqual({ ok: true, value: rules.policy });
    const taken = { ...rules.policy, ownTimes: true };
    expect(readPolicy({ ...form, ownTimes: 'taken' })).toEqual({ ok: true, value: taken });
    expect(policyForm(practiceRules.parse({ ...rules, policy: taken }).policy).ownTimes).toBe('taken');
  });

  it.each(['', '-1', '366', '1.5', 'two', '1e2'])('refuses %j days', (days) => {
    const read = readPolicy({
      ...policyForm(rules.policy),
      approvalDays: days,
      chargesDays: days,
      chargesText: ' ',
    });
    expect(read).toEqual({
      ok: false,
      problems: [
        { field: 'approvalDays', text: t.settings.problemText.days },
        { field: 'chargesDays', text: t.settings.problemText.days },
        { field: 'chargesText', text: t.settings.problemText.chargesText },
      ],
    });
  });

  it('takes 0 and 365, and says what a number means', () => {
    const form = { ...policyForm(rules.policy), approvalDays: ' 0 ', chargesDays: '365' };
    expect(readPolicy(form)).toMatchObject({
      ok: true,
      value: { approval: { mode: 'within', days: 0 }, charges: { mode: 'within', days: 365 } },
    });
    expect(t.settings.policyText.daysHint(0)).toBe('Only on the day of the appointment itself.');
    expect(t.settings.policyText.daysHint(1)).toBe(
      'On the day of the appointment and the calendar day before it.',
    );
    expect(t.settings.policyText.daysHint(2)).toContain('the 2 calendar days before it');
  });
});

describe('the Reasons section', () => {
  it('keeps the codes of reasons whose words change, their order, and Other last', () => {
    const form = reasonsForm(rules.reasons);
    const [first, second] = form.change;
    if (first === undefined || second === undefined) throw new Error('the default rules have reasons');
    const read = readReasons(
      { ...form, change: [{ ...second, text: ' Closed that day ' }, first] },
      rules.reasons,
    );
    expect(read.ok && read.value.change).toEqual([
      { code: second.code, text: 'Closed that day' },
      { code: first.code, text: first.text },
      { code: 'other', text: 'Other' },
    ]);
    expect(read.ok && read.value.deny).toEqual(rules.reasons.deny);
  });

  it('gives a new reason a code of its own', () => {
    const form = reasonsForm(rules.reasons);
    const added = { key: 99, code: '', text: 'Provider unavailable!' };
    const read = readReasons({ ...form, change: [...form.change, added] }, rules.reasons);
    expect(read.ok && read.value.change.at(-2)).toEqual({
      code: 'provider-unavailable-2',
      text: 'Provider unavailable!',
    });
    expect(reasonCode('Ärztin im Urlaub', new Set())).toBe('arztin-im-urlaub');
    expect(reasonCode('休診', new Set(['reason']))).toBe('reason-2');
    expect(reasonCode('Other', new Set(['other']))).toBe('other-2');
  });

  it('refuses a second Other in the language it is stored in, and in the one that is spoken', async () => {
    const form = reasonsForm(rules.reasons);
    await speak('de');
    const typed = ['other', t.settings.reasonsText.other.toUpperCase()];
    const deny = [...form.deny, ...typed.map((text, index) => ({ key: 90 + index, code: '', text }))];
    const read = readReasons({ ...form, deny }, rules.reasons);
    const problem = (key: number) => ({
      field: reasonField('deny', key),
      text: t.settings.problemText.reasonOther,
    });
    expect(read).toEqual({ ok: false, problems: [problem(90), problem(91)] });
  });

  it('refuses an empty reason, one that is there already, and a second Other', () => {
    const form = reasonsForm(rules.reasons);
    const cancel = [
      { key: 0, code: 'a', text: 'Clinic closed' },
      { key: 1, code: 'b', text: ' ' },
      { key: 2, code: 'c', text: 'clinic CLOSED' },
      { key: 3, code: 'd', text: 'other' },
    ];
    expect(readReasons({ ...form, cancel }, rules.reasons)).toEqual({
      ok: false,
      problems: [
        { field: reasonField('cancel', 1), text: t.settings.problemText.reasonEmpty },
        { field: reasonField('cancel', 2), text: t.settings.problemText.reasonTwice },
        { field: reasonField('cancel', 3), text: t.settings.problemText.reasonOther },
      ],
    });
  });
});

describe('rows of a list', () => {
  const rows = [
    { key: 2, text: 'a' },
    { key: 5, text: 'b' },
    { key: 0, text: 'c' },
  ];
  const keys = (list: readonly { key: number }[]) => list.map(({ key }) => key);

  it('move within the list only', () => {
    expect(keys(moveRow(rows, 5, -1))).toEqual([5, 2, 0]);
    expect(keys(moveRow(rows, 5, 1))).toEqual([2, 0, 5]);
    expect(moveRow(rows, 2, -1)).toBe(rows);
    expect(moveRow(rows, 0, 1)).toBe(rows);
    expect(moveRow(rows, 77, 1)).toBe(rows);
  });

  it('change, go and come by key', () => {
    expect(patchRow(rows, 5, { text: 'x' })[1]).toEqual({ key: 5, text: 'x' });
    expect(keys(removeRow(rows, 2))).toEqual([5, 0]);
    expect(nextKey(rows)).toBe(6);
    expect(nextKey([])).toBe(0);
  });
});

describe('Undo and expiry', () => {
  it('reads whole numbers within their bounds', () => {
    expect(readTimes({ undoSeconds: '0', proposalExpiryHours: '720' })).toEqual({
      ok: true,
      value: { undoSeconds: 0, proposalExpiryHours: 720 },
    });
    expect(readTimes({ undoSeconds: '61', proposalExpiryHours: '0' })).toEqual({
      ok: false,
      problems: [
        { field: 'undoSeconds', text: t.settings.problemText.undo },
        { field: 'proposalExpiryHours', text: t.settings.problemText.expiry },
      ],
    });
  });
});

describe('Visit types', () => {
  it('wants a name, a code used once, and minutes', () => {
    const rows = [
      { key: 0, code: 'a', display: ' Follow-up ', minutes: '15' },
      { key: 1, code: 'a', display: '', minutes: '4' },
      { key: 2, code: ' ', display: 'New', minutes: '721' },
    ];
    expect(readVisitTypes({ rows })).toEqual({
      ok: false,
      problems: [
        { field: visitTypeField(1, 'display'), text: t.settings.problemText.visitName },
        { field: visitTypeField(1, 'code'), text: t.settings.problemText.visitCodeTwice },
        { field: visitTypeField(1, 'minutes'), text: t.settings.problemText.visitMinutes },
        { field: visitTypeField(2, 'code'), text: t.settings.problemText.visitCode },
        { field: visitTypeField(2, 'minutes'), text: t.settings.problemText.visitMinutes },
      ],
    });
    expect(readVisitTypes({ rows: rows.slice(0, 1) })).toEqual({
      ok: true,
      value: [{ code: 'a', display: 'Follow-up', minutes: 15 }],
    });
  });
});
