import type { AppError, ErrorCode } from '../../errors.ts';

/** One sentence for each way a command can be refused: what is so, and what to do next. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, string>> = {
  'bad-input':
    'Diese Eingabe lässt sich so nicht verwenden. Prüfen Sie die Felder und versuchen Sie es erneut.',
  'unknown-command':
    'Dieses Fenster und das Programm passen nicht zusammen. Schließen Sie Reslot und starten Sie es neu.',
  'forbidden-sender': 'Dieses Fenster darf das nicht. Schließen Sie Reslot und starten Sie es neu.',
  internal:
    'In Reslot ist ein Fehler aufgetreten, und nichts wurde geändert. Versuchen Sie es erneut; Ihre Eingaben sind erhalten.',
  locked: 'Dieser Arbeitsplatz ist gesperrt. Melden Sie sich zuerst an.',
  'not-allowed':
    'Das ist der Leitung vorbehalten. Bitten Sie die Leitung, es zu tun oder sich an diesem Arbeitsplatz anzumelden (die Schaltfläche mit Ihrem Namen, „Benutzer wechseln“).',
  'sign-in-wrong':
    'Das ist nicht die richtige PIN oder Passphrase. Prüfen Sie Feststelltaste und Num-Feststelltaste, und versuchen Sie es erneut.',
  'sign-in-wait':
    'Zu viele falsche Versuche. Warten Sie, bis die Zeit abgelaufen ist. Wenn Sie Ihre PIN vergessen haben, kann die Leitung Ihnen eine neue geben.',
  'already-set-up': 'Dieser Arbeitsplatz ist schon eingerichtet. Melden Sie sich an.',
  'user-not-found': 'Diese Person meldet sich nicht mehr an diesem Arbeitsplatz an.',
  'user-name-taken':
    'Jemand mit diesem Namen meldet sich schon an diesem Arbeitsplatz an. Fügen Sie zum Beispiel einen Anfangsbuchstaben hinzu.',
  'user-name-nobodys':
    'Unter diesem Namen steht im Protokoll, was ohne Anmeldung geschieht. Fügen Sie zum Beispiel einen Anfangsbuchstaben hinzu.',
  'user-is-you': 'Sie können sich nicht selbst entfernen. Das kann nur jemand anderes mit der Rolle Leitung.',
  'last-manager':
    'Dies ist die einzige Person mit der Rolle Leitung. Geben Sie zuerst jemand anderem diese Rolle.',
  'recovery-key-none':
    'An diesem Arbeitsplatz wurde kein Wiederherstellungsschlüssel erstellt. Bitten Sie jemand anderen mit der Rolle Leitung um eine neue PIN.',
  'recovery-key-typo':
    'Das ist kein vollständiger Wiederherstellungsschlüssel: sechs Gruppen aus fünf Buchstaben und Ziffern. Vergleichen Sie ihn mit dem, was aufgeschrieben wurde.',
  'recovery-key-other':
    'Das ist der Wiederherstellungsschlüssel eines anderen Arbeitsplatzes oder einer, der ersetzt wurde. Suchen Sie den neuesten.',
  'key-file-unreadable':
    'Die Datei keys.json im Ordner von Reslot lässt sich nicht lesen. Legen Sie sie zurück: Eine Kopie liegt bei den Sicherungen.',
  'secret-short': 'Nehmen Sie mindestens sechs Ziffern oder eine Passphrase mit mindestens acht Zeichen.',
  'secret-common': 'Das lässt sich sofort erraten. Nehmen Sie etwas anderes.',
  'request-not-found': 'Diese Anfrage ist nicht mehr da. Aktualisieren Sie die Liste.',
  'patient-not-found': 'Dieser Patient ist nicht mehr im Portal. Wählen Sie einen anderen.',
  'appointment-not-found':
    'Dieser Termin steht nicht mehr im Kalender. Aktualisieren Sie, und sehen Sie noch einmal nach.',
  'decision-not-found': 'Diese Entscheidung ist nicht mehr bekannt. Sehen Sie im Verlauf der Anfrage nach.',
  'item-not-found': 'Dieser Eintrag steht nicht mehr auf der Liste: Jemand hat sich darum gekümmert.',
  'already-resolved': 'Diese Anfrage ist schon geschlossen. Wie, steht in ihrem Verlauf.',
  'snooze-too-long':
    'Bis dahin wäre der Termin oder die gewünschte Zeit vorbei. Wählen Sie eine frühere Zeit, oder entscheiden Sie jetzt.',
  'note-empty': 'Schreiben Sie zuerst etwas.',
  'wrong-kind': 'Das lässt sich bei dieser Art von Anfrage nicht wählen.',
  'no-proposal':
    'Es wartet kein Vorschlag mehr auf den Patienten. Sehen Sie sich die Anfrage noch einmal an, bevor Sie weitermachen.',
  'awaiting-patient':
    'Der Patient hat noch nicht auf den Vorschlag geantwortet. Ziehen Sie den Vorschlag zurück, oder ersetzen Sie ihn.',
  'patient-unmatched':
    'Noch weiß niemand, von wem diese Anfrage ist. Öffnen Sie „Verschieben“ und wählen Sie zuerst den Patienten.',
  'patient-not-bookable':
    'Laut Portal ist dieser Patient verstorben, oder der Datensatz soll so nicht verwendet werden: Für ihn wird nichts Neues gebucht.',
  'patient-differs':
    'Es ist nicht sicher, dass diese Anfrage vom Patienten des Termins selbst stammt, deshalb lässt sie sich nicht erfüllen. Fragen Sie den Patienten, ordnen Sie sie ihm zu, oder schließen Sie sie.',
  'appointment-of-another':
    'Dieser Arbeitsplatz weiß nicht, wessen Termin das ist, deshalb lässt sich die Anfrage niemandem zuordnen. Schließen Sie sie, oder warten Sie, bis das Portal den Patienten zeigt.',
  'appointment-not-active':
    'Der Termin ist nicht mehr gebucht, deshalb lässt er sich weder verschieben noch absagen. Eine Anfrage dazu lässt sich ablehnen.',
  'time-past': 'Diese Zeit ist schon vorbei. Wählen Sie eine spätere.',
  'no-requested-time': 'Der Patient hat keine Zeit genannt. Öffnen Sie „Verschieben“ und wählen Sie eine.',
  'wish-open':
    'Der Patient hat etwas offengelassen, das noch gewählt werden muss: Öffnen Sie „Buchen“ und wählen Sie es.',
  'location-missing': 'Wählen Sie zuerst einen Ort: Noch steht nicht fest, wo der Termin stattfinden soll.',
  'end-before-start': 'Der Termin würde enden, bevor er beginnt. Prüfen Sie Uhrzeit und Dauer.',
  'too-long': 'Ein Termin kann höchstens 12 Stunden dauern. Wählen Sie eine kürzere Dauer.',
  'times-alike': 'Zwei der Zeiten sind gleich. Nehmen Sie eine davon heraus.',
  'offer-taken': 'Die Zeit wurde mehreren Patienten angeboten, und jemand anders hat sie angenommen.',
  'time-not-chosen':
    'Mehrere Zeiten sind vorgeschlagen. Geben Sie an, welche davon der Patient angenommen hat.',
  'nothing-changed': 'Zu dieser Zeit und an diesem Ort ist der Termin schon. Ändern Sie zuerst etwas.',
  'reason-missing': 'Wählen Sie zuerst einen Grund.',
  'message-missing': 'Schreiben Sie zuerst die Nachricht an den Patienten.',
  'message-too-long': 'Die Nachricht ist länger als 1.000 Zeichen. Kürzen Sie sie vor dem Senden.',
  'no-late-charge':
    'Der Kostenhinweis gilt für diese Absage nicht mehr: Es gibt nichts zu berechnen oder zu erlassen. Sehen Sie sich die Anfrage noch einmal an.',
  'not-expired': 'Der Vorschlag ist noch nicht abgelaufen.',
  'own-times-not-taken': 'Die Praxis bittet Patienten, wegen anderer Zeiten anzurufen.',
  'policy-needs-approval':
    'Die Absageregelung verlangt hier eine Zustimmung. Entscheiden Sie selbst über die Anfrage.',
  'over-midnight':
    'Ein Termin endet an dem Tag, an dem er beginnt. Wählen Sie eine frühere Zeit oder eine kürzere Dauer.',
  'status-not-possible':
    'Dieser Wechsel des Status ist nicht direkt möglich. Setzen Sie den Termin zuerst auf „Gebucht“ zurück.',
  'status-too-early': 'Dafür ist es zu früh: Der Termin steht noch bevor.',
  'time-conflict':
    'Diese Zeit ist belegt, oder die Praxis ist dann geschlossen. Wählen Sie eine andere, oder geben Sie an, warum trotzdem gebucht wird.',
  'name-missing': 'Geben Sie den Namen des Patienten ein.',
  'name-too-long': 'Ein Name kann höchstens 200 Zeichen haben. Kürzen Sie ihn.',
  'birth-date-invalid': 'Diesen Tag gibt es im Kalender nicht. Prüfen Sie das Geburtsdatum.',
  'birth-date-future': 'Das Geburtsdatum liegt in der Zukunft. Prüfen Sie es.',
  'birth-date-too-early': 'Das Geburtsdatum liegt mehr als 130 Jahre zurück. Prüfen Sie das Jahr.',
  'phone-invalid':
    'Das ist keine Telefonnummer. Verwenden Sie Ziffern, mit Leerzeichen oder Trennzeichen dazwischen.',
  'email-invalid': 'Das ist keine E-Mail-Adresse. Prüfen Sie sie, oder lassen Sie das Feld leer.',
  'address-invalid': 'Das ist keine E-Mail-Adresse. Prüfen Sie sie.',
  'changed-since-shown': 'Es hat sich geändert, seit Sie es gesehen haben. Sehen Sie es sich noch einmal an.',
  'email-on-its-way':
    'Die letzte E-Mail ist noch unterwegs. Senden Sie sie erneut, wenn sie hinausgegangen ist.',
  'undo-too-late':
    'Zum Rückgängigmachen ist es zu spät: Die Entscheidung hat den Arbeitsplatz verlassen. Wählen Sie stattdessen, was jetzt geschehen soll.',
  'undo-slot-taken':
    'Die Zeit wurde inzwischen an jemand anderen vergeben, deshalb lässt sich das nicht rückgängig machen. Wählen Sie stattdessen, was jetzt geschehen soll.',
  'not-failed': 'Das ist unterwegs oder schon erledigt: Es gibt nichts erneut zu versuchen.',
  'call-again-past': 'Diese Zeit ist vorbei. Wählen Sie eine in der Zukunft.',
  'call-again-too-late': 'Der Patient muss es vorher erfahren. Wählen Sie eine frühere Zeit.',
  'call-still-true':
    'Der Patient soll es noch erfahren, deshalb bleibt es auf der Liste. Wählen Sie „Angerufen“, sobald Sie telefoniert haben.',
  'address-moved':
    'Die hinterlegte Adresse hat sich inzwischen geändert, deshalb wurde nichts getan. Sie wird hier jetzt angezeigt: Sehen Sie sie an, und wählen Sie neu.',
  'phone-moved':
    'Die hinterlegte Telefonnummer hat sich inzwischen geändert, deshalb wurde nichts getan. Sie wird hier jetzt angezeigt: Sehen Sie sie an, und wählen Sie neu.',
  'phone-same': 'Das ist die hinterlegte Nummer.',
  'address-same':
    'Das ist die Adresse, an die es schon versucht wurde. Geben Sie die richtige ein, oder wählen Sie „Erneut versuchen“.',
  'email-outdated':
    'Was in dieser E-Mail steht, gilt nicht mehr, deshalb wurde sie nicht gesendet. Sehen Sie sich den Termin an, und rufen Sie den Patienten an, wenn er es wissen muss.',
  'email-still-true':
    'Was in dieser E-Mail steht, gilt, und der Patient hat es nicht erfahren. Senden Sie sie erneut, oder wählen Sie „Stattdessen angerufen“, sobald Sie telefoniert haben.',
  'read-only':
    'Dieser Arbeitsplatz liest nur aus dem Portal (Einstellungen, Portalverbindung), deshalb lässt sich hier nichts entscheiden oder ändern. Tun Sie es im eigenen System der Praxis.',
  'decisions-waiting':
    'Hier getroffene Entscheidungen haben das Portal nicht erreicht. Geben Sie zuerst an, was aus ihnen werden soll.',
  'no-mail-server':
    'Es ist kein Mailserver eingerichtet, deshalb wurde nichts gesendet. Richten Sie in den Einstellungen einen ein, oder rufen Sie den Patienten an.',
  'no-portal':
    'Es ist kein Portal eingerichtet, deshalb wurde nichts gesendet. Richten Sie es in den Einstellungen ein, oder nehmen Sie die Entscheidung zurück.',
  'export-too-long': 'Es passen mehr Zeilen, als eine Datei fasst (50.000). Wählen Sie weniger Tage.',
  'zone-unknown': 'Diese Zeitzone ist nicht bekannt. Wählen Sie eine aus der Liste.',
  'settings-newer':
    'Ein anderer Arbeitsplatz hat diese Einstellungen mit einer neueren Version von Reslot gespeichert, deshalb lassen sie sich von hier aus nicht speichern. Aktualisieren Sie zuerst Reslot an diesem Arbeitsplatz; Ihre Eingaben sind erhalten.',
  'settings-moved-on':
    'Diese Einstellungen haben sich inzwischen geändert, deshalb wurde nichts getan. Sie werden hier angezeigt, wie sie jetzt sind: Sehen Sie sie an, und wählen Sie neu.',
  'secrets-unavailable':
    'Dieser Computer hat keinen sicheren Ort für ein Passwort, deshalb wurde es nicht gespeichert. Richten Sie den Schlüsselspeicher des Systems ein, und versuchen Sie es erneut.',
  'secrets-waiting':
    'Der Schlüsselspeicher dieses Computers hat nicht geantwortet, deshalb wurde nichts gespeichert oder gesendet. Vielleicht fragt er in einem eigenen Fenster nach Ihrem Passwort: Antworten Sie ihm, und versuchen Sie es dann erneut.',
  'secrets-unreadable':
    'Die Datei mit den Geheimnissen (secrets.json im Ordner von Reslot) lässt sich weder lesen noch schreiben, deshalb wurde nichts gespeichert. Prüfen Sie ihre Zugriffsrechte, und versuchen Sie es erneut.',
  'secret-elsewhere':
    'Das gespeicherte Passwort oder der Schlüssel wurde für einen anderen Server oder Benutzer eingegeben. Geben Sie es erneut ein: Es wird nirgendwo anders hin gesendet.',
  'clear-text':
    'Diese Verbindung ist nicht verschlüsselt und führt zu einem anderen Computer, deshalb wurde nichts gesendet. Verwenden Sie https oder TLS oder STARTTLS.',
  'authority-not-pem':
    'Das ist kein Zertifikat im PEM-Format, oder es ist beschädigt oder abgeschnitten. Wählen Sie eine Datei, die mit „-----BEGIN CERTIFICATE-----“ beginnt (beim Exportieren von Zertifikaten heißt das „Base-64“).',
  'authority-private-key':
    'Darin ist ein privater Schlüssel, den niemand weitergeben sollte. Er wurde nicht aufbewahrt. Bitten Sie um das Zertifikat der Zertifizierungsstelle allein.',
  'authority-not-ca':
    'Dieses Zertifikat gehört keiner Zertifizierungsstelle: Es bürgt nur für einen einzelnen Server. Bitten Sie um das Zertifikat der Zertifizierungsstelle, die es signiert hat.',
  'authority-expired':
    'Dieses Zertifikat ist abgelaufen. Bitten Sie um das aktuelle derselben Zertifizierungsstelle.',
  'link-refused': 'Dieser Link führt an einen Ort, den Reslot nicht öffnet.',
  'update-none': 'Es liegt keine neuere Version bereit. Reslot sucht von selbst danach.',
  'update-dialog-open': 'Etwas ist noch offen. Beenden oder schließen Sie es, und starten Sie dann neu.',
  'update-unsaved':
    'Eine Eingabe ist noch nicht gespeichert: in den Einstellungen, in der Notiz eines Anrufs oder in einem Formular. Speichern oder leeren Sie sie, und starten Sie dann neu.',
  'update-undo-time':
    'Eine Entscheidung lässt sich noch rückgängig machen. Starten Sie in einigen Sekunden neu, wenn diese Zeit vorbei ist.',
  'update-being-written':
    'Eine Entscheidung ist unterwegs. Starten Sie neu, sobald die Anzeige oben sagt, dass alles abgeglichen ist.',
  'no-printer':
    'Dieser Computer hat keinen Drucker. Fügen Sie einen hinzu, oder speichern Sie stattdessen als PDF.',
  'print-failed':
    'Der Drucker hat die Seiten nicht angenommen. Prüfen Sie, ob er eingeschaltet ist und Papier hat, und drucken Sie erneut, oder speichern Sie stattdessen als PDF.',
  'print-unanswered':
    'Das System hat nicht gemeldet, ob gedruckt wurde. Sehen Sie am Drucker nach, bevor Sie noch einmal drucken.',
  'pdf-failed': 'Das PDF konnte auf diesem Computer nicht erstellt werden. Drucken Sie stattdessen.',
  'pdf-needs-browser':
    'Um PDFs zu erstellen, braucht die Vorschau Chromium: Installieren Sie es (unter Debian: apt-get install chromium), und versuchen Sie es erneut. Reslot muss nicht neu gestartet werden.',
  'sheet-no-folder': 'Für den Notfallplan ist kein Ordner gewählt. Wählen Sie einen, mit vollständigem Pfad.',
  'sheet-folder-gone':
    'Der Ordner ist nicht da. Verbinden Sie sein Laufwerk, oder wählen Sie einen anderen Ordner.',
  'sheet-folder-unwritable':
    'In den Ordner kann nicht geschrieben werden. Bitten Sie um das Recht dazu, schließen Sie die Datei, falls sie geöffnet ist, oder wählen Sie einen anderen Ordner.',
  'sheet-folder-full':
    'Der Datenträger dieses Ordners ist voll. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.',
  'sheet-folder-slow':
    'Der Ordner antwortet nicht. Prüfen Sie das Netzlaufwerk, oder wählen Sie einen anderen Ordner.',
  'disk-full':
    'Der Datenträger ist voll, deshalb konnte nichts gespeichert werden. Schaffen Sie Platz, und versuchen Sie es erneut; Ihre Eingaben sind noch da.',
  'database-unwritable':
    'In die Datenbank kann nicht geschrieben werden, deshalb wurde nichts gespeichert. Prüfen Sie die Zugriffsrechte des Ordners, und versuchen Sie es erneut; Ihre Eingaben sind noch da.',
  'database-moved':
    'Der Datenordner von Reslot wurde im laufenden Betrieb verschoben, ersetzt oder gelöscht, deshalb wurde nichts gespeichert. Legen Sie ihn zurück und versuchen Sie es erneut, oder schließen Sie Reslot und starten Sie es neu.',
  'database-damaged':
    'Die Datenbank von Reslot ist an dieser Stelle beschädigt, deshalb wurde nichts gespeichert. Schließen Sie Reslot und starten Sie es neu: Es prüft sie dann und bietet die neueste gute Sicherung an.',
  'database-busy':
    'Ein anderes Programm hat die Datenbank von Reslot nicht freigegeben, deshalb wurde nichts gespeichert. Warten Sie, bis dessen Datensicherung oder Virenprüfung beendet ist, und versuchen Sie es erneut; Ihre Eingaben sind noch da.',
  'backup-no-space':
    'Der Datenträger hat nicht genug Platz für eine Sicherung, deshalb wurde keine erstellt. Schaffen Sie Platz: Reslot versucht es von selbst erneut.',
  'backup-folder-unwritable':
    'In den Ordner der Sicherungen kann nicht geschrieben werden, deshalb wurde keine Sicherung erstellt. Prüfen Sie die Zugriffsrechte: Reslot versucht es von selbst erneut.',
  'backup-damage-found':
    'Die Datenbank ist beschädigt, deshalb wurde keine Sicherung von ihr behalten. Schließen Sie Reslot und starten Sie es neu: Es prüft sie dann und bietet die neueste gute Sicherung an.',
  'backup-failed':
    'Es konnte keine Sicherung erstellt werden. Reslot versucht es von selbst erneut; wenn das so bleibt, lassen Sie den Datenträger von der Betreuung dieses Computers prüfen.',
  'backup-none': 'Es gibt keine Sicherung dieses Arbeitsplatzes, die sich wiederherstellen lässt.',
  'backup-gone': 'Diese Sicherung ist nicht mehr da. Wählen Sie eine andere.',
  'backup-damaged': 'Diese Sicherung ist beschädigt und wurde nicht verwendet. Wählen Sie eine andere.',
  'keys-asked-already':
    'Neue Schlüssel sind schon angefordert: Sie gelten ab dem nächsten Start. Starten Sie Reslot neu, oder behalten Sie zuerst die heutigen Schlüssel.',
  'keys-not-shown':
    'Diese Schlüssel sind nicht die zuletzt gezeigten, deshalb wurde nichts geändert. Vernichten Sie das Blatt, und beginnen Sie von vorn.',
  'keys-file-unwritable':
    'Es wurde nichts geändert: keys.json im Ordner von Reslot lässt sich nicht lesen oder schreiben. Der heutige Wiederherstellungsschlüssel öffnet die Datenbank weiterhin; ein neuer, der gezeigt wurde, nützt nichts.',
  'keys-no-key-store':
    'Die Schlüssel wurden nicht geändert: Der Schlüsselspeicher dieses Computers nimmt den neuen nicht an oder gibt ihn nicht heraus. Entsperren Sie ihn, und versuchen Sie es erneut. Die heutigen Schlüssel gelten wie bisher.',
  'keys-no-space':
    'Die Schlüssel wurden nicht geändert: Auf dem Datenträger ist kein Platz für die nötige Kopie der Datenbank. Schaffen Sie Platz, und starten Sie Reslot neu. Die heutigen Schlüssel gelten wie bisher.',
  'keys-database-busy':
    'Die Schlüssel wurden nicht geändert: Ein anderes Programm hat die Datenbank benutzt (eine Datensicherung oder ein Virenscanner?). Starten Sie Reslot neu, um es erneut zu versuchen. Die heutigen Schlüssel gelten wie bisher.',
  'keys-database-damaged':
    'Die Schlüssel wurden nicht geändert: Die Kopie der Datenbank war nicht in Ordnung. Erstellen Sie eine Sicherung, um zu sehen, ob die Datenbank heil ist. Die heutigen Schlüssel gelten wie bisher.',
  'keys-failed':
    'Die Schlüssel wurden nicht geändert: Die Datenbank ließ sich nicht kopieren oder ersetzen. Starten Sie Reslot neu, um es erneut zu versuchen. Die heutigen Schlüssel gelten wie bisher.',
  'recovery-key-unwritable':
    'Es wurde kein Wiederherstellungsschlüssel erstellt: keys.json im Ordner von Reslot lässt sich nicht lesen oder schreiben. Der bisherige öffnet die Datenbank weiterhin.',
  'backup-locked':
    'Diese Sicherung ist mit einem anderen Schlüssel verschlüsselt, als dieser Arbeitsplatz hat. Wählen Sie eine andere, oder starten Sie Reslot mit der keys.json, die neben ihr lag.',
  'backup-foreign': 'Diese Datei ist keine Sicherung von Reslot. Wählen Sie eine andere.',
  'backup-other-kind':
    'Diese Sicherung enthält Daten einer anderen Art von Praxis (einer Demo-Praxis oder einer echten). Wählen Sie eine andere.',
  'backup-newer':
    'Diese Sicherung wurde von einer neueren Version von Reslot erstellt. Installieren Sie zuerst diese Version.',
  'restore-no-space':
    'Der Datenträger hat nicht genug Platz, um eine Sicherung wiederherzustellen, deshalb wurde nichts geändert. Schaffen Sie Platz, und versuchen Sie es erneut.',
  'restore-failed':
    'Die Sicherung konnte nicht eingesetzt werden, deshalb wurde nichts geändert. Schließen Sie andere Programme, die den Ordner von Reslot benutzen könnten, und versuchen Sie es erneut.',
};

/** The sentence for a refusal. For an unexpected failure it ends with the reference under which the log has it. */
export function errorSentence(error: AppError): string {
  if (error.code === 'appointment-of-another' && error.patientName !== undefined)
    return `Dieser Termin gehört ${error.patientName}, deshalb lässt sich die Anfrage niemand anderem zuordnen. Wählen Sie ${error.patientName}, oder schließen Sie die Anfrage.`;
  if (error.code === 'recovery-key-typo' && error.group !== undefined)
    return `In Gruppe ${error.group} von sechs stimmt etwas nicht. Vergleichen Sie sie mit dem, was aufgeschrieben wurde.`;
  const sentence = ERROR_SENTENCES[error.code];
  if (error.certificate !== undefined) return `${error.certificate}: ${sentence}`;
  return error.code === 'internal' && error.reference !== undefined
    ? `${sentence} (Referenz ${error.reference})`
    : sentence;
}
