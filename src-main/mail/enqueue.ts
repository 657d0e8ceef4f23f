import type { EmailKind } from '../../src-shared/domain/email-kind.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { CallItem } from '../../src-shared/ipc/attention-views.ts';
import type { Db } from '../db/db.ts';
import { preparedInsert } from '../db/prepared.ts';
import type { Ids } from '../ports.ts';
import type { CallScript } from './call-script.ts';
import type { ComposedEmail } from './email.ts';
import { messageIdOf, noMessageIdYet } from './message-id.ts';

export interface NewMail {
  /** The decision whose acceptance by the portal it waits for; `null`: it waits for nothing and may leave at once. */
  readonly outboxId: string | null;
  readonly requestId: string | null;
  readonly appointmentId: string | null;
  readonly kind: EmailKind;
  /** The correction of this address that is on its way: it waits for that too. Default: none is. */
  readonly correctionId?: string | null;
  readonly to: { readonly name: string; readonly address: string };
  /** The practice's sender address: gives the Message-ID its domain. Empty while no mail server is set up. */
  readonly fromAddress: string;
  readonly email: ComposedEmail;
  readonly now: EpochMs;
}

/**
 * Puts an e-mail into the durable queue and returns its id: state `waiting` when it waits for `outboxId`, else `ready`.
 * Call it inside the transaction of the decision it tells of. What is stored is what is sent, to the letter, but for who sends
 * it, which `addressMail` settles when it leaves; the caller
 * records `email-queued`. For one that is `ready`, call `Delivery.wake()` after the commit.
 */
export function enqueueMail(db: Db, ids: Ids, mail: NewMail): string {
  const id = ids.uuid();
  db.run(
    insertMail({
      id,
      outbox_id: mail.outboxId,
      request_id: mail.requestId,
      appointment_id: mail.appointmentId,
      kind: mail.kind,
      to_name: mail.to.name,
      to_address: mail.to.address,
      subject: mail.email.subject,
      text: mail.email.text,
      html: mail.email.html,
      calendar_method: mail.email.calendar?.method ?? null,
      calendar_ics: mail.email.calendar?.ics ?? null,
      message_id: mail.fromAddress === '' ? noMessageIdYet(id) : messageIdOf(id, mail.fromAddress),
      state: mail.outboxId === null ? 'ready' : 'waiting',
      correction_id: mail.correctionId ?? null,
      attempts: 0,
      next_attempt_ms: mail.now,
      last_error: null,
      created_ms: mail.now,
      finished_ms: null,
    }),
  );
  return id;
}

const insertMail = preparedInsert('mail');

export interface NewCall {
  /** As in `NewMail`. */
  readonly outboxId: string | null;
  readonly requestId: string | null;
  readonly patientId: string | null;
  readonly why: CallItem['why'];
  /** What to say. */
  readonly said: CallScript;
  /** Who has told the patient already, in the call in which they decided; `null`: nobody has. */
  readonly toldBy: string | null;
  readonly now: EpochMs;
}

/**
 * Puts a patient who cannot be reached by e-mail on the Call list and returns the entry's id: state `waiting` (not yet
 * shown) when it waits for `outboxId`, else `open`; `done` where they have been told. Inside the decision's transaction; the caller
 * records `call-listed`.
 */
export function enqueueCall(db: Db, ids: Ids, call: NewCall): string {
  const id = ids.uuid();
  db.run(
    insertCall({
      id,
      outbox_id: call.outboxId,
      request_id: call.requestId,
      patient_id: call.patientId,
      why: call.why,
      script: call.said.script,
      voicemail: call.said.voicemail,
      state: call.toldBy === null ? (call.outboxId === null ? 'open' : 'waiting') : 'done',
      created_ms: call.now,
      done_ms: call.toldBy === null ? null : call.now,
      done_by: call.toldBy,
      done_note: null,
    }),
  );
  return id;
}

const insertCall = preparedInsert('call');
