import { expect, test } from 'vitest';
import { sql } from '../../../src-main/db/db.ts';
import { findPatient } from '../../../src-main/db/queries/people.ts';
import type { OutgoingMail } from '../../../src-main/ports.ts';
import { patientResource } from '../../support/clinic-resources.ts';
import { type DeskOptions, openSmallClinic, type PortalDesk } from '../../support/portal-desk.ts';

const NEW = 'ana.right@example.org';
const base = () => ({
  ...patientResource(),
  maritalStatus: { text: 'Married' },
  telecom: [
    { system: 'phone' as const, value: '(312) 555-0101' },
    { system: 'email' as const, value: 'other@example.org', rank: 2 },
    { system: 'email' as const, value: 'ana.wrong@example.org', use: 'home' as const, rank: 1 },
  ],
});

/** A desk that has just been told by the mail server that an e-mail about a visit cannot be delivered. */
async function bounced(options: DeskOptions = {}) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(base());
  const sent: OutgoingMail[] = [];
  const desk = clinic.open({
    ...options,
    deliver: async (mail) => {
      sent.push(mail);
      return mail.to.address.startsWith('ana.wrong')
        ? { kind: 'refused', what: 'recipient', detail: '550 no such user' }
        : { kind: 'accepted' };
    },
  });
  await desk.settle();
  await desk.move('visit-1', '2026-12-01T16:00:00Z');
  const [item] = await desk.ask('attention.list', undefined);
  if (item?.kind !== 'mail' || item.patient === null) throw new Error('no e-mail was refused');
  return { ...clinic, desk, sent, item, patient: item.patient };
}
type Bounced = Awaited<ReturnType<typeof bounced>>;

const correct = ({ desk, item, patient }: Bounced, address = NEW) =>
  desk.ask('attention.correctAddress', {
    mailId: item.id,
    patientId: patient.id,
    onFile: patient.email,
    address,
  });
const inPortal = async ({ portal }: Bounced) =>
  (await portal.send({ method: 'GET', url: 'Patient/patient-1' })) as unknown as {
    body: ReturnType<typeof base> & { meta: { versionId: string } };
  };
const mail = (desk: PortalDesk) =>
  desk.db.get(sql.selectFrom('mail').select(['state', 'to_address']).orderBy('seq', 'desc'));
const email = (desk: PortalDesk) => findPatient(desk.db, 'patient-1')?.email;

test('a corrected address is the portal’s, alone of everything, and the letter leaves to it', async () => {
  const clinic = await bounced();
  const { desk, item, sent } = clinic;
  expect(item).toMatchObject({
    ways: ['correct-address', 'retry', 'called-instead', 'show-appointment'],
    others: 0,
  });
  await correct(clinic);
  expect(mail(desk)).toEqual({ state: 'waiting', to_address: NEW });
  expect(sent).toHaveLength(1);
  await desk.settle();
  const { body } = await inPortal(clinic);
  expect(body).toMatchObject({ maritalStatus: { text: 'Married' } });
  const telecom = base().telecom.map((c) => (c.rank === 1 ? { ...c, value: NEW } : c));
  expect(body.telecom).toEqual(telecom);
  expect(sent.map(({ to }) => to.address)).toEqual(['ana.wrong@example.org', NEW]);
  expect(sent[1]?.calendar?.ics.replace(/\r\n /g, '')).toContain(`mailto:${NEW}`);
  expect(sent[1]?.calendar?.ics.replace(/\r\n /g, '')).not.toContain('ana.wrong');
  expect(email(desk)).toBe(NEW);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
  expect(
    desk.db.get(sql.selectFrom('history').select('detail_json').where('kind', '=', 'address-corrected')),
  ).toEqual({ detail_json: JSON.stringify({ fromAddress: 'ana.wrong@example.org', toAddress: NEW }) });
});

test('undone, everything is as it was', async () => {
  const clinic = await bounced();
  const { desk, item, sent } = clinic;
  const { outboxId } = await correct(clinic);
  await desk.ask('decisions.undo', { outboxId });
  expect(email(desk)).toBe('ana.wrong@example.org');
  expect(await desk.ask('attention.list', undefined)).toEqual([item]);
  await desk.settle();
  expect(sent).toHaveLength(1);
  expect((await inPortal(clinic)).body.telecom).toEqual(base().telecom);
});

test('another change that came first is kept, and the correction written on it', async () => {
  const clinic = await bounced();
  const { desk, portal } = clinic;
  await correct(clinic);
  await portal.put({ ...base(), birthDate: '1970-01-01' });
  await desk.settle();
  await desk.settle();
  const { body } = await inPortal(clinic);
  expect(body).toMatchObject({ birthDate: '1970-01-01' });
  expect(body.telecom.map((c) => c.value)).toContain(NEW);
  expect(email(desk)).toBe(NEW);
});

test('another address that came first is not overwritten: both are shown, and the portal’s counts once it is taken back', async () => {
  const clinic = await bounced();
  const { desk, portal } = clinic;
  await correct(clinic);
  const theirs = { ...base(), telecom: [{ system: 'email' as const, value: 'ana.theirs@example.org' }] };
  await portal.put(theirs);
  await desk.settle();
  await desk.settle();
  expect((await inPortal(clinic)).body.telecom).toEqual(theirs.telecom);
  const [item] = await desk.ask('attention.list', undefined);
  expect(item).toMatchObject({ kind: 'decision', command: 'correct-address' });
  expect(item?.kind === 'decision' && item.error).toContain('ana.theirs@example.org');
  await desk.ask('attention.dismiss', { kind: 'decision', id: item?.id ?? '' });
  expect(email(desk)).toBe('ana.theirs@example.org');
});

test('a lost answer is recognised; what came after it is kept', async () => {
  let lose = false;
  const clinic = await bounced({
    between: async (request, send) => {
      const answer = await send(request);
      if (!lose || request.method !== 'POST') return answer;
      lose = false;
      return { kind: 'none', why: 'connection-lost', detail: '' };
    },
  });
  const { desk } = clinic;
  lose = true;
  await correct(clinic);
  await desk.settle();
  await desk.settle();
  expect((await inPortal(clinic)).body.telecom.filter((c) => c.value === NEW)).toHaveLength(1);
  expect(desk.db.get(sql.selectFrom('outbox').select('state').orderBy('seq', 'desc'))).toEqual({
    state: 'done',
  });
});

test.each([
  ['nobody', 'email-invalid'],
  ['a@example.org; b@example.org', 'email-invalid'],
  ['ana.wrong@example.org', 'address-same'],
])('%s is refused', async (address, code) => {
  const clinic = await bounced();
  await expect(correct(clinic, address)).rejects.toThrow(code);
  expect(mail(clinic.desk)?.state).toBe('failed');
});

test('an address that changed while the dialog stood open is not overwritten', async () => {
  const clinic = await bounced();
  await clinic.portal.put({ ...base(), telecom: [{ system: 'email', value: 'ana.theirs@example.org' }] });
  await clinic.desk.settle();
  await expect(correct(clinic)).rejects.toThrow('address-moved');
  expect(email(clinic.desk)).toBe('ana.theirs@example.org');
});
