import { describe, expect, it } from 'vitest';
import { atSignIn } from '../../../../src-shared/certificate-problem.ts';
import type { SyncStatus } from '../../../../src-shared/ipc/sync-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { upToDate } from '../../../support/sync-status.ts';
import { at, ZONE } from './rows.ts';

const UP_TO_DATE = upToDate(at('2026-11-23', '10:42'));

const say = (change: Partial<SyncStatus>) =>
  t.sync.statusSentence({ ...UP_TO_DATE, ...change }, (instant) => t.times.formatTime(instant, ZONE));

describe('the sync state in words', () => {
  it.each<[string, Partial<SyncStatus>, string, string]>([
    ['all well', {}, 'Up to date (10:42 AM)', 'good'],
    ['a round under way', { phase: 'syncing' }, 'Up to date (10:42 AM)', 'good'],
    [
      'catching up after a while away, with decisions waiting',
      {
        phase: 'syncing',
        progress: { resourceType: 'Appointment', done: 1400, total: null },
        waitingToSync: 12,
        delayed: 12,
      },
      'Catching up: 1,400 appointments · 12 waiting to sync',
      'waiting',
    ],
    ['the very first round', { phase: 'syncing', lastSuccessAt: null }, 'Syncing …', 'good'],
    ['decisions on their usual way', { waitingToSync: 3 }, '3 waiting to sync', 'busy'],
    ['decisions put off', { waitingToSync: 3, delayed: 1 }, '3 waiting to sync', 'waiting'],
    [
      'offline',
      { phase: 'offline', offlineSince: at('2026-11-23', '09:15') },
      'Offline since 9:15 AM',
      'waiting',
    ],
    [
      'offline with decisions waiting and trouble',
      { phase: 'offline', offlineSince: at('2026-11-23', '09:15'), waitingToSync: 3, needAttention: 2 },
      'Offline since 9:15 AM · 3 waiting to sync · 2 need attention',
      'bad',
    ],
    [
      'types that may not be read',
      { phase: 'types-refused', detail: 'Location', waitingToSync: 1 },
      'The portal does not let this desk read locations · 1 waiting to sync',
      'bad',
    ],
    [
      'several of them',
      { phase: 'types-refused', detail: 'Location,Task' },
      'The portal does not let this desk read everything',
      'bad',
    ],
    ['a refused sign-in', { phase: 'sign-in-failed' }, 'Sign-in to the portal failed', 'bad'],
    [
      'a key store that asks somebody',
      { phase: 'key-store', mail: 'key-store' },
      'The sign-in for the portal waits for this computer’s key store · The mail server’s password waits for this computer’s key store',
      'waiting',
    ],
    [
      'a disk that takes nothing',
      { phase: 'storage', waitingToSync: 1 },
      'This computer’s disk keeps Reslot from saving · 1 waiting to sync',
      'bad',
    ],
    ['an error of the program', { phase: 'program-error' }, 'Reslot met an error of its own', 'bad'],
    ['trouble', { needAttention: 2 }, 'Up to date (10:42 AM) · 2 need attention', 'bad'],
    ['one trouble', { needAttention: 1 }, 'Up to date (10:42 AM) · 1 needs attention', 'bad'],
    ['no portal', { phase: 'not-configured', mail: 'not-configured' }, 'No portal connected', 'waiting'],
    [
      'the first load',
      { phase: 'loading', progress: { resourceType: 'Appointment', done: 1200, total: 3000 } },
      'Loading from the portal: 1,200 of 3,000 appointments',
      'busy',
    ],
    [
      'the first load, nobody knows how much',
      { phase: 'loading', progress: { resourceType: 'Patient', done: 40, total: null } },
      'Loading from the portal: 40 patients',
      'busy',
    ],
    [
      'a mail server that cannot be reached',
      { mail: 'unreachable', mailWaiting: 1 },
      'Up to date (10:42 AM) · Mail server not reachable · 1 e-mail waiting',
      'waiting',
    ],
    [
      'a mail server that refuses the sign-in',
      { mail: 'sign-in-failed', mailWaiting: 4 },
      'Up to date (10:42 AM) · Sign-in to the mail server failed · 4 e-mails waiting',
      'bad',
    ],
  ])('%s', (_, change, text, tone) => {
    expect(say(change)).toMatchObject({ text, tone });
  });

  it.each<[string, string, string]>([
    ['CERT_HAS_EXPIRED', 'has expired', 'Ask who runs the server to renew it.'],
    ['CERT_NOT_YET_VALID', 'is not valid yet', 'computer’s clock is behind'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another server', 'Check the address in Settings, '],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted', 'vouches for itself'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted', 'Nobody this computer trusts has signed it.'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted', 'Nobody this computer trusts has signed it.'],
    ['UNSPECIFIED', 'is not trusted', 'It cannot be used (UNSPECIFIED).'],
  ])('a certificate with %s: what is wrong and what to do', (code, wrong, advice) => {
    const portal = say({ phase: 'certificate', detail: code });
    expect(portal).toMatchObject({
      text: `The portal’s certificate ${wrong}: nothing was sent`,
      tone: 'bad',
    });
    expect(portal.detail).toContain(advice);
    const signIn = say({ phase: 'certificate', detail: atSignIn(code) });
    expect(signIn.text).toBe(`The sign-in server’s certificate ${wrong}: nothing was sent`);
    expect(signIn.detail).toBe(portal.detail);
    const mail = say({ mail: 'certificate', mailDetail: code, mailWaiting: 1 });
    expect(mail.text).toBe(
      `Up to date (10:42 AM) · The mail server’s certificate ${wrong}: no e-mail was sent · 1 e-mail waiting`,
    );
    expect([mail.tone, mail.detail]).toEqual(['bad', expect.stringContaining(advice)]);
    expect(mail.detail).not.toContain('Portal connection');
  });

  it('names where a secret was entered for', () => {
    expect(say({ phase: 'secret-elsewhere', detail: 'old.example/r4' })).toEqual({
      text: 'The sign-in for the portal was entered for old.example/r4: enter it again',
      tone: 'bad',
      detail: 'It is sent nowhere else. Enter it again in Settings, Portal connection.',
    });
    expect(say({ mail: 'secret-elsewhere', mailDetail: '' }).text).toBe(
      'Up to date (10:42 AM) · The mail server’s password was entered for another address: enter it again',
    );
  });

  it('says whose words are whose when both servers said something', () => {
    expect(
      say({ phase: 'server-error', detail: 'HTTP 500', mail: 'unreachable', mailDetail: '421 busy' }).detail,
    ).toBe('Portal: HTTP 500 Mail server: 421 busy');
  });

  it('carries what the server answered', () => {
    expect(say({ phase: 'server-error', detail: '500 Internal Server Error' })).toEqual({
      text: 'The portal answers with an error',
      tone: 'bad',
      detail: '500 Internal Server Error',
    });
  });
});
