/**
 * What crosses the boundary between the main process and the window. Instants are milliseconds since the Unix epoch (UTC);
 * dates are `YYYY-MM-DD` and times `HH:MM` in the clinic's zone.
 */
import { z } from 'zod';
import { DESK_COMMAND_TYPES, MESSAGE_LIMIT } from '../domain/commands.ts';

const instant = z.number().int();
/** An instant that has a date in every zone: within the years 1 to 9999. */
export const readableInstant = instant.min(-62_135_000_000_000).max(253_402_000_000_000);
const id = z.string().min(1).max(200);
export const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const plainTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export { MESSAGE_LIMIT };

export const requestKind = z.enum(['reschedule', 'cancel']);
export const requestMark = z.enum(['declined', 'no-answer', 'proposal-withdrawn']);
export const requestOutcome = z.enum([
  'approved',
  'denied',
  'kept',
  'updated',
  'appointment-cancelled',
  'accepted-by-patient',
  'cancelled-by-patient',
  'cancelled-under-policy',
  'withdrawn',
  'superseded',
  'closed-elsewhere',
]);
export const appointmentStatus = z.enum([
  'booked',
  'tentative',
  'checked-in',
  'completed',
  'no-show',
  'cancelled',
]);

export const visitType = z.object({ code: z.string().max(200), display: z.string().max(500) });

export const visitSlot = z.object({
  practitionerId: id,
  locationId: id.nullable(),
  type: visitType,
  start: instant,
  end: instant,
});

export const words = z.object({
  reasonCode: z.string().max(100),
  reasonText: z.string().max(300),
  message: z.string().max(MESSAGE_LIMIT),
});
export const override = z.object({ reason: z.string().min(1).max(300) });

/** The receptionist's commands: the part of the domain's `RequestCommand` that may come from a window. */
export const deskCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('approve'), words: words.optional(), override: override.optional() }),
  z.strictObject({ type: z.literal('deny'), words }),
  z.strictObject({ type: z.literal('keep'), words }),
  z.strictObject({ type: z.literal('propose'), slot: visitSlot, words, override: override.optional() }),
  z.strictObject({
    type: z.literal('update'),
    slot: visitSlot,
    words: words.optional(),
    override: override.optional(),
  }),
  z.strictObject({ type: z.literal('cancel-appointment'), words }),
  z.strictObject({ type: z.literal('withdraw-proposal'), words: words.optional() }),
  z.strictObject({ type: z.literal('record-answer'), answer: z.enum(['accepted', 'declined']) }),
  z.strictObject({ type: z.literal('resend-email') }),
  z.strictObject({ type: z.literal('assign-patient'), patientId: id }),
]);
export type DeskCommand = z.infer<typeof deskCommand>;
export const deskCommandType = z.enum(DESK_COMMAND_TYPES);

export const patientCard = z.object({
  id,
  name: z.string(),
  birthDate: plainDate.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  portalAccess: z.boolean(),
});
export type PatientCard = z.infer<typeof patientCard>;

export const namedThing = z.object({ id, name: z.string(), active: z.boolean() });

/** An appointment as the schedule and the rows show it. */
export const appointmentView = z.object({
  id,
  patientId: id.nullable(),
  patientName: z.string(),
  practitionerId: id.nullable(),
  practitionerName: z.string(),
  locationId: id.nullable(),
  locationName: z.string(),
  type: visitType,
  start: instant,
  end: instant,
  status: appointmentStatus,
  originalId: id.nullable(),
  /** Its time may change: a proposal for another time waits for the patient. */
  changeProposed: z.boolean(),
  /** Open requests about it. */
  requestIds: z.array(id),
  overrideReason: z.string().nullable(),
});
export type AppointmentView = z.infer<typeof appointmentView>;

/** What stands in the way of granting a request as asked. */
export const obstacle = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('slot-taken'),
    by: z.array(
      z.object({
        appointmentId: id,
        patientName: z.string(),
        practitionerName: z.string(),
        start: instant,
        end: instant,
        status: appointmentStatus,
        /** The same patient is busy then, not the provider. */
        samePatient: z.boolean(),
      }),
    ),
  }),
  /** Other open requests ask for the same provider and the same or an overlapping time. */
  z.object({
    code: z.literal('slot-also-wanted'),
    others: z
      .array(z.object({ requestId: id, patientName: z.string(), start: instant, end: instant }))
      .min(1),
  }),
  z.object({ code: z.literal('time-past') }),
  z.object({ code: z.literal('appointment-past') }),
  z.object({ code: z.literal('time-does-not-exist') }),
  z.object({ code: z.literal('closed-day'), name: z.string() }),
  z.object({ code: z.literal('outside-hours') }),
  z.object({ code: z.literal('patient-unmatched') }),
  z.object({ code: z.literal('no-email') }),
  z.object({ code: z.literal('no-portal-access') }),
  /** The appointment is not booked any more (cancelled, completed). */
  z.object({ code: z.literal('appointment-not-active'), status: appointmentStatus }),
]);
export type Obstacle = z.infer<typeof obstacle>;

/** How a cancellation request stands to the policy. `daysAhead`: calendar days to the appointment in the clinic's zone. */
export const policyAlert = z.object({
  within: z.boolean(),
  /** N of "Within N days"; null when approval is always needed. */
  days: z.number().int().nullable(),
  daysAhead: z.number().int(),
  start: instant,
  /** The charges notice, when it applies. */
  chargesText: z.string().nullable(),
});
export type PolicyAlert = z.infer<typeof policyAlert>;

/** "Changed elsewhere: …; you had chosen …". */
export const conflictNote = z.object({
  at: instant,
  /** What the desk had chosen: words are put to it by the window. */
  chosen: deskCommand.nullable(),
  chosenBy: z.string(),
  /** What is different in the portal now. */
  portal: z.discriminatedUnion('what', [
    z.object({ what: z.literal('moved'), start: instant, end: instant }),
    z.object({ what: z.literal('cancelled') }),
    z.object({ what: z.literal('request-withdrawn') }),
    z.object({ what: z.literal('request-closed'), outcome: requestOutcome }),
    z.object({ what: z.literal('request-superseded') }),
    z.object({ what: z.literal('other') }),
  ]),
});
export type ConflictNote = z.infer<typeof conflictNote>;

/** What the Reschedule form and the dialogs hold while somebody types. Kept in the database until sent or cleared. */
export const draft = z.object({
  patientId: id.nullable(),
  practitionerId: id.nullable(),
  locationId: id.nullable(),
  typeCode: z.string().max(200).nullable(),
  date: z.string().max(20),
  time: z.string().max(20),
  minutes: z.string().max(10),
  reasonCode: z.string().max(100),
  otherReason: z.string().max(300),
  message: z.string().max(20_000),
});
export type Draft = z.infer<typeof draft>;

/** Where the newest decision on a request stands on its way out. */
export const delivery = z.object({
  outboxId: id,
  state: z.enum(['held', 'ready', 'unsure', 'done', 'undone', 'conflict', 'failed']),
  /** Undo is possible until then. */
  undoUntil: instant,
  lastError: z.string().nullable(),
});

export const mailStateView = z.object({
  mailId: id,
  state: z.enum(['waiting', 'ready', 'sent', 'failed', 'dropped', 'called']),
  toAddress: z.string(),
  lastError: z.string().nullable(),
});

export const requestRow = z.object({
  id,
  kind: requestKind,
  patient: patientCard.nullable(),
  /** The name to show: the matched patient's, or what the portal said, or "Unknown patient". */
  patientName: z.string(),
  appointment: appointmentView,
  requested: z.object({ start: instant, end: instant }).nullable(),
  note: z.string(),
  authoredAt: instant,
  receivedAt: instant,
  state: z.enum(['open', 'awaiting-patient', 'resolved']),
  mark: requestMark.nullable(),
  outcome: requestOutcome.nullable(),
  outcomeReason: z.string().nullable(),
  resolvedAt: instant.nullable(),
  proposal: z
    .object({
      appointment: appointmentView,
      sentAt: instant,
      expiresAt: instant,
      reason: z.string(),
      message: z.string(),
    })
    .nullable(),
  obstacles: z.array(obstacle),
  policy: policyAlert.nullable(),
  delivery: delivery.nullable(),
  mail: mailStateView.nullable(),
  conflict: conflictNote.nullable(),
  hasDraft: z.boolean(),
  /** What the receptionist can do now. */
  allowed: z.array(deskCommandType),
});
export type RequestRow = z.infer<typeof requestRow>;

export const historyKind = z.enum([
  'request-received',
  'request-withdrawn',
  'request-superseded',
  'decided',
  'undone',
  'patient-answered',
  'proposal-expired',
  'applied-under-policy',
  'portal-confirmed',
  'portal-conflict',
  'portal-refused',
  'closed-elsewhere',
  'email-queued',
  'email-accepted',
  'email-refused',
  'email-retried',
  'called-instead',
  'call-listed',
  'call-done',
  'patient-assigned',
]);
export type HistoryKind = z.infer<typeof historyKind>;

/** What a history line may carry; which fields are present depends on its kind. */
export const historyDetail = z.object({
  command: z.string().optional(),
  outcome: requestOutcome.optional(),
  answer: z.enum(['accepted', 'declined']).optional(),
  from: z.object({ start: instant, end: instant }).optional(),
  to: z.object({ start: instant, end: instant }).optional(),
  practitionerName: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  overrideReason: z.string().optional(),
  overrideOf: z.array(z.string()).optional(),
  emailKind: z.string().optional(),
  toAddress: z.string().optional(),
  subject: z.string().optional(),
  error: z.string().optional(),
  note: z.string().optional(),
  patientName: z.string().optional(),
});
export type HistoryDetail = z.infer<typeof historyDetail>;

export const historyEntry = z.object({
  id: z.number().int(),
  at: instant,
  userName: z.string(),
  deskName: z.string(),
  kind: historyKind,
  detail: historyDetail,
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const requestDetail = z.object({
  row: requestRow,
  history: z.array(historyEntry),
  draft: draft.nullable(),
});
export type RequestDetail = z.infer<typeof requestDetail>;

export const inboxView = z.enum(['inbox', 'awaiting', 'attention', 'calls', 'history']);
export const requestListInput = z.strictObject({
  /** `inbox`: open. `awaiting`: awaiting the patient. `attention`: refused, conflicting or failed. `history`: resolved. */
  view: z.enum(['inbox', 'awaiting', 'history']),
  practitionerId: id.nullable(),
  kind: requestKind.nullable(),
  /** `marked`: declined or no answer; `conflict`: changed elsewhere; `unsynced`: waiting to sync. */
  filter: z.enum(['all', 'marked', 'conflict', 'obstacle-free', 'unsynced']),
  /** Patient name, birth date, phone or e-mail; every word must match the start of one. Empty: everybody. */
  search: z.string().max(200),
  /** `appointment`: earliest appointment first. `arrival`: newest request first. History is always newest first. */
  sort: z.enum(['appointment', 'arrival']),
  cursor: z.string().max(500).nullable(),
  limit: z.number().int().min(1).max(200),
});
export type RequestListInput = z.infer<typeof requestListInput>;

export const counts = z.object({
  inbox: z.number().int(),
  awaiting: z.number().int(),
  attention: z.number().int(),
  calls: z.number().int(),
  waitingToSync: z.number().int(),
});
export type Counts = z.infer<typeof counts>;

export const requestPage = z.object({
  rows: z.array(requestRow),
  /** Give it back to get the next page; null at the end. */
  nextCursor: z.string().nullable(),
  /** Matching this filter, all pages together. */
  total: z.number().int(),
  counts,
});
export type RequestPage = z.infer<typeof requestPage>;

export const emailPreview = z.object({
  /** null: the patient has no e-mail; the decision goes to the Call list. */
  to: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** In words for the receptionist, what the calendar part will do; null when there is none. */
  calendar: z.enum(['update', 'cancel']).nullable(),
});
export type EmailPreview = z.infer<typeof emailPreview>;

export const freeSlot = z.object({
  practitionerId: id,
  start: instant,
  end: instant,
});
export type FreeSlot = z.infer<typeof freeSlot>;

/** A time to offer, and why. */
export const nextSlot = freeSlot.extend({
  reasons: z
    .array(z.enum(['requested-time', 'same-weekday', 'same-time', 'first-free', 'near', 'same-provider']))
    .min(1),
});
export type NextSlot = z.infer<typeof nextSlot>;

export const scheduleDay = z.object({
  date: plainDate,
  /** Instants of midnight in the clinic's zone: a day may have 23 or 25 hours. */
  from: instant,
  to: instant,
  closed: z.string().nullable(),
  hours: z.array(z.object({ from: plainTime, to: plainTime })),
  appointments: z.array(appointmentView),
});
export type ScheduleDay = z.infer<typeof scheduleDay>;

export const callWhy = z.enum(['no-email', 'no-portal-access']);
export const callItem = z.object({
  id,
  requestId: id.nullable(),
  patient: patientCard.nullable(),
  patientName: z.string(),
  why: callWhy,
  /** What to tell the patient. */
  script: z.string(),
  createdAt: instant,
});
export type CallItem = z.infer<typeof callItem>;

export const quarantineReason = z.enum([
  'malformed',
  'unknown-focus',
  'focus-not-an-appointment',
  'end-before-start',
  'period-without-offset',
  'period-missing',
  'more-than-one-patient',
  'no-practitioner',
  'unknown-status',
  'unknown-code',
  'too-large',
]);
export type QuarantineReason = z.infer<typeof quarantineReason>;

export const attentionItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    id,
    requestId: id.nullable(),
    patientName: z.string(),
    subject: z.string(),
    toAddress: z.string(),
    error: z.string(),
    at: instant,
    script: z.string(),
  }),
  z.object({
    kind: z.literal('decision'),
    id,
    requestId: id.nullable(),
    patientName: z.string(),
    command: z.string(),
    error: z.string(),
    at: instant,
  }),
  z.object({
    kind: z.literal('conflict'),
    id,
    requestId: id,
    patientName: z.string(),
    note: conflictNote,
    at: instant,
  }),
  z.object({
    kind: z.literal('quarantine'),
    id,
    resourceType: z.string(),
    resourceId: z.string(),
    reason: quarantineReason,
    detail: z.string(),
    at: instant,
  }),
]);
export type AttentionItem = z.infer<typeof attentionItem>;

export const syncPhase = z.enum([
  'not-configured',
  'loading',
  'up-to-date',
  'syncing',
  'offline',
  'sign-in-failed',
  'server-error',
]);
export const syncStatus = z.object({
  phase: syncPhase,
  /** The end of the last complete round with the portal. */
  lastSuccessAt: instant.nullable(),
  offlineSince: instant.nullable(),
  waitingToSync: z.number().int(),
  needAttention: z.number().int(),
  /** Only while loading for the first time. */
  progress: z
    .object({ resourceType: z.string(), done: z.number().int(), total: z.number().int().nullable() })
    .nullable(),
  mail: z.enum(['ok', 'not-configured', 'sign-in-failed', 'unreachable']),
  mailWaiting: z.number().int(),
  /** What the server answered, when the phase is `server-error`. */
  detail: z.string().nullable(),
});
export type SyncStatus = z.infer<typeof syncStatus>;

const hhmm = plainTime;
export const practiceRules = z.object({
  practice: z.object({
    name: z.string().min(1).max(200),
    phone: z.string().max(50),
    zone: z.string().max(100),
    hours: z
      .array(
        z.object({
          weekday: z.union([
            z.literal(1),
            z.literal(2),
            z.literal(3),
            z.literal(4),
            z.literal(5),
            z.literal(6),
            z.literal(7),
          ]),
          open: z.array(z.object({ from: hhmm, to: hhmm })).max(6),
        }),
      )
      .length(7),
    closedDays: z.array(z.object({ date: plainDate, name: z.string().max(100) })).max(400),
    portalLink: z.string().max(500).nullable(),
  }),
  policy: z.object({
    approval: z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('never') }),
      z.object({ mode: z.literal('always') }),
      z.object({ mode: z.literal('within'), days: z.number().int().min(0).max(365) }),
    ]),
    charges: z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('none') }),
      z.object({
        mode: z.literal('within'),
        days: z.number().int().min(0).max(365),
        text: z.string().min(1).max(500),
      }),
    ]),
  }),
  reasons: z.object({
    change: z
      .array(z.object({ code: z.string().min(1).max(100), text: z.string().min(1).max(200) }))
      .min(1)
      .max(50),
    cancel: z
      .array(z.object({ code: z.string().min(1).max(100), text: z.string().min(1).max(200) }))
      .min(1)
      .max(50),
    deny: z
      .array(z.object({ code: z.string().min(1).max(100), text: z.string().min(1).max(200) }))
      .min(1)
      .max(50),
  }),
  visitTypes: z
    .array(
      z.object({
        code: z.string().min(1).max(200),
        display: z.string().min(1).max(200),
        minutes: z.number().int().min(5).max(720),
      }),
    )
    .max(200),
  remindersOn: z.boolean(),
  undoSeconds: z.number().int().min(0).max(60),
  proposalExpiryHours: z.number().int().min(1).max(720),
});

/** Sign-in to the portal. Secrets are not part of it: they are written, never read back. */
export const portalSignIn = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({ method: z.literal('bearer') }),
  z.object({
    method: z.literal('client-credentials'),
    tokenUrl: z.url().max(500),
    clientId: z.string().min(1).max(200),
    scope: z.string().max(500),
  }),
  z.object({
    method: z.literal('private-key-jwt'),
    tokenUrl: z.url().max(500),
    clientId: z.string().min(1).max(200),
    scope: z.string().max(500),
    algorithm: z.enum(['RS384', 'ES384']),
    keyId: z.string().max(200),
  }),
]);
export const portalConfig = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** The demo clinic's own portal; its address is found at start. */
  z.object({ kind: z.literal('demo') }),
  z.object({
    kind: z.literal('fhir'),
    baseUrl: z.url({ protocol: /^https?$/ }).max(500),
    signIn: portalSignIn,
  }),
]);
export type PortalConfig = z.infer<typeof portalConfig>;

export const mailConfig = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('demo') }),
  z.object({
    kind: z.literal('smtp'),
    host: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().max(200),
    fromName: z.string().max(200),
    fromAddress: z.email().max(254),
  }),
]);
export type MailConfig = z.infer<typeof mailConfig>;

export const settingsView = z.object({
  rules: practiceRules,
  portal: portalConfig,
  mail: mailConfig,
  /** A secret is stored for it. */
  portalSecretSet: z.boolean(),
  mailSecretSet: z.boolean(),
  /** False: this system has no safe place for secrets; why they cannot be saved is said beside the fields. */
  secretsAvailable: z.boolean(),
  demo: z.boolean(),
  /** Of this desk: letters and signs alone are shortcuts (WCAG 2.2, 2.1.4). */
  singleKeys: z.boolean(),
});
export type SettingsView = z.infer<typeof settingsView>;

/** What a connection test found: each line is one finding, in a fixed vocabulary. */
export const portalTest = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      level: z.enum(['good', 'lacking', 'failed']),
      /** `interaction` carries its name in `detail`, `search-parameter` "Task:_lastUpdated", and so on. */
      code: z.enum([
        'reached',
        'unreachable',
        'timeout',
        'not-fhir',
        'sign-in-failed',
        'fhir-version',
        'transaction',
        'versioning',
        'conditional-create',
        'resource-type',
        'search-parameter',
        'http-status',
      ]),
      detail: z.string(),
    }),
  ),
});
export type PortalTest = z.infer<typeof portalTest>;

export const mailTest = z.object({
  ok: z.boolean(),
  code: z.enum([
    'accepted',
    'recipient-refused',
    'message-refused',
    'sign-in-failed',
    'try-later',
    'not-configured',
  ]),
  detail: z.string(),
});
export type MailTest = z.infer<typeof mailTest>;

export const bootstrap = z.object({
  version: z.string(),
  /** The main process's clock: the window corrects its own by it. */
  now: instant,
  zone: z.string(),
  practiceName: z.string(),
  user: z.object({ id, name: z.string() }),
  desk: z.object({ id, name: z.string() }),
  demo: z.object({ portalUrl: z.string(), mailboxUrl: z.string() }).nullable(),
  status: syncStatus,
});
export type Bootstrap = z.infer<typeof bootstrap>;
