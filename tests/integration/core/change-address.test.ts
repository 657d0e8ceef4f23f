import type { Patient } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { historyOfAppointments } from '../../../src-main/db/queries/history.ts';
import { correctionOnItsWay } from '../../../src-main/sync/corrections.ts';
import { openSmallClinic } from '../../support/portal-desk.ts';
import {
  addressesIn,
  contacted,
  correctedTo,
  newestOutbox,
  onFile,
  openRefused,
  RIGHT,
  THEIRS,
  WRONG,
} from '../../support/refused-address.ts';

/** A desk whose patient has an address, or none, and the way the card changes it. */
async function openCard(patient: Patient = contacted()) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(patient);
  const desk = clinic.open();
  await desk.settle();
  const [row] = desk.db.all(qb.selectFrom('patient').select(['id', 'email']));
  const patientId = row?.id ?? '';
  const change = (address: string, drawn = row?.email ?? null) =>
    desk.ask('attention.correctAddress', { mailId: null, patientId, onFile: drawn, address });
  const inPortal = async (): Promise<Patient> => {
    const [found] = await clinic.portal.search<Patient>('Patient?_id=patient-1');
    if (!found) throw new Error('the patient is gone');
    return found;
  };
  const lines = () =>
    desk.db.all(qb.selectFrom('history').select(['kind', 'detail_json']).where('patient_id', '=', patientId));
  return { ...clinic, desk, patientId, change, inPortal, lines };
}

test('an address changed on the card is the portal’s, alone of everything, on its version, and on the record', async () => {
  const { desk, change, inPortal, lines } = await openCard();
  const before = desk.asked.length;
  await change(` ${RIGHT} `);
  expect(onFile(desk.db)).toBe(RIGHT);
  await desk.settle();
  expect((await inPortal()).telecom).toEqual(correctedTo(RIGHT));
  const writes = desk.asked.slice(before).filter(({ method }) => method === 'POST');
  expect(writes).toHaveLength(1);
  expect(JSON.stringify(writes[0]?.body)).toMatch(/"ifMatch":"W\//);
  expect(lines().map(({ kind, detail_json }) => [kind, JSON.parse(detail_json)])).toContainEqual([
    'address-corrected',
    { fromAddress: WRONG, toAddress: RIGHT },
  ]);
  expect(desk.sent).toEqual([]);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
  expect(historyOfAppointments(desk.db, ['visit-1'])).toEqual([]);
});

test('one who had none has one; what is no address, or the same, is refused', async () => {
  const { desk, change, inPortal } = await openCard(
    contacted({ telecom: [{ system: 'phone', value: '555' }] }),
  );
  await expect(change('ana@')).rejects.toThrow('address-invalid');
  await change(RIGHT, null);
  await desk.settle();
  expect(addressesIn(await inPortal())).toEqual(['555', RIGHT]);
  await expect(change(RIGHT, RIGHT)).rejects.toThrow('address-same');
  await expect(change(THEIRS, null)).rejects.toThrow('address-moved');
  // Another case may be another mailbox, and is how they write themselves.
  await change(RIGHT.toUpperCase(), RIGHT);
  await desk.settle();
  expect(addressesIn(await inPortal())).toEqual(['555', RIGHT.toUpperCase()]);
});

test('undone, everything is as it was', async () => {
  const { desk, change, inPortal } = await openCard();
  const { outboxId } = await change(RIGHT);
  await desk.ask('decisions.undo', { outboxId });
  await desk.settle();
  expect(onFile(desk.db)).toBe(WRONG);
  expect((await inPortal()).telecom).toEqual(contacted().telecom);
});

test('another address that came first is not overwritten: somebody chooses', async () => {
  const { desk, portal, change, inPortal } = await openCard();
  await change(RIGHT);
  await portal.put(contacted({ telecom: correctedTo(THEIRS) ?? [] }));
  await desk.settle();
  expect(addressesIn(await inPortal())).toContain(THEIRS);
  expect(newestOutbox(desk.db)?.state).toBe('conflict');
  const [item] = await desk.ask('attention.list', undefined);
  expect(item).toMatchObject({ kind: 'address-conflict', entered: RIGHT, inPortal: THEIRS, mails: 0 });
  const outboxId = item?.kind === 'address-conflict' ? item.id : '';
  await desk.ask('attention.chooseAddress', { outboxId, inPortal: THEIRS, choice: 'entered' });
  await desk.settle();
  expect(addressesIn(await inPortal())).toContain(RIGHT);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
});

const NUMBER = '(312) 555-0101';
const NEW_NUMBER = '+1 312 555 0199 ext. 4';

/** The same card, and the way it changes the telephone number. */
async function openPhone(patient?: Patient) {
  const opened = await openCard(patient);
  const { desk, patientId } = opened;
  return {
    ...opened,
    phone: () => desk.db.get(qb.selectFrom('patient').select('phone').where('id', '=', patientId))?.phone,
    changePhone: (phone: string, onFile: string | null) =>
      desk.ask('attention.correctPhone', { patientId, onFile, phone }),
  };
}

test('a number changed on the card is the portal’s, is found by, and is on the record; the address beside it stays', async () => {
  const { desk, changePhone, change, inPortal, lines, phone } = await openPhone();
  await expect(changePhone('call me', NUMBER)).rejects.toThrow('phone-invalid');
  await expect(changePhone(NUMBER, NUMBER)).rejects.toThrow('phone-same');
  await expect(changePhone(NEW_NUMBER, null)).rejects.toThrow('phone-moved');
  await changePhone(` ${NEW_NUMBER} `, NUMBER);
  // Both wait for the portal, one behind the other.
  await change(RIGHT);
  expect(phone()).toBe(NEW_NUMBER);
  expect(await desk.ask('patients.search', { text: '3125550199', limit: 5 })).toHaveLength(1);
  expect(await desk.ask('patients.search', { text: '555-0101', limit: 5 })).toEqual([]);
  await desk.settle();
  expect((await inPortal()).telecom).toEqual(
    correctedTo(RIGHT)?.map((one) => (one.value === NUMBER ? { ...one, value: NEW_NUMBER } : one)),
  );
  expect(lines().map(({ kind, detail_json }) => [kind, JSON.parse(detail_json)])).toContainEqual([
    'phone-corrected',
    { fromPhone: NUMBER, toPhone: NEW_NUMBER },
  ]);
});

test('one who had no number has one; undone, none', async () => {
  const { desk, changePhone, inPortal, phone } = await openPhone(contacted({ telecom: [] }));
  const { outboxId } = await changePhone(NUMBER, null);
  await desk.ask('decisions.undo', { outboxId });
  expect(phone()).toBeNull();
  await changePhone(NUMBER, null);
  await desk.settle();
  expect((await inPortal()).telecom).toEqual([{ system: 'phone', value: NUMBER }]);
});

test.each(['portal', 'entered'] as const)(
  'another number that came first is not overwritten: somebody chooses (%s)',
  async (choice) => {
    const { desk, portal, changePhone, inPortal, phone } = await openPhone();
    await changePhone(NEW_NUMBER, NUMBER);
    const theirs = contacted().telecom?.map((one) =>
      one.value === NUMBER ? { ...one, value: '555-0188' } : one,
    );
    await portal.put(contacted({ telecom: theirs ?? [] }));
    await desk.settle();
    expect(phone()).toBe('555-0188');
    const [item] = await desk.ask('attention.list', undefined);
    expect(item).toMatchObject({
      kind: 'address-conflict',
      system: 'phone',
      entered: NEW_NUMBER,
      inPortal: '555-0188',
    });
    const outboxId = item?.kind === 'address-conflict' ? item.id : '';
    await desk.ask('attention.chooseAddress', { outboxId, inPortal: '555-0188', choice });
    await desk.settle();
    const chosen = choice === 'portal' ? '555-0188' : NEW_NUMBER;
    expect(phone()).toBe(chosen);
    expect((await inPortal()).telecom?.[0]?.value).toBe(chosen);
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
  },
);

/** The portal has refused it for good. */
const refuse = ({ db }: { readonly db: Db }, outboxId: string) =>
  db.run(qb.updateTable('outbox').set({ state: 'failed' }).where('id', '=', outboxId));

test('a refused address holds back no number, and a refused number no address', async () => {
  const first = await openPhone();
  refuse(first.desk, (await first.change(RIGHT)).outboxId);
  await first.changePhone(NEW_NUMBER, NUMBER);
  await first.desk.settle();
  expect((await first.inPortal()).telecom?.[0]?.value).toBe(NEW_NUMBER);
  expect(onFile(first.desk.db)).toBe(RIGHT);

  const second = await openPhone();
  refuse(second.desk, (await second.changePhone(NEW_NUMBER, NUMBER)).outboxId);
  await second.change(RIGHT);
  await second.desk.settle();
  expect(addressesIn(await second.inPortal())).toContain(RIGHT);
  expect(second.phone()).toBe(NEW_NUMBER);
});

test('a number that was refused and is typed again goes to the portal, and meets no other', async () => {
  const { desk, changePhone, inPortal, phone } = await openPhone();
  refuse(desk, (await changePhone('312-555-0177', NUMBER)).outboxId);
  const { outboxId } = await changePhone(NEW_NUMBER, '312-555-0177');
  await desk.ask('decisions.undo', { outboxId });
  expect(phone()).toBe('312-555-0177');
  await changePhone(NEW_NUMBER, '312-555-0177');
  await desk.settle();
  expect((await inPortal()).telecom?.[0]?.value).toBe(NEW_NUMBER);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
});

test('a number on its way keeps no e-mail waiting', async () => {
  const { desk, patientId, changePhone } = await openPhone();
  await changePhone(NEW_NUMBER, NUMBER);
  expect(correctionOnItsWay(desk.db, patientId)).toBeNull();
});

test('a letter that was refused at the old address leaves to the new one', async () => {
  const { desk, patient, sent } = await openRefused();
  await desk.ask('attention.correctAddress', {
    mailId: null,
    patientId: patient.id,
    onFile: WRONG,
    address: RIGHT,
  });
  await desk.settle();
  expect(sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
});
