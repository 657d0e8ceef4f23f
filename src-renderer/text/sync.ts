import { certificateProblem } from '../../src-shared/certificate-problem.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';

export type StatusTone = 'good' | 'busy' | 'waiting' | 'bad';

export interface StatusSentence {
  /** The whole state, its parts joined by " · ". */
  readonly text: string;
  readonly tone: StatusTone;
  /** What helps to understand it, such as the server's own words; `null` when there is nothing to add. */
  readonly detail: string | null;
}

const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  Patient: 'patients',
  Practitioner: 'providers',
  Location: 'locations',
  Appointment: 'appointments',
  Task: 'requests',
};

/**
 * The words of the sync state (workflow 6). `time` puts an instant as HH:MM of the clinic.
 * A round under way is not told: the state before it still holds, and a screen reader should not hear of each.
 */
export function statusSentence(status: SyncStatus, time: (at: EpochMs) => string): StatusSentence {
  const parts: string[] = [];
  let tone: StatusTone = 'good';
  let detail: string | null = null;
  const worse = (next: StatusTone): void => {
    const order: readonly StatusTone[] = ['good', 'busy', 'waiting', 'bad'];
    if (order.indexOf(next) > order.indexOf(tone)) tone = next;
  };

  switch (status.phase) {
    case 'not-configured':
      parts.push('No portal connected');
      worse('waiting');
      break;
    case 'loading':
      parts.push(loadingWords(status.progress));
      worse('busy');
      break;
    case 'offline':
      parts.push(status.offlineSince === null ? 'Offline' : `Offline since ${time(status.offlineSince)}`);
      worse('waiting');
      break;
    case 'sign-in-failed':
      parts.push('Sign-in to the portal failed');
      worse('bad');
      break;
    case 'certificate':
      parts.push('The portal’s certificate is not trusted: nothing was sent');
      detail = certificateWords(status.detail ?? '');
      worse('bad');
      break;
    case 'clear-text':
      parts.push('The portal’s address is not encrypted: nothing was sent');
      detail = 'Change it to one with https in Settings, Portal connection.';
      worse('bad');
      break;
    case 'server-error':
      parts.push('The portal answers with an error');
      detail = status.detail;
      worse('bad');
      break;
    case 'up-to-date':
    case 'syncing':
      if (status.waitingToSync === 0) {
        parts.push(
          status.lastSuccessAt === null ? 'Syncing …' : `Up to date (${time(status.lastSuccessAt)})`,
        );
      }
      break;
  }
  if (status.waitingToSync > 0) {
    parts.push(`${count(status.waitingToSync)} waiting to sync`);
    worse('waiting');
  }
  if (status.mail === 'sign-in-failed') {
    parts.push('Sign-in to the mail server failed');
    worse('bad');
  } else if (status.mail === 'certificate') {
    parts.push('The mail server’s certificate is not trusted: no e-mail was sent');
    worse('bad');
  } else if (status.mail === 'clear-text') {
    parts.push('The mail server’s connection is not encrypted: no e-mail was sent');
    worse('bad');
  } else if (status.mail === 'unreachable') {
    parts.push('Mail server not reachable');
    worse('waiting');
  } else if (status.mail === 'not-configured' && status.phase !== 'not-configured') {
    parts.push('No mail server');
  }
  if (status.mail !== 'ok' && status.mailWaiting > 0) {
    parts.push(
      status.mailWaiting === 1 ? '1 e-mail waiting' : `${count(status.mailWaiting)} e-mails waiting`,
    );
  }
  if (status.needAttention > 0) {
    parts.push(
      status.needAttention === 1 ? '1 needs attention' : `${count(status.needAttention)} need attention`,
    );
    worse('bad');
  }
  return { text: parts.join(' · '), tone, detail };
}

/** Why a certificate was not trusted, by the TLS library's code, and what to do. */
export function certificateWords(code: string): string {
  switch (certificateProblem(code)) {
    case 'name':
      return 'The certificate is for another server. Check the address; somebody may be in between.';
    case 'dates':
      return 'The certificate has expired or is not valid yet. Check this computer’s clock, then ask who runs the server.';
    case 'issuer':
    case null:
      return 'Nobody this computer trusts has signed the certificate. Ask who runs the server.';
  }
}

function loadingWords(progress: SyncStatus['progress']): string {
  if (progress === null) return 'Loading from the portal …';
  const what = RESOURCE_WORDS[progress.resourceType] ?? progress.resourceType;
  const howMany =
    progress.total === null ? count(progress.done) : `${count(progress.done)} of ${count(progress.total)}`;
  return `Loading from the portal: ${howMany} ${what}`;
}

const count = (n: number): string => n.toLocaleString('en-US');
