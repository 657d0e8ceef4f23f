import type { ClaimError, KeyError, OpenError } from '../../start-errors.ts';

/** Why the program does not start, as the person in front of it reads it. */

export function claimSentence(error: ClaimError, dataDir: string): string {
  switch (error.code) {
    case 'running':
      return `Reslot läuft schon mit dem Datenverzeichnis ${dataDir}.`;
    case 'strange':
      return `${error.path} ist nicht die Sperre, die Reslot dort ablegt: Verschieben Sie sie, oder wählen Sie mit --data-dir ein anderes Verzeichnis.`;
    case 'unwritable':
      return dataDirUnwritable(dataDir);
  }
}

/** To whoever starts the program while the one before is ending. */
export const STILL_CLOSING: string =
  'Reslot wird gerade geschlossen und schreibt noch, was zu schreiben ist. Bitte starten Sie es in einigen Sekunden noch einmal.';

export function dataDirUnwritable(dataDir: string): string {
  return `In das Datenverzeichnis ${dataDir} kann nicht geschrieben werden: Wählen Sie ein anderes, oder bitten Sie um das Recht, dort zu schreiben.`;
}

/** The desk starts all the same. */
export function noLog(path: string): string {
  return `In ${path} kann kein Log geschrieben werden: Reslot arbeitet ohne.`;
}

export function diskFull(path: string): string {
  return `Der Datenträger ist voll: In ${path} kann nicht geschrieben werden. Schaffen Sie Platz auf dem Datenträger, auf dem es liegt, und starten Sie Reslot neu.`;
}

export function belongsToSomebodyElse(path: string): string {
  return `${path} gehört einem anderen Benutzer dieses Computers, der es lesen und ändern könnte: Wählen Sie mit --data-dir ein eigenes Verzeichnis.`;
}

export function databaseSentence(error: OpenError): string {
  switch (error.code) {
    case 'database-newer':
      return `Die Datenbank ${error.path} wurde von einer neueren Version von Reslot geschrieben: Installieren Sie diese Version. Nichts wurde geändert.`;
    case 'database-corrupt':
      return `Die Datenbank ${error.path} ist beschädigt und wurde so gelassen, wie sie ist: Starten Sie Reslot mit --restore-backup, um mit der neuesten guten Sicherung weiterzuarbeiten, oder verschieben Sie die Datenbank, um neu zu beginnen.`;
    case 'database-locked':
      return `Die Datenbank ${error.path} ist mit einem anderen Schlüssel verschlüsselt, als dieser Arbeitsplatz hat, und wurde so gelassen, wie sie ist. Legen Sie keys.json wieder neben sie, so wie sie war, als die Datenbank zuletzt benutzt wurde (eine Kopie liegt bei den Sicherungen), und starten Sie Reslot neu; oder starten Sie es mit --restore-backup=DATEI, um mit einer Sicherung weiterzuarbeiten, die dieser Schlüssel öffnet.`;
    case 'disk-full':
      return diskFull(error.path);
    case 'database-unwritable':
      return `In die Datenbank ${error.path} kann nicht geschrieben werden (${error.detail}).`;
    case 'database-foreign':
      return `Die Datenbank ${error.path} wurde von einem anderen Programm angelegt und so gelassen, wie sie ist: Wählen Sie mit --data-dir ein anderes Verzeichnis.`;
    case 'database-other-kind':
      if (error.found === 'demo')
        return `Die Datenbank ${error.path} enthält die Daten der Demo-Praxis und wurde so gelassen, wie sie ist: Wählen Sie für einen eigenen Arbeitsplatz mit --data-dir ein anderes Verzeichnis.`;
      return error.marked
        ? `Die Datenbank ${error.path} gehört einer Praxis und wurde so gelassen, wie sie ist: Wählen Sie für die Demo-Praxis mit --data-dir ein anderes Verzeichnis.`
        : `Die Datenbank ${error.path} ist nicht als die der Demo-Praxis gekennzeichnet, gilt deshalb als die einer Praxis und wurde so gelassen, wie sie ist: Wählen Sie für die Demo-Praxis mit --data-dir ein anderes Verzeichnis.`;
    case 'database-busy':
      return `Die Datenbank ${error.path} wird von einem anderen Programm benutzt: Schließen Sie es, oder warten Sie, bis es fertig ist, und starten Sie Reslot neu.`;
  }
}

export function keySentence(error: KeyError): string {
  switch (error.code) {
    case 'no-key-store':
      return 'Dieser Computer hat keinen Schlüsselspeicher, der den Schlüssel der Datenbank aufbewahrt, und ohne ihn werden keine Patientendaten geschrieben. Richten Sie unter Linux einen Schlüsselbund ein und entsperren Sie ihn (GNOME-Schlüsselbund oder KWallet); melden Sie sich unter Windows und macOS als der Benutzer an, dem dieser Arbeitsplatz gehört. Starten Sie Reslot dann neu.';
    case 'key-file-gone':
      return `Die Datei ${error.path}, in der der Schlüssel der Datenbank steht, fehlt, und die Datenbank ist verschlüsselt. Legen Sie sie zurück: Eine Kopie liegt bei den Sicherungen, als keys.json. Nichts wurde geändert.`;
    case 'key-file-damaged':
      return `Die Datei ${error.path}, in der der Schlüssel der Datenbank steht, ist beschädigt. Legen Sie sie zurück: Eine Kopie liegt bei den Sicherungen, als keys.json. Nichts wurde geändert.`;
    case 'key-lost':
      return error.recoverable
        ? 'Der Schlüsselspeicher dieses Computers gibt den Schlüssel der Datenbank nicht heraus. Entsperren Sie ihn, und starten Sie Reslot neu; oder tippen Sie den Wiederherstellungsschlüssel in eine Textdatei, und starten Sie Reslot einmal mit --recovery-key-file=DATEI. Nichts wurde geändert.'
        : 'Der Schlüsselspeicher dieses Computers gibt den Schlüssel der Datenbank nicht heraus, und es wurde nie ein Wiederherstellungsschlüssel erstellt. Entsperren Sie den Schlüsselspeicher, oder melden Sie sich als der Benutzer an, unter dem der Arbeitsplatz zuletzt benutzt wurde, und starten Sie Reslot neu. Nichts wurde geändert.';
    case 'recovery-key-mistyped':
      return error.group === null
        ? 'Der Wiederherstellungsschlüssel hat sechs Gruppen aus fünf Zeichen: Einige fehlen, oder es sind zu viele. Nichts wurde geändert.'
        : `In Gruppe ${error.group} des Wiederherstellungsschlüssels ist etwas falsch getippt. Nichts wurde geändert.`;
    case 'recovery-key-wrong':
      return 'Das ist ein Wiederherstellungsschlüssel, aber nicht der für diese Datenbank: Vielleicht wurde seitdem ein neuerer erstellt. Nichts wurde geändert.';
  }
}

/** In the window, where the recovery key is typed. */
export const recoveryText = {
  title: 'Wiederherstellungsschlüssel eingeben',
  hint: 'Der Schlüsselspeicher dieses Computers gibt den Schlüssel der Datenbank nicht heraus. Nichts ist verloren: Der Wiederherstellungsschlüssel öffnet sie.',
  open: 'Arbeitsplatz öffnen',
  opening: 'Arbeitsplatz wird geöffnet …',
  foot: 'Wenn der Schlüsselspeicher nur gesperrt ist, schließen Sie Reslot, entsperren Sie ihn, und starten Sie neu. Der Wiederherstellungsschlüssel wird nicht aufbewahrt. Nimmt der Schlüsselspeicher den eigenen Schlüssel der Datenbank wieder an, wird beim nächsten Mal nicht mehr danach gefragt.',
};

/** To the terminal, while a window waits for the recovery key. */
export const ASKS_FOR_RECOVERY_KEY: string =
  'Der Schlüsselspeicher dieses Computers gibt den Schlüssel der Datenbank nicht heraus. Geben Sie den Wiederherstellungsschlüssel in das Fenster von Reslot ein; oder schließen Sie es, und starten Sie Reslot einmal mit --recovery-key-file=DATEI.';

/** To the terminal, once a database of an earlier version has been encrypted. */
export function encrypted(path: string): string {
  return `Die Datenbank ${path} lag im Klartext vor und ist jetzt verschlüsselt. Was sie im Klartext enthielt, wurde überschrieben.`;
}

/** To the terminal, before and after the key of a database is changed. */
export function changingKeys(path: string): string {
  return `Neue Schlüssel wurden angefordert: Die Datenbank ${path} wird neu verschlüsselt.`;
}

export function keysChanged(path: string): string {
  return `Die Schlüssel der Datenbank ${path} wurden geändert. Ihre Sicherungen folgen, während Reslot läuft.`;
}

/** While it is tried again. */
export function waitingForDatabase(path: string): string {
  return `Ein anderes Programm benutzt die Datenbank ${path} (eine Datensicherung oder ein Virenscanner?): Reslot wartet darauf.`;
}

/** Where the demo clinic was asked for and does not stand beside the program. */
export const NO_DEMO: string =
  'Die Demo-Praxis ist kein Teil dieses Programms. Starten Sie es ohne --demo, um Ihr eigenes Portal zu verbinden; npm start in seinen Quellen öffnet die Demo-Praxis.';

export function unexpected(error: unknown, why: 'disk-full' | 'unwritable' | null, dataDir: string): string {
  if (why !== null) return why === 'disk-full' ? diskFull(dataDir) : dataDirUnwritable(dataDir);
  // Not its message, which may quote data: the sentence also stands on the terminal, and in what keeps that.
  const kind = error instanceof Error ? ` (${error.name})` : '';
  return `Reslot konnte wegen eines Fehlers im Programm nicht gestartet werden${kind}.`;
}

/** The database is damaged: which ways on there are. */
export const damagedText = {
  title: 'Reslot',
  message: 'Die Datenbank von Reslot ist beschädigt.',
  restore: 'Sicherung wiederherstellen',
  anew: 'Neu beginnen',
  close: 'Reslot schließen',
};

/** `backup`: what the newest good one holds, and when it was made; null where there is none. */
export function damagedDetail(
  path: string,
  backup: { readonly when: string; readonly holds: string } | null,
): string {
  const restore =
    backup === null
      ? 'Auf diesem Computer gibt es keine gute Sicherung. Wenn Sie anderswo eine haben, schließen Sie Reslot und starten Sie es mit --restore-backup=DATEI.'
      : `Die neueste gute Sicherung: ${backup.when}; ${backup.holds}. Was das Portal seitdem erreicht hat, kommt von dort zurück. Was seitdem nur dieser Computer hatte, geht verloren: Entscheidungen, die das Portal nicht erreicht hatten, Entwürfe, Anrufnotizen, Einstellungen.`;
  const anew =
    'Neu beginnen: Kalender und Anfragen kommen aus dem Portal zurück. Alles, was nur dieser Computer hat, geht verloren: Entscheidungen, die das Portal nicht erreicht hatten, wartende E-Mails, Entwürfe, der Verlauf, alle Einstellungen und die Verbindung zum Portal.';
  return `${restore}\n\n${anew}\n\nDie beschädigte Datenbank bleibt in jedem Fall erhalten: ${path}`;
}

/** To the terminal, once a backup stands in the place of the database. */
export function restored(when: string, aside: string | null): string {
  const done = `Die Sicherung wurde wiederhergestellt (${when}).`;
  return aside === null ? done : `${done} Die bisherige Datenbank bleibt erhalten: ${aside}`;
}

export function notRestored(sentence: string): string {
  return `Es wurde keine Sicherung wiederhergestellt, und nichts wurde geändert. ${sentence}`;
}

/** What is wrong with the command line. */
export const argumentText = {
  needsValue: (name: string): string => `--${name} braucht einen Wert: --${name}=…`,
  freshBackup:
    'Wählen Sie eines von beiden: --fresh beginnt neu, --restore-backup kehrt zu einer Sicherung zurück.',
  freshAlone: '--fresh gibt es nur für die Demo-Praxis: Verwenden Sie es zusammen mit --demo.',
  recoveryKeyFile: (path: string): string =>
    `Der Wiederherstellungsschlüssel lässt sich aus ${path} nicht lesen.`,
  ports: '--demo-ports braucht drei Portnummern: Portal,Postfach,SMTP.',
  now: '--now braucht einen Zeitpunkt mit Zeitzonenabstand, etwa 2026-11-20T15:00:00Z.',
  refusedSwitch: (name: string): string =>
    `Ein installiertes Reslot startet nicht mit --${name}: Damit könnte ein anderes Programm lesen oder ändern, was Reslot zeigt und speichert. Starten Sie es ohne.`,
};
