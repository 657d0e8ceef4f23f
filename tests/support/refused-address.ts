import type { Patient } from '@medplum/fhirtypes';
import { vi } from 'vitest';
import { type Db, qb } from '../../src-main/db/db.ts';
import { findPatient } from '../../src-main/db/queries/people.ts';
import type { MailAnswer, OutgoingMail } from '../../src-main/ports.ts';
import type { AttentionItem } from '../../src-shared/ipc/attention-views.ts';
import type { PatientCard } from '../../src-shared/ipc/basics.ts';
import { patientResource } from './clinic-resources.ts';
import { type DeskOptions, openSmallClinic, type PortalDesk, type SmallClinic } from './portal-desk.ts';

export const WRONG = 'ana.wrong@example.org';
export const RIGHT = 'ana.right@example.org';
export const THEIRS = 'ana.theirs@example.org';

/** A patient with several contacts, one of whose addresses no mail server takes. */
export const contacted = (over: Partial<Patient> = {}): Patient => ({
  ...patientResource(),
  maritalStatus: { text: 'Married' },
  telecom: [
    { system: 'phone', value: '(312) 555-0101' },
    {
      system: 'email',
      value: 'other@example.org',
      rank: 2,
      extension: [{ url: 'urn:other', valueCode: 'a' }],
    },
    { system: 'email', value: 'old@example.org', use: 'old' },
    {
      system: 'email',
      value: WRONG,
      use: 'home',
      rank: 1,
      period: { start: '2020-01-01' },
      extension: [{ url: 'urn:mine', valueCode: 'b' }],
    },
  ],
  ...over,
});

/** The contacts with another address in place of the refused one. */
export const correctedTo = (address: string): Patient['telecom'] =>
  contacted().telecom?.map((one) => (one.value === WRONG ? { ...one, value: address } : one));

type RefusedMail = Extract<AttentionItem, { kind: 'mail' }>;

export interface Refused extends SmallClinic {
  readonly desk: PortalDesk;
  /** What was given to the mail server, also what it refused. */
  readonly sent: readonly OutgoingMail[];
  readonly item: RefusedMail;
  readonly patient: PatientCard;
  /** **Correct address**, at what was drawn. */
  correct(address?: string): Promise<{ readonly outboxId: string }>;
  /** The Patient in the portal. */
  inPortal(): Promise<Patient>;
}

const toWrong = (mail: OutgoingMail): MailAnswer =>
  mail.to.address === WRONG
    ? { kind: 'refused', what: 'recipient', detail: '550 no such user' }
    : { kind: 'accepted' };

/** A desk that has just been told that an e-mail about a visit cannot be delivered. */
export async function openRefused(options: DeskOptions = {}): Promise<Refused> {
  const clinic = await openSmallClinic();
  await clinic.portal.put(contacted());
  const desk = clinic.open({ deliver: async (mail) => toWrong(mail), ...options });
  await desk.settle();
  await desk.move('visit-1', '2026-12-01T16:00:00Z');
  // A real mail server answers in its own time.
  const { item, patient } = await vi.waitFor(async () => {
    const [found] = await desk.ask('attention.list', undefined);
    if (found?.kind !== 'mail' || found.patient === null) throw new Error('no e-mail was refused');
    return { item: found, patient: found.patient };
  }, 60_000);
  return {
    ...clinic,
    desk,
    sent: desk.sent,
    item,
    patient,
    correct: (address = RIGHT) =>
      desk.ask('attention.correctAddress', {
        mailId: item.id,
        patientId: patient.id,
        onFile: patient.email,
        address,
      }),
    async inPortal() {
      const [found] = await clinic.portal.search<Patient>('Patient?_id=patient-1');
      if (!found) throw new Error('the patient is gone');
      return found;
    },
  };
}

export const addressesIn = ({ telecom }: Patient) => telecom?.map(({ value }) => value);
export const newestMail = (db: Db) =>
  db.get(qb.selectFrom('mail').select(['state', 'to_address']).orderBy('seq', 'desc'));
export const onFile = (db: Db) => findPatient(db, 'patient-1')?.email;
export const newestOutbox = (db: Db) =>
  db.get(qb.selectFrom('outbox').select(['state', 'last_error']).orderBy('seq', 'desc'));
export const historyKinds = (db: Db) =>
  db.all(qb.selectFrom('history').select('kind').orderBy('id')).map(({ kind }) => kind);
