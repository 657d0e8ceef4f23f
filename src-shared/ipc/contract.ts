import { z } from 'zod';
import { block } from '../domain/blocked-time.ts';
import { CALL_NOTE_LIMIT, callOutcome } from '../domain/call-outcome.ts';
import { mailConfig, portalConfig } from '../domain/connections.ts';
import { receptionistDecision } from '../domain/decision.ts';
import { deskName } from '../domain/desk-name.ts';
import { draftSubject, partialDraft } from '../domain/draft.ts';
import { readEmailAddress } from '../domain/email-address.ts';
import { EMAIL_KINDS } from '../domain/email-kind.ts';
import { NOTE_LIMIT } from '../domain/history.ts';
import { LETTER_LANGUAGES, letterSettings } from '../domain/letters.ts';
import { MOST_AT_ONCE } from '../domain/many-requests.ts';
import { newPatient } from '../domain/new-patient.ts';
import { MOST_SUGGESTIONS, nextSlot } from '../domain/next-slots.ts';
import { practiceSection } from '../domain/practice-sections.ts';
import { freeSlot } from '../domain/slots.ts';
import { SECRET_LIMIT, userName, userRole } from '../domain/users.ts';
import { id, instant, plainDate, readableInstant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';
import * as absences from './absence-views.ts';
import * as schedule from './appointment-views.ts';
import * as waiting from './attention-views.ts';
import * as backups from './backup-views.ts';
import * as basics from './basics.ts';
import * as blocks from './block-views.ts';
import type { CommandName } from './names.ts';
import * as patients from './patient-views.ts';
import * as record from './record-views.ts';
import * as report from './report-views.ts';
import * as requests from './request-views.ts';
import * as calendar from './schedule-views.ts';
import * as session from './session-views.ts';
import * as settings from './settings-views.ts';
import * as sheet from './sheet-views.ts';
import * as sync from './sync-views.ts';

const nothing = z.undefined();
const done = z.null();
const secret = z.string().max(SECRET_LIMIT);
const kept = z.string().max(1_000_000);
/** What whoever ends the program would lose. `dialogOpen`: somebody is in the middle of something; `unsaved`: something is typed outside dialogs. */
const midway = z.strictObject({ dialogOpen: z.boolean(), unsaved: z.boolean() });
const callNote = z.string().max(CALL_NOTE_LIMIT);

/** What each command takes and gives. Both sides parse: the main process the input, the window the output. */
export const contract = {
  /** Who can sign in, or has: what a locked window may know. */
  'session.get': { input: nothing, output: session.sessionView },
  /** `secret` is left unread for somebody of the demo clinic, who signs in by one click. */
  'session.signIn': { input: z.strictObject({ userId: id, secret }), output: done },
  /** The desk's first user, a manager, who is signed in from then on; `already-set-up` once there is one. */
  'session.setUp': { input: z.strictObject({ name: userName, secret }), output: done },
  /**
   * `kept`: what is typed and not sent, for the same person's next sign-in; as the window writes it. `stays`: the same person is expected
   * back, and not somebody else.
   */
  'session.lock': { input: z.strictObject({ kept: kept.nullable(), stays: z.boolean() }), output: done },
  /** What this person had typed when the desk was locked last; given once. */
  'session.takeKept': { input: nothing, output: z.object({ kept: kept.nullable() }) },
  /** Somebody is at the window. */
  'session.active': { input: nothing, output: done },
  'session.changeSecret': { input: z.strictObject({ current: secret, secret }), output: done },
  /** A new PIN or passphrase by the recovery key of this desk's database; whoever that is for is signed in. */
  'session.recover': {
    input: z.strictObject({ recoveryKey: z.string().max(200), userId: id, secret }),
    output: done,
  },
  /**
   * The recovery key of a database that the system's key store does not open: what a window can ask before there is a desk. Where the
   * database is open, nothing is left to do.
   */
  'session.giveRecoveryKey': { input: z.strictObject({ recoveryKey: z.string().max(200) }), output: done },
  'users.list': { input: nothing, output: z.array(session.userView) },
  'users.add': { input: z.strictObject({ name: userName, role: userRole, secret }), output: done },
  'users.save': { input: z.strictObject({ id, name: userName, role: userRole }), output: done },
  /** A new PIN or passphrase for somebody who has forgotten theirs. */
  'users.setSecret': { input: z.strictObject({ id, secret }), output: done },
  'users.remove': { input: z.strictObject({ id }), output: done },
  'app.bootstrap': { input: nothing, output: sync.bootstrap },
  /** Ends the program and starts the newer version that lies ready. */
  'app.installUpdate': { input: midway, output: done },
  /** Ends the program and starts it again; refused as installing an update is. */
  'app.restart': { input: midway, output: done },
  'app.reportCrash': {
    input: z.strictObject({ where: z.string().max(200), stack: z.string().max(10_000) }),
    output: done,
  },
  'directory.get': {
    input: nothing,
    output: z.object({
      practitioners: z.array(basics.namedThing),
      locations: z.array(basics.namedThing),
      visitTypes: z.array(z.object({ code: z.string(), display: z.string(), minutes: z.number().int() })),
    }),
  },
  'requests.list': { input: requests.requestListInput, output: requests.requestPage },
  'requests.get': { input: z.strictObject({ id }), output: requests.requestDetail },
  /** Whoever has settled a request at this desk, by name. */
  'requests.settledBy': { input: nothing, output: z.array(z.string()) },
  /** An e-mail to a patient, exactly as it was written. */
  'requests.email': { input: z.strictObject({ mailId: id }), output: requests.writtenEmail },
  /** Writes the history, as it is narrowed, into a CSV file that the system's dialog asks for; `path` is null where it was dropped there. */
  'requests.exportHistory': {
    input: requests.requestListInput.omit({ view: true, sort: true, cursor: true, limit: true }),
    output: z.object({ path: z.string().nullable(), rows: z.number().int() }),
  },
  /** The ids of all requests a list shows, in its order. */
  'requests.ids': { input: requests.requestIdsInput, output: z.array(id) },
  /** These requests as a list shows them, in the order of the ids; those that are on this desk no more are left out. */
  'requests.byIds': {
    input: z.strictObject({ ids: z.array(id).max(requests.MOST_BY_ID) }),
    output: z.array(requests.requestRow),
  },
  /**
   * As `decisions.decide` about a request, but only as it was shown, and only while the rules for several requests let it be decided together
   * with others (`whyByItself`): `changed-since-shown` otherwise.
   */
  'requests.decideShown': { input: requests.decideShownInput, output: calendar.decisionReceipt },
  /** Takes an open request out of the inbox of this desk until then, or until anything about it changes. */
  'requests.snooze': { input: z.strictObject({ id, until: readableInstant }), output: done },
  'requests.wake': { input: z.strictObject({ id }), output: done },
  /** Of this desk alone: no portal and no letter ever has it. */
  'requests.addNote': { input: z.strictObject({ id, text: z.string().max(NOTE_LIMIT) }), output: done },
  /** The requests somebody has open now, instead of those before; said again at least every minute while they are at work. */
  'requests.workOn': { input: z.strictObject({ ids: z.array(id).max(20) }), output: done },
  /** The requests other desks have open, and which desk each. */
  'requests.openElsewhere': { input: nothing, output: z.array(z.object({ requestId: id, desk: deskName })) },
  /** What is typed about the schedule, as it was kept. What is typed about a request comes with the request. */
  'drafts.list': {
    input: nothing,
    output: z.array(z.object({ subject: draftSubject, draft: partialDraft })),
  },
  /** `null` clears it. */
  'drafts.save': {
    input: z.strictObject({ subject: draftSubject, draft: partialDraft.nullable() }),
    output: done,
  },
  /** The e-mail exactly as `decisions.decide` with the same decision would send it; `null`: it would send none. */
  'decisions.preview': { input: receptionistDecision, output: requests.emailPreview.nullable() },
  'decisions.decide': { input: receptionistDecision, output: calendar.decisionReceipt },
  'decisions.undo': { input: z.strictObject({ outboxId: id }), output: done },
  /** Consecutive days of the calendar. */
  'schedule.days': {
    input: z.strictObject({
      from: plainDate,
      days: z.number().int().min(1).max(7),
      /** `null`: everybody's. */
      practitionerId: id.nullable(),
      includeCancelled: z.boolean(),
    }),
    output: calendar.scheduleDays,
  },
  /** How full each day of a month is. */
  'schedule.load': {
    input: z.strictObject({
      /** `YYYY-MM`. */
      month: z.string().regex(/^\d{4}-\d{2}$/),
      practitionerId: id.nullable(),
    }),
    output: calendar.scheduleLoad,
  },
  'schedule.freeSlots': {
    input: z.strictObject({
      date: plainDate,
      practitionerId: id,
      minutes: z.number().int().min(5).max(720),
      /** Its own slot counts as free when it is the one being moved. */
      movingAppointmentId: id.nullable(),
    }),
    output: z.array(freeSlot),
  },
  /** Free times of the four weeks from a day on, the best first, with why each is offered. */
  'schedule.nextSlots': {
    input: z.strictObject({
      /** `null`: any active provider; which provider sees which type of visit is not recorded. */
      practitionerId: id.nullable(),
      /** Whose visit it is: their other appointments are in the way too. */
      patientId: id.nullable(),
      minutes: z.number().int().min(5).max(720),
      from: plainDate,
      /** The start the visit has, and the one asked for. */
      like: z.strictObject({
        original: readableInstant,
        requested: readableInstant.nullable(),
      }),
      /** It and its own Tentative are not in the way. */
      movingAppointmentId: id.nullable(),
      /** Times that are about to be given to others: taken, too. */
      alsoTaken: z
        .array(
          z.strictObject({
            practitionerId: id,
            patientId: id.nullable(),
            start: readableInstant,
            end: readableInstant,
          }),
        )
        .max(MOST_AT_ONCE)
        .optional(),
    }),
    output: z.array(nextSlot).max(MOST_SUGGESTIONS),
  },
  'appointments.get': { input: z.strictObject({ id }), output: calendar.appointmentDetail },
  /** The providers who are away, or will be: those absences that have not been closed. */
  'absences.list': { input: nothing, output: z.array(absences.absenceListed) },
  /** Begins to deal with the visits of a provider who is away then; one that is known already is open again. */
  'absences.begin': { input: absences.absenceBegun, output: z.object({ id }) },
  /** With its visits as they stand now. They are kept, so that they are named still once they stand elsewhere. */
  'absences.get': { input: z.strictObject({ id }), output: absences.absenceView },
  /** The provider is not away after all: nothing becomes of the visits, and it can be begun again. */
  'absences.end': { input: z.strictObject({ id }), output: done },
  /**
   * As `decisions.decide` about a visit in an absence, but only as it was shown, while nothing is against deciding it together with others, and
   * never to a time within the absence: `changed-since-shown` otherwise.
   */
  'absences.decide': { input: absences.absenceDecision, output: calendar.decisionReceipt },
  /** Its visits with whom to call, on paper. `false`: dropped in the system's dialog. */
  'absences.print': { input: z.strictObject({ id }), output: z.object({ printed: z.boolean() }) },
  /** Blocks a provider's time, changes that, or takes it away; only as it was shown: `changed-since-shown` otherwise. */
  'blocks.change': { input: blocks.blockChange, output: done },
  /** Which visits stand in the time that it would take. */
  'blocks.visits': { input: z.strictObject({ block }), output: blocks.blockVisits },
  /** Which visits begin on these dates. */
  'schedule.visitsOn': {
    input: z.strictObject({ dates: z.array(z.string().max(10)).max(400) }),
    output: blocks.blockVisits.omit({ until: true }),
  },
  'schedule.freedSlots': { input: nothing, output: z.array(schedule.freedSlotView) },
  'patients.search': {
    input: z.strictObject({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    output: z.array(basics.patientCard),
  },
  /** A patient who is not on file. Known here at once; the portal hears of them before anything that names them. */
  'patients.add': { input: newPatient, output: patients.addedPatient },
  /** Patients on file who may be the same person, the likeliest first. */
  'patients.similar': { input: newPatient, output: z.array(patients.similarPatient) },
  'patients.get': { input: z.strictObject({ id }), output: basics.patientCard },
  'patients.card': { input: patients.patientCardInput, output: patients.patientCardView },
  /** The page after a cursor of the card's list of appointments, and of its list of requests. */
  'patients.appointments': {
    input: patients.patientAppointmentsInput,
    output: patients.patientAppointmentPage,
  },
  'patients.requests': { input: patients.patientRequestsInput, output: patients.patientRequestPage },
  'attention.list': { input: nothing, output: z.array(waiting.attentionItem) },
  'attention.retry': { input: z.strictObject({ kind: z.enum(['mail', 'decision']), id }), output: done },
  /**
   * Corrects the address of the patient a refused e-mail is to, here and in the portal; then it is sent there. `mailId`: null where the
   * address is changed on the patient's card. `onFile`: the address that was shown as theirs.
   */
  'attention.correctAddress': {
    input: z.strictObject({
      mailId: id.nullable(),
      patientId: id,
      onFile: z.string().max(1000).nullable(),
      address: z.string().max(1000),
    }),
    output: z.object({ outboxId: id, undoUntil: instant }),
  },
  /** Changes the telephone number on the patient's card, here and in the portal. `onFile`: the number that was shown as theirs. */
  'attention.correctPhone': {
    input: z.strictObject({
      patientId: id,
      onFile: z.string().max(1000).nullable(),
      phone: z.string().max(1000),
    }),
    output: z.object({ outboxId: id, undoUntil: instant }),
  },
  /**
   * A corrected address or number met another one in the portal: whether that stays, or is replaced by what was entered. `inPortal`: what
   * was shown as the portal's. Only the replacement can be undone.
   */
  'attention.chooseAddress': {
    input: z.strictObject({
      outboxId: id,
      inPortal: z.string().max(1000).nullable(),
      choice: z.enum(['portal', 'entered']),
    }),
    output: z.object({ outboxId: id.nullable(), undoUntil: instant }),
  },
  /** Which of the times that an unusable request names is meant: it is an ordinary request then. `versionId`: as it was drawn. */
  'attention.chooseTime': {
    input: z.strictObject({ id, versionId: z.string().max(200), start: instant, end: instant.nullable() }),
    output: done,
  },
  'attention.calledInstead': { input: z.strictObject({ mailId: id }), output: done },
  /**
   * Takes a failed decision back; forgets what was said of a refused one; takes an e-mail that is not true any more, or a
   * quarantined resource until it changes in the portal, off the list.
   */
  'attention.dismiss': { input: waiting.attentionDismissal, output: done },
  'calls.list': { input: nothing, output: z.array(waiting.callItem) },
  /** The patient has been told. */
  'calls.done': { input: z.strictObject({ id, note: callNote }), output: waiting.callNoted },
  /** The patient has not been told. `again`: when to try again; null: when the practice's hours suggest. */
  'calls.attempted': {
    input: z.strictObject({ id, outcome: callOutcome, again: readableInstant.nullable(), note: callNote }),
    output: waiting.callNoted,
  },
  /** Takes back what was noted last; `attemptId`: as it was given for that, null for **Called**. */
  'calls.undo': { input: z.strictObject({ id, attemptId: id.nullable() }), output: done },
  /** Takes a call off the list of which the reason is gone. */
  'calls.dismiss': { input: z.strictObject({ id }), output: done },
  'settings.get': { input: nothing, output: settings.deskSettings },
  /**
   * Asks the key store, which may ask somebody for a password: for the Settings screen alone. Answers within seconds all the
   * same; when a key store that was `waiting` answers later, `settings` are said to have changed.
   */
  'settings.secrets': { input: nothing, output: settings.secretsView },
  'settings.save': {
    input: settings.settingsInput,
    output: done,
  },
  /**
   * The practice's and this desk's version of a section differ: whether the practice's stays, or is replaced by what was saved here.
   * `seen`: the portal's version that was shown.
   */
  'settings.choose': {
    input: z.strictObject({
      section: practiceSection,
      choice: z.enum(['theirs', 'mine']),
      seen: z.string().max(200).nullable(),
    }),
    output: done,
  },
  /** Every certificate authority in a file, to be named in a connection. */
  'settings.readAuthorities': {
    input: z.strictObject({ text: z.string().max(1_000_000) }),
    output: z.array(settings.authorityView),
  },
  /** A letter to somebody who does not exist, with these settings, saved or not. */
  'settings.previewLetter': {
    input: z.strictObject({
      letters: letterSettings,
      language: z.enum(LETTER_LANGUAGES),
      kind: z.enum(EMAIL_KINDS),
    }),
    output: z.object({ subject: z.string(), html: z.string() }),
  },
  'settings.testPortal': {
    input: z.strictObject({
      portal: portalConfig,
      secret: z.string().max(20_000).nullable(),
      /** Writes, too, with a patient of its own that is removed. */
      writes: z.boolean(),
    }),
    output: settings.portalTest,
  },
  'settings.testMail': {
    input: z.strictObject({
      mail: mailConfig,
      secret: z.string().max(2000).nullable(),
      to: z.string().refine((text) => readEmailAddress(text) === text),
    }),
    output: settings.mailTest,
  },
  /** The report about requests, of these days: numbers alone, no patients. */
  'report.get': { input: report.reportInput, output: report.requestReport },
  /** `false`: dropped in the system's dialog. */
  'report.print': { input: report.reportInput, output: z.object({ printed: z.boolean() }) },
  /** The downtime sheet as an HTML document of its own. */
  /** For somebody who helps: versions, states and counts, no patients. */
  'diagnostics.get': { input: nothing, output: z.object({ text: z.string() }) },
  /** Saves what was last shown, where the system's dialog says; `null`: dropped there. */
  'diagnostics.save': { input: nothing, output: z.object({ path: z.string().nullable() }) },
  'sheet.preview': { input: sheet.sheetInput, output: z.object({ html: z.string() }) },
  /** `false`: dropped in the system's dialog. */
  'sheet.print': { input: sheet.sheetInput, output: z.object({ printed: z.boolean() }) },
  /** Asks for the file in the system's dialog; `null`: dropped there. */
  'sheet.savePdf': { input: sheet.sheetInput, output: z.object({ path: z.string().nullable() }) },
  /** Writes the automatic sheet into its folder now. */
  'sheet.writeNow': { input: nothing, output: sheet.sheetWritten },
  'sheet.state': { input: nothing, output: sheet.sheetState },
  /** Asks for a folder in the system's dialog, beginning at the current one; `null`: dropped there. */
  'sheet.chooseFolder': {
    input: z.strictObject({ current: z.string().max(1000) }),
    output: z.object({ folder: z.string().nullable() }),
  },
  'backups.state': { input: nothing, output: backups.backupsState },
  /** Answered when it has been made and verified. */
  'backups.make': { input: nothing, output: done },
  /** What would be lost if this backup took the place of the database now. */
  'backups.lost': {
    input: z.strictObject({ name: backups.backupName }),
    output: backups.lostByRestoring,
  },
  /** Puts it in the place of the database, which stays beside; the window is loaded anew after the answer. */
  'backups.restore': { input: z.strictObject({ name: backups.backupName }), output: done },
  /** A new recovery key, which is told this once; the one before opens nothing from then on. */
  'backups.makeRecoveryKey': { input: nothing, output: z.object({ recoveryKey: z.string() }) },
  /** A new data key and a new recovery key, which is told this once; neither counts before they are asked for by their `mark`. */
  'backups.newKeys': { input: nothing, output: z.object({ mark: z.string(), recoveryKey: z.string() }) },
  /** Those that were just shown take the place of the present ones when the program starts next. */
  'backups.askForKeys': { input: z.strictObject({ mark: z.string().max(64) }), output: done },
  /** The present keys stay. */
  'backups.dropKeys': { input: nothing, output: done },
  /** Puts a recovery key that was just made on paper. `false`: dropped in the system's dialog. */
  'recovery.print': {
    input: z.strictObject({ recoveryKey: z.string().regex(/^[0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}$/) }),
    output: z.object({ printed: z.boolean() }),
  },
  /** Looks at every line of the record; answered when that is done. */
  'backups.checkRecord': { input: nothing, output: done },
  /** Puts what was found wrong with the record on it, with what is known about that; nothing where nothing is wrong. */
  'backups.noteRecord': {
    input: z.strictObject({ reason: z.string().max(NOTE_LIMIT) }),
    output: done,
  },
  /** Somebody has read what a restore has done. */
  'backups.forgetRestored': { input: nothing, output: done },
  /** The record of this desk, the newest line first. */
  'record.list': { input: record.recordListInput, output: record.recordPage },
  /** Writes the lines that fit into a file that the system's dialog asks for (`json`: FHIR AuditEvents); `path` is null where it was dropped there. */
  'record.export': {
    input: record.recordFilter.extend({ format: z.enum(['csv', 'json']) }),
    output: z.object({ path: z.string().nullable(), lines: z.number().int() }),
  },
  'sync.status': { input: nothing, output: sync.syncStatus },
  'sync.explain': { input: nothing, output: sync.syncExplanation },
  /** Resolves when the round it started has ended. */
  'sync.refresh': { input: nothing, output: sync.syncStatus },
  'sync.networkReturned': { input: nothing, output: done },
  /** Opens an https address, or the demo's own, in the system's browser; others are refused. */
  'links.open': { input: z.strictObject({ url: z.string().max(2000) }), output: done },
} as const satisfies Record<CommandName, { input: z.ZodType; output: z.ZodType }>;

type Contract = typeof contract;
export type CommandInput<N extends CommandName> = Infer<Contract[N]['input']>;
export type CommandOutput<N extends CommandName> = Infer<Contract[N]['output']>;
