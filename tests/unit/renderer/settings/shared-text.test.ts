import { expect, it } from 'vitest';
import { defaultRules } from '../../../../src-shared/domain/default-rules.ts';
import { PRACTICE_SECTIONS, sectionOf } from '../../../../src-shared/domain/practice-sections.ts';
import type { SectionSharing } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';

const { keptApartSentence, sectionLines, sharedSentence, unreadableSentence } = t.sharedSettings;
const MOMENT = { now: Date.UTC(2026, 10, 16, 15), zone: 'America/Chicago' };
const NOBODY: SectionSharing = { version: null, saved: null, own: null, unreadable: null };
const saved = { deskName: 'Room 2', byThisDesk: false, at: Date.UTC(2026, 10, 16, 14, 30) };
const own = (standing: 'waiting' | 'conflict' | 'refused') => ({ value: {}, standing, detail: 'read only' });

it('says who shares a section, and that it is not shared', () => {
  const said = [
    sharedSentence('kept', { ...NOBODY, saved }, MOMENT),
    sharedSentence('kept', { ...NOBODY, saved: { ...saved, byThisDesk: true, at: null } }, MOMENT),
    sharedSentence('kept', NOBODY, MOMENT),
    sharedSentence('kept', { ...NOBODY, saved, own: own('waiting') }, MOMENT),
    sharedSentence('asking', { ...NOBODY, own: own('waiting') }, MOMENT),
    sharedSentence('not-kept', { ...NOBODY, own: own('waiting') }, MOMENT),
    sharedSentence('none', { ...NOBODY, own: own('waiting') }, MOMENT),
  ];
  expect(said).toEqual([
    'All desks share these. Last saved at Room 2, Mon, Nov 16, 8:30 AM.',
    'All desks share these. Last saved at this desk.',
    'Nobody has saved these for all desks yet: they count at this desk. Save shares them.',
    'Saved at this desk; will be shared when the portal answers.',
    'Saved at this desk; will be shared when the portal answers.',
    'This portal does not keep the practice’s settings: these count at this desk alone. Set them at every desk.',
    'These count at this desk. With a portal, all desks of the practice share them.',
  ]);
});

it('says why what was saved here does not count, and what cannot be read', () => {
  expect(keptApartSentence({ ...NOBODY, saved, own: own('conflict') })).toMatch(
    /^Room 2 has saved other values meanwhile/,
  );
  expect(keptApartSentence({ ...NOBODY, saved, own: own('refused') })).toMatch(
    /: read only\. The practice’s values count/,
  );
  expect(keptApartSentence({ ...NOBODY, own: own('refused') })).toMatch(/It counts at this desk alone\.$/);
  const newer = unreadableSentence('policy', { deskName: '', why: 'newer' });
  expect(newer).toMatch(
    /^Another desk has saved these with a newer version .* update Reslot .* decide about each\.$/,
  );
  expect(unreadableSentence('times', { deskName: 'Room 2', why: 'broken' })).not.toContain(
    'decide about each',
  );
});

it.each(PRACTICE_SECTIONS)('%s: two values that differ have a line that differs', (section) => {
  const changed = {
    practice: { ...defaultRules.practice, hours: defaultRules.practice.hours.toReversed() },
    policy: { ...defaultRules.policy, approval: { mode: 'within' as const, days: 1 } },
    reasons: { ...defaultRules.reasons, deny: defaultRules.reasons.deny.toReversed() },
    visitTypes: defaultRules.visitTypes.slice(1),
    letters: { ...defaultRules.letters, colour: '#123456' },
    reminders: { send: true, daysBefore: 3 },
    blocks: [
      {
        id: 'block-1',
        practitionerId: 'practitioner-1',
        reason: 'Staff meeting',
        date: '2026-11-24',
        from: '12:00',
        to: '13:00',
        weekly: { until: null, except: ['2026-12-01'] },
      },
    ],
    undoSeconds: 3,
    proposalExpiryHours: 4,
  };
  const [before, after] = [defaultRules, changed].map((rules) =>
    sectionLines(sectionOf(rules, section), (id) => id),
  );
  expect(before?.length).toBe(after?.length);
  expect(after).not.toEqual(before);
});
