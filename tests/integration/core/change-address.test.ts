import type { Patient } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { historyOfAppointments } from '../../../src-main/db/queries/history.ts';
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
