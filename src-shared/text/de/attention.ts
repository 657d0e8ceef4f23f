import { type AppointmentStatus, isActive } from '../../domain/appointment.ts';
import { type CommandType, isCommandType } from '../../domain/command-rules.ts';
import type { ContactSystem } from '../../domain/contact-point.ts';
import type { QuarantineReason } from '../../domain/quarantine-reason.ts';
import { calendarDaysBetween, type EpochMs, type ZoneId } from '../../domain/time.ts';
import type { AttentionItem, TakenBy, UnreadRequest, UnreadVisit } from '../../ipc/attention-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural, someOf } from './locale.ts';
import { askedTime, whoStands } from './request-sentences.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { formatTime, shortDate, shortRange } from './times.ts';
import { bornWords, whoWords } from './visit.ts';

/** Every sentence of Needs attention. */
export const attentionText = {
  title: words.attention,
  loading: 'Was zu klären ist, wird geladen …',
  empty: 'Es gibt nichts zu klären.',
  emptyBody: 'Hier stünden E-Mails und Entscheidungen, die nicht durchgekommen sind.',
  retry: 'Erneut versuchen',
  calledInstead: 'Stattdessen angerufen',
  correctAddress: 'Adresse berichtigen',
  newAddress: 'Neue E-Mail-Adresse',
  tried: 'Versucht',
  phone: 'Telefon',
  onFile: 'Hinterlegt',
  noneOnFile: 'keine',
  correctHint:
    'Die neue Adresse wird hinterlegt, auch im Portal, falls eines eingerichtet ist; dann geht die E-Mail an sie hinaus.',
  inPortal: 'Jetzt im Portal',
  keepPortals: {
    email: 'Adresse des Portals behalten',
    phone: 'Nummer des Portals behalten',
  } satisfies Record<ContactSystem, string>,
  putEntered: 'Meine trotzdem eintragen',
  chooseHint:
    'Fragen Sie den Patienten, was richtig ist. „Meine trotzdem eintragen“ schreibt das Eingegebene in das Portal; mit der anderen Wahl bleibt das Portal, wie es ist.',
  openRequest: 'Anfrage öffnen',
  showAppointment: 'Termin anzeigen',
  showOther: 'Den anderen anzeigen',
  takeBack: 'Zurücknehmen',
  dismiss: 'Abhaken',
  script: 'Was am Telefon zu sagen ist',
  retryHint:
    '„Erneut versuchen“ sendet sie noch einmal an dieselbe Adresse. Wenn Sie den Patienten angerufen haben, wählen Sie „Stattdessen angerufen“.',
  takeBackHint:
    '„Erneut versuchen“ sendet die Entscheidung noch einmal. „Zurücknehmen“ macht sie hier rückgängig: Die Anfrage steht dann so da, wie das Portal sie hat.',
  takeBackCorrectionHint:
    'Lassen Sie es im Portal ändern, dann verschwindet dies von selbst. „Erneut versuchen“ sendet die Berichtigung noch einmal. Mit „Zurücknehmen“ gilt wieder, was das Portal hat.',
  takeBackPatientHint:
    '„Erneut versuchen“ sendet den Patienten noch einmal. Solange das Portal ihn nicht hat, wird nichts über ihn gesendet. „Zurücknehmen“ entfernt den Patienten und was für ihn gebucht wurde.',
  takeBackAppointmentHint:
    '„Erneut versuchen“ sendet die Entscheidung noch einmal. „Zurücknehmen“ macht sie hier rückgängig: Der Kalender zeigt dann wieder, was das Portal hat.',
  notOverwritten: 'Nichts wurde überschrieben, und es wurde keine E-Mail dazu gesendet.',
  toldAlready: 'Der Patient hat schon davon erfahren: Sagen Sie ihm, was jetzt gilt.',
  noMailServerHint:
    'Es ist kein Mailserver eingerichtet, deshalb kann nichts gesendet werden. Rufen Sie den Patienten an und wählen Sie „Stattdessen angerufen“, oder richten Sie in den Einstellungen einen ein.',
  overHint:
    'Die Zeit, um die es geht, ist vorbei, deshalb wird sie nicht noch einmal gesendet. Rufen Sie den Patienten an, wenn er es wissen muss, oder haken Sie dies ab.',
  noPortalHint:
    'Es ist kein Portal eingerichtet, deshalb kann die Entscheidung nicht gesendet werden. „Zurücknehmen“ macht sie hier rückgängig; oder richten Sie in den Einstellungen das Portal ein.',
  outdatedHint:
    'Was darin steht, gilt nicht mehr, deshalb wird sie nicht noch einmal gesendet. Rufen Sie den Patienten an, wenn er es wissen muss, oder haken Sie dies ab.',
  doubleBookingHint:
    'Niemand wurde gewarnt: Als die Zeiten vergeben wurden, war der jeweils andere Termin noch nicht bekannt. Sprechen Sie mit der Person, die den anderen eingetragen hat; verschieben Sie dann einen der beiden, oder sagen Sie ihn ab. Haken Sie dies ab, wenn beide bleiben sollen.',
  doubleBookingOverHint:
    'Die Zeit ist vorbei: Sehen Sie nach, ob beide Patienten da waren, oder haken Sie dies ab.',
  visitAnswer: 'Antwort auf einen Termin',
  lateAnswer: 'Antwort auf eine Zeit, die schon freigegeben war',
  lateAnswerHint:
    'Daraus folgt von selbst nichts. Rufen Sie den Patienten an: Nach einem Ja kommt er vielleicht zu dieser Zeit. Haken Sie dies ab, sobald der Patient weiß, was gilt.',
  visitAnswerHint:
    'Dadurch wurde nichts geändert. Rufen Sie den Patienten an, wenn etwas unklar ist; verschieben oder absagen lässt sich der Termin dort, wo er angezeigt wird. Haken Sie dies ab, sobald Sie es zur Kenntnis genommen haben.',
  resource: 'Was das Portal hat',
  quarantineHint:
    'Die übrigen Daten des Portals werden verwendet. „Abhaken“ nimmt dies von der Liste, bis es sich im Portal ändert.',
  severalTimes: 'Anfrage, die mehrere Zeiten nennt',
  chooseTime: 'Welche Zeit ist gemeint?',
  chooseTimeHint:
    'Fragen Sie den Patienten, und wählen Sie die gemeinte Zeit: Die Anfrage steht dann wie jede andere im Eingang. „Abhaken“ nimmt dies von der Liste, bis es sich im Portal ändert.',
  sheetHint:
    'Der letzte Plan dort ist vielleicht veraltet. Reslot versucht es alle 5 Minuten erneut; dies verschwindet, sobald ein Plan geschrieben ist.',
  tryNow: 'Jetzt erneut versuchen',
  openSettings: 'Einstellungen öffnen',
  openHistory: 'Verlauf anzeigen',
  noPhone: 'keine Telefonnummer hinterlegt',
  done: {
    sheet: 'Der Notfallplan ist geschrieben.',
    retry: 'Es wird erneut versucht.',
    calledInstead: 'Notiert: stattdessen angerufen.',
    takeBack: 'Die Entscheidung wurde zurückgenommen.',
    keepPortals: 'Was das Portal hat, wurde behalten.',
    putEntered: 'Das Portal erhält die eingegebene Adresse.',
    dismiss: 'Von der Liste genommen.',
    chooseTime: 'Die Anfrage steht mit der gewählten Zeit im Eingang.',
  },
};

const QUARANTINE: Readonly<Record<QuarantineReason, string>> = {
  malformed: 'Der Inhalt ist beschädigt oder unvollständig.',
  'unknown-focus': 'Der genannte Termin existiert nicht.',
  'focus-not-an-appointment': 'Es geht um etwas, das kein Termin ist.',
  'end-before-start': 'Das Ende liegt vor dem Beginn oder fällt mit ihm zusammen.',
  'period-without-offset': 'Die Zeit nennt keine Zeitzone, deshalb ist nicht klar, wann gemeint ist.',
  'period-missing': 'Es ist keine Zeit genannt oder nur ein Beginn.',
  'more-than-one-patient': 'Es ist mehr als ein Patient genannt.',
  'no-practitioner': 'Es ist kein Behandler genannt, der eindeutig ist und teilnimmt.',
  'unknown-status': 'Der Status ist einer, den Reslot nicht kennt.',
  'unknown-code': 'Verlangt wird etwas, das Reslot nicht kennt.',
  ambiguous: 'Die Angaben oder Zeiten sind mehrdeutig, deshalb ist nicht klar, was gemeint ist.',
  modified:
    'Enthalten ist etwas, das die Bedeutung auf eine Weise ändert, die Reslot nicht kennt: Sehen Sie im Portal nach.',
  'too-large': 'Der Inhalt ist zu groß.',
};

export const quarantineSentence = (reason: QuarantineReason): string => QUARANTINE[reason];

/** What cannot be used, by its resource: "Anfrage" for a Task. */
const UNUSABLE: Readonly<Record<string, string>> = {
  Task: 'Unbrauchbare Anfrage aus dem Portal',
  Appointment: 'Unbrauchbarer Termin aus dem Portal',
  AppointmentResponse: 'Unbrauchbare Antwort eines Patienten aus dem Portal',
  Patient: 'Unbrauchbarer Patient aus dem Portal',
  Practitioner: 'Unbrauchbarer Behandler aus dem Portal',
  Location: 'Unbrauchbarer Ort aus dem Portal',
};

const COMMANDS: Readonly<Record<CommandType, string>> = {
  approve: words.approve,
  deny: words.deny,
  keep: words.keepAppointment,
  propose: words.proposeChanges,
  update: words.updateAppt,
  'cancel-appointment': words.cancelAppointment,
  book: words.bookAppointment,
  'set-status': 'Status setzen',
  'withdraw-proposal': words.withdrawProposal,
  'record-answer': words.recordAnswer,
  'resend-email': words.resendEmail,
  message: words.message,
  'assign-patient': 'Patienten zuordnen',
  'add-patient': 'Patienten anlegen',
  'correct-address': 'Adresse berichtigen',
  'correct-phone': 'Telefonnummer berichtigen',
  'patient-answer': 'Antwort des Patienten übernehmen',
  'patient-own-time': 'Eigene Zeit des Patienten übernehmen',
  'patient-withdraws': 'Zurückgezogene Anfrage schließen',
  'apply-policy': 'Nach Regelung absagen',
  supersede: 'Ältere Anfrage schließen',
  expire: 'Vorschlag ablaufen lassen',
  'offer-taken': 'Vorschlag einer vergebenen Zeit beenden',
};

/** A decision by the name of its button; those made by the desk itself in words. One stored by another version may have none. */
export const commandWord = (command: string): string =>
  isCommandType(command) ? COMMANDS[command] : `Entscheidung einer anderen Version (${command})`;

/** What an item is, the first half of its accessible name. */
export const itemTitle = (item: AttentionItem): string => {
  switch (item.kind) {
    case 'mail':
      return 'E-Mail nicht zugestellt';
    case 'decision':
      return 'Entscheidung nicht angenommen';
    case 'conflict':
      return 'Anderswo geändert';
    case 'double-booking':
      return 'Zwei Termine zur selben Zeit';
    case 'visit-answer':
      return attentionText.visitAnswer;
    case 'late-answer':
      return attentionText.lateAnswer;
    case 'address-conflict':
      return item.system === 'email' ? 'E-Mail-Adresse anderswo geändert' : 'Telefonnummer anderswo geändert';
    case 'quarantine':
      return item.choices.length > 0
        ? attentionText.severalTimes
        : (UNUSABLE[item.resourceType] ?? 'Unbrauchbarer Eintrag aus dem Portal');
    case 'sheet':
      return 'Notfallplan nicht geschrieben';
  }
};

/** What an item is about: the patient, the resource, the folder. */
const itemSubject = (item: AttentionItem, moment: Moment): string => {
  switch (item.kind) {
    case 'quarantine':
      return item.choices.length > 0 && item.asks?.patientName
        ? whoWords({ ...item.asks, patientName: item.asks.patientName }, item.asks.visit, moment)
        : `${item.resourceType}/${item.resourceId}`;
    case 'sheet':
      return item.folder;
    default:
      return whoWords(item, item.visit, moment);
  }
};

/** The accessible name of an item: "E-Mail nicht zugestellt, Ann Smith, geb. 3. März 1980, Di., 24. Nov., 09:00, Dr. Adams". */
export const itemName = (item: AttentionItem, moment: Moment): string =>
  `${itemTitle(item)}, ${itemSubject(item, moment)}`;

/** That the time to which an appointment has come back has been given away: "Die Zeit ist jetzt belegt: Ann Smith, …". */
export const takenSentence = (takenBy: readonly TakenBy[], zone: ZoneId): string =>
  `Die Zeit ist jetzt belegt: ${takenBy.map((one) => whoStands(one, zone)).join('; ')}`;

/** "Ann Smith und Bob Lee, Di., 24. Nov., 09:00 – 09:30, Dr. Adams. Die Zeit gilt als belegt." */
export function unreadVisitSentence(
  { patients, providers, isCertain, start, end }: UnreadVisit,
  { now, zone }: Moment,
): string {
  const who = [patients, [shortRange(start, end, now, zone)], providers].flatMap(
    (part) => someOf(part) || [],
  );
  const whose = isCertain
    ? 'Die Zeit gilt als belegt.'
    : 'Es kann jeden betreffen: Die Zeit gilt bei allen als belegt.';
  return `${who.join(', ')}. ${whose}`;
}

/** "Genannt: Mi., 25. Nov., 14:00 – 14:30; Do., 26. Nov., 09:00." */
export const namesTimesSentence = (times: UnreadRequest['times'], moment: Moment): string =>
  `Genannt: ${times.map((one) => askedTime(one, moment)).join('; ')}.`;

/** Where it stood before: that is not so any more. */
export const earlierSentence = (
  { start, end }: NonNullable<UnreadVisit['earlier']>,
  { now, zone }: Moment,
): string => `Zuvor lag er zu einer anderen Zeit, die nicht mehr gilt: ${shortRange(start, end, now, zone)}.`;

/** What else stands at its time: "Zu dieser Zeit: Ann Smith, 09:00 – 09:30 bei Dr. Adams (Gebucht)". */
export const meetsSentence = (meets: readonly TakenBy[], zone: ZoneId): string =>
  `Zu dieser Zeit: ${meets.map((one) => whoStands(one, zone)).join('; ')}`;

/**
 * What stands at the same time as the visit that this desk put there: "Dr. Adams hat dann noch einen Termin: Ben Ortiz, geb. 2. Apr. 1975, Di.,
 * 24. Nov., 09:00 – 09:30 (Gebucht). Eingetragen von Platz 2."
 */
export function doubleBookingSentence(
  { other }: Extract<AttentionItem, { kind: 'double-booking' }>,
  { now, zone }: Moment,
): string {
  const { patientName, birthDate, practitionerName, start, end } = other.visit;
  const born = birthDate === null ? '' : `, ${bornWords(birthDate)}`;
  const which = `${patientName}${born}, ${shortRange(start, end, now, zone)} (${STATUS[other.status]})`;
  const by = other.desk === null ? '' : ` Eingetragen von ${other.desk}.`;
  const has =
    practitionerName === ''
      ? 'Zu dieser Zeit liegt noch ein Termin'
      : `${practitionerName} hat dann noch einen Termin`;
  return `${has}: ${which}.${by}`;
}

/** What is on the schedule in place of a time that was given back: "Im Kalender: … bei Dr. Adams (Gebucht).". */
export const standingSentence = (standing: readonly TakenBy[], { now, zone }: Moment): string =>
  standing.length === 0
    ? 'An ihrer Stelle steht nichts im Kalender.'
    : `Im Kalender: ${standing
        .map(
          (one) =>
            `${shortRange(one.start, one.end, now, zone)} bei ${one.practitionerName || words.noProvider} (${STATUS[one.status]})`,
        )
        .join('; ')}.`;

/** What can be done about an e-mail that did not get through. `now`: whether it tells of a time that is over. */
export function mailHint(
  { outdated, mailSetUp, visit }: Extract<AttentionItem, { kind: 'mail' }>,
  now: EpochMs,
): string {
  if (outdated)
    return visit !== null && visit.end <= now ? attentionText.overHint : attentionText.outdatedHint;
  return mailSetUp ? attentionText.retryHint : attentionText.noMailServerHint;
}

/** What can be done about a decision the portal will never take. */
export const takeBackHint = ({
  command,
  requestId,
  correction,
  portalSetUp,
}: Extract<AttentionItem, { kind: 'decision' }>): string => {
  if (!portalSetUp) return attentionText.noPortalHint;
  if (correction !== null) return attentionText.takeBackCorrectionHint;
  if (command === 'add-patient') return attentionText.takeBackPatientHint;
  return requestId === null ? attentionText.takeBackAppointmentHint : attentionText.takeBackHint;
};

/** What is so now after a decision was refused because something changed elsewhere, and what can be done. */
export const conflictHint = (item: Extract<AttentionItem, { kind: 'conflict' }>): string =>
  `${item.told ? attentionText.toldAlready : attentionText.notOverwritten} ${item.request === null ? appointmentHint(item) : requestHint(item.request, item)}`;

type Conflict = Extract<AttentionItem, { kind: 'conflict' }>;

/** "Der Status des Termins ist jetzt „Abgesagt“". */
const standsNow = (status: AppointmentStatus): string =>
  `Der Status des Termins ist jetzt „${STATUS[status]}“`;

function requestHint(
  { state, outcome }: NonNullable<Conflict['request']>,
  { appointmentStatus: status, past }: Conflict,
): string {
  switch (state) {
    case 'open':
      if (status !== null && !isActive({ status }))
        return `${standsNow(status)}: Öffnen Sie die Anfrage und schließen Sie sie.`;
      return past
        ? 'Die Zeit des Termins ist vorbei: Öffnen Sie die Anfrage und schließen Sie sie, oder rufen Sie den Patienten an.'
        : 'Öffnen Sie die Anfrage und entscheiden Sie neu.';
    case 'stuck':
      return `${stuckWords(status)} Haken Sie dies ab.`;
    case 'awaiting-patient':
      return 'Seitdem wurde eine Zeit vorgeschlagen, und der Patient soll antworten. Öffnen Sie die Anfrage, oder haken Sie dies ab.';
    case 'resolved':
      return `Die Anfrage ist geschlossen (${outcome === null ? OUTCOME['closed-elsewhere'] : OUTCOME[outcome]}). Es gibt nichts mehr zu entscheiden: Haken Sie dies ab.`;
    case 'gone':
      return 'Die Anfrage ist nicht mehr da. Es gibt nichts mehr zu entscheiden: Haken Sie dies ab.';
  }
}

/** Why nothing can be decided about an open request, and what ends it. */
const stuckWords = (status: AppointmentStatus | null): string =>
  `${status === null ? '' : `${standsNow(status)}, und dieser Arbeitsplatz weiß nicht, wessen Termin es war. `}Über die Anfrage lässt sich hier nichts entscheiden: Sie verschwindet, sobald das Portal sie schließt oder den Patienten zeigt.`;

function appointmentHint({ appointmentStatus: status, past }: Conflict): string {
  if (status === null)
    return 'Der Termin steht nicht im Kalender. Haken Sie dies ab; buchen Sie neu, wenn er noch gewünscht ist.';
  if (!isActive({ status }))
    return `${standsNow(status)}, so steht es im Portal. Es gibt nichts mehr zu wählen: Haken Sie dies ab.`;
  return past
    ? 'Die Zeit ist vorbei: Es gibt nichts mehr zu verschieben oder abzusagen. Prüfen Sie, ob der Status stimmt, oder haken Sie dies ab.'
    : 'Der Kalender zeigt, was das Portal hat: Sehen Sie nach, und wählen Sie neu.';
}

/** How many other e-mails go to the new address too. */
export const alsoWords = (count: number): string =>
  plural(
    count,
    'Eine weitere E-Mail an diese Adresse geht ebenfalls an die neue.',
    `${formatCount(count)} weitere E-Mails an diese Adresse gehen ebenfalls an die neue.`,
  );

export const correctedSentence = (system: ContactSystem, patientName: string): string =>
  `${system === 'email' ? 'Adresse' : 'Telefonnummer'} berichtigt: ${patientName}`;

/** That a corrected address or number met another one in the portal, and what waits for the choice. */
export const addressConflictSentence = ({
  system,
  mails,
}: Pick<Extract<AttentionItem, { kind: 'address-conflict' }>, 'system' | 'mails'>): string => {
  const waits =
    mails === 0
      ? ''
      : plural(
          mails,
          ' Die E-Mail wartet auf Ihre Entscheidung.',
          ` ${formatCount(mails)} E-Mails warten auf Ihre Entscheidung.`,
        );
  return `Bevor die Berichtigung das Portal erreicht hat, wurde die ${system === 'email' ? 'Adresse' : 'Telefonnummer'} dort geändert. Nichts wurde überschrieben.${waits}`;
};

/** Who entered an address: "Eingegeben (Empfang)". */
export const enteredWords = (enteredBy: string): string => `Eingegeben (${enteredBy})`;

/** What happened to a decision the portal will never take. */
export const decisionSentence = ({
  command,
  correction,
  told,
}: Extract<AttentionItem, { kind: 'decision' }>): string =>
  correction === null ? refusedSentence(command, told) : refusedCorrectionSentence(correction);

function refusedCorrectionSentence({
  system,
  entered,
  notAllowed,
}: NonNullable<Extract<AttentionItem, { kind: 'decision' }>['correction']>): string {
  const what = system === 'email' ? 'E-Mail-Adresse' : 'Telefonnummer';
  const refused = notAllowed
    ? `Das Portal erlaubt diesem Arbeitsplatz nicht, die ${what} eines Patienten zu ändern.`
    : `Das Portal hat die berichtigte ${what} nicht angenommen.`;
  return `${refused} Hier wird trotzdem ${entered} verwendet${system === 'email' ? ', und die E-Mail geht dorthin' : ''}.`;
}

const refusedSentence = (command: string, told: boolean): string =>
  `Das Portal nimmt die Entscheidung „${commandWord(command)}“ nicht an. ${told ? 'Der Patient hat schon davon erfahren.' : 'Es wurde keine E-Mail dazu gesendet.'}`;

export const mailSentence = (toAddress: string, subject: string): string =>
  toAddress === ''
    ? `„${subject}“ wurde nicht gesendet.`
    : `„${subject}“ an ${toAddress} wurde nicht zugestellt.`;

/** "heute, 10:42", or the date and the time. */
export const sinceWords = (at: EpochMs, now: EpochMs, zone: ZoneId): string => {
  const days = calendarDaysBetween(at, now, zone);
  const day = days === 0 ? 'heute' : days === 1 ? 'gestern' : shortDate(at, now, zone);
  return `${day}, ${formatTime(at, zone)}`;
};

/** Whose words they are is always said: they may be in any language. */
export const answerWords = (text: string): string => `Die Antwort war: ${text}`;
