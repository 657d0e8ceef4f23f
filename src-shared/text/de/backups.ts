import type { BackupHolds, RestoredFrom } from '../../domain/backups.ts';
import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { HeadFault, LostByRestoring, RecordNoted, RecordView } from '../../ipc/backup-views.ts';
import { sinceWords } from './attention.ts';
import { capitalized } from './common.ts';
import { formatCount, LOCALE, plural } from './locale.ts';

/** Every sentence about backups in the window. */
export const backupsText = {
  about:
    'Solange Reslot läuft, erstellt es in jeder Stunde, in der sich etwas geändert hat, eine Sicherung und prüft sie. Die jeweils letzte aus 24 Stunden und aus 14 Tagen wird aufbewahrt, auf kleinen Datenträgern weniger.',
  loading: 'Sicherungen werden gesucht …',
  folder: 'Ordner',
  otherDisk:
    'Sie liegen auf dem Datenträger dieses Computers: Fällt er aus, sind auch sie verloren. Nehmen Sie diesen Ordner in die eigene Datensicherung der Praxis auf. Er enthält Patientendaten.',
  makeNow: 'Jetzt sichern',
  making: 'Sicherung wird erstellt',
  made: 'Die Sicherung wurde erstellt und geprüft.',
  list: 'Sicherungen',
  none: 'Es gibt noch keine Sicherung. Die erste wird zwei Minuten nach dem Start von Reslot erstellt.',
  columns: { when: 'Wann', holds: 'Inhalt', size: 'Größe' },
  unreadable: 'Sie lässt sich nicht mehr lesen.',
  restore: 'Wiederherstellen …',
  restoreOf: (when: string): string => `Sicherung wiederherstellen: ${when}`,
  restoreTitle: 'Sicherung wiederherstellen',
  restoreNow: 'Wiederherstellen',
  restoring: 'Wird wiederhergestellt …',
  whatHappens:
    'Dieser Arbeitsplatz kehrt auf den damaligen Stand zurück. Was das Portal seitdem erreicht hat, kommt von dort zurück, auch Entscheidungen, sobald es erreichbar ist.',
  isLost:
    'Was seitdem nur dieser Computer hatte, geht verloren: Entwürfe, Anrufnotizen und als erledigt markierte Anrufe, Einstellungen und Zeilen des Verlaufs, die nicht im Portal stehen.',
  staysBeside: 'Die jetzige Datenbank bleibt unter anderem Namen im Ordner von Reslot erhalten.',
  twice:
    'Eine E-Mail, die damals wartete und seitdem hinausgegangen ist, kann einen Patienten ein zweites Mal erreichen, Wort für Wort.',
  recovery: 'Wiederherstellungsschlüssel',
  recoveryAbout:
    'Die Datenbank und ihre Sicherungen sind verschlüsselt, mit einem Schlüssel, den dieser Computer für den angemeldeten Benutzer aufbewahrt. Geht der Computer oder das Passwort dieses Benutzers verloren, öffnet sie nur der Wiederherstellungsschlüssel.',
  recoveryNone:
    'Es wurde noch keiner erstellt. Erstellen Sie jetzt einen, schreiben Sie ihn auf, und bewahren Sie ihn getrennt von diesem Computer auf.',
  makeRecovery: 'Wiederherstellungsschlüssel erstellen …',
  replaceRecovery: 'Neuen erstellen …',
  recoveryReplaces:
    'Sobald es einen neuen gibt, öffnet dieser hier nichts mehr. Zusammen mit einer älteren Kopie dieses Ordners öffnet er weiterhin alles: Wenn ihn jemand gesehen haben könnte, ändern Sie die Schlüssel.',
  recoveryTitle: 'Ihr Wiederherstellungsschlüssel',
  recoveryOnce:
    'Drucken Sie ihn jetzt, oder schreiben Sie ihn auf: Er wird nur dieses eine Mal gezeigt und nirgendwo sonst. Wer ihn und diesen Ordner hat, kann alles lesen. Sechs Gruppen aus fünf Zeichen; O ist immer eine Null, I und L sind immer eine Eins.',
  recoveryPrint: 'Drucken',
  recoveryPrinted: 'Er ist beim Drucker. Bewahren Sie die Seite nicht bei diesem Computer auf.',
  recoveryWritten: 'Ich habe ihn auf Papier',
  recoveryMissing:
    'Es wurde kein Wiederherstellungsschlüssel erstellt: Geht der Schlüsselspeicher dieses Computers verloren, kann niemand seine Datenbank und Sicherungen lesen.',
  record: 'Das Protokoll',
  checkRecord: 'Protokoll prüfen',
  checkingRecord: 'Protokoll wird geprüft',
  recordChecked: 'Jede Zeile wurde geprüft.',
  recordKnown: 'Was darüber bekannt ist',
  recordKnownHelp: 'Wer gefragt wurde und was die Antwort war: Es steht mit Ihrem Namen im Protokoll.',
  recordKnownMissing: 'Schreiben Sie, was darüber bekannt ist.',
  noteRecord: 'Notieren',
  recordUnchecked: 'Es wird geprüft, sobald Reslot einen Moment läuft.',
  settingsButton: 'Einstellungen öffnen',
  understood: 'Verstanden',
};

/** The recovery key on paper. */
export const recoverySheet = {
  title: 'Wiederherstellungsschlüssel',
  paragraphs: [
    'Dieser Schlüssel öffnet die Datenbank dieses Arbeitsplatzes und ihre Sicherungen, wenn der Schlüsselspeicher des Computers es nicht tut: Der Computer ist verloren oder neu eingerichtet, oder das Passwort seines Benutzers wurde zurückgesetzt.',
    'Wer diese Seite und die Daten des Arbeitsplatzes hat, kann alles lesen. Bewahren Sie sie verschlossen auf, und nicht beim Computer oder seinen Sicherungen. Ein neuerer Wiederherstellungsschlüssel ersetzt diesen: Vernichten Sie dann die Seite.',
    'Um ihn zu verwenden, starten Sie Reslot: Das Fenster fragt danach, wenn der Schlüsselspeicher des Computers die Datenbank nicht öffnet. Wo es kein Fenster gibt, tippen Sie ihn in eine Textdatei, starten Reslot mit --recovery-key-file=DATEI und löschen die Datei danach. Großbuchstaben und Bindestriche spielen keine Rolle; O ist immer eine Null, I und L sind immer eine Eins. Eine falsch getippte Gruppe wird genannt.',
    'An einem Arbeitsplatz, der sich öffnen lässt, kann damit auch eine neue PIN festlegen, wer die Rolle Leitung hat und die eigene vergessen hat.',
  ],
};

/** Changing the key of the database and the recovery key. */
export const keysText = {
  title: 'Schlüssel ändern',
  about:
    'Wenn der Wiederherstellungsschlüssel verloren ging, jemand ihn gesehen hat, der ihn nicht haben soll, oder jemand aus der Leitung geht: Die Datenbank und ihre Sicherungen bekommen einen neuen Schlüssel und damit einen neuen Wiederherstellungsschlüssel. Die heutigen öffnen hier dann nichts mehr.',
  change: 'Schlüssel ändern …',
  first:
    'Zuerst wird der neue Wiederherstellungsschlüssel gezeigt, dieses eine Mal: Drucken Sie ihn, oder schreiben Sie ihn auf. Solange er nicht auf Papier steht, wird nichts geändert.',
  afterwards:
    'Die Sicherungen und die Kopien neben der Datenbank folgen, während Reslot läuft. Was sich nicht neu verschlüsseln lässt, wird hier genannt.',
  elsewhere:
    'Kopien der Sicherungen an anderen Orten (die Datensicherung der Praxis, ein USB-Stick) behalten die heutigen Schlüssel: Wer eine davon und den heutigen Wiederherstellungsschlüssel hat, kann sie lesen. Löschen Sie sie, oder halten Sie das Blatt unter Verschluss, solange es sie gibt.',
  showNew: 'Neuen Wiederherstellungsschlüssel zeigen',
  countsLater:
    'Noch ist nichts geändert. Sobald Sie ihn auf Papier haben, werden die Schlüssel beim nächsten Start von Reslot geändert; bewahren Sie das Blatt des heutigen bis dahin auf.',
  shownAlready: 'Der, der mit den neuen Schlüsseln gezeigt wurde, öffnet sie schon.',
  keep: 'Heutige Schlüssel behalten',
  restart: 'Jetzt neu starten',
  renewing: 'Sicherungen und Kopien werden mit dem neuen Schlüssel verschlüsselt …',
  leftBehind:
    'Diese ließen sich nicht mit dem neuen Schlüssel verschlüsseln: Der vorige öffnet sie noch. Der nächste Start versucht es erneut. Löschen Sie, was nicht mehr gebraucht wird:',
};

const howLong = (seconds: number): string => {
  if (seconds <= 10) return 'einige Sekunden';
  return seconds <= 60 ? 'weniger als eine Minute' : `etwa ${formatCount(Math.ceil(seconds / 60))} Minuten`;
};

/** What the next start will do. */
export const keysNextStart = (seconds: number): string =>
  `Die Schlüssel werden beim nächsten Start von Reslot geändert, der dann ${howLong(seconds)} länger dauert. Wird der Computer dabei ausgeschaltet, geht nichts verloren: Der folgende Start macht den Rest.`;

/** They have been asked for. */
export const keysAsked = (seconds: number): string =>
  `Die Schlüssel werden beim nächsten Start von Reslot geändert, der dann ${howLong(seconds)} länger dauert. Bis dahin gilt auch der bisherige Wiederherstellungsschlüssel: Vernichten Sie sein Blatt, sobald die Schlüssel geändert sind.`;

/** When the recovery key was made. */
export const recoveryMade = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `Der Schlüssel, der sie öffnet, wurde erstellt: ${sinceWords(at, now, zone)}.`;

/** "Heute, 09:14". */
export const backupWhen = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  capitalized(sinceWords(at, now, zone));

/** "312 Termine, 80 Patienten, 12 offene Anfragen". */
export const backupHoldsWords = ({ appointments, patients, openRequests, waiting }: BackupHolds): string =>
  [
    plural(appointments, '1 Termin', `${formatCount(appointments)} Termine`),
    plural(patients, '1 Patient', `${formatCount(patients)} Patienten`),
    plural(openRequests, '1 offene Anfrage', `${formatCount(openRequests)} offene Anfragen`),
    ...(waiting > 0
      ? [plural(waiting, '1 wartet auf Abgleich', `${formatCount(waiting)} warten auf Abgleich`)]
      : []),
  ].join(', ');

const oneDigit = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "12 MB", "1,4 MB": in steps of 1000, as a disk's maker counts. */
export function sizeWords(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = Math.max(bytes, 1) / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? oneDigit.format(value) : formatCount(Math.round(value))} ${units[unit]}`;
}

/** What restoring would lose that can be counted. */
export function lostWords({ decisions, waiting }: LostByRestoring): string {
  if (decisions === 0) return 'Seitdem wurde an diesem Arbeitsplatz nichts entschieden.';
  const made = plural(
    decisions,
    'Seitdem wurde an diesem Arbeitsplatz 1 Entscheidung getroffen',
    `Seitdem wurden an diesem Arbeitsplatz ${formatCount(decisions)} Entscheidungen getroffen`,
  );
  if (waiting === 0)
    return `${made}; ${plural(decisions, 'sie hat das Portal erreicht und kommt', 'alle haben das Portal erreicht und kommen')} zurück.`;
  return `${made}. ${plural(
    waiting,
    '1 davon hat das Portal nicht erreicht und ginge verloren: Warten Sie, bis sie abgeglichen ist, oder schreiben Sie sie auf.',
    `${formatCount(waiting)} davon haben das Portal nicht erreicht und gingen verloren: Warten Sie, bis sie abgeglichen sind, oder schreiben Sie sie auf.`,
  )}`;
}

/** What a restore has done, for whoever comes to the desk afterwards. */
export function restoredWords(
  { madeAt, inDoubt, toLookAt }: RestoredFrom,
  now: EpochMs,
  zone: ZoneId,
): string {
  const done = `Eine Sicherung wurde wiederhergestellt (${sinceWords(madeAt, now, zone)}). Was das Portal seitdem erreicht hat, kommt von dort zurück.`;
  const doubt =
    inDoubt === 0
      ? ''
      : plural(
          inDoubt,
          ' 1 Entscheidung war damals unterwegs: Das Portal wird gefragt, ob sie angekommen ist.',
          ` ${formatCount(inDoubt)} Entscheidungen waren damals unterwegs: Das Portal wird gefragt, ob sie angekommen sind.`,
        );
  const look =
    toLookAt === 0
      ? ''
      : ` ${plural(toLookAt, '1 Entscheidung ließ', `${formatCount(toLookAt)} Entscheidungen ließen`)} sich damals noch rückgängig machen: Bitte sehen Sie unter „Zu klären“ nach.`;
  return `${done}${doubt}${look}`;
}

const ASK_SOMEBODY =
  'Behalten Sie die Sicherungen, und verständigen Sie, wer für Ihre Aufzeichnungen verantwortlich ist.';

/** Whether the record is what was written. */
export function recordWords({ lines, faults, first }: RecordView): string {
  if (faults === 0)
    return `Seit diesem Start geprüft: ${plural(lines, '1 Zeile, wie sie geschrieben wurde', `${formatCount(lines)} Zeilen, alle, wie sie geschrieben wurden`)}.`;
  const more =
    faults === 1
      ? ''
      : ` und an ${plural(faults - 1, '1 weiteren Stelle', `${formatCount(faults - 1)} weiteren Stellen`)}`;
  return `Das Protokoll dieses Arbeitsplatzes wurde von etwas anderem als Reslot geändert, oder Zeilen wurden daraus entfernt: Das zeigt sich in Zeile ${formatCount(first ?? 0)}${more}. ${ASK_SOMEBODY}`;
}

/** What does not fit between the record and the file beside the database. */
export function recordHeadWords(head: HeadFault): string {
  switch (head.is) {
    case 'gone':
      return `Die Datei, die sagt, wie weit das Protokoll dieses Arbeitsplatzes reichte, fehlt: Jemand hat sie entfernt oder die Datenbank ohne sie hierhergebracht. ${ASK_SOMEBODY}`;
    case 'unreadable':
      return `Die Datei, die sagt, wie weit das Protokoll dieses Arbeitsplatzes reichte, lässt sich nicht lesen. ${ASK_SOMEBODY}`;
    case 'elsewhere':
      return `Das Protokoll dieses Arbeitsplatzes reichte bis Zeile ${formatCount(head.reached)} und geht von dort nicht weiter: Etwas anderes als Reslot hat eine ältere oder eine andere Datenbank an seine Stelle gesetzt. ${ASK_SOMEBODY}`;
  }
}

/** "Notiert heute, 09:14, von Robin Field: …". */
export const recordNotedWords = ({ at, by, reason }: RecordNoted, now: EpochMs, zone: ZoneId): string =>
  `Notiert ${sinceWords(at, now, zone)}, von ${by}: ${reason}`;

/** No backup could be made for more than a day. */
export const noBackupSince = (since: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `Von diesem Arbeitsplatz konnte keine Sicherung erstellt werden seit: ${sinceWords(since, now, zone)}. Warum, steht in den Einstellungen.`;
