import type { Patient } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer } from '../../../src-main/ports.ts';
import { openSmallClinic, slotAt, WORDS } from '../../support/portal-desk.ts';
import {
  addressesIn,
  contacted,
  correctedTo,
  newestMail,
  newestOutbox,
  onFile,
  openRefused,
  RIGHT,
  THEIRS,
  WRONG,
} from '../../support/refused-address.ts';

const lost: PortalAnswer = { kind: 'none', why: 'connection-lost', detail: '' };
const unreachable: PortalAnswer = { kind: 'none', why: 'unreachable', detail: '' };
const isWrite = ({ method }: { readonly method: string }) => method === 'POST';
const isCorrection = (request: { readonly method: string; readonly body?: unknown }) =>
  isWrite(request) && JSON.stringify(request.body).includes(RIGHT);

/** The answer of a portal that keeps versions of everything but patients. */
const unversioned = (answer: PortalAnswer): PortalAnswer =>
  JSON.parse(JSON.stringify(answer), (_key, value) =>
    value?.resourceType === 'Patient' ? { ...value, meta: { lastUpdated: value.meta?.lastUpdated } } : value,
  );

const unfolded = (ics: string | undefined) => (ics ?? '').replace(/\r\n /g, '');
const line = (ics: string | undefined, name: string) =>
  unfolded(ics)
    .split('\r\n')
    .find((one) => one.startsWith(name));

test('a corrected address is the portal’s, alone of everything, and the letter leaves to it', async () => {
  const { desk, item, sent, correct, inPortal } = await openRefused();
  expect(item).toMatchObject({
    ways: ['correct-address', 'retry', 'called-instead', 'show-appointment'],
    others: 0,
  });
  expect(item.patient?.phone).toBe('(312) 555-0101');
  await correct();
  expect(newestMail(desk.db)).toEqual({ state: 'waiting', to_address: RIGHT });
  expect(sent).toHaveLength(1);
  await desk.settle();
  const body = await inPortal();
  expect(body.maritalStatus).toEqual({ text: 'Married' });
  expect(body.telecom).toEqual(correctedTo(RIGHT));
  expect(sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
  const [before, after] = sent.map(({ calendar }) => calendar?.ics);
  for (const name of ['UID:', 'SEQUENCE:', 'DTSTART']) {
    expect(line(before, name)).toBeDefined();
    expect(line(after, name)).toBe(line(before, name));
  }
  expect(line(after, 'ATTENDEE')).toContain(`mailto:${RIGHT}`);
  expect(unfolded(after)).not.toContain(WRONG);
  expect(onFile(desk.db)).toBe(RIGHT);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
  expect(
    desk.db.get(qb.selectFrom('history').select('detail_json').where('kind', '=', 'address-corrected')),
  ).toEqual({ detail_json: JSON.stringify({ fromAddress: WRONG, toAddress: RIGHT }) });
});

test('what is too large to be kept stays in the portal, also where it cannot be read at first', async () => {
  const text = {
    status: 'generated' as const,
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${'Ana '.repeat(30_000)}</div>`,
  };
  const contained = [
    { resourceType: 'Practitioner' as const, id: 'doctor', name: [{ text: 'D'.repeat(60_000) }] },
  ];
  const extension = [
    { url: 'urn:other:letter', valueString: 'L'.repeat(60_000) },
    { url: 'urn:other:kept', valueString: 'short' },
  ];
  const photo = [{ contentType: 'image/png', title: 'Ana', data: 'A'.repeat(120_000) }, { url: 'urn:other' }];
  let away = false;
  const { desk, portal, correct, inPortal } = await openRefused({
    between: async (request, send) =>
      away && request.url === 'Patient/patient-1' ? unreachable : send(request),
  });
  const generalPractitioner = [{ reference: '#doctor' }];
  const large = { photo, text, contained, extension, generalPractitioner };
  await portal.put(contacted(large));
  await desk.settle();
  expect(await desk.ask('attention.list', undefined)).toHaveLength(1);
  await correct();
  away = true;
  await desk.settle();
  expect((await inPortal()).telecom).toEqual(contacted().telecom);
  away = false;
  await desk.settle();
  const body = await inPortal();
  expect(body.telecom).toEqual(correctedTo(RIGHT));
  expect(body).toMatchObject(large);
  expect(JSON.stringify(body)).not.toContain('_leftOut');
});

test('it is written on the version it was decided on, in a transaction of its own', async () => {
  const { desk, correct } = await openRefused();
  const before = desk.asked.length;
  await correct();
  await desk.settle();
  const writes = desk.asked.slice(before).filter(isWrite);
  expect(writes).toHaveLength(1);
  expect(writes[0]?.body).toMatchObject({
    type: 'transaction',
    entry: [
      {
        request: { method: 'PUT', url: 'Patient/patient-1', ifMatch: expect.stringMatching(/^W\/".+"$/) },
        resource: { meta: { tag: [expect.objectContaining({ system: 'urn:reslot:command' })] } },
      },
    ],
  });
});

test('undone, everything is as it was', async () => {
  const { desk, item, sent, correct, inPortal } = await openRefused();
  const { outboxId } = await correct();
  await desk.ask('decisions.undo', { outboxId });
  expect(onFile(desk.db)).toBe(WRONG);
  expect(await desk.ask('attention.list', undefined)).toEqual([item]);
  await desk.settle();
  expect(sent).toHaveLength(1);
  expect((await inPortal()).telecom).toEqual(contacted().telecom);
});

describe('undone, a letter written meanwhile', () => {
  const later = {
    type: 'update',
    appointmentId: 'visit-1',
    slot: slotAt('2026-12-03T16:00:00Z'),
    words: WORDS,
    notify: true,
  } as const;

  test('leaves to the address the portal has by now', async () => {
    const { desk, portal, correct, clock, sent } = await openRefused();
    const { outboxId } = await correct();
    await desk.ask('decisions.decide', { on: 'schedule', command: later });
    await portal.put(contacted({ telecom: [{ system: 'email', value: THEIRS }] }));
    const read = desk.ask('sync.refresh', undefined);
    await clock.advance(1000);
    await read;
    await desk.ask('decisions.undo', { outboxId });
    await desk.settle();
    await desk.settle();
    expect(onFile(desk.db)).toBe(THEIRS);
    expect(sent.map(({ to }) => to.address)).toEqual([WRONG, THEIRS]);
  });

  test('leaves to nobody where there was no address, least of all to the one that was undone', async () => {
    const { desk, portal, item, patient, sent } = await openRefused();
    await portal.put(contacted({ telecom: [] }));
    await desk.settle();
    const about = { mailId: item.id, patientId: patient.id, onFile: null, address: RIGHT };
    const { outboxId } = await desk.ask('attention.correctAddress', about);
    await desk.ask('decisions.decide', { on: 'schedule', command: later });
    await desk.ask('decisions.undo', { outboxId });
    await desk.settle();
    await desk.settle();
    expect(sent.map(({ to }) => to.address)).toEqual([WRONG]);
    const [newest] = await desk.ask('attention.list', undefined);
    expect(newest).toMatchObject({
      kind: 'mail',
      toAddress: '',
      outdated: false,
      ways: ['correct-address', 'retry', 'called-instead', 'show-appointment'],
    });
  });
});

test('another change that came first is kept, and the correction written on it', async () => {
  const { desk, portal, sent, correct, inPortal } = await openRefused();
  await correct();
  await portal.put(contacted({ birthDate: '1970-01-01' }));
  await desk.settle();
  await desk.settle();
  const body = await inPortal();
  expect(body.birthDate).toBe('1970-01-01');
  expect(body.telecom).toEqual(correctedTo(RIGHT));
  expect(onFile(desk.db)).toBe(RIGHT);
  expect(sent).toHaveLength(2);
});

test('another contact that somebody changed meanwhile is kept', async () => {
  const { desk, portal, correct, inPortal } = await openRefused();
  await correct();
  const [, ...others] = contacted().telecom ?? [];
  await portal.put(contacted({ telecom: [{ system: 'phone', value: '(312) 555-0999' }, ...others] }));
  await desk.settle();
  await desk.settle();
  expect(addressesIn(await inPortal())).toEqual([
    '(312) 555-0999',
    'other@example.org',
    'old@example.org',
    RIGHT,
  ]);
});

describe('while the portal cannot be reached', () => {
  test('the correction and the letter wait, and leave once', async () => {
    let away = false;
    const { desk, sent, correct, inPortal } = await openRefused({
      between: async (request, send) => (away ? unreachable : send(request)),
    });
    away = true;
    await correct();
    await desk.settle();
    expect(onFile(desk.db)).toBe(RIGHT);
    expect(sent).toHaveLength(1);
    expect(desk.core.status().waitingToSync).toBe(1);
    away = false;
    await desk.settle();
    await desk.settle();
    expect((await inPortal()).telecom).toEqual(correctedTo(RIGHT));
    expect(sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
  });

  test('a later letter to the same patient does not overtake it; what is not so any more is not sent', async () => {
    let away = false;
    const { desk, sent, correct } = await openRefused({
      between: async (request, send) => (away && isCorrection(request) ? unreachable : send(request)),
    });
    away = true;
    await correct();
    await desk.cancel('visit-1');
    expect(sent).toHaveLength(1);
    away = false;
    await desk.settle();
    await desk.settle();
    expect(sent.slice(1).map(({ to, calendar }) => [to.address, calendar?.method])).toEqual([
      [RIGHT, 'CANCEL'],
    ]);
    expect(await desk.ask('attention.list', undefined)).toMatchObject([
      {
        kind: 'mail',
        outdated: true,
        toAddress: WRONG,
        ways: ['called-instead', 'dismiss', 'show-appointment'],
      },
    ]);
  });
});

test('a lost answer is recognised; it is written once, and one letter leaves', async () => {
  let lose = false;
  const { desk, sent, correct, inPortal } = await openRefused({
    between: async (request, send) => {
      const answer = await send(request);
      if (!lose || !isWrite(request)) return answer;
      lose = false;
      return lost;
    },
  });
  const version = Number((await inPortal()).meta?.versionId);
  lose = true;
  await correct();
  await desk.settle();
  await desk.settle();
  const body = await inPortal();
  expect(Number(body.meta?.versionId)).toBe(version + 1);
  expect(body.telecom).toEqual(correctedTo(RIGHT));
  expect(newestOutbox(desk.db)).toEqual({ state: 'done', last_error: null });
  expect(sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
});

test.each([
  ['before it has left', 'undo time'],
  ['after it was sent and before the answer', 'answer'],
])('the program that ends %s goes on after the next start', async (_when, moment) => {
  let lose = false;
  let cutOff = false;
  const clinic = await openRefused({
    between: async (request, send) => {
      const answer = await send(request);
      // Nor does it hear, while it still runs, what has come of it.
      cutOff ||= lose && isWrite(request);
      return cutOff ? lost : answer;
    },
  });
  const { desk, correct, inPortal, open, clock } = clinic;
  lose = moment === 'answer';
  await correct();
  if (moment === 'answer') await clock.advance(10_000);
  const stopping = desk.core.stop();
  await clock.advance(10_000);
  await stopping;
  expect(desk.sent.map(({ to }) => to.address)).toEqual([WRONG]);
  lose = false;
  cutOff = false;
  const next = open({ seed: 2, database: desk });
  await next.settle();
  await next.settle();
  expect((await inPortal()).telecom).toEqual(correctedTo(RIGHT));
  expect(next.sent.map(({ to }) => to.address)).toEqual([RIGHT]);
  expect(await next.ask('attention.list', undefined)).toEqual([]);
});

test('where the portal states no version of a patient nothing is written: nobody could tell what it would overwrite', async () => {
  let writes = 0;
  const { desk, sent, correct } = await openRefused({
    between: async (request, send) => {
      if (isCorrection(request)) writes += 1;
      return unversioned(await send(request));
    },
  });
  await correct();
  await desk.settle();
  await desk.settle();
  expect(writes).toBe(0);
  expect(await desk.ask('attention.list', undefined)).toMatchObject([
    { kind: 'decision', command: 'correct-address', ways: ['retry', 'take-back'] },
  ]);
  expect(sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
});

test.each([
  ['nobody', 'address-invalid'],
  ['a@example.org; b@example.org', 'address-invalid'],
  ['', 'address-invalid'],
  [WRONG, 'address-same'],
  [` mailto:${WRONG}`, 'address-same'],
  [WRONG.toUpperCase(), 'address-same'],
])('%s is refused', async (address, code) => {
  const { desk, correct } = await openRefused();
  await expect(correct(address)).rejects.toThrow(code);
  expect(newestMail(desk.db)?.state).toBe('failed');
});

test('what stands around an address is taken off', async () => {
  const { desk, correct } = await openRefused();
  await correct(` Ana Flores <${RIGHT}> `);
  expect(onFile(desk.db)).toBe(RIGHT);
});

test('an address that changed while the dialog stood open is not overwritten', async () => {
  const { desk, portal, correct } = await openRefused();
  await portal.put(contacted({ telecom: [{ system: 'email', value: 'ana.theirs@example.org' }] }));
  await desk.settle();
  await expect(correct()).rejects.toThrow('address-moved');
  expect(onFile(desk.db)).toBe('ana.theirs@example.org');
});

test('the address on file, already another one, is only written to: the portal has it', async () => {
  const { desk, portal, sent, item } = await openRefused();
  await portal.put(contacted({ telecom: [{ system: 'email', value: 'ana.theirs@example.org' }] }));
  await desk.settle();
  const before = desk.asked.filter(isWrite).length;
  await desk.ask('attention.correctAddress', {
    mailId: item.id,
    patientId: 'patient-1',
    onFile: 'ana.theirs@example.org',
    address: 'ana.theirs@example.org',
  });
  await desk.settle();
  expect(sent.map(({ to }) => to.address)).toEqual([WRONG, 'ana.theirs@example.org']);
  expect(desk.asked.filter(isWrite)).toHaveLength(before);
});

test('every refused letter to the address goes with it', async () => {
  const { desk, sent, item, patient } = await openRefused();
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'book',
      patientId: patient.id,
      slot: slotAt('2026-12-02T16:00:00Z'),
      message: '',
      notify: true,
    },
  });
  await desk.settle();
  const listed = await desk.ask('attention.list', undefined);
  expect(listed.map((one) => one.kind === 'mail' && one.others)).toEqual([1, 1]);
  await desk.ask('attention.correctAddress', {
    mailId: item.id,
    patientId: patient.id,
    onFile: WRONG,
    address: RIGHT,
  });
  await desk.settle();
  expect(sent.map(({ to }) => to.address)).toEqual([WRONG, WRONG, RIGHT, RIGHT]);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
});

describe('a patient put on file at this desk', () => {
  const MIRA = {
    givenName: 'Mira',
    familyName: 'Novak',
    birthDate: '1990-02-28',
    phone: '(312) 555-0199',
    email: WRONG,
  };

  async function added() {
    const clinic = await openSmallClinic();
    const desk = clinic.open({
      deliver: async ({ to }) =>
        to.address === WRONG ? { kind: 'refused', what: 'recipient', detail: '550' } : { kind: 'accepted' },
    });
    await desk.settle();
    const { id } = await desk.ask('patients.add', MIRA);
    return { ...clinic, desk, id };
  }
  type Added = Awaited<ReturnType<typeof added>>;

  async function bookAndCorrect({ desk, id }: Added) {
    await desk.ask('decisions.decide', {
      on: 'schedule',
      command: {
        type: 'book',
        patientId: id,
        slot: slotAt('2026-12-02T16:00:00Z'),
        message: WORDS.message,
        notify: true,
      },
    });
    await desk.settle();
    const [item] = await desk.ask('attention.list', undefined);
    await desk.ask('attention.correctAddress', {
      mailId: item?.id ?? '',
      patientId: id,
      onFile: WRONG,
      address: RIGHT,
    });
    await desk.settle();
    await desk.settle();
  }
  const novaks = ({ portal }: Added) => portal.search<Patient>('Patient?name=Novak');

  test('who has come to the portal is corrected there under their FHIR id', async () => {
    const clinic = await added();
    await bookAndCorrect(clinic);
    const found = await novaks(clinic);
    expect(found.map(addressesIn)).toEqual([['(312) 555-0199', RIGHT]]);
    expect(found[0]?.id).not.toBe(clinic.id);
    expect(clinic.desk.sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
  });

  test('who was put on file without a portal is written to at once, and comes to the portal as corrected', async () => {
    const clinic = await added();
    const { desk } = clinic;
    await desk.ask('settings.save', { portal: { kind: 'none' } });
    const { id } = await desk.ask('patients.add', { ...MIRA, givenName: 'Nora' });
    await desk.settle();
    await bookAndCorrect({ ...clinic, id });
    expect(desk.sent.map(({ to }) => to.address)).toEqual([WRONG, RIGHT]);
    expect(desk.db.get(qb.selectFrom('patient').select('email').where('id', '=', id))).toEqual({
      email: RIGHT,
    });
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
  });
});
