import type { Changes, EmailIntent } from '../../src-shared/domain/changes.ts';
import { isProposal } from '../../src-shared/domain/email-kind.ts';
import type { Patient, Practitioner } from '../../src-shared/domain/patient.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { CallItem } from '../../src-shared/ipc/attention-views.ts';
import type { EmailPreview } from '../../src-shared/ipc/request-views.ts';
import { letterLanguage } from '../../src-shared/text/letter-language.ts';
import type { Db } from '../db/db.ts';
import { findLocation, findPatient, findPractitioner } from '../db/queries/people.ts';
import { type CallScript, composeCallScript } from '../mail/call-script.ts';
import { composeEmail } from '../mail/compose.ts';
import type { ComposedEmail, EmailContext } from '../mail/email.ts';

/** What a decision tells the patient, and how. */
export interface Communication {
  readonly intent: EmailIntent;
  readonly patient: Patient;
  readonly email: ComposedEmail;
  /** `null`: there is no address to write to. */
  readonly to: { readonly name: string; readonly address: string } | null;
  /** Why somebody has to call, and what is to be said; `null` when the e-mail is enough. */
  readonly call: (CallScript & { readonly why: CallItem['why'] }) | null;
  /** Somebody is there to send it: it need not wait for a mail server. */
  readonly mailSetUp: boolean;
}

export interface Sender {
  readonly rules: PracticeRules;
  /** The practice's address; empty while no mail server is set up. */
  readonly fromAddress: string;
  /** The portal says itself that it keeps no answers of patients: whoever is asked something is to phone. Absent where it does. */
  readonly noAnswers?: boolean;
  readonly now: EpochMs;
}

/**
 * Puts what a decision, on `request` or on the schedule itself (`null`), says into words for the appointment's own patient, whoever
 * asked; `null` when it says nothing or the appointment's patient is not known. A patient without e-mail is called, one who has died or whose record is not in use is left to a person; one without portal access cannot answer a proposal there,
 * so is called too.
 */
export const communicate = (
  db: Db,
  changes: Changes,
  request: AppointmentRequest | null,
  sender: Sender,
): Communication | null => changes.email && inWords(db, changes.email, changes.request ?? request, sender);

/** The same for an intent that no decision stands behind. */
export function inWords(
  db: Db,
  intent: EmailIntent,
  after: AppointmentRequest | null,
  sender: Sender,
): Communication | null {
  const about = contextOf(db, intent, after, sender);
  if (about === null) return null;
  const { patient } = about;
  const address = patient.standing === null ? patient.email : null;
  const email = composeEmail(intent, about);
  const why = callWhy(intent, patient, address);
  return {
    intent,
    patient,
    email,
    to: address === null ? null : { name: patient.name, address },
    call: why && { why, ...composeCallScript(intent, about) },
    mailSetUp: sender.fromAddress !== '',
  };
}

/** What to say on the phone where the letter did not get through; `null` where the appointment's patient is not known. */
export function spokenWords(
  db: Db,
  intent: EmailIntent,
  request: AppointmentRequest | null,
  { rules, now }: Pick<Sender, 'rules' | 'now'>,
): CallScript | null {
  const about = contextOf(db, intent, request, { rules, now, fromAddress: '' });
  return about && composeCallScript(intent, about);
}

function contextOf(
  db: Db,
  intent: EmailIntent,
  after: AppointmentRequest | null,
  sender: Sender,
): EmailContext | null {
  const { patientId } = intent.appointment;
  const patient = patientId === null ? null : findPatient(db, patientId);
  if (!patient) return null;
  const { practitionerId, locationId } = intent.appointment;
  const asksInVain = isProposal(intent) && sender.noAnswers === true;
  return {
    rules: sender.rules,
    patient: asksInVain ? { ...patient, portalAccess: false } : patient,
    practitioner: practitionerId === null ? null : namedProvider(db, practitionerId),
    location: locationId === null ? null : findLocation(db, locationId),
    requestKind: after?.kind ?? null,
    requestId: after?.id ?? null,
    answerBy:
      isProposal(intent) && after?.status.state === 'awaiting-patient'
        ? after.status.proposal.expiresAt
        : null,
    fromAddress: sender.fromAddress,
    language: letterLanguage(patient.language),
    now: sender.now,
  };
}

/** `null` where the portal names them to nobody: a letter to a patient says nothing of somebody unknown. */
function namedProvider(db: Db, id: string): Practitioner | null {
  const provider = findPractitioner(db, id);
  return provider === null || provider.name === '' ? null : provider;
}

/** The same words for the dialog. */
export function previewOf({ intent, to, email, mailSetUp }: Communication): EmailPreview {
  const { subject, text, html } = email;
  return {
    to: to?.address ?? null,
    subject,
    text,
    html,
    calendar: calendarEffect(intent, email),
    mailSetUp,
  };
}

function calendarEffect({ kind }: EmailIntent, { calendar }: ComposedEmail): EmailPreview['calendar'] {
  if (calendar === null) return null;
  if (calendar.method === 'CANCEL') return 'cancel';
  return kind === 'booked' ? 'add' : 'update';
}

function callWhy(intent: EmailIntent, patient: Patient, address: string | null): CallItem['why'] | null {
  if (patient.standing !== null) return 'not-written-to';
  if (isProposal(intent) && !patient.portalAccess) return 'no-portal-access';
  return address === null ? 'no-email' : null;
}
