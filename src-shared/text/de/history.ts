import type { LateCharge } from '../../domain/cancellation-policy.ts';
import { type CommandType, isCommandType } from '../../domain/command-rules.ts';
import type { HistoryDetail, TakenOut } from '../../domain/history.ts';
import type { HistoryEntry } from '../../ipc/history-views.ts';
import type { Telling } from '../subjects.ts';
import { CALL_OUTCOME } from './calls.ts';
import { alsoOffered } from './freed-slots.ts';
import { formatCount } from './locale.ts';
import { ANSWERED, suggestedTime } from './portal-answers.ts';
import { OUTCOME, STATUS } from './requests.ts';
import { closureWords, shortDateTime, shortRange } from './times.ts';
import { USER_ROLE } from './users.ts';

export interface HistoryLine {
  /** What happened. */
  readonly title: string;
  /** Details, each a line of its own. */
  readonly lines: readonly string[];
  /** When, who and at which desk. */
  readonly by: string;
}

const EMAIL_KIND: Readonly<Record<string, string>> = {
  booked: 'Termin gebucht',
  approved: 'neue Zeit bestätigt',
  denied: 'bleibt bei der ursprünglichen Zeit',
  kept: 'Termin beibehalten',
  proposed: 'Vorschlag',
  'proposal-withdrawn': 'Vorschlag zurückgezogen',
  updated: 'Termin geändert',
  accepted: 'neue Zeit bestätigt',
  cancelled: 'Termin abgesagt',
  reminder: 'Erinnerung',
  message: 'Nachricht',
  'not-booked': 'neuer Termin abgelehnt',
  offered: 'Vorschlag',
  'offer-withdrawn': 'Vorschlag zurückgezogen',
  'offer-taken': 'Zeit an jemand anderen vergeben',
};

const LATE_CHARGE: Readonly<Record<LateCharge, string>> = { charged: 'berechnet', waived: 'erlassen' };

const COMMAND: Readonly<Record<CommandType, string>> = {
  book: 'Termin gebucht',
  'set-status': 'Status gesetzt',
  approve: 'Angenommen',
  deny: 'Abgelehnt',
  keep: 'Termin beibehalten',
  propose: 'Andere Zeit vorgeschlagen',
  update: 'Termin geändert',
  'cancel-appointment': 'Termin abgesagt',
  'withdraw-proposal': 'Vorschlag zurückgezogen',
  'record-answer': 'Antwort des Patienten eingetragen',
  'resend-email': 'E-Mail erneut gesendet',
  message: 'Nachricht gesendet',
  'assign-patient': 'Patienten zugeordnet',
  'add-patient': 'Patienten angelegt',
  'correct-address': 'E-Mail-Adresse berichtigt',
  'correct-phone': 'Telefonnummer berichtigt',
  'patient-answer': 'Antwort des Patienten übernommen',
  'patient-own-time': 'Eigene Zeit des Patienten übernommen',
  'patient-withdraws': 'Zurückgezogene Anfrage geschlossen',
  supersede: 'Ältere Anfrage geschlossen',
  'apply-policy': 'Nach Regelung abgesagt',
  expire: 'Vorschlag ablaufen lassen',
  'offer-taken': 'Vorschlag einer vergebenen Zeit beendet',
};

/** One link of a request's chain in words. */
export function historyLine(entry: HistoryEntry, { zone, now }: Telling): HistoryLine {
  return {
    title: title(entry),
    lines: details(entry.detail, { zone, now }),
    by: `${shortDateTime(entry.at, now, zone)} · ${entry.userName}${entry.deskName === '' ? '' : `, ${entry.deskName}`}`,
  };
}

function userWords({ user, userBefore }: HistoryDetail): string {
  if (user === undefined) return '';
  const called = (one: Pick<typeof user, 'name' | 'role'>): string => `${one.name}, ${USER_ROLE[one.role]}`;
  return `: ${called(user)}${userBefore === undefined ? '' : ` (vorher: ${called(userBefore)})`}`;
}

function title({ kind, detail }: HistoryEntry): string {
  switch (kind) {
    case 'request-received':
      return 'Anfrage vom Portal erhalten';
    case 'request-withdrawn':
      return 'Der Patient hat die Anfrage zurückgezogen';
    case 'request-superseded':
      return 'Durch eine neuere Anfrage des Patienten ersetzt';
    case 'decided':
      return decided(detail);
    case 'undone':
      return `Rückgängig gemacht${detail.command === undefined ? '' : `: ${commandWords(detail.command)}`}`;
    case 'patient-answered':
      if (detail.suggested !== undefined) return 'Der Patient bittet stattdessen um eine andere Zeit';
      return detail.answer === 'declined'
        ? 'Der Patient hat im Portal abgelehnt'
        : 'Der Patient hat im Portal angenommen';
    case 'answer-received':
      return detail.to === undefined
        ? `${answered(detail)}. Jemand muss darüber entscheiden`
        : answered(detail);
    case 'answer-noted':
      return `Zur Kenntnis genommen: ${answered(detail)}`;
    case 'time-chosen':
      return 'Gewählt, welche der gewünschten Zeiten gemeint ist';
    case 'proposal-expired':
      return 'Keine Antwort: Der Vorschlag ist abgelaufen';
    case 'offer-taken':
      return 'Jemand anders hat die Zeit zuerst angenommen';
    case 'applied-under-policy':
      return 'Nach Regelung abgesagt, keine Zustimmung nötig';
    case 'portal-confirmed':
      return 'Vom Portal bestätigt';
    case 'portal-conflict':
      return 'Anderswo geändert: Das Portal hat seinen eigenen Stand behalten';
    case 'portal-refused':
      return 'Vom Portal abgewiesen';
    case 'closed-elsewhere':
      return `${detail.desk === undefined ? 'Anderswo geschlossen' : `Geschlossen an: ${detail.desk}`}${detail.outcome === undefined ? '' : `: ${OUTCOME[detail.outcome]}`}`;
    case 'email-queued':
      return `E-Mail geschrieben${emailWords(detail)}`;
    case 'email-accepted':
      return `E-Mail vom Mailserver angenommen${emailWords(detail)}`;
    case 'email-refused':
      return `E-Mail abgewiesen${emailWords(detail)}`;
    case 'email-retried':
      return `E-Mail erneut versucht${emailWords(detail)}`;
    case 'called-instead':
      return 'Angerufen statt E-Mail';
    case 'call-listed':
      return 'Auf die Anrufliste gesetzt';
    case 'call-done':
      return 'Angerufen';
    case 'call-attempted':
      return `Angerufen, nicht mitgeteilt${detail.callOutcome === undefined ? '' : `: ${CALL_OUTCOME[detail.callOutcome]}`}`;
    case 'signed-in':
      return 'Angemeldet';
    case 'sign-in-failed':
      return 'Anmeldung mit falscher PIN oder Passphrase versucht';
    case 'locked':
      return 'Arbeitsplatz gesperrt';
    case 'user-added':
      return `Benutzer hinzugefügt${userWords(detail)}`;
    case 'user-changed':
      return `Benutzer geändert${userWords(detail)}`;
    case 'user-removed':
      return `Benutzer entfernt${userWords(detail)}`;
    case 'secret-changed':
      return `PIN oder Passphrase geändert${userWords(detail)}`;
    case 'recovery-key-used':
      return `Neue PIN oder Passphrase mit dem Wiederherstellungsschlüssel gesetzt${userWords(detail)}`;
    case 'recovery-key-refused':
      return 'Falschen Wiederherstellungsschlüssel versucht';
    case 'call-undone':
      return `Rückgängig gemacht: ${detail.callOutcome === undefined ? 'Angerufen' : CALL_OUTCOME[detail.callOutcome]}`;
    case 'call-dismissed':
      return 'Von der Anrufliste genommen: nichts mehr mitzuteilen';
    case 'address-corrected':
      return 'E-Mail-Adresse berichtigt';
    case 'address-kept':
      return 'E-Mail-Adresse des Portals behalten';
    case 'phone-corrected':
      return 'Telefonnummer berichtigt';
    case 'phone-kept':
      return 'Telefonnummer des Portals behalten';
    case 'conflict-dismissed':
      return 'Änderung von anderswo zur Kenntnis genommen';
    case 'double-booking-dismissed':
      return `Zur Kenntnis genommen, dass zur selben Zeit ein anderer Termin liegt${detail.patientName === undefined ? '' : `: ${detail.patientName}`}`;
    case 'email-dismissed':
      return `E-Mail aufgegeben: galt nicht mehr${emailWords(detail)}`;
    case 'noted':
      return 'Notiz';
    case 'snoozed':
      return 'Zurückgestellt';
    case 'woken':
      return 'In den Eingang zurückgeholt';
    case 'backup-restored':
      return 'Die Datenbank wurde durch eine Sicherung ersetzt';
    case 'record-fault-noted':
      return 'Notiert, was mit dem Protokoll nicht stimmt';
    case 'keys-change-asked':
      return 'Hat neue Schlüssel für den nächsten Start angefordert';
    case 'keys-change-dropped':
      return 'Hat die heutigen Schlüssel behalten, obwohl neue angefordert waren';
    case 'keys-changed':
      return 'Die Schlüssel der Datenbank und ihr Wiederherstellungsschlüssel wurden geändert';
    case 'looked-at':
      return 'Daten des Patienten geöffnet';
    case 'searched':
      return searchedWords(detail);
    case 'printed':
      return `Gedruckt${takenOutWords(detail)}`;
    case 'exported':
      return `Als Datei gespeichert${takenOutWords(detail)}`;
    case 'settings-changed':
      return 'Einstellungen geändert';
    case 'started':
      return [
        'Reslot wurde gestartet',
        ...(detail.byRecoveryKey ? ['der Wiederherstellungsschlüssel hat die Datenbank geöffnet'] : []),
        ...(detail.afterCrash ? ['es war nicht ordnungsgemäß beendet worden'] : []),
      ].join('; ');
    case 'stopped':
      return 'Reslot wurde beendet';
    case 'unusable-dismissed':
      return 'Unbrauchbaren Eintrag des Portals von der Liste genommen';
    case 'patient-added':
      return `Patient angelegt${detail.patientName === undefined ? '' : `: ${detail.patientName}`}`;
    case 'patient-assigned':
      return `Patient zugeordnet${detail.patientName === undefined ? '' : `: ${detail.patientName}`}`;
  }
}

const SEARCHED: Readonly<Record<NonNullable<HistoryDetail['search']>['where'], string>> = {
  patients: 'In den Patienten gesucht',
  'similar-patients': 'Patienten mit gleichem Namen gesucht',
  requests: 'In den Anfragen gesucht',
  record: 'Im Protokoll gesucht',
};

/** "In den Patienten gesucht, „ana“: 3 gefunden". */
const searchedWords = ({ search }: HistoryDetail): string =>
  search === undefined
    ? 'Gesucht'
    : `${SEARCHED[search.where]}, „${search.text}“: ${search.found === 0 ? 'niemand gefunden' : `${formatCount(search.found)} gefunden`}`;

const TAKEN_OUT: Readonly<Record<TakenOut, string>> = {
  'downtime-sheet': 'Notfallplan',
  'absence-list': 'Liste einer Abwesenheit',
  report: 'Bericht',
  'request-history': 'Verlauf der Anfragen',
  diagnostics: 'Diagnose, ohne Patienten',
  'recovery-key': 'Wiederherstellungsschlüssel',
  'new-recovery-key': 'ein neuer Wiederherstellungsschlüssel, der angezeigt wurde',
  record: 'Protokoll',
};

const takenOutWords = ({ takenOut, patientName }: HistoryDetail): string => {
  if (takenOut === undefined) return '';
  return `: ${TAKEN_OUT[takenOut]}${patientName === undefined ? '' : ` für „${patientName}“`}`;
};

/** "rules.undoSeconds: 10, vorher 5"; of a secret that it was changed, and no more. */
const settingWords = ({ setting, from, to }: NonNullable<HistoryDetail['settings']>[number]): string => {
  if (from === '' && to === '') return `${setting} geändert`;
  return `${setting}: ${to === '' ? 'leer' : to}, vorher ${from === '' ? 'leer' : from}`;
};

/** "Antwort im Portal auf den Vorschlag, von Ana Flores: unter Vorbehalt angenommen". */
const answered = ({ patientName, answer, answerTo, to }: HistoryDetail): string => {
  const what =
    answerTo === 'visit' ? 'den Termin' : to === undefined ? 'den Vorschlag' : 'eine vorgeschlagene Zeit';
  return `Antwort im Portal auf ${what}, von ${patientName ?? 'jemandem'}: ${ANSWERED[answer ?? 'needs-action']}`;
};

function decided(detail: HistoryDetail): string {
  if (detail.command === 'record-answer' && detail.answer !== undefined) {
    return `Telefonische Antwort des Patienten eingetragen: ${ANSWERED[detail.answer]}`;
  }
  if (detail.command === 'set-status' && detail.status !== undefined)
    return `Status: ${STATUS[detail.status]}`;
  return detail.command === undefined ? 'Entschieden' : commandWords(detail.command);
}

/** What the record says was done. It is never rewritten: a line may be of a version that knew other commands. */
const commandWords = (command: string): string =>
  isCommandType(command) ? COMMAND[command] : `Auf andere Weise entschieden (${command})`;

const emailWords = (detail: HistoryDetail): string =>
  detail.emailKind === undefined ? '' : `: ${EMAIL_KIND[detail.emailKind] ?? detail.emailKind}`;

function details(detail: HistoryDetail, { zone, now }: Telling): string[] {
  const lines: string[] = [];
  const span = (time: { start: number; end: number }): string => shortRange(time.start, time.end, now, zone);
  if (detail.from !== undefined && detail.to !== undefined)
    lines.push(
      `Von ${span(detail.from)} auf ${[detail.to, ...(detail.alternatives ?? [])].map(span).join(' oder ')}`,
    );
  else if (detail.to !== undefined) lines.push(`Zeit: ${span(detail.to)}`);
  else if (detail.from !== undefined) lines.push(`Zeit: ${span(detail.from)}`);
  if (detail.sharedWith !== undefined) lines.push(alsoOffered(detail.sharedWith));
  if (detail.visitType) lines.push(`Terminart: ${detail.visitType}`);
  if (detail.practitionerName !== undefined) lines.push(`Behandler: ${detail.practitionerName}`);
  if (detail.reason) lines.push(`Grund: ${detail.reason}`);
  if (detail.message) lines.push(`Nachricht: ${detail.message}`);
  const suggested = detail.suggested && suggestedTime(detail.suggested, { zone, now });
  if (suggested) lines.push(`Genannte Zeit: ${suggested}`);
  if (detail.lateCharge !== undefined) lines.push(`Kurzfristige Absage: ${LATE_CHARGE[detail.lateCharge]}`);
  if (detail.overrideReason) lines.push(overrideLine(detail));
  if (detail.fromAddress) lines.push(`Von: ${detail.fromAddress}`);
  if (detail.toAddress) lines.push(`An: ${detail.toAddress}`);
  if (detail.fromPhone) lines.push(`Bisher: ${detail.fromPhone}`);
  if (detail.toPhone) lines.push(`Neu: ${detail.toPhone}`);
  if (detail.subject) lines.push(`Betreff: ${detail.subject}`);
  if (detail.error) lines.push(`Antwort: ${detail.error}`);
  if (detail.again !== undefined) lines.push(`Erneut anzurufen: ${shortDateTime(detail.again, now, zone)}`);
  if (detail.until !== undefined) lines.push(`Bis ${shortDateTime(detail.until, now, zone)}`);
  if (detail.backupOf !== undefined)
    lines.push(`Die Sicherung wurde erstellt: ${shortDateTime(detail.backupOf, now, zone)}`);
  if (detail.reached !== undefined) lines.push(`Das Protokoll reichte bis Zeile ${detail.reached}`);
  if (detail.note) lines.push(`Notiz: ${detail.note}`);
  if (detail.file) lines.push(`Datei: ${detail.file}`);
  for (const setting of detail.settings ?? []) lines.push(settingWords(setting));
  if (detail.version) lines.push(`Version ${detail.version}`);
  return lines;
}

/** "Gebucht über Ann Smith, an einem Schließtag (Thanksgiving), Grund: sie hat darum gebeten". */
function overrideLine({
  overrideOf,
  overrideClosedDay,
  overrideOutsideHours,
  overrideOwnHours,
  overrideUnavailable = [],
  overrideReason,
}: HistoryDetail): string {
  const over = overrideOf === undefined || overrideOf.length === 0 ? '' : ` über ${overrideOf.join(', ')}`;
  const closed =
    overrideClosedDay === undefined ? '' : ` an einem Schließtag (${closureWords(overrideClosedDay)})`;
  const outside = !overrideOutsideHours
    ? ''
    : overrideOwnHours
      ? ' außerhalb der Sprechzeiten des Behandlers'
      : ' außerhalb der Öffnungszeiten';
  const without = overrideUnavailable
    .map(({ why, reason }) =>
      why === 'away'
        ? ' während der Abwesenheit des Behandlers'
        : ` in einer Sperrzeit${reason === '' ? '' : ` (${reason})`}`,
    )
    .join('');
  return `Gebucht${over}${closed}${outside}${without}, Grund: ${overrideReason}`;
}
