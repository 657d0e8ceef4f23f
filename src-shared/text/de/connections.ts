/** Every sentence of Settings about the portal connection, the mail server and their secrets. */
import type { PortalTest } from '../../ipc/settings-views.ts';
import { certificateAdvice, certificateFaultWords } from './certificates.ts';
import { typesRefusedWords, typesWords } from './sync.ts';

const KEY_STORE_WAITS =
  'Der Schlüsselspeicher dieses Computers hat nicht geantwortet, deshalb konnte das Gespeicherte nicht gelesen werden. Beantworten Sie seine Frage, und versuchen Sie es dann erneut.';

export const secretText = {
  stored: {
    token: 'Ein Bearer-Token ist gespeichert.',
    clientSecret: 'Ein Client-Secret ist gespeichert.',
    privateKey: 'Ein privater Schlüssel ist gespeichert.',
    password: 'Ein Passwort ist gespeichert.',
  },
  willRemove: {
    token: 'Das gespeicherte Bearer-Token wird beim Speichern entfernt.',
    clientSecret: 'Das gespeicherte Client-Secret wird beim Speichern entfernt.',
    privateKey: 'Der gespeicherte private Schlüssel wird beim Speichern entfernt.',
    password: 'Das gespeicherte Passwort wird beim Speichern entfernt.',
  },
  label: {
    token: 'Bearer-Token',
    clientSecret: 'Client-Secret',
    privateKey: 'Privater Schlüssel (PEM oder JWK)',
    password: 'Passwort',
  },
  missing: {
    token: 'Geben Sie das Bearer-Token ein.',
    clientSecret: 'Geben Sie das Client-Secret ein.',
    privateKey: 'Geben Sie den privaten Schlüssel ein.',
    password: 'Geben Sie das Passwort dieses Benutzers ein, oder lassen Sie den Benutzer leer.',
  },
  again: (where: string) =>
    `Geben Sie es erneut ein: Das Gespeicherte wurde für ${where || 'eine andere Adresse'} eingegeben und wird nirgendwo anders hingesendet.`,
  hint: 'Wird vom Schlüsselspeicher dieses Computers verschlüsselt aufbewahrt und nie wieder angezeigt.',
  replace: (label: string) => `${label} ersetzen`,
  removeIt: (label: string) => `${label} entfernen`,
  keep: (label: string) => `${label}: Gespeichertes behalten`,
  /** Why a secret can be neither entered nor replaced. */
  notReady: {
    asking: 'Der Schlüsselspeicher dieses Computers wird gefragt …',
    waiting:
      'Der Schlüsselspeicher dieses Computers hat nicht geantwortet: Vielleicht fragt er in einem eigenen Fenster nach Ihrem Passwort. Bis er eine Antwort hat, lassen sich keine Geheimnisse lesen oder speichern; alles andere funktioniert.',
    none: 'Dieser Computer hat keinen sicheren Ort für Geheimnisse: Es wurde kein Schlüsselspeicher des Betriebssystems gefunden. Deshalb speichert Reslot keine, und dies lässt sich nicht ausfüllen.',
    unreadable:
      'Die Datei mit den Geheimnissen (secrets.json im Ordner von Reslot) lässt sich nicht lesen, deshalb kann keines gespeichert oder verwendet werden. Prüfen Sie ihre Zugriffsrechte, und öffnen Sie diesen Abschnitt dann erneut.',
    unprotected:
      'Der Schlüsselbund dieses Computers fehlt oder wurde nicht geöffnet; wer die Datei lesen kann, könnte ein Geheimnis lesen. Deshalb speichert Reslot keine. Richten Sie den Schlüsselbund ein oder entsperren Sie ihn (GNOME-Schlüsselbund oder KWallet), und starten Sie Reslot dann neu.',
  },
  keyNotPem:
    'Das ist weder ein privater Schlüssel im PEM-Format (er beginnt mit „-----BEGIN PRIVATE KEY-----“) noch ein JWK (JSON).',
  keyEncrypted:
    'Dieser private Schlüssel ist durch eine Passphrase geschützt. Geben Sie einen ohne Passphrase ein.',
  keyPublic: 'Das ist ein öffentlicher Schlüssel oder ein Zertifikat. Gebraucht wird der private Schlüssel.',
};

export const portalText = {
  kind: 'Woher Anfragen kommen',
  use: 'Was dieser Arbeitsplatz damit tut',
  uses: { decides: 'Liest und entscheidet', reads: 'Liest nur' },
  useHint: {
    decides: 'Anfragen von Patienten werden hier beantwortet, Termine gebucht, verschoben und abgesagt.',
    reads:
      'Kalender und Patienten werden angezeigt; nichts wird entschieden und nichts geschrieben. Für Portale ohne Anfragen oder Transaktionen, wie die der meisten Krankenhäuser.',
  },
  providers: 'Behandler, deren Termine gelesen werden',
  providersHint:
    'Die FHIR-ID von jedem, je eine pro Zeile. Nur wenn das Portal weder Termine noch Behandler aufführt; sein Betreiber kennt sie.',
  providerWrong: (text: string) =>
    `„${text}“ ist keine FHIR-ID: Buchstaben, Ziffern, „-“ und „.“, höchstens 64.`,
  providersTooMany: 'Das sind mehr als 200 Behandler. Lassen Sie einige weg.',
  chooseReadOnly: 'Aus diesem Portal nur lesen',
  none: 'Kein Portal',
  noneHint: 'Anfragen kommen nicht an. Entscheidungen bleiben an diesem Arbeitsplatz.',
  demo: 'Das eigene Portal der Demo-Praxis',
  demoHint: 'Läuft auf diesem Computer, mit erfundenen Patienten.',
  fhir: 'FHIR-Server',
  fhirHint: 'Ein Patientenportal, das HL7 FHIR R4 spricht.',
  baseUrl: 'Basis-URL',
  baseUrlHint:
    'Zum Beispiel https://portal.example.org/fhir/r4. Ein Datenordner gehört zu einem Portal: Starten Sie Reslot für ein anderes Portal mit einem anderen Ordner.',
  signIn: 'Anmeldung',
  methods: {
    none: 'Keine',
    bearer: 'Bearer-Token',
    'client-credentials': 'OAuth 2.0 Client Credentials',
    'private-key-jwt': 'SMART Backend Services (privater Schlüssel)',
  },
  tokenUrl: 'Token-URL',
  clientId: 'Client-ID',
  scope: 'Scope',
  scopeHint: 'Zum Beispiel system/*.cruds',
  algorithm: 'Algorithmus',
  keyId: 'Schlüssel-ID',
  keyIdHint: 'Die „kid“, unter der der Server den öffentlichen Schlüssel kennt.',
  notEncrypted:
    'Diese Adresse ist nicht verschlüsselt (http): Patientendaten könnten unterwegs gelesen werden. Geben Sie eine mit https ein.',
  test: 'Verbindung testen',
  testing: 'Die Verbindung wird getestet …',
  testWrites: 'Auch das Schreiben testen',
  testWritesHint:
    'Legt einen Patienten namens Reslot Test an, bucht und verschiebt einen Termin in zwei Jahren, beantwortet eine Anfrage und entfernt alles wieder oder kennzeichnet es als irrtümlich eingetragen, wenn das Portal nichts löscht.',
  testGood: 'Das Portal hat alles, was Reslot braucht.',
  testReadOnly: 'Das Portal lässt sich lesen. Entscheiden lässt sich damit nichts.',
  testLacking: 'Das Portal antwortet, aber ihm fehlt etwas, das Reslot braucht.',
  testFailed: 'Das Portal lässt sich so nicht verwenden.',
  testUnfinished: 'Nicht alles ließ sich testen: Testen Sie die Verbindung noch einmal.',
  testNothing: 'Es gibt kein Portal zu testen.',
  findings: 'Ergebnis des Tests',
  levels: { good: 'Gut', note: 'Hinweis', lacking: 'Fehlt', failed: 'Fehler' },
};

export const mailText = {
  kind: 'Wie E-Mails gesendet werden',
  none: 'Kein Mailserver',
  noneHint: 'Es wird keine E-Mail gesendet: Sie wartet hier, bis ein Mailserver eingetragen ist.',
  demo: 'Das eigene Postfach der Demo-Praxis',
  demoHint: 'Läuft auf diesem Computer. Nichts erreicht einen echten Patienten.',
  smtp: 'SMTP-Server',
  smtpHint: 'Der eigene Mailserver der Praxis.',
  host: 'Server',
  hostHint: 'Zum Beispiel smtp.example.org',
  port: 'Port',
  security: 'Verschlüsselung',
  securities: {
    tls: 'TLS von Anfang an (meist Port 465)',
    starttls: 'STARTTLS (meist Port 587)',
    none: 'Keine: nicht verschlüsselt',
  },
  notEncrypted:
    'Ohne Verschlüsselung lässt sich nur ein Mailserver auf diesem Computer verwenden. Wählen Sie für jeden anderen TLS oder STARTTLS.',
  user: 'Benutzer',
  userHint: 'Lassen Sie das Feld leer, wenn der Server keine Anmeldung verlangt.',
  fromName: 'Name des Absenders',
  fromAddress: 'Adresse des Absenders',
  testTitle: 'Testnachricht',
  testTo: 'Empfänger der Testnachricht',
  test: 'Testnachricht senden',
  testing: 'Testnachricht wird gesendet …',
  testHint: 'Verwendet, was oben steht, gespeichert oder nicht.',
  results: {
    accepted: (to: string) =>
      `Der Server hat die Nachricht an ${to} angenommen. Sehen Sie in diesem Postfach nach.`,
    'recipient-refused': (to: string) => `Der Server hat den Empfänger ${to} abgewiesen.`,
    'message-refused': () => 'Der Server hat die Nachricht abgewiesen.',
    'sign-in-failed': () => 'Der Server hat die Anmeldung abgewiesen: Benutzer oder Passwort ist falsch.',
    certificate: (_to: string, detail: string) => certificateSentence(detail, 'mail'),
    'secret-elsewhere': (_to: string, detail: string) =>
      `Das gespeicherte Passwort wurde für ${detail || 'einen anderen Server'} eingegeben und wird nirgendwo anders hingesendet. Geben Sie es erneut ein.`,
    'key-store': () => KEY_STORE_WAITS,
    'clear-text': () =>
      'Die Verbindung ist nicht verschlüsselt: Nichts wurde gesendet. Wählen Sie TLS oder STARTTLS.',
    'try-later': () =>
      'Der Server war nicht erreichbar oder hat gebeten, es später noch einmal zu versuchen.',
    'not-configured': () => 'Es gibt keinen Mailserver zu testen.',
  },
};

/** What the patient, the visits and the request of a trial with writes are called in the portal. */
export const throwAway = {
  given: 'Reslot',
  family: 'Test',
  desk: 'Reslot-Test',
  visit: 'Reslot-Test: darf gelöscht werden',
};

/** That nothing was sent, why, and what to do. */
const certificateSentence = (detail: string, connection: 'portal' | 'mail'): string =>
  `${certificateFaultWords(detail, 'Servers')}: Nichts wurde gesendet. ${certificateAdvice(detail, connection)}`;

/** What a server or the network said, as it came: it may be in any language. */
export const detailWords = (detail: string): string => `Einzelheiten: ${detail}`;

type Finding = PortalTest['findings'][number];

/** The type that a finding's detail begins with. */
const ofType = (detail: string): string => detail.split(':')[0] ?? '';

const FINDINGS: Readonly<Record<Finding['code'], (level: Finding['level'], detail: string) => string>> = {
  reached: () => 'Der Server antwortet.',
  unreachable: () => 'Der Server ist nicht erreichbar. Prüfen Sie die Adresse und das Netzwerk.',
  timeout: () => 'Der Server antwortet nicht rechtzeitig.',
  'not-fhir': () =>
    'Unter dieser Adresse antwortet etwas, aber es ist kein FHIR-Server. Prüfen Sie die Adresse.',
  'sign-in-failed': () => 'Der Server hat die Anmeldung abgewiesen. Prüfen Sie, was unter „Anmeldung“ steht.',
  certificate: (_, detail) => certificateSentence(detail, 'portal'),
  'secret-elsewhere': (_, detail) =>
    `Was für die Anmeldung gespeichert ist, wurde für ${detail || 'eine andere Adresse'} eingegeben und wird nirgendwo anders hingesendet. Geben Sie es erneut ein.`,
  'key-store': () => KEY_STORE_WAITS,
  'fhir-version': (level, detail) =>
    level === 'good'
      ? `Es spricht FHIR ${detail}.`
      : `Es spricht eine andere FHIR-Version (${detail === '' ? 'es sagt nicht, welche' : detail}). Reslot braucht R4, 4.0.1.`,
  transaction: (level) =>
    level === 'good'
      ? 'Es schreibt eine Entscheidung ganz oder gar nicht (Transaktion).'
      : 'Es bietet keine Transaktionen an: Eine Entscheidung könnte nur zum Teil geschrieben werden.',
  'no-decisions': (_, detail) =>
    `Es nimmt keine Entscheidungen an: Es hat keine Anfragen, die sich beantworten lassen (Task), oder führt keine Transaktionen aus, wie die meisten Server, aus denen nur gelesen wird. Weder lassen sich damit Anfragen beantworten noch Termine buchen. ${
      detail === ''
        ? 'Auch der Kalender lässt sich nicht laden.'
        : `Vom Kalender lässt sich laden: ${typesWords(detail)}.`
    } Fragen Sie den Betreiber des Portals, ob sich Anfragen und Transaktionen anbieten lassen, oder lassen Sie diesen Arbeitsplatz nur lesen.`,
  'read-only': () => 'Sein Kalender lässt sich anzeigen. Nichts wird entschieden, und nichts geschrieben.',
  'by-provider': (_, detail) =>
    detail === ''
      ? 'Es findet Termine nur nach Behandler und Datum: Gelesen werden die der Behandler, die es aufführt, von vor zwei Wochen bis in drei Monaten.'
      : `Es findet Termine nur nach Behandler und Datum: Gelesen werden die der ${detail} von Ihnen angegebenen, von vor zwei Wochen bis in drei Monaten.`,
  'providers-unnamed': () =>
    'Es findet Termine nur nach Behandler und Datum und führt seine Behandler nicht auf. Geben Sie oben ihre FHIR-IDs ein; der Betreiber des Portals kennt sie.',
  'provider-missing': (_, detail) => `Es hat keinen Behandler mit der ID ${detail}.`,
  versioning: (level, detail) =>
    level === 'good'
      ? `Es weist eine Änderung ab, die auf einer alten Version beruht (If-Match): ${detail}.`
      : level === 'note'
        ? `Es sagt nicht, ob es Versionen prüft (If-Match): ${detail}. „Auch das Schreiben testen“ findet es heraus.`
        : `Es prüft keine Versionen (If-Match): ${detail}. Zwei Arbeitsplätze könnten gegenseitig ihre Änderungen überschreiben. Reslot sieht vor dem Schreiben nach und meldet, wenn trotzdem etwas überschrieben wurde.`,
  'conditional-create': (level, detail) =>
    level === 'good'
      ? `Es erkennt eine Wiederholung (If-None-Exist): ${detail}.`
      : `Es erkennt keine Wiederholung (If-None-Exist): ${detail}. Nach einer abgebrochenen Verbindung könnte etwas zweimal eingetragen werden.`,
  'resource-type': (level, detail) => (level === 'good' ? `Es hat ${detail}.` : `Es hat kein ${detail}.`),
  'search-parameter': (level, detail) => {
    const [type = '', parameter = ''] = detail.split(':');
    return level === 'good'
      ? `Es findet ${type} nach ${parameter}.`
      : `Es kann ${type} nicht nach ${parameter} finden: Änderungen würden übersehen.`;
  },
  'settings-kept': (level) =>
    level === 'good'
      ? 'Es bewahrt die Einstellungen der Praxis auf, sodass sie an allen Arbeitsplätzen gleich sind (Basic).'
      : 'Es bewahrt die Einstellungen der Praxis nicht auf (Basic): Legen Sie sie an jedem Arbeitsplatz fest. Alles andere funktioniert.',
  search: () =>
    'Die Suche, die alles lädt, wird nicht beantwortet. Bitten Sie den Betreiber des Portals, dem Konto dieses Arbeitsplatzes die Suche nach _lastUpdated zu erlauben, danach sortiert.',
  'next-page': (level) =>
    level === 'good'
      ? 'Den Seiten einer Suche lässt sich folgen.'
      : 'Die zweite Seite einer Suche lässt sich nicht lesen; was nach der ersten steht, würde fehlen. Fragen Sie den Betreiber des Portals, ob dessen Seitenlinks zur Adresse oben führen.',
  'type-refused': (_, detail) =>
    `${typesRefusedWords(ofType(detail))}. Bitten Sie den Betreiber, dem Konto dieses Arbeitsplatzes das Lesen und Suchen zu erlauben.`,
  untried: () =>
    'Das Portal war ausgelastet oder hat nicht rechtzeitig geantwortet. Warten Sie eine Minute, und testen Sie die Verbindung dann noch einmal.',
  create: (level, detail) =>
    level === 'good'
      ? `Neues nimmt es an: ${typesWords(ofType(detail))}.`
      : `Neues nimmt es nicht so an, wie Reslot es schreibt (docs/portal.md): ${typesWords(ofType(detail))}. Was es dazu sagt, steht darunter.`,
  change: (level, detail) =>
    level === 'good'
      ? `Änderungen nimmt es an: ${typesWords(ofType(detail))}.`
      : `Änderungen nimmt es nicht so an, wie Reslot sie schreibt (docs/portal.md): ${typesWords(ofType(detail))}. Was es dazu sagt, steht darunter.`,
  'write-refused': (_, detail) =>
    `Das Portal lässt diesen Arbeitsplatz nicht schreiben: ${typesWords(ofType(detail))}. Bitten Sie den Betreiber, dem Konto dieses Arbeitsplatzes das Anlegen und Ändern zu erlauben (in SMART: system/${ofType(detail)}.cu).`,
  'write-untried': () =>
    'Buchen, Verschieben und das Beantworten von Anfragen ließen sich nicht testen: Dafür braucht es den Testpatienten.',
  'request-untried': () =>
    'Das Beantworten einer Anfrage ließ sich nicht testen: Dieses Konto darf keine anlegen. Reslot ändert nur solche, die Patienten stellen.',
  'transaction-refused': () =>
    'Es führt keine Transaktionen aus (ein Bundle, das an die Adresse selbst gesendet wird), und Reslot schreibt jede Entscheidung als eine. Bitten Sie den Betreiber des Portals, sie anzubieten.',
  'transaction-answer': () =>
    'Es führt eine Transaktion aus, und seine Antwort sagt nicht, was aus jedem Teil geworden ist. Sie muss eine transaction-response sein, mit status und location für jeden Eintrag, in deren Reihenfolge.',
  atomic: (level) =>
    level === 'good'
      ? 'Eine Entscheidung, die in einem Teil abgewiesen wird, hinterlässt nichts.'
      : 'Es ist nicht atomar: Von einer Transaktion, die in einem Teil abgewiesen wurde, ist der Rest ausgeführt worden. Bitten Sie den Betreiber des Portals, echte Transaktionen einzuschalten (alles oder nichts).',
  versions: (level) =>
    level === 'good'
      ? 'Jede Änderung erhält eine Version und eine Zeit (meta.versionId, meta.lastUpdated).'
      : 'Nicht jede Änderung erhält eine eigene Version und Zeit (meta.versionId, meta.lastUpdated): Niemand könnte erkennen, dass sich etwas geändert hat.',
  identifiers: (level) =>
    level === 'good'
      ? 'Es behält die Identifier eines Termins.'
      : 'Es behält die Identifier eines Termins nicht: Nach einer abgebrochenen Verbindung könnte einer zweimal gebucht werden, und Kalender erhalten Einträge doppelt.',
  extensions: (level) =>
    level === 'good'
      ? 'Es behält Extensions.'
      : 'Es verwirft Extensions: Welcher Arbeitsplatz entschieden hat, ist anderswo nicht bekannt. Alles andere funktioniert.',
  tags: (level) =>
    level === 'good'
      ? 'Es behält Tags, an denen ein Arbeitsplatz seine eigenen Entscheidungen wiedererkennt.'
      : 'Es behält keine Tags (meta.tag): Nach einer abgebrochenen Verbindung kann ein Arbeitsplatz nicht erkennen, ob seine Entscheidung angekommen ist.',
  date: (level) =>
    level === 'good'
      ? 'Es nennt seine Uhrzeit (Date).'
      : 'Es nennt seine Uhrzeit nicht (Date): Vorschläge enden nach der Uhr jedes Arbeitsplatzes.',
  sort: (level) =>
    level === 'good'
      ? 'Es führt Änderungen in ihrer Reihenfolge auf (_sort=_lastUpdated).'
      : 'Es führt Änderungen nicht in ihrer Reihenfolge auf (_sort=_lastUpdated): Einige würden übersehen.',
  'bound-ignored': (_, detail) =>
    `Nur nach Neuem gefragt (_lastUpdated), führt es auch Älteres auf: ${typesWords(detail)}. Jeder Blick in das Portal würde alles lesen.`,
  'page-size': (_, detail) => `Es liefert höchstens ${detail} auf einmal: Das erste Laden dauert länger.`,
  late: (_, detail) =>
    `Eine Suche findet Geschriebenes erst nach ${detail} Sekunden: Um so viel später kommen Anfragen an.`,
  history: (level) =>
    level === 'good'
      ? 'Es behält frühere Versionen (_history).'
      : 'Es behält keine früheren Versionen oder zeigt sie nicht (_history): Was anderswo geändert wurde, wird ohne den vorigen Stand gemeldet.',
  removed: () => 'Was für den Test geschrieben wurde, ist wieder entfernt.',
  marked: (_, detail) =>
    `Es löscht nichts: Was für den Test geschrieben wurde, ist als irrtümlich eingetragen oder nicht in Gebrauch gekennzeichnet (${detail}).`,
  'left-behind': (_, detail) =>
    `Was für den Test geschrieben wurde, ließ sich nicht entfernen und darf von Hand gelöscht werden: ${detail}.`,
  statement: (_, detail) =>
    `Sein CapabilityStatement nennt nicht, was es trotzdem tut: ${detail}. Das sollte es.`,
  'http-status': (_, detail) => `Es hat mit dem HTTP-Status ${detail} geantwortet.`,
};

/** A finding of the connection test as a sentence. */
export const findingSentence = ({ level, code, detail }: Finding): string => FINDINGS[code](level, detail);
