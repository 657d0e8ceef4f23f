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

/** The same in the nominative and the accusative. */
const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  Patient: 'Patienten',
  Practitioner: 'Behandler',
  Location: 'Orte',
  Appointment: 'Termine',
  Task: 'Anfragen',
  AppointmentResponse: 'Antworten auf Vorschläge',
};

/** Types with a comma between: "Orte und Anfragen". */
export const typesWords = (types: string): string =>
  listWords(types.split(',').map((type) => RESOURCE_WORDS[type] ?? type));

export const typesRefusedWords = (types: string): string =>
  `Das Portal lässt diesen Arbeitsplatz nicht lesen: ${typesWords(types)}`;

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
      parts.push('Kein Portal verbunden');
      worse('waiting');
      break;
    case 'loading':
      parts.push(loadingWords(status.progress));
      worse('busy');
      break;
    case 'offline':
      parts.push(status.offlineSince === null ? 'Offline' : `Offline seit ${time(status.offlineSince)}`);
      worse('waiting');
      break;
    case 'sign-in-failed':
      parts.push('Anmeldung beim Portal fehlgeschlagen');
      worse('bad');
      break;
    case 'certificate':
      parts.push(`${certificateFaultWords(status.detail ?? '', 'Portals')}: Nichts wurde gesendet`);
      detail = certificateAdvice(status.detail ?? '', 'portal');
      worse('bad');
      break;
    case 'secret-elsewhere':
      parts.push(
        `Die Anmeldung für das Portal wurde für ${elsewhereWords(status.detail)} eingegeben: Geben Sie sie erneut ein`,
      );
      detail = secretElsewhereAdvice('Portalverbindung');
      worse('bad');
      break;
    case 'key-store':
      parts.push('Die Anmeldung für das Portal wartet auf den Schlüsselspeicher dieses Computers');
      detail = KEY_STORE_ADVICE;
      worse('waiting');
      break;
    case 'clear-text':
      parts.push('Die Adresse des Portals ist nicht verschlüsselt: Nichts wurde gesendet');
      detail = 'Ändern Sie sie unter „Einstellungen“, „Portalverbindung“ in eine mit https.';
      worse('bad');
      break;
    case 'types-refused':
      // A row of names is longer than the header has room for.
      detail = typesRefusedWords(status.detail ?? '');
      parts.push(
        status.detail?.includes(',') ? 'Das Portal lässt diesen Arbeitsplatz nicht alles lesen' : detail,
      );
      worse('bad');
      break;
    case 'server-error':
      parts.push('Das Portal antwortet mit einem Fehler');
      detail = status.detail;
      worse('bad');
      break;
    case 'storage':
      parts.push('Der Datenträger dieses Computers lässt Reslot nicht speichern');
      detail = 'Was das Portal hat, wird erneut gelesen, sobald sich etwas speichern lässt.';
      worse('bad');
      break;
    case 'program-error':
      parts.push('In Reslot ist ein Fehler aufgetreten');
      detail =
        'Es versucht es von selbst erneut. Wenn das so bleibt, schließen Sie Reslot und öffnen Sie es wieder.';
      worse('bad');
      break;
    case 'up-to-date':
    case 'syncing':
      if (status.progress !== null) {
        parts.push(catchingUpWords(status.progress));
        worse('busy');
      } else if (status.waitingToSync === 0) {
        parts.push(
          status.lastSuccessAt === null ? 'Abgleich läuft …' : `Aktuell (${time(status.lastSuccessAt)})`,
        );
      }
      break;
  }
  if (status.waitingToSync > 0) {
    parts.push(
      plural(
        status.waitingToSync,
        '1 wartet auf Abgleich',
        `${formatCount(status.waitingToSync)} warten auf Abgleich`,
      ),
    );
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
      plural(status.mailWaiting, '1 E-Mail wartet', `${formatCount(status.mailWaiting)} E-Mails warten`),
    );
  }
  if (status.needAttention > 0) {
    parts.push(`${formatCount(status.needAttention)} zu klären`);
    worse('bad');
  }
  return { text: parts.join(' · '), tone, detail: bothDetails(detail, mail?.detail ?? null) };
}

/** Where a stored secret was entered for, as far as that is known. */
const elsewhereWords = (where: string | null): string => where || 'eine andere Adresse';

/** What the state of the mail server is called, how bad it is, and what helps; null while there is nothing to say. */
export function mailSentence(status: SyncStatus): StatusSentence | null {
  const { mail, mailDetail: detail } = status;
  switch (mail) {
    case 'ok':
      return null;
    case 'not-configured':
      return status.phase === 'not-configured'
        ? null
        : { text: 'Kein Mailserver', tone: 'good', detail: null };
    case 'sign-in-failed':
      return { text: 'Anmeldung beim Mailserver fehlgeschlagen', tone: 'bad', detail };
    case 'certificate':
      return {
        text: `${certificateFaultWords(detail ?? '', 'Mailservers')}: Keine E-Mail wurde gesendet`,
        tone: 'bad',
        detail: certificateAdvice(detail ?? '', 'mail'),
      };
    case 'secret-elsewhere':
      return {
        text: `Das Passwort des Mailservers wurde für ${elsewhereWords(detail)} eingegeben: Geben Sie es erneut ein`,
        tone: 'bad',
        detail: secretElsewhereAdvice('Mailserver'),
      };
    case 'key-store':
      return {
        text: 'Das Passwort des Mailservers wartet auf den Schlüsselspeicher dieses Computers',
        tone: 'waiting',
        detail: KEY_STORE_ADVICE,
      };
    case 'clear-text':
      return {
        text: 'Die Verbindung zum Mailserver ist nicht verschlüsselt: Keine E-Mail wurde gesendet',
        tone: 'bad',
        detail: 'Wählen Sie TLS oder STARTTLS unter „Einstellungen“, „Mailserver“.',
      };
    case 'unreachable':
      return { text: 'Mailserver nicht erreichbar', tone: 'waiting', detail };
  }
}

const KEY_STORE_ADVICE =
  'Vielleicht fragt er in einem eigenen Fenster nach Ihrem Passwort. Bis er eine Antwort hat, wird nichts gesendet; alles andere funktioniert.';

const secretElsewhereAdvice = (section: string): string =>
  `Nirgendwo anders wird das Gespeicherte hingesendet. Geben Sie es unter „Einstellungen“, „${section}“ erneut ein.`;

/** Where both have something to add, whose it is. */
function bothDetails(portal: string | null, mail: string | null): string | null {
  if (portal === null || mail === null) return portal ?? mail;
  return `Portal: ${portal} Mailserver: ${mail}`;
}

const DEMO_WORDS: Readonly<Record<keyof DemoServers, string>> = {
  portal: 'Das Demo-Portal',
  mailbox: 'Das Demo-Postfach',
};
const STANDING_WORDS: Readonly<Record<Exclude<DemoStanding, 'running'>, string>> = {
  restarting: 'ist ausgefallen und wird neu gestartet.',
  'given-up':
    'fällt immer wieder aus: Schließen Sie Reslot und öffnen Sie es wieder. Was Sie entschieden haben, ist erhalten.',
};

/** What the header says of the demo clinic's servers that do not run; null while both do. */
export function demoNotice({ portal, mailbox }: DemoServers): string | null {
  const sentences = Object.entries({ portal, mailbox }).flatMap(([server, standing]) =>
    standing === 'running' ? [] : [`${DEMO_WORDS[server as keyof DemoServers]} ${STANDING_WORDS[standing]}`],
  );
  return sentences.length === 0 ? null : sentences.join(' ');
}

const catchingUpWords = ({ resourceType, done }: NonNullable<SyncStatus['progress']>): string =>
  `Wird nachgeladen: ${formatCount(done)} ${RESOURCE_WORDS[resourceType] ?? resourceType}`;

function loadingWords(progress: SyncStatus['progress']): string {
  if (progress === null) return 'Wird aus dem Portal geladen …';
  const what = RESOURCE_WORDS[progress.resourceType] ?? progress.resourceType;
  return progress.total === null
    ? `Wird aus dem Portal geladen: ${formatCount(progress.done)} ${what}`
    : `Wird aus dem Portal geladen: ${what}, ${formatCount(progress.done)} von ${formatCount(progress.total)}`;
}
