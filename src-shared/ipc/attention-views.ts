/** What waits for somebody: the Call list and Needs attention. */
import { z } from 'zod';
import { appointmentStatus } from '../domain/appointment.ts';
import { ATTENTION_WAYS } from '../domain/attention-ways.ts';
import { callOutcome } from '../domain/call-outcome.ts';
import { callWhy } from '../domain/call-why.ts';
import { conflictNote } from '../domain/conflict-note.ts';
import { contactSystem } from '../domain/contact-point.ts';
import { sheetFailure } from '../domain/downtime-sheet.ts';
import { quarantineReason } from '../domain/quarantine-reason.ts';
import { requestMark, requestOutcome } from '../domain/request.ts';
import { birthDate, id, instant } from '../domain/values.ts';
import { visitAnswer } from '../domain/visit-answer.ts';
import type { Infer } from '../infer.ts';
import { visitView } from './appointment-views.ts';
import { patientCard } from './basics.ts';

/** Why what was decided needs not be told any more. */
const callGone = z.discriminatedUnion('why', [
  /** The time of the visit is over. */
  z.object({ why: z.literal('over') }),
  /** Something else has been decided since, of which the patient is to hear, or has heard. */
  z.object({ why: z.literal('decided-since') }),
  /** The request does not wait for an answer to this proposal. */
  z.object({ why: z.literal('request'), outcome: requestOutcome.nullable(), mark: requestMark.nullable() }),
  /** The visit stands otherwise by now, however that came about; null: it is not on the schedule. */
  z.object({ why: z.literal('visit'), now: visitView.extend({ status: appointmentStatus }).nullable() }),
]);
export type CallGone = Infer<typeof callGone>;
export const callItem = z.object({
  id,
  requestId: id.nullable(),
  patient: patientCard.nullable(),
  patientName: z.string(),
  why: callWhy,
  /** What is told is about this visit, as it stood then; null where nothing says so. */
  visit: visitView.nullable(),
  /** What to tell the patient; '' where what was decided is not so any more (`gone`). */
  script: z.string(),
  /** What to leave as a message where nobody answers; '' for nothing. */
  voicemail: z.string(),
  /** It proposes a time, and the answer can be recorded. */
  answerable: z.boolean(),
  /** The times it proposes; none where it proposes none. */
  proposed: z.array(z.object({ id, start: instant, end: instant })),
  /** Why nobody has to be told any more; null: they have. */
  gone: callGone.nullable(),
  /** Until then it is of use: a visit it tells of begins, or the proposal runs out. Null: nothing of the kind is to come. */
  tellBy: instant.nullable(),
  /** Not to be tried again before; null: to be made now. */
  again: instant.nullable(),
  /** What came of it so far, the first first. */
  attempts: z.array(
    z.object({ id, at: instant, outcome: callOutcome, note: z.string(), userName: z.string() }),
  ),
  createdAt: instant,
});
export type CallItem = Infer<typeof callItem>;
/** What was noted of a call. Until `undoUntil` it is offered to be taken back. */
export const callNoted = z.object({
  attemptId: id.nullable(),
  again: instant.nullable(),
  undoUntil: instant,
});
export type CallNoted = Infer<typeof callNoted>;
/** An appointment that stands at the time of another. */
const takenBy = z.object({
  patientName: z.string(),
  practitionerName: z.string(),
  start: instant,
  end: instant,
  status: appointmentStatus,
});
export type TakenBy = Infer<typeof takenBy>;
/** A visit that cannot be shown and takes its time. */
const unreadVisit = z.object({
  patients: z.array(z.string()),
  /** Whose time it takes; where that is not certain, whom it names. */
  providers: z.array(z.string()),
  /** Otherwise it takes everybody's time. */
  isCertain: z.boolean(),
  start: instant,
  end: instant,
  /** What stands at that time with the same providers. */
  meets: z.array(takenBy),
  /** Where its earlier version stood on the schedule, which the portal has no more; null where none did, or at the same time. */
  earlier: z.object({ start: instant, end: instant }).nullable(),
});
export type UnreadVisit = Infer<typeof unreadVisit>;
/** Without an end where none is stated. */
const timeNamed = z.object({ start: instant, end: instant.nullable() });
/** What can be told of a request, or of an answer, that cannot be used. */
const unreadRequest = z.object({
  /** Whose it is: as on file or, where nobody there is named, as the portal calls them; null where it does not. */
  patientName: z.string().nullable(),
  birthDate: birthDate.nullable(),
  /** The visit it is about; null for none on the schedule. */
  visit: visitView.nullable(),
  /** The times it names. */
  times: z.array(timeNamed),
});
export type UnreadRequest = Infer<typeof unreadRequest>;
/** What can be done about it now, the first the one to choose; see `waysOut`. */
const ways = z.array(z.enum(ATTENTION_WAYS)).min(1);
/** Whom it concerns, and which visit. */
const concerns = {
  patientName: z.string(),
  /** Of whom `patientName` names; null where that is not known. */
  birthDate: birthDate.nullable(),
  /** Its patient may be another one than the one named: somebody asks about another's visit. */
  visit: visitView.nullable(),
};
/** How the request of a refused decision stands now. */
const requestStanding = z.object({
  state: z.enum(['open', 'stuck', 'awaiting-patient', 'resolved', 'gone']),
  outcome: requestOutcome.nullable(),
});
export const attentionItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    id,
    requestId: id.nullable(),
    appointmentId: id.nullable(),
    ...concerns,
    subject: z.string(),
    toAddress: z.string(),
    error: z.string(),
    at: instant,
    /** What to say on the phone instead; '' where what it tells is not so any more. */
    script: z.string(),
    /** Whom it is to; null where nobody can tell for certain. */
    patient: patientCard.nullable(),
    /** What it tells is not so any more, or its time is over. */
    outdated: z.boolean(),
    /** Other e-mails that go to the same address of the same patient, and would leave to a corrected one too. */
    others: z.number().int(),
    /** Nothing is sent while no mail server is set up. */
    mailSetUp: z.boolean(),
    ways,
  }),
  z.object({
    kind: z.literal('decision'),
    id,
    requestId: id.nullable(),
    appointmentId: id.nullable(),
    ...concerns,
    command: z.string(),
    error: z.string(),
    at: instant,
    /** The patient has been told of it already, while no portal was set up. */
    told: z.boolean(),
    /** Nothing can be sent again while no portal is set up. */
    portalSetUp: z.boolean(),
    /** What was entered where an address or a number was corrected, and whether the portal does not allow that at all. */
    correction: z.object({ system: contactSystem, entered: z.string(), notAllowed: z.boolean() }).nullable(),
    ways,
  }),
  /** A corrected address or number met another one in the portal: somebody chooses. `id`: the correction's in the outbox. */
  z.object({
    kind: z.literal('address-conflict'),
    id,
    ...concerns,
    patient: patientCard.nullable(),
    system: contactSystem,
    entered: z.string(),
    enteredBy: z.string(),
    /** What the portal has now; null: nothing. */
    inPortal: z.string().nullable(),
    /** E-mails that wait for the choice. */
    mails: z.number().int(),
    at: instant,
    ways,
  }),
  /** A refused decision on a request; or, with `requestId: null`, one made on the schedule itself. */
  z.object({
    kind: z.literal('conflict'),
    id,
    requestId: id.nullable(),
    /** `null` also where the appointment is not on the schedule any more. */
    appointmentId: id.nullable(),
    ...concerns,
    note: conflictNote,
    /** What stands now at the time to which the appointment has come back. */
    takenBy: z.array(takenBy),
    /** Which decision was refused. */
    outboxId: id,
    /** The patient has been told of the decision already, while no portal was set up. */
    told: z.boolean(),
    /** Null for a decision on the schedule itself. */
    request: requestStanding.nullable(),
    /** How the appointment it is about stands; null: it is not on the schedule any more. */
    appointmentStatus: appointmentStatus.nullable(),
    /** Its time is over. */
    past: z.boolean(),
    at: instant,
    ways,
  }),
  /**
   * Two visits take one provider's time, and nobody was warned. `appointmentId` and what it concerns: the one this desk put there.
   * `id` is of the two where they stand: at other times they are another.
   */
  z.object({
    kind: z.literal('double-booking'),
    id,
    appointmentId: id,
    ...concerns,
    other: z.object({
      appointmentId: id,
      visit: visitView,
      status: appointmentStatus,
      /** The desk that put it there; null where that is not certain. */
      desk: z.string().nullable(),
    }),
    /** The time of one of the two is over. */
    over: z.boolean(),
    at: instant,
    ways,
  }),
  /** An answer to a visit that is booked. `id`: the answer's; `at`: when it was last changed. */
  z.object({
    kind: z.literal('visit-answer'),
    id,
    appointmentId: id,
    ...concerns,
    given: visitAnswer,
    at: instant,
    ways,
  }),
  /** An answer to a time that had been given back before anybody could read it: `visit`. */
  z.object({
    kind: z.literal('late-answer'),
    id,
    requestId: id.nullable(),
    /** The request is closed. */
    closed: z.boolean(),
    /** What is on the schedule instead, the first of `standing`; null for nothing. */
    appointmentId: id.nullable(),
    ...concerns,
    given: visitAnswer,
    patient: patientCard.nullable(),
    standing: z.array(takenBy),
    at: instant,
    ways,
  }),
  z.object({
    kind: z.literal('quarantine'),
    id,
    resourceType: z.string(),
    resourceId: z.string(),
    versionId: z.string(),
    reason: quarantineReason,
    detail: z.string(),
    /** Null for what is no visit, and for one that takes no time. */
    takes: unreadVisit.nullable(),
    /** Null for what is neither a request nor an answer, and for one that says nothing of that. */
    asks: unreadRequest.nullable(),
    /** The times it asks for, of which somebody has to say which is meant; none where that is not what is the matter. */
    choices: z.array(timeNamed),
    /** The resource as JSON text, cut where it is very long; '' where nothing is kept of it. */
    resource: z.string(),
    at: instant,
    ways,
  }),
  /** The downtime sheet could not be written. */
  z.object({ kind: z.literal('sheet'), id, ...sheetFailure.shape, ways }),
]);
export type AttentionItem = Infer<typeof attentionItem>;
/** What is to be taken off the list, as it was drawn: something else that stands there now is left alone. */
export const attentionDismissal = z.discriminatedUnion('kind', [
  /** `id`: the decision's in the outbox, the e-mail's, or that of the two visits where they stand. */
  z.strictObject({ kind: z.enum(['decision', 'conflict', 'mail', 'double-booking']), id }),
  z.strictObject({ kind: z.literal('quarantine'), id, versionId: z.string().max(200) }),
  z.strictObject({ kind: z.enum(['visit-answer', 'late-answer']), id, at: instant }),
]);
export type AttentionDismissal = Infer<typeof attentionDismissal>;
