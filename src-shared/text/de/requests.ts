import { MESSAGE_LIMIT } from '../../domain/commands.ts';
import type { NextSlot } from '../../domain/next-slots.ts';
import type { PatientStanding } from '../../domain/patient.ts';
import type { RequestKind, RequestMark, RequestOutcome } from '../../domain/request.ts';
import type { EpochMs, PlainDate } from '../../domain/time.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { STATUS_WORDS } from './status.ts';
import { shortDateTime, shortPlainDate } from './times.ts';

/** The title of a request's row, and the first half of its accessible name. */
export const TITLE: Readonly<Record<RequestKind, string>> = {
  reschedule: 'Termin verschieben',
  cancel: 'Termin absagen',
  new: 'Neuer Termin',
};

/** The accessible name of a request's row. */
export const rowName = (kind: RequestKind, patientName: string): string => `${TITLE[kind]}, ${patientName}`;

export const OUTCOME: Readonly<Record<RequestOutcome, string>> = {
  approved: 'Angenommen',
  denied: 'Abgelehnt',
  kept: 'Termin beibehalten',
  updated: 'Von der Praxis geändert',
  'appointment-cancelled': 'Termin abgesagt',
  'accepted-by-patient': 'Vom Patienten angenommen',
  'cancelled-by-patient': 'Vom Patienten abgesagt',
  'cancelled-under-policy': 'Nach Regelung abgesagt',
  withdrawn: 'Vom Patienten zurückgezogen',
  superseded: 'Durch eine neuere Anfrage ersetzt',
  'closed-elsewhere': 'Anderswo geschlossen',
};

/** That the patient asked while it would not have been late: "Der Patient hat rechtzeitig angefragt: Mo., 16. Nov., 09:00." */
export const askedInTime = (at: EpochMs, { now, zone }: Moment): string =>
  `Der Patient hat rechtzeitig angefragt: ${shortDateTime(at, now, zone)}.`;

/** Another desk has it open. */
export const openOn = (desk: string): string => `Geöffnet an ${desk}`;

export const MARK: Readonly<Record<RequestMark, string>> = {
  declined: 'Patient hat die vorgeschlagene Zeit abgelehnt: Patienten anrufen',
  'no-answer': 'Keine Antwort',
  'own-time': 'Bittet stattdessen um eine andere Zeit',
  'proposal-withdrawn': 'Vorschlag zurückgezogen: neu entscheiden',
  'offer-taken': 'Jemand anders hat die Zeit zuerst angenommen: neu entscheiden',
  'taken-elsewhere': 'Jemand hat dies im Portal übernommen: vor der Entscheidung nachfragen',
  'on-hold': 'Im Portal angehalten: vor der Entscheidung nachfragen',
};

export const STATUS = STATUS_WORDS;

/** The words on the tab: buttons, labels, headings. */
export const words = {
  inbox: 'Eingang',
  awaiting: 'Wartet auf Patienten',
  attention: 'Zu klären',
  calls: 'Anrufliste',
  history: 'Verlauf',
  views: 'Ansichten',
  requests: 'Anfragen',
  daySchedule: 'Kalender des Tages',

  approve: 'Annehmen',
  deny: 'Ablehnen',
  reschedule: 'Verschieben',
  book: 'Buchen',
  cancelAppointment: 'Termin absagen',
  approveCancellation: 'Absage annehmen',
  keepAppointment: 'Termin beibehalten',
  moreActions: 'Mehr',
  withdrawProposal: 'Vorschlag zurückziehen',
  replaceProposal: 'Vorschlag ersetzen',
  recordAnswer: 'Antwort eintragen',
  answerAccepted: 'Angenommen',
  answerDeclined: 'Abgelehnt',
  resendEmail: 'E-Mail erneut senden',
  cancelAppt: 'Termin absagen',
  updateAppt: 'Termin ändern',
  bookAppointment: 'Termin buchen',
  moreWaysToUpdate: 'Weitere Möglichkeiten für „Termin ändern“',
  proposeChanges: 'Änderung vorschlagen',
  proposeTimes: 'Zeiten vorschlagen',
  discardTyped: 'Eingaben verwerfen',
  closeForm: 'Schließen',
  dismiss: 'Verstanden',
  takeBack: 'Zurücknehmen',
  showAll: 'Alle anzeigen',
  showLess: 'Weniger anzeigen',
  showHistory: 'Verlauf',
  note: 'Notiz',
  deskNote: 'Notiz der Praxis',
  deskNoteHelp: 'Nur für diesen Arbeitsplatz: Der Patient sieht sie nie.',
  keepNote: 'Notiz speichern',
  snooze: 'Zurückstellen',
  snoozeHour: 'Für eine Stunde',
  snoozeTomorrow: 'Bis morgen, 9:00 Uhr',
  snoozeMonday: 'Bis Montag, 9:00 Uhr',
  bringBack: 'Zurückholen',
  showEmail: 'E-Mail anzeigen',
  email: 'E-Mail',
  emailFrame: 'Die E-Mail, wie sie geschrieben wurde',
  emailNotKept:
    'Ihr Wortlaut ist nicht mehr gespeichert: Er wird nach der Zeit entfernt, die unter „Einstellungen“ → „Dieser Arbeitsplatz“ steht.',
  wasAt: 'Bisher',
  movedTo: 'Verschoben auf',

  originalTime: 'Bisherige Zeit',
  appointment: 'Termin',
  requestedTime: 'Gewünschte Zeit',
  proposedTime: 'Vorgeschlagene Zeit',
  timesOffered: 'Angebotene Zeiten',
  timeNotAdded:
    'Diese Zeit ist noch nicht angeboten: Fügen Sie sie hinzu, oder leeren Sie das Feld. Sie muss in der Zukunft liegen und darf nicht schon angeboten sein.',
  anotherTime: 'Weitere Zeit zur Auswahl',
  addTime: 'Zeit hinzufügen',
  newTime: 'Neue Zeit',
  noTimeGiven: 'Keine Zeit angegeben',
  patientNote: 'Nachricht des Patienten',
  born: 'geb.',
  noBirthDate: 'Geburtsdatum unbekannt',
  noPhone: 'keine Telefonnummer hinterlegt',
  noProvider: 'kein Behandler',
  typed: 'Hier ist etwas eingegeben',

  patient: 'Patient',
  provider: 'Behandler',
  location: 'Ort',
  noLocation: 'Kein Ort',
  type: 'Terminart',
  when: 'Wann',
  date: 'Datum',
  time: 'Uhrzeit',
  duration: 'Dauer',
  minutes: 'Min.',
  freeTimes: 'Freie Zeiten',
  noFreeTimes: 'An diesem Tag ist keine Zeit dieser Länge frei.',
  moreFreeTimes: 'Alle freien Zeiten anzeigen',
  suggestions: 'Passende Zeiten',
  suggestionsWait: 'Wählen Sie Behandler und Terminart: Hier stehen dann die nächsten freien Zeiten.',
  nearestFree: 'Nächste freie Zeiten',
  nothingNear: 'Keine freie Zeit in der Nähe der gewünschten',
  anyProvider: 'Beliebiger Behandler',
  patientHint: 'Name, Geburtsdatum, Telefon oder E-Mail',
  patientSearching: 'Suche läuft …',
  patientNone: 'Niemand gefunden',

  reasonTitle: 'Grund der Änderung',
  /** Of a wish for a new appointment. */
  reasonTitleNew: 'Grund und Nachricht',
  reason: 'Grund',
  chooseReason: 'Grund auswählen',
  otherReason: 'Grund in eigenen Worten',
  message: 'Nachricht an den Patienten',
  messageOptional: 'Optional, einfacher Text',
  preview: 'Vorschau der E-Mail',
  previewWaiting: 'Wählen Sie einen Grund, um die E-Mail zu sehen.',
  previewNeedsWords: 'Geben Sie den Grund in eigenen Worten an, um die E-Mail zu sehen.',
  previewTooLong: 'Kürzen Sie die Nachricht, um die E-Mail zu sehen.',
  previewNeedsCharge:
    'Geben Sie an, ob die kurzfristige Absage berechnet wird: Die E-Mail teilt es dem Patienten mit.',
  lateCharge: 'Kurzfristige Absage',
  lateCharged: 'Berechnen',
  lateWaived: 'Erlassen',
  lateChargeMissing: 'Wählen Sie eine der beiden Möglichkeiten.',
  previewNeedsOverride: 'Geben Sie an, warum trotzdem gebucht wird, um die E-Mail zu sehen.',
  mailNotSetUp:
    'E-Mail ist noch nicht eingerichtet. Diese wartet und geht hinaus, sobald ein Mailserver eingerichtet ist: siehe „Einstellungen“, „Mailserver“.',
  previewFrame: 'Die E-Mail, wie der Patient sie sehen wird',
  previewNone: 'Hierfür wird keine E-Mail gesendet.',
  to: 'An',
  subject: 'Betreff',
  calendar: 'Kalender',
  send: 'Senden',
  sending: 'Wird gesendet …',

  takenTitle: 'Diese Zeit ist belegt',
  overrideReason: 'Grund, trotzdem zu buchen',
  overrideHelp: 'Steht mit Ihrem Namen im Protokoll.',
  bookAnyway: 'Trotzdem buchen',

  undo: 'Rückgängig',
  undoList: 'Entscheidungen, die sich rückgängig machen lassen',
  undoRegion: 'Gerade entschieden',
  undone: 'Rückgängig gemacht',
  undoPlace: 'Was Sie entscheiden, lässt sich hier für einen Moment zurücknehmen.',
  requestNowhere:
    'Diese Anfrage steht in keiner Liste mehr: Weder das Portal noch dieser Arbeitsplatz hat sie. Was getan wurde, steht im Verlauf des Termins.',
  typedInList:
    'Text, der hier getippt, eingefügt oder gescannt wird, entscheidet nichts. Drücken Sie / zum Suchen.',
  typedAnywhere:
    'Text, der hier getippt, eingefügt oder gescannt wird, entscheidet nichts. Klicken Sie zuerst in ein Feld.',

  filters: 'Filter',
  chosenFilters: 'Gewählte Filter',
  sort: 'Sortierung',
  sortAppointment: 'Nach Termin',
  sortArrival: 'Nach Eingang',
  kind: 'Art',
  allKinds: 'Alle Arten',
  kindReschedule: 'Verschieben',
  kindCancel: 'Absagen',
  kindNew: 'Neuer Termin',
  state: 'Stand',
  stateAll: 'Jeder Stand',
  stateMarked: 'Abgelehnt oder keine Antwort',
  stateConflict: 'Anderswo geändert',
  stateObstacleFree: 'Nichts steht im Weg',
  stateUnsynced: 'Wartet auf Abgleich',
  stateSnoozed: 'Zurückgestellt',
  outcome: 'Ergebnis',
  allOutcomes: 'Alle Ergebnisse',
  settledBy: 'Erledigt von',
  anybody: 'Alle',
  settledFrom: 'Erledigt ab',
  settledTo: 'Erledigt bis',
  search: 'Suchen',
  searchHint: 'Patient oder Telefon',
  clearSearch: 'Suche leeren',
  clearFilters: 'Filter entfernen',
  loadMore: 'Mehr anzeigen',
  loadingRequests: 'Anfragen werden geladen …',

  emptyInbox: 'Keine offenen Anfragen.',
  emptyInboxBody: 'Neue erscheinen hier von selbst.',
  emptyAwaiting: 'Zurzeit wird niemand gefragt.',
  emptyAwaitingBody: 'Hier stehen Vorschläge, auf die der Patient noch nicht geantwortet hat.',
  emptyHistory: 'Noch keine Anfrage ist geschlossen.',
  emptyHistoryBody: 'Geschlossene Anfragen stehen hier mit ihrem ganzen Verlauf.',
  emptyMatch: 'Keine passende Anfrage.',
  emptyMatchBody: 'Andere Anfragen sind durch die Suche oder die Filter ausgeblendet.',
  notConfigured: 'Dieser Arbeitsplatz ist noch mit keinem Patientenportal verbunden.',
  notConfiguredBody: 'Anfragen treffen hier ein, sobald das Portal in den Einstellungen verbunden ist.',
  goToSettings: 'Einstellungen öffnen',
  firstLoad: 'Die Daten werden zum ersten Mal aus dem Portal geladen.',
  firstLoadBody: 'Anfragen erscheinen hier, sobald sie eintreffen.',
  offlineNote:
    'Offline: Dies ist der letzte bekannte Stand. Entscheidungen werden aufbewahrt und später gesendet.',
};

/** One of several proposed times; the first is 1. */
export const proposedTimeOf = (number: number): string => `${words.proposedTime} ${number}`;

/** The patient took this one of several proposed times. */
export const acceptedTime = (time: string): string => `${words.answerAccepted}: ${time}`;

export const takeOutTime = (time: string): string => `${time} herausnehmen`;

/** "3 weitere Anfragen oberhalb", for a list that must not move under the pointer. */
export const newAbove = (count: number): string =>
  plural(count, '1 weitere Anfrage oberhalb', `${count} weitere Anfragen oberhalb`);

/** "3 zurückgestellt". */
export const snoozedCount = (count: number): string => `${formatCount(count)} zurückgestellt`;

/** What the number of the inbox counts, where some are put off. */
export const inboxCounted = (open: number, snoozed: number): string =>
  `${formatCount(open)} offen; ${plural(snoozed, '1 zurückgestellte ist', `${formatCount(snoozed)} zurückgestellte sind`)} nicht mitgezählt`;

/** Takes a filter away: "Filter Dana Reyes entfernen". */
export const removeFilter = (label: string): string => `Filter ${label} entfernen`;

/** A filter of the history: "Erledigt ab Mo., 2. Nov. 2026". */
export const settledFromDay = (date: PlainDate, moment: Moment): string =>
  `${words.settledFrom} ${shortPlainDate(date, moment)}`;
export const settledToDay = (date: PlainDate, moment: Moment): string =>
  `${words.settledTo} ${shortPlainDate(date, moment)}`;

/** How many of how many are shown. */
export const shownOf = (shown: number, total: number): string =>
  shown === total
    ? `${formatCount(total)} ${plural(total, 'Anfrage', 'Anfragen')}`
    : `${formatCount(shown)} von ${formatCount(total)} Anfragen`;

/** "12/1.000". */
export const messageCounter = (length: number): string =>
  `${formatCount(length)}/${formatCount(MESSAGE_LIMIT)}`;

/** What is wrong with a message that is too long; nothing of it is cut. */
export function messageTooLong(length: number): string {
  const over = length - MESSAGE_LIMIT;
  return `${formatCount(over)} Zeichen zu viel. Kürzen Sie die Nachricht vor dem Senden; es wird nichts abgeschnitten.`;
}

export const CALENDAR_EFFECT = {
  add: 'Der Termin wird in den Kalender des Patienten eingetragen.',
  update: 'Der Termin im Kalender des Patienten rückt auf diese Zeit.',
  cancel: 'Der Termin wird aus dem Kalender des Patienten entfernt.',
  none: 'Im Kalender des Patienten ändert sich nichts.',
};

/** What the toast says of a decision. */
export const DECISION = {
  approve: { reschedule: 'Angenommen', cancel: 'Absage angenommen', new: 'Gebucht' },
  deny: 'Abgelehnt',
  keep: 'Termin beibehalten',
  propose: 'Vorgeschlagen',
  update: 'Geändert',
  'cancel-appointment': 'Termin abgesagt',
  'withdraw-proposal': 'Vorschlag zurückgezogen',
  'record-answer': {
    accepted: 'Antwort eingetragen: angenommen',
    declined: 'Antwort eingetragen: abgelehnt',
  },
  'resend-email': 'E-Mail erneut gesendet',
  message: 'Nachricht gesendet',
  'assign-patient': 'Patient zugeordnet',
};

/** What is wrong with a field of the Reschedule form. */
export const FIELD_PROBLEM = {
  'patient-missing': 'Wählen Sie, wessen Termin dies ist.',
  'provider-missing': 'Wählen Sie einen Behandler.',
  'location-missing': 'Wählen Sie einen Ort.',
  'type-missing': 'Wählen Sie eine Terminart.',
  'date-missing': 'Geben Sie ein Datum ein.',
  'date-bad': 'Dieses Datum gibt es nicht.',
  'time-missing': 'Geben Sie eine Uhrzeit ein.',
  'time-bad': 'Das ist keine Uhrzeit.',
  'time-does-not-exist':
    'Diese Uhrzeit gibt es in jener Nacht nicht: Die Uhren werden vorgestellt. Wählen Sie eine andere.',
  'time-past': 'Diese Zeit ist schon vorbei. Wählen Sie eine spätere.',
  'minutes-missing': 'Geben Sie ein, wie viele Minuten der Termin dauert.',
  'minutes-bad': 'Geben Sie ganze Minuten ein, von 5 bis 720.',
  'over-midnight':
    'Der Termin würde an einem anderen Tag enden. Wählen Sie eine frühere Zeit oder eine kürzere Dauer.',
};

export const TIME_TWICE: string =
  'Diese Uhrzeit kommt in jener Nacht zweimal vor, weil die Uhren zurückgestellt werden. Gemeint ist die erste.';

/** What is wrong with an entry of the Reason for change dialog. */
export const REASON_PROBLEM = {
  'reason-missing': 'Wählen Sie einen Grund.',
  'other-missing': 'Geben Sie den Grund in eigenen Worten an: Der Patient liest sie.',
  'override-missing': 'Geben Sie an, warum trotzdem gebucht wird.',
};

/** What the patient will not get, told before the decision. */
export const noEmailWarning = (patientName: string): string =>
  `Für ${patientName} ist keine E-Mail-Adresse hinterlegt: Dies kommt auf die Anrufliste.`;
/** The patient has died, or the record is not to be used. */
export const notWrittenToWarning = (patientName: string, standing: PatientStanding): string =>
  `${patientName}: ${standingWords(standing)}. Es wird keine E-Mail gesendet: Dies kommt auf die Anrufliste.`;
/** Why a request that is not the appointment's patient's is closed without an e-mail. */
export const nobodyIsWritten = (patientName: string): string =>
  `Es wird keine E-Mail gesendet: Die Anfrage kommt nicht von ${patientName}, und wer sie gestellt hat, darf von diesem Termin vielleicht nichts erfahren.`;
/** A person says whose request it is. */
export const assignTo = (patientName: string): string => `${patientName} zuordnen`;
export const noPortalWarning = (patientName: string): string =>
  `${patientName} hat keinen Zugang zum Portal: Niemand kann dort auf den Vorschlag antworten. Er kommt auf die Anrufliste.`;

/** Why a time is suggested. */
export const SLOT_REASON = {
  'requested-time': 'gewünschte Zeit',
  'same-weekday': 'gewünschter Wochentag',
  'same-time': 'gewünschte Uhrzeit',
  'weekday-before': 'gleicher Wochentag wie bisher',
  'time-before': 'gleiche Uhrzeit wie bisher',
  'first-free': 'erste freie Zeit',
  near: 'nahe daran',
  'same-provider': 'gleicher Behandler',
} satisfies Record<NextSlot['reasons'][number], string>;

/** "Passende Zeiten ab Mo., 7. Dez.", where it is not the present from which on was looked. */
export const suggestionsFromDay = (day: string): string => `Passende Zeiten ab ${day}`;
export const noSuggestions = (day: string): string => `In den vier Wochen ab ${day} ist nichts frei.`;
/** Read out when a suggestion has been chosen. */
export const suggestionChosen = (time: string, provider: string): string =>
  `Gewählt: ${time} bei ${provider}`;
