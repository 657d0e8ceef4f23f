/** What stands beside a sentence as its detail: why the portal, the mail server or the system is not believed. */
export const detailText = {
  noAnswer: 'Keine Antwort.',
  notWrittenTo:
    'Der Patient ist verstorben, oder dieser Datensatz soll so nicht verwendet werden: Es wird keine E-Mail gesendet. Prüfen Sie, ob jemand zu benachrichtigen ist.',
  noAddress: 'Für diesen Patienten ist keine E-Mail-Adresse hinterlegt.',
  notAnAddress: 'Das ist keine E-Mail-Adresse.',
  cannotBeMailed:
    'An diese Adresse kann nichts gesendet werden: Sie enthält Buchstaben, an die der Mailserver nicht senden kann. Bitte rufen Sie den Patienten an.',
  notSent: 'Das Programm konnte sie nicht senden.',
  undoneOrNot:
    'Sie ließ sich noch rückgängig machen, als die wiederhergestellte Sicherung erstellt wurde; niemand weiß, ob das geschehen ist. Sehen Sie im Portal nach oder fragen Sie, und senden Sie sie dann erneut oder nehmen Sie sie zurück.',
  toldTooLate: 'Sie konnte nicht rechtzeitig gesendet werden, und was darin steht, gilt nicht mehr.',
  noPortal: 'es ist kein Portal eingerichtet',
  readOnly: 'aus dem Portal wird nur gelesen',
  connectionChanged: 'die Verbindung wurde in den Einstellungen geändert',
  closing: 'der Arbeitsplatz wird geschlossen',
  checkStopped: 'Der Test wurde vorzeitig beendet',
  keyStoreSilent: 'der Schlüsselspeicher hat nicht geantwortet',
  clearText: 'die Adresse ist nicht verschlüsselt',
  noSecret: 'es ist kein Geheimnis gespeichert',
  secretsUnreadable: 'die Datei mit den Geheimnissen (secrets.json) lässt sich nicht lesen',
  unfitToken: 'das Token enthält Zeichen, die in einem Header nicht stehen dürfen',
  clocksApart: (refusal: string, daysAhead: number): string =>
    `${refusal}; seine Uhr geht gegenüber der dieses Computers um ${Math.abs(daysAhead) === 1 ? 'einen Tag' : `${Math.abs(daysAhead)} Tage`} ${daysAhead < 0 ? 'nach' : 'vor'}: Lassen Sie die falsche richtigstellen`,
  otherKey: (algorithm: string): string => `der private Schlüssel ist kein ${algorithm}-Schlüssel`,
  foreignAddress:
    'Das Portal hat auf eine Adresse außerhalb seiner eigenen verwiesen; ihr wurde nicht gefolgt',
  answerTooLarge: 'Die Antwort ist größer als 32 MiB',
  notABundle: 'Die Antwort ist kein FHIR Bundle',
  notA: (type: string): string => `Die Antwort ist keine Ressource vom Typ ${type}`,
  pagesInACircle: (type: string): string => `Die Seiten des Portals für ${type} gehen im Kreis`,
  subscribed: 'Ein Arbeitsplatz am Empfang liest, was neu ist',
  pagesGoRound: 'Die Seiten des Portals gehen im Kreis',
  noProviders:
    'Das Portal findet Termine nur nach Behandler und führt keine auf: Geben Sie sie unter „Einstellungen“, „Portalverbindung“ an',
  noSuchProvider: (id: string): string =>
    `Das Portal hat keinen Behandler mit der ID ${id}: Prüfen Sie „Einstellungen“, „Portalverbindung“`,
  visitsOf: (provider: string, said: string): string =>
    `Die Termine des Behandlers ${provider} konnten nicht gelesen werden. ${said}`,
  notPutIntoWords: 'Die Entscheidung ließ sich für das Portal nicht formulieren',
  noPatientVersion: 'Das Portal hat keine Version des Patienten, die sich ändern ließe',
  notATransaction: 'Die Antwort ist keine Transaktionsantwort',
  seenInPart: 'Das Portal zeigt einen Teil der Entscheidung und den Rest noch nicht',
  notLetIn: (isNewPatient: boolean, said: string): string =>
    `Das Portal erlaubt diesem Arbeitsplatz nicht, ${isNewPatient ? 'Patienten anzulegen' : 'dies zu ändern'}: Fragen Sie den Betreiber des Portals. ${said}`,
  noTransactions: (said: string): string =>
    `Das Portal führt keine Transaktionen aus, und jede Entscheidung ist eine: Bitten Sie den Betreiber des Portals, sie anzubieten. ${said}`,
  unclear: (type: string): string => `Die Antwort sagt nicht, was aus ${type} geworden ist`,
  notWhatWasWritten: (type: string): string => `Die Antwort ist nicht das geschriebene ${type}`,
};

/** Where nobody has given a name. */
export const UNKNOWN = {
  patient: 'Patient unbekannt',
  unnamed: 'Patient ohne Namen',
  provider: 'Behandler unbekannt',
};

/** Who decided, where it was no receptionist. */
export const DECIDED_BY = {
  patient: 'Patient (Portal)',
  policy: 'Absageregelung',
  portal: 'Portal',
  user: 'Empfang',
};
