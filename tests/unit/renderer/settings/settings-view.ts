import type { SettingsView } from '../../../../src-renderer/features/settings/settings-view.ts';
import { DEFAULT_CALENDAR } from '../../../../src-shared/domain/calendar-setup.ts';
import { defaultRules } from '../../../../src-shared/domain/default-rules.ts';
import { DEFAULT_SHEET } from '../../../../src-shared/domain/downtime-sheet.ts';
import { practiceRules } from '../../../../src-shared/domain/practice.ts';
import { eachSection } from '../../../../src-shared/domain/practice-sections.ts';

const NOT_SHARED = { version: null, saved: null, own: null, unreadable: null };

/** Settings as a practice has them, with what a test changes. */
export const settingsView = (change: Partial<SettingsView> = {}): SettingsView => ({
  rules: practiceRules.parse({
    ...defaultRules,
    practice: {
      ...defaultRules.practice,
      name: 'Lakeview Family Practice',
      phone: '(312) 555-0142',
      closedDays: [{ date: '2026-11-26', name: 'Thanksgiving' }],
      portalLink: 'https://portal.example.org',
    },
    policy: {
      approval: { mode: 'within', days: 2 },
      charges: { mode: 'within', days: 1, text: 'A fee of $40 applies.' },
    },
    visitTypes: [{ code: 'follow-up', display: 'Follow-up', minutes: 15 }],
  }),
  sharing: { portal: 'none', sections: eachSection(() => NOT_SHARED) },
  portal: { kind: 'none' },
  mail: { kind: 'none' },
  portalSecretSet: false,
  mailSecretSet: false,
  keyStore: 'ready',
  demo: false,
  deskName: 'Desk 2',
  singleKeys: true,
  calendar: DEFAULT_CALENDAR,
  sheet: DEFAULT_SHEET,
  idleMinutes: 5,
  letterMonths: 24,
  appearance: 'system',
  density: 'comfortable',
  language: 'system',
  ...change,
});
