/** What the header's state is about, one click away: what waits, since when, why, and what happens next. */
import type { EpochMs } from '../../domain/time.ts';
import type { SyncStatus, WaitingDecision } from '../../ipc/sync-views.ts';
import { formatCount, plural } from './locale.ts';
import { typesRefusedWords } from './sync.ts';

export const syncDetailsText = {
  title: 'Portal und E-Mail',
  open: 'Was wartet und warum',
  close: 'Schließen',
  portal: 'Portal',
  decisions: 'Wartet auf Abgleich',
  email: 'E-Mail',
  attention: 'Anzeigen, was zu klären ist',
  settings: 'Einstellungen öffnen',
  tryNow: 'Jetzt versuchen',
  nothingWaits: 'Alles, was hier entschieden wurde, ist im Portal.',
  noMail: 'Jede E-Mail, die hinausgehen darf, ist hinausgegangen.',
};

/** Where a sentence is said: the present, and an instant on the clinic's clock. */
interface Moment {
  readonly now: EpochMs;
  readonly time: (at: EpochMs) => string;
}

/** "innerhalb einer Minute", "um 10:43". */
const soon = (at: EpochMs, { now, time }: Moment): string =>
  at - now < 60_000 ? 'innerhalb einer Minute' : `um ${time(at)}`;

/** How the exchange with the portal stands, and what happens by itself. `advice`: what helps, where the state itself says so. */
export function portalSentences(
  status: SyncStatus,
  { advice, nextRoundAt }: { readonly advice: string | null; readonly nextRoundAt: EpochMs | null },
  moment: Moment,
): string[] {
  const { time } = moment;
  const again =
    nextRoundAt === null
      ? 'Es wird gerade abgefragt.'
      : `Es wird ${soon(nextRoundAt, moment)} erneut abgefragt.`;
  const since =
    status.lastSuccessAt === null ? [] : [`Zuletzt vollständig gelesen um ${time(status.lastSuccessAt)}.`];
  switch (status.phase) {
    case 'up-to-date':
    case 'syncing':
      return status.lastSuccessAt === null
        ? ['Es wird zum ersten Mal seit dem Start gelesen.']
        : [...since, again];
    case 'loading':
      return [
        'Es wird zum ersten Mal gelesen. Was noch nicht da ist, kommt von selbst; Sie können inzwischen arbeiten.',
      ];
    case 'offline':
      return [
        status.offlineSince === null
          ? 'Es ist nicht erreichbar.'
          : `Es ist nicht erreichbar seit ${time(status.offlineSince)}.`,
        ...since,
        again,
        'Arbeiten Sie weiter wie immer: Was Sie entscheiden, bleibt hier und wird gesendet, wenn es wieder da ist.',
      ];
    case 'server-error':
      return [
        `Es antwortet mit einem Fehler${status.detail === null ? '.' : `: ${status.detail}`}`,
        ...since,
        again,
        'Nichts ist verloren. Wenn das so bleibt, geben Sie diesen Wortlaut an die Betreuung des Portals weiter.',
      ];
    case 'types-refused':
      return [
        ...unreadSentences(status.detail ?? ''),
        'Bitten Sie den Betreiber des Portals, dem Konto dieses Arbeitsplatzes das Lesen und Suchen zu erlauben. Was inzwischen hinzugekommen ist, wird dann gelesen.',
        ...(status.lastSuccessAt === null
          ? []
          : [`Der Rest wurde zuletzt gelesen um ${time(status.lastSuccessAt)}.`]),
        again,
      ];
    case 'sign-in-failed':
      return [
        'Es lässt diesen Arbeitsplatz nicht hinein. Nichts ist verloren: Was entschieden wurde, wird gesendet, wenn die Anmeldung wieder gelingt.',
        'Prüfen Sie die Anmeldung unter „Einstellungen“, „Portalverbindung“.',
        again,
      ];
    case 'not-configured':
      return [
        'Es ist keines verbunden. Was inzwischen entschieden wird, bleibt erhalten und wird ihm mitgeteilt, sobald eines verbunden ist.',
      ];
    case 'storage':
    case 'program-error':
      return [...(advice === null ? [] : [advice]), ...since, again];
    case 'certificate':
    case 'secret-elsewhere':
    case 'key-store':
    case 'clear-text':
      return [
        ...(advice === null ? [] : [advice]),
        'Bis dahin wird ihm nichts gesendet, und nichts ist verloren.',
        ...since,
      ];
  }
}

/** What follows at the desk where the portal does not let it read these types. */
function unreadSentences(types: string): string[] {
  const refused = types.split(',');
  return [
    `${typesRefusedWords(types)}. Alles andere wird wie immer gelesen.`,
    ...refused.flatMap((type) => UNREAD_MEANS[type] ?? []),
    ...(refused.some((type) => ANSWERS_STAND_IN.has(type))
      ? ['Inzwischen läuft kein Vorschlag ab: Die Antwort eines Patienten könnte ungelesen dort stehen.']
      : []),
  ];
}

const ANSWERS_STAND_IN: ReadonlySet<string> = new Set([
  'Patient',
  'Appointment',
  'Task',
  'AppointmentResponse',
]);

const UNREAD_MEANS: Readonly<Record<string, string>> = {
  Patient: 'Patienten, die im Portal neu sind, sind hier nicht bekannt.',
  Practitioner: 'Bei Behandlern, die im Portal neu sind, lässt sich hier nichts buchen.',
  Location: 'An Orten, die im Portal neu sind, lässt sich hier nichts buchen.',
  Appointment:
    'Was anderswo gebucht oder geändert wird, ist hier nicht zu sehen: Eine als frei gezeigte Zeit kann belegt sein.',
  Task: 'Neue Anfragen kommen nicht an.',
  AppointmentResponse: 'Antworten von Patienten auf Vorschläge kommen nicht an.',
};

/** What a portal that keeps no answers of patients means for a proposal; null where it keeps them. */
export const noAnswersSentence = ({ noAnswers }: Pick<SyncStatus, 'noAnswers'>): string | null =>
  noAnswers
    ? 'Dieses Portal bewahrt keine Antworten von Patienten auf; was sie zu einem Vorschlag sagen, kommt hier nicht an. Rufen Sie sie an, und wählen Sie „Antwort eintragen“.'
    : null;

/** Why a decision has not reached the portal, and when it goes on. */
export function waitSentence(
  { reason, until, attempts, error }: WaitingDecision,
  phase: SyncStatus['phase'],
  moment: Moment,
): string {
  const away = AWAY[phase];
  const again =
    away ??
    (until === null ? 'Es wird jetzt erneut versucht.' : `Es wird ${soon(until, moment)} erneut versucht.`);
  const last = error === null || away !== undefined ? '' : ` Die letzte Antwort: ${error}.`;
  switch (reason) {
    case 'undo':
      return 'Sie lässt sich noch rückgängig machen und geht danach hinaus.';
    case 'turn':
      return error === null ? (away ?? 'Sie geht jetzt hinaus.') : `${again}${last}`;
    case 'pause':
      return `${attemptWords(attempts)} ${again}${last}`;
    case 'in-doubt':
      return `Ob sie angekommen ist, ist noch nicht bekannt: Das wird zuerst nachgesehen. ${again}${last}`;
    case 'one-before':
      return 'Sie wartet auf die vorige zum selben Termin.';
    case 'refused-before':
      return 'Das Portal hat eine vorige zum selben Termin nicht angenommen: siehe „Zu klären“.';
    case 'patient':
      return 'Sie wartet, bis das Portal den Patienten hat.';
  }
}

/** What has to be so again before anything leaves. */
const AWAY: Readonly<Partial<Record<SyncStatus['phase'], string>>> = {
  offline: 'Sie geht hinaus, wenn das Portal erreichbar ist.',
  'not-configured': 'Sie geht hinaus, wenn ein Portal verbunden ist.',
  'sign-in-failed': 'Sie geht hinaus, wenn das Portal diesen Arbeitsplatz hineinlässt.',
  certificate: 'Sie geht hinaus, wenn die Verbindung in Ordnung gebracht ist.',
  'secret-elsewhere': 'Sie geht hinaus, wenn die Anmeldung erneut eingegeben ist.',
  'key-store': 'Sie geht hinaus, wenn der Schlüsselspeicher dieses Computers entsperrt ist.',
  'clear-text': 'Sie geht hinaus, wenn die Verbindung verschlüsselt ist.',
};

const attemptWords = (attempts: number): string =>
  plural(attempts, 'Einmal versucht.', `${formatCount(attempts)}-mal versucht.`);

/** How many more wait than are shown. */
export const moreWaiting = (count: number): string =>
  plural(count, 'und 1 weitere', `und ${formatCount(count)} weitere`);

/** How many e-mails may leave and have not. */
export const mailWaitingSentence = (count: number): string =>
  count === 0
    ? syncDetailsText.noMail
    : plural(
        count,
        '1 E-Mail wartet und geht von selbst hinaus.',
        `${formatCount(count)} E-Mails warten und gehen von selbst hinaus.`,
      );

/** What the header says where this computer's clock is not the portal's; null where they agree (0 minutes). */
export const clockNotice = (aheadMinutes: number): string | null =>
  aheadMinutes === 0
    ? null
    : `Die Uhr dieses Computers geht gegenüber der des Portals um ${spanWords(Math.abs(aheadMinutes))} ${aheadMinutes > 0 ? 'vor' : 'nach'}`;

/** The same, with what comes of it and what to do. */
export function clockSentence(aheadMinutes: number): string | null {
  const notice = clockNotice(aheadMinutes);
  return notice === null
    ? null
    : `${notice}. Vorschläge und die Absageregelung richten sich nach der des Portals. Lassen Sie die Uhr dieses Computers richtigstellen.`;
}

function spanWords(minutes: number): string {
  if (minutes < 90) return plural(minutes, '1 Minute', `${formatCount(minutes)} Minuten`);
  const hours = Math.round(minutes / 60);
  if (hours < 36) return `${formatCount(hours)} Stunden`;
  return `${formatCount(Math.round(hours / 24))} Tage`;
}
