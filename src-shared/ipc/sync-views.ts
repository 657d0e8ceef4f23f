/** Where things stand with the portal and the mail server, and what the window is told at its start. */
import { z } from 'zod';
import { waitReason } from '../domain/delivery-states.ts';
import { id, instant } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

const syncPhase = z.enum([
  'not-configured',
  'loading',
  'up-to-date',
  'syncing',
  'offline',
  'sign-in-failed',
  'certificate',
  'secret-elsewhere',
  'key-store',
  'clear-text',
  'server-error',
  /** It does not let this desk read some types of resources; the others have been read. */
  'types-refused',
  /** This computer's disk did not take, or give, what the round needed. */
  'storage',
  /** The round ended by an error in the program. */
  'program-error',
]);
export const syncStatus = z.object({
  phase: syncPhase,
  /** The end of the last round that read everything the portal lets this desk read. */
  lastSuccessAt: instant.nullable(),
  offlineSince: instant.nullable(),
  waitingToSync: z.number().int(),
  /** Of those, how many an attempt has failed for: the others are on their usual way. */
  delayed: z.number().int(),
  needAttention: z.number().int(),
  /** While loading for the first time, and while reading many pages after a while away; `total` is known of a first load only. */
  progress: z
    .object({ resourceType: z.string(), done: z.number().int(), total: z.number().int().nullable() })
    .nullable(),
  mail: z.enum([
    'ok',
    'not-configured',
    'sign-in-failed',
    'certificate',
    'secret-elsewhere',
    'key-store',
    'clear-text',
    'unreachable',
  ]),
  /** The same for `mail`: what the server answered, or the fault of its certificate, or where the password was entered for. */
  mailDetail: z.string().nullable(),
  mailWaiting: z.number().int(),
  /**
   * What the server answered, when the phase is `server-error`; the types, with a comma between, when it is `types-refused`; what
   * `certificateFault` reads, when it is `certificate`; where the secret was entered for ('' if unknown), when it is `secret-elsewhere`.
   */
  detail: z.string().nullable(),
  /** How far this computer's clock is ahead of the portal's, in whole minutes; 0 where they agree, and where that is not known. */
  clockAheadMinutes: z.number().int(),
  /** The portal is only read: nothing is decided, and what waits does not leave. Absent where it is written to. */
  readOnly: z.literal(true).optional(),
  /** The portal itself says that it keeps no answers of patients (AppointmentResponse). Absent where it does, and where that is not known. */
  noAnswers: z.literal(true).optional(),
});
export type SyncStatus = Infer<typeof syncStatus>;
const waitingDecision = z.object({
  /** In the outbox. */
  id,
  patientName: z.string(),
  birthDate: z.string().nullable(),
  /** What was decided: a command's type, also one that this version does not know. */
  command: z.string(),
  decidedAt: instant,
  reason: waitReason,
  /** When it goes on; null where something else has to happen first. */
  until: instant.nullable(),
  attempts: z.number().int(),
  /** What the last attempt met; null where none failed. */
  error: z.string().nullable(),
});
export type WaitingDecision = Infer<typeof waitingDecision>;
/** What waits, since when, why, and what happens next. */
export const syncExplanation = z.object({
  /** The first of them, in the order in which they were made. */
  decisions: z.array(waitingDecision),
  /** When the portal is asked next; null while that is being done, or while none is set up. */
  nextRoundAt: instant.nullable(),
});
export type SyncExplanation = Infer<typeof syncExplanation>;

/** A server of the demo clinic: one that died is being started again, or has died too often. */
const demoStanding = z.enum(['running', 'restarting', 'given-up']);
export type DemoStanding = Infer<typeof demoStanding>;
export const demoServers = z.object({ portal: demoStanding, mailbox: demoStanding });
export type DemoServers = Infer<typeof demoServers>;

export const storageTrouble = z.enum([
  'disk-full',
  'database-unwritable',
  'database-moved',
  'database-damaged',
]);
/** Why the disk, or the database's file, does not take or give something. */
export type StorageTrouble = Infer<typeof storageTrouble>;

export const bootstrap = z.object({
  version: z.string(),
  /** The main process's clock: the window corrects its own by it. */
  now: instant,
  zone: z.string(),
  practiceName: z.string(),
  user: z.object({ id, name: z.string() }),
  desk: z.object({ id, name: z.string() }),
  demo: z.object({ portalUrl: z.string(), mailboxUrl: z.string(), servers: demoServers }).nullable(),
  status: syncStatus,
  /** The newer version of the program that lies ready to be installed. */
  update: z.string().nullable(),
  /** What keeps something from being written, as the events `database` and `storage` last told. */
  databaseBusy: z.boolean(),
  storage: storageTrouble.nullable(),
});
export type Bootstrap = Infer<typeof bootstrap>;
