import type { EpochMs } from '../../domain/time.ts';
import type { DemoServers, DemoStanding, SyncStatus } from '../../ipc/sync-views.ts';
import type { StatusTone } from '../subjects.ts';
import { certificateAdvice, certificateFaultWords } from './certificates.ts';
import { formatCount, listWords, plural } from './locale.ts';

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
  AppointmentResponse: 'answers to proposals',
};

/** Types with a comma between: "locations and requests". */
export const typesWords = (types: string): string =>
  listWords(types.split(',').map((type) => RESOURCE_WORDS[type] ?? type));

export const typesRefusedWords = (types: string): string =>
  `The portal does not let this desk read ${typesWords(types)}`;

/**
 * The words of the sync state (docs/workflow.md, 6). `time` tells an instant on the clinic's clock.
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
      parts.push(`${certificateFaultWords(status.detail ?? '', 'portal')}: nothing was sent`);
      detail = certificateAdvice(status.detail ?? '', 'portal');
      worse('bad');
      break;
    case 'secret-elsewhere':
      parts.push(
        `The sign-in for the portal was entered for ${elsewhereWords(status.detail)}: enter it again`,
      );
      detail = secretElsewhereAdvice('Portal connection');
      worse('bad');
      break;
    case 'key-store':
      parts.push('The sign-in for the portal waits for this computer’s key store');
      detail = KEY_STORE_ADVICE;
      worse('waiting');
      break;
    case 'clear-text':
      parts.push('The portal’s address is not encrypted: nothing was sent');
      detail = 'Change it to one with https in Settings, Portal connection.';
      worse('bad');
      break;
    case 'types-refused':
      // A row of names is longer than the header has room for.
      detail = typesRefusedWords(status.detail ?? '');
      parts.push(status.detail?.includes(',') ? 'The portal does not let this desk read everything' : detail);
      worse('bad');
      break;
    case 'server-error':
      parts.push('The portal answers with an error');
      detail = status.detail;
      worse('bad');
      break;
    case 'storage':
      parts.push('This computer’s disk keeps Reslot from saving');
      detail = 'What the portal has is read again as soon as something can be saved.';
      worse('bad');
      break;
    case 'program-error':
      parts.push('Reslot met an error of its own');
      detail = 'It tries again by itself. If this stays, close Reslot and open it again.';
      worse('bad');
      break;
    case 'up-to-date':
    case 'syncing':
      if (status.progress !== null) {
        parts.push(catchingUpWords(status.progress));
        worse('busy');
      } else if (status.waitingToSync === 0) {
        parts.push(
          status.lastSuccessAt === null ? 'Syncing …' : `Up to date (${time(status.lastSuccessAt)})`,
        );
      }
      break;
  }
  if (status.waitingToSync > 0) {
    parts.push(`${formatCount(status.waitingToSync)} waiting to sync`);
    // Within its undo time, or on its first way to the portal, a decision waits as always.
    worse(status.delayed > 0 ? 'waiting' : 'busy');
  }
  const mail = mailSentence(status);
  if (mail !== null) {
    parts.push(mail.text);
    worse(mail.tone);
  }
  if (status.mail !== 'ok' && status.mailWaiting > 0) {
    parts.push(
      plural(status.mailWaiting, '1 e-mail waiting', `${formatCount(status.mailWaiting)} e-mails waiting`),
    );
  }
  if (status.needAttention > 0) {
    parts.push(
      plural(
        status.needAttention,
        '1 needs attention',
        `${formatCount(status.needAttention)} need attention`,
      ),
    );
    worse('bad');
  }
  return { text: parts.join(' · '), tone, detail: bothDetails(detail, mail?.detail ?? null) };
}

/** Where a stored secret was entered for, as far as that is known. */
const elsewhereWords = (where: string | null): string => where || 'another address';

/** What the state of the mail server is called, how bad it is, and what helps; null while there is nothing to say. */
export function mailSentence(status: SyncStatus): StatusSentence | null {
  const { mail, mailDetail: detail } = status;
  switch (mail) {
    case 'ok':
      return null;
    case 'not-configured':
      return status.phase === 'not-configured'
        ? null
        : { text: 'No mail server', tone: 'good', detail: null };
    case 'sign-in-failed':
      return { text: 'Sign-in to the mail server failed', tone: 'bad', detail };
    case 'certificate':
      return {
        text: `${certificateFaultWords(detail ?? '', 'mail server')}: no e-mail was sent`,
        tone: 'bad',
        detail: certificateAdvice(detail ?? '', 'mail'),
      };
    case 'secret-elsewhere':
      return {
        text: `The mail server’s password was entered for ${elsewhereWords(detail)}: enter it again`,
        tone: 'bad',
        detail: secretElsewhereAdvice('Mail server'),
      };
    case 'key-store':
      return {
        text: 'The mail server’s password waits for this computer’s key store',
        tone: 'waiting',
        detail: KEY_STORE_ADVICE,
      };
    case 'clear-text':
      return {
        text: 'The mail server’s connection is not encrypted: no e-mail was sent',
        tone: 'bad',
        detail: 'Choose TLS or STARTTLS in Settings, Mail server.',
      };
    case 'unreachable':
      return { text: 'Mail server not reachable', tone: 'waiting', detail };
  }
}

const KEY_STORE_ADVICE =
  'It may be asking for your password in a window of its own. Until it is answered nothing is sent; everything else works.';

const secretElsewhereAdvice = (section: string): string =>
  `It is sent nowhere else. Enter it again in Settings, ${section}.`;

/** Where both have something to add, whose it is. */
function bothDetails(portal: string | null, mail: string | null): string | null {
  if (portal === null || mail === null) return portal ?? mail;
  return `Portal: ${portal} Mail server: ${mail}`;
}

const DEMO_WORDS: Readonly<Record<keyof DemoServers, string>> = {
  portal: 'The demo portal',
  mailbox: 'The demo mailbox',
};
const STANDING_WORDS: Readonly<Record<Exclude<DemoStanding, 'running'>, string>> = {
  restarting: 'stopped and is being started again.',
  'given-up': 'keeps stopping: close Reslot and open it again. What you decided is kept.',
};

/** What the header says of the demo clinic's servers that do not run; null while both do. */
export function demoNotice({ portal, mailbox }: DemoServers): string | null {
  const sentences = Object.entries({ portal, mailbox }).flatMap(([server, standing]) =>
    standing === 'running' ? [] : [`${DEMO_WORDS[server as keyof DemoServers]} ${STANDING_WORDS[standing]}`],
  );
  return sentences.length === 0 ? null : sentences.join(' ');
}

const catchingUpWords = ({ resourceType, done }: NonNullable<SyncStatus['progress']>): string =>
  `Catching up: ${formatCount(done)} ${RESOURCE_WORDS[resourceType] ?? resourceType}`;

function loadingWords(progress: SyncStatus['progress']): string {
  if (progress === null) return 'Loading from the portal …';
  const what = RESOURCE_WORDS[progress.resourceType] ?? progress.resourceType;
  const howMany =
    progress.total === null
      ? formatCount(progress.done)
      : `${formatCount(progress.done)} of ${formatCount(progress.total)}`;
  return `Loading from the portal: ${howMany} ${what}`;
}
