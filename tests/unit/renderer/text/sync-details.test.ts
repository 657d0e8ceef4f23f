import { describe, expect, it } from 'vitest';
import { waitReason } from '../../../../src-shared/domain/delivery-states.ts';
import { plainTimeOf } from '../../../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../../../src-shared/ipc/sync-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { upToDate } from '../../../support/sync-status.ts';
import { at, ZONE } from '../requests/rows.ts';

const moment = {
  now: at('2026-11-23', '10:40'),
  time: (instant: number): string => plainTimeOf(instant, ZONE),
};
const STATUS = upToDate(at('2026-11-23', '10:42'));
const portal = (change: Partial<SyncStatus>, advice: string | null = null) =>
  t.syncDetails
    .portalSentences({ ...STATUS, ...change }, { advice, nextRoundAt: at('2026-11-23', '10:43') }, moment)
    .join(' ');

describe('the portal’s part', () => {
  it.each<[string, Partial<SyncStatus>, RegExp]>([
    ['all well', {}, /^Last read whole at 10:42\. It is asked again at 10:43\.$/],
    [
      'offline',
      { phase: 'offline', offlineSince: at('2026-11-23', '09:15') },
      /since 09:15.*sent when it is back/,
    ],
    ['an error', { phase: 'server-error', detail: 'HTTP 500' }, /^It answers with an error: HTTP 500/],
    [
      'types it does not let the desk read',
      { phase: 'types-refused', detail: 'Location,Task' },
      /^It does not let this desk read locations and requests\. .*New requests do not arrive\. No proposal runs out.*operator.*The rest was last read at 10:42\./,
    ],
    ['nobody let in', { phase: 'sign-in-failed' }, /Settings, Portal connection/],
    ['none', { phase: 'not-configured' }, /told to it once one is/],
    ['the first load', { phase: 'loading' }, /you can work meanwhile/],
  ])('%s', (_what, change, expected) => {
    expect(portal(change)).toMatch(expected);
  });

  it('says what helps where the state itself does', () => {
    expect(portal({ phase: 'certificate' }, 'Ask for a new certificate.')).toMatch(
      /^Ask for a new certificate\./,
    );
  });
});

it('every reason has a sentence, and a moment only where one is known', () => {
  for (const reason of waitReason.options) {
    const waiting = {
      id: 'o1',
      patientName: 'Ana Flores',
      birthDate: null,
      command: 'approve',
      decidedAt: at('2026-11-23', '10:40'),
      reason,
      attempts: 2,
      error: 'HTTP 500',
    };
    const [known, unknown] = [at('2026-11-23', '10:45'), null].map((until) =>
      t.syncDetails.waitSentence({ ...waiting, until }, 'up-to-date', moment),
    );
    expect(known).toMatch(/\.$/);
    expect(unknown).not.toMatch(/\d\d:\d\d/);
    expect(t.syncDetails.waitSentence({ ...waiting, until: null }, 'offline', moment)).not.toContain('now.');
  }
});

it.each([
  [0, null],
  [-20, /20 minutes behind/],
  [1, /1 minute ahead/],
  [5 * 60, /5 hours ahead/],
  [-3 * 24 * 60, /3 days behind/],
])('a clock %s minutes ahead', (aheadMinutes, expected) => {
  const said = t.syncDetails.clockSentence(aheadMinutes);
  if (expected === null) expect(said).toBeNull();
  else expect(said).toMatch(expected);
});
