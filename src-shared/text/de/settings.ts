/** Every sentence of the Settings screen. */

import type { Appearance, Density } from '../../domain/appearance.ts';
import type { EmailKind } from '../../domain/email-kind.ts';
import type { LanguageChoice } from '../../domain/language.ts';
import type { LetterLanguage } from '../../domain/letters.ts';
import type { SettingName } from '../../domain/settings.ts';
import type { UsHoliday, UsHolidayDate } from '../../domain/us-holidays.ts';
import type { SectionId } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';

export const SECTION_TITLES: Readonly<Record<SectionId, string>> = {
  practice: 'Praxis',
  policy: 'Absageregelung',
  reasons: 'Gründe',
  email: 'E-Mail und Erinnerungen',
  blocked: 'Sperrzeiten',
  letters: 'Schreiben an Patienten',
  portal: 'Portalverbindung',
  mail: 'Mailserver',
  visitTypes: 'Terminarten',
  times: 'Rückgängig und Fristen',
  sheet: 'Notfallplan',
  backups: 'Sicherungen',
  users: 'Benutzer',
  desk: 'Dieser Arbeitsplatz',
  appearance: 'Darstellung',
};

export const settingsText = {
  title: 'Einstellungen',
  sections: 'Abschnitte der Einstellungen',
  loading: 'Einstellungen werden geladen …',
  loadFailed: 'Die Einstellungen konnten nicht geladen werden.',
  saving: 'Wird gespeichert …',
  discard: 'Änderungen verwerfen',
  saved: 'Gespeichert.',
  unsaved: 'ungespeicherte Änderungen',
  unsavedHere: 'Noch nicht gespeichert.',
  unsavedElsewhere: (sections: readonly string[]) =>
    `Noch nicht gespeichert: ${sections.join(', ')}. Ihre Eingaben bleiben erhalten, solange Reslot geöffnet ist.`,
  fixFirst: (count: number) =>
    plural(
      count,
      'Eine Eingabe muss zuerst berichtigt werden. Nichts wurde gespeichert oder gesendet.',
      `${formatCount(count)} Eingaben müssen zuerst berichtigt werden. Nichts wurde gespeichert oder gesendet.`,
    ),
};

export const practiceText = {
  name: 'Name der Praxis',
  nameHint: 'Patienten lesen ihn in jeder E-Mail.',
  phone: 'Telefon',
  phoneHint: 'Patienten werden gebeten, diese Nummer anzurufen.',
  zone: 'Zeitzone',
  zoneHint: 'Alle Datums- und Zeitangaben auf dem Bildschirm und in E-Mails gelten in dieser Zone.',
  zoneNone: 'Diese Zeitzone gibt es nicht',
  portalLink: 'Link zum Patientenportal',
  portalLinkHint:
    'Steht in E-Mails, damit Patienten auf einen Vorschlag antworten können. Aus {request} darin wird die Kennung der Anfrage (ihres FHIR Task), falls das Portal für jede eine Seite hat. Lassen Sie das Feld leer, wenn es keinen gibt.',
  hours: 'Öffnungszeiten',
  hoursHint: 'Eine Pause ist die Lücke zwischen zwei Zeiten. Ein Tag ohne Zeiten ist geschlossen.',
  closed: 'Geschlossen',
  from: (day: string, n: number) => `${day}, öffnet, ${n}`,
  to: (day: string, n: number) => `${day}, schließt, ${n}`,
  until: 'bis',
  addHoursOn: (day: string) => `Zeiten am ${day} hinzufügen`,
  removeHours: (day: string, n: number) => `Zeiten ${n} am ${day} entfernen`,
  copyMonday: 'Montag auf Dienstag–Freitag übertragen',
  providerHours: 'Sprechzeiten der Behandler',
  providerHoursHint:
    'Wer zu anderen Zeiten Patienten empfängt, als die Praxis geöffnet ist. Nicht angekreuzte Tage sind wie die der Praxis.',
  providerToAdd: 'Ein Behandler mit eigenen Sprechzeiten',
  addProviderHours: 'Sprechzeiten hinzufügen',
  ownHoursOn: (provider: string, day: string) => `${provider}, ${day}, eigene Sprechzeiten`,
  asPractice: 'Wie die Praxis',
  noHours: 'Nicht da',
  providerDay: (provider: string, day: string) => `${provider}, ${day}`,
  removeProviderHours: (provider: string) => `${provider} wieder wie die Praxis`,
  unknownProvider: 'Ein Behandler, der hier nicht bekannt ist',
  closedDays: 'Schließtage',
  closedDaysHint: 'Feiertage und andere Tage, an denen die Praxis geschlossen ist, einmalig oder jedes Jahr.',
  noClosedDays: 'Es sind keine Schließtage eingetragen.',
  closedDate: (n: number) => `Schließtag ${n}, Datum`,
  closedName: (n: number) => `Schließtag ${n}, Name`,
  closedRepeats: (n: number) => `Schließtag ${n}, Wiederholung`,
  repeatsLabel: 'Wiederholung',
  once: 'Einmalig',
  dateLabel: 'Datum',
  nameLabel: 'Name',
  removeClosedDay: (n: number) => `Schließtag ${n} entfernen`,
  addClosedDay: 'Schließtag hinzufügen',
  addHolidays: (year: number) => `US-Feiertage ${year} hinzufügen`,
};

export const lettersText = {
  colour: 'Farbe der Schreiben',
  colourHint: 'Für das Band oben, die Schaltfläche und die Linie neben dem Datum.',
  kind: 'Schreiben',
  language: 'Sprache',
  text: 'Unsere eigenen Worte vor dem Datum',
  textHint: (fields: readonly string[]) =>
    `Der erste Absatz steht in Fettschrift; eine leere Zeile beginnt den nächsten. Das Schreiben setzt ein: ${fields.map((field) => `{${field}}`).join(', ')}.`,
  ours: 'Es gelten die Worte von Reslot, wie die Vorschau sie zeigt.',
  useOurs: 'Worte von Reslot verwenden',
  isOwn: '(eigene Worte)',
  always:
    'Anrede, Datum, Behandler, Ort, Grund und Nachricht der Entscheidung und was vom Patienten erbeten wird, stehen immer im Schreiben. Patienten erhalten es in der Sprache, die sie laut Portal bevorzugen, sofern es eine von diesen ist.',
  preview: 'Vorschau',
  previewFrame: 'Das Schreiben, wie ein Patient es erhalten würde',
};

export const LETTER_KINDS: Readonly<Record<EmailKind, string>> = {
  booked: 'Termin gebucht',
  approved: 'Anfrage angenommen',
  denied: 'Anfrage abgelehnt',
  kept: 'Termin beibehalten',
  proposed: 'Andere Zeit vorgeschlagen',
  'proposal-withdrawn': 'Vorschlag zurückgezogen',
  updated: 'Termin geändert',
  accepted: 'Vorschlag angenommen',
  cancelled: 'Termin abgesagt',
  reminder: 'Erinnerung',
  message: 'Nachricht zu einer Anfrage',
  'not-booked': 'Neuer Termin abgelehnt',
  offered: 'Zeit für neuen Termin vorgeschlagen',
  'offer-withdrawn': 'Vorschlag für neuen Termin zurückgezogen',
  'offer-taken': 'Zeit an jemand anderen vergeben',
};

export const LETTER_LANGUAGE_NAMES: Readonly<Record<LetterLanguage, string>> = {
  en: 'Englisch (English)',
  es: 'Spanisch (Español)',
};

/** Who the letters of the preview are to, and about. */
export const SAMPLE = {
  patient: { name: 'Alex Muster', givenName: 'Alex', familyName: 'Muster' },
  provider: 'Dr. Jordan Muster',
};

export const policyText = {
  approval: 'Zustimmung nötig',
  approvalHint: 'Ob die Praxis der Bitte eines Patienten um Absage zustimmen muss.',
  never: 'Nie',
  neverHint: 'Jede Anfrage zur Absage wird ausgeführt, sobald sie eintrifft.',
  always: 'Immer',
  alwaysHint: 'Jede Anfrage zur Absage wird aufgeführt, und nichts wird abgesagt, bevor sie angenommen ist.',
  within: 'Innerhalb von N Tagen vor dem Termin',
  withinHint: 'Frühere Anfragen werden ausgeführt, sobald sie eintreffen.',
  approvalDays: 'Tage für die Zustimmung (N)',
  charges: 'Kostenhinweis',
  chargesHint:
    'Sagt, was eine kurzfristige Absage kostet: dem Empfang, der wählt, ob sie berechnet wird, und dem Patienten, in Schreiben und wo das Portal es zeigt.',
  none: 'Keiner',
  chargesWithin: 'Innerhalb von N Tagen',
  chargesDays: 'Tage für den Kostenhinweis (N)',
  chargesText: 'Text des Kostenhinweises',
  ownTimes: 'Wenn keine vorgeschlagene Zeit passt',
  ownTimesHint:
    'Was ein Patient im Portal zu einem Vorschlag tun kann, außer ihn anzunehmen oder abzulehnen.',
  ownTimesCall: 'In der Praxis anrufen',
  ownTimesTaken: 'Eine andere Zeit vorschlagen',
  ownTimesTakenHint:
    'Die Anfrage kommt mit der Zeit des Patienten in den Eingang zurück, und die vorgeschlagenen Zeiten sind wieder frei. Gebucht wird nichts, bis Sie entscheiden. Wer absagen wollte, wird gebeten anzurufen.',
  daysHint: (days: number) => {
    if (days === 0) return 'Nur am Tag des Termins selbst.';
    if (days === 1) return 'Am Tag des Termins und am Kalendertag davor.';
    return `Am Tag des Termins und an den ${days} Kalendertagen davor, in der Zeitzone der Praxis.`;
  },
};

export const reasonsText = {
  hint: 'Die Auswahllisten des Dialogs „Grund der Änderung“. Patienten lesen diese Worte in der E-Mail.',
  lists: {
    change: 'Gründe für einen Änderungsvorschlag',
    cancel: 'Gründe für eine Absage',
    deny: 'Gründe für das Ablehnen einer Anfrage',
  },
  reason: (n: number) => `Grund ${n}`,
  moveUp: (text: string) => `Nach oben: ${text}`,
  moveDown: (text: string) => `Nach unten: ${text}`,
  remove: (text: string) => `Entfernen: ${text}`,
  unnamed: (n: number) => `Grund ${n}`,
  add: 'Grund hinzufügen',
  addTo: (list: string) => `Grund hinzufügen zu: ${list}`,
  other: 'Sonstiges',
  otherHint: 'Immer zuletzt. Verlangt eigene Worte.',
  moved: (text: string, place: number) => `${text} steht jetzt an Stelle ${place}.`,
};

export const emailText = {
  send: 'Terminerinnerungen senden',
  on: 'Ja',
  off: 'Nein',
  days: 'Tage vor dem Termin',
  daysHint: 'Von 1 bis 14. Sie gehen um 9:00 Uhr morgens hinaus, in der Zeitzone der Praxis.',
  how: 'Patienten mit E-Mail-Adresse werden einmal an jeden gebuchten Termin erinnert, gleich welcher Arbeitsplatz sendet: Das Portal merkt sich das, deshalb muss es Communication-Ressourcen aufbewahren. Niemand wird weniger als zwei Stunden vorher erinnert oder an eine Zeit, zu der gerade erst geschrieben wurde. Wenn ein anderes System Erinnerungen sendet, schalten Sie eines davon aus.',
  sentEvenSo:
    'E-Mails zu Terminanfragen werden auch dann gesendet, wenn Terminerinnerungen ausgeschaltet sind.',
  explanation:
    'Patienten, die einen Termin verschieben oder absagen wollten, erhalten die Antwort immer per E-Mail oder, wenn sie keine haben, per Anruf.',
};

export const timesText = {
  undo: 'Zeit zum Rückgängigmachen, in Sekunden',
  undoHint:
    'Wie lange eine Entscheidung wartet, bevor sie diesen Arbeitsplatz verlässt: 0 bis 60. Bei 0 gibt es kein Rückgängig.',
  expiry: 'Vorschläge laufen ab, in Stunden',
  expiryHint:
    'Ein unbeantworteter Vorschlag läuft so lange vor der früheren seiner beiden Zeiten ab: 1 bis 720.',
};

export const deskText = {
  /** Of a desk whose computer has no telling name. */
  unnamed: 'Empfang',
  name: 'Name des Arbeitsplatzes',
  nameHint:
    'So nennen andere Arbeitsplätze und das Protokoll diesen Arbeitsplatz. Andere Arbeitsplätze behalten ihren eigenen Namen.',
  letterMonths: 'Wortlaut gesendeter E-Mails aufbewahren, in Monaten',
  letterMonthsHint:
    'Von 1 bis 120. Danach behält dieser Arbeitsplatz, an wen eine E-Mail ging, ihren Betreff und wann sie gesendet wurde. Das Protokoll wird auf Dauer aufbewahrt.',
  letterMonthsProblem: 'Geben Sie eine Zahl von Monaten von 1 bis 120 ein.',
};

export const appearanceText = {
  legend: 'Darstellung dieses Arbeitsplatzes',
  hint: 'Andere Arbeitsplätze behalten ihre eigene.',
  language: 'Sprache',
  density: 'Anfragen in einer Liste',
};

/** In the order of the screen. */
export const DENSITY: Readonly<Record<Density, { readonly label: string; readonly hint: string }>> = {
  comfortable: { label: 'Geräumig', hint: 'Je zwei Zeilen, mit etwas Luft dazwischen.' },
  compact: { label: 'Kompakt', hint: 'Je zwei Zeilen, und mehr davon auf einen Blick.' },
};

/** In the order of the screen, each by what it calls itself. */
export const LANGUAGE_CHOICE: Readonly<
  Record<LanguageChoice, { readonly label: string; readonly hint?: string }>
> = {
  system: {
    label: 'Wie das System',
    hint: 'Englisch, wenn Reslot die Sprache dieses Computers nicht spricht.',
  },
  en: { label: 'English' },
  es: { label: 'Español' },
  de: { label: 'Deutsch' },
};

/** In the order of the screen. */
export const APPEARANCE: Readonly<Record<Appearance, { readonly label: string; readonly hint?: string }>> = {
  system: {
    label: 'Wie das System',
    hint: 'Hell, dunkel oder hoher Kontrast, je nach Einstellung dieses Computers, auch wenn sie sich im Lauf des Tages ändert.',
  },
  light: { label: 'Hell' },
  dark: { label: 'Dunkel' },
  'contrast-light': { label: 'Hoher Kontrast, hell' },
  'contrast-dark': { label: 'Hoher Kontrast, dunkel' },
};

export const visitTypesText = {
  hint: 'Die Arten, die der Empfang wählen kann, und wie lange jede dauert. Der Code ist der, den das Portal verwendet.',
  none: 'Es sind keine Terminarten eingetragen.',
  display: (n: number) => `Terminart ${n}, Name`,
  code: (n: number) => `Terminart ${n}, Code`,
  minutes: (n: number) => `Terminart ${n}, Minuten`,
  displayLabel: 'Name',
  codeLabel: 'Code',
  minutesLabel: 'Minuten',
  removeOne: (name: string) => `Terminart entfernen: ${name}`,
  unnamed: (n: number) => `Terminart ${n}`,
  add: 'Terminart hinzufügen',
};

/** What is wrong with a field, said at the field. */
export const problemText = {
  reminderDays: 'Geben Sie eine ganze Zahl von Tagen von 1 bis 14 an.',
  practiceName: 'Geben Sie den Namen der Praxis ein.',
  zone: 'Wählen Sie eine Zeitzone aus der Liste.',
  link: 'Geben Sie eine Webadresse ein, die mit https:// (oder http://) beginnt.',
  time: 'Geben Sie eine Uhrzeit ein.',
  closesBeforeOpens: 'Das Schließen muss nach dem Öffnen liegen.',
  hoursOverlap: 'Diese Zeiten überschneiden sich mit den vorigen.',
  tooManyHours: 'Höchstens 6 Zeiträume am Tag.',
  date: 'Geben Sie ein Datum ein.',
  dateTwice: 'Dieses Datum ist zweimal eingetragen.',
  closedDayName: 'Geben Sie einen Namen ein, zum Beispiel „Thanksgiving“.',
  days: 'Geben Sie eine ganze Zahl von Tagen von 0 bis 365 ein.',
  chargesText: 'Geben Sie den Text des Hinweises ein.',
  reasonEmpty: 'Geben Sie den Wortlaut des Grundes ein, oder entfernen Sie ihn.',
  reasonTwice: 'Dieser Grund steht schon in der Liste.',
  reasonOther: '„Sonstiges“ gibt es schon: Es steht immer zuletzt.',
  url: 'Geben Sie eine Adresse ein, die mit https:// (oder http://) beginnt.',
  urlParts: 'Geben Sie die Adresse ohne Benutzer, Passwort, „?“ oder „#“ ein.',
  clientId: 'Geben Sie die Client-ID ein.',
  keyId: 'Geben Sie die Schlüssel-ID ein.',
  host: 'Geben Sie den Namen des Servers ein.',
  hostShape: 'Geben Sie nur den Namen ein, ohne „://“, „/“ oder Leerzeichen.',
  port: 'Geben Sie eine ganze Zahl von 1 bis 65535 ein.',
  fromAddress: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel empfang@example.org.',
  recipient: 'Geben Sie die E-Mail-Adresse ein, an die die Testnachricht geht.',
  undo: 'Geben Sie eine ganze Zahl von Sekunden von 0 bis 60 ein.',
  expiry: 'Geben Sie eine ganze Zahl von Stunden von 1 bis 720 ein.',
  sheetFolder: 'Wählen Sie einen Ordner, oder geben Sie seinen vollständigen Pfad ein.',
  visitName: 'Geben Sie einen Namen ein.',
  visitCode: 'Geben Sie den Code ein.',
  visitCodeTwice: 'Dieser Code ist zweimal verwendet.',
  visitMinutes: 'Geben Sie eine ganze Zahl von Minuten von 5 bis 720 ein.',
  deskName: 'Geben Sie einen Namen ein, der sich in einer Zeile lesen lässt, zum Beispiel „Platz 2“.',
  colour: 'Wählen Sie eine Farbe.',
  letterField: (unknown: readonly string[]) =>
    `Das Schreiben kann ${unknown.join(', ')} nicht einsetzen: Berichtigen oder entfernen Sie es.`,
  tooLong: (limit: number) => `Höchstens ${formatCount(limit)} Zeichen.`,
};

const SETTING_TITLES: Readonly<Record<SettingName, string>> = {
  rules: 'die Praxis und ihre Regeln',
  portal: 'die Portalverbindung',
  mail: 'der Mailserver',
  deskName: 'der Name des Arbeitsplatzes',
  singleKeys: 'die Kürzel mit einer Taste',
  idleMinutes: 'wann sich der Arbeitsplatz sperrt',
  letterMonths: 'wie lange der Wortlaut von E-Mails aufbewahrt wird',
  calendar: 'der Kalender',
  sheet: 'der Notfallplan',
  appearance: 'die Darstellung',
  density: 'wie dicht Anfragen stehen',
  language: 'die Sprache',
};

/** What is stored for `names` cannot be read. */
export const unreadableSettings = (names: readonly SettingName[]): string =>
  `Einige Einstellungen konnten nicht gelesen werden, und es gelten ihre Standardwerte: ${names.map((name) => SETTING_TITLES[name]).join(', ')}. Bitte prüfen Sie sie in den Einstellungen, und speichern Sie sie erneut.`;

/** The public holidays of the United States, as a closed day is called. */
const US_HOLIDAY: Readonly<Record<UsHoliday, string>> = {
  'new-year': 'Neujahr',
  'martin-luther-king': 'Martin-Luther-King-Tag',
  washington: 'Presidents’ Day',
  memorial: 'Memorial Day',
  juneteenth: 'Juneteenth',
  independence: 'Unabhängigkeitstag',
  labor: 'Labor Day',
  columbus: 'Columbus Day',
  veterans: 'Veterans Day',
  thanksgiving: 'Thanksgiving',
  christmas: 'Weihnachten',
};

/** "Unabhängigkeitstag (Ersatztag)": the day on which it is kept where it falls on a weekend. */
export const holidayName = ({ holiday, observed }: Omit<UsHolidayDate, 'date'>): string =>
  observed ? `${US_HOLIDAY[holiday]} (Ersatztag)` : US_HOLIDAY[holiday];
