import { describe, expect, test } from 'vitest';
import type { PortalAnswer } from '../../../src-main/ports.ts';
import { type DeskOptions, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';
import {
  addressesIn,
  contacted,
  historyKinds,
  newestMail,
  newestOutbox,
  onFile,
  openRefused,
  RIGHT,
  THEIRS,
  WRONG,
} from '../../support/refused-address.ts';

const isPatientWrite = (body: unknown) => JSON.stringify(body ?? null).includes('"url":"Patient/');
const theirs = (address: string) => contacted({ telecom: [{ system: 'email', value: address }] });

/** **Update Appt.** once more, with an e-mail. */
const LATER = {
  type: 'update',
  appointmentId: 'visit-1',
  slot: slotAt('2026-12-03T16:00:00Z'),
  words: WORDS,
  notify: true,
} as const;

/** A correction that met another address in the portal. */
async function conflicting(options: DeskOptions = {}) {
  const clinic = await openRefused(options);
  await clinic.correct();
  await clinic.portal.put(theirs(THEIRS));
  await clinic.desk.settle();
  await clinic.desk.settle();
  return { ...clinic, choice: await listed(clinic.desk) };
}

async function listed(desk: PortalDesk) {
  const [item] = await desk.ask('attention.list', undefined);
  if (item?.kind !== 'address-conflict') throw new Error(`nothing to choose: ${JSON.stringify(item)}`);
  return item;
}
const sentTo = (desk: PortalDesk) => desk.sent.map(({ to }) => to.address);

test('another address that came first is not overwritten: both are shown, and the letter waits', async () => {
  const { desk, inPortal, choice, patient } = await conflicting();
  expect(addressesIn(await inPortal())).toEqual([THEIRS]);
  expect(choice).toMatchObject({
    patientName: patient.name,
    patient: { id: patient.id, birthDate: patient.birthDate },
    entered: RIGHT,
    enteredBy: 'Robin Field',
    inPortal: THEIRS,
    mails: 1,
    ways: ['keep-portals', 'put-entered'],
  });
  expect(onFile(desk.db)).toBe(THEIRS);
  expect(sentTo(desk)).toEqual([WRONG]);
  expect(newestOutbox(desk.db)?.state).toBe('conflict');
  expect(desk.core.status().needAttention).toBe(1);
  expect(historyKinds(desk.db)).toContain('portal-conflict');
});

test('the portal’s is kept: nothing is written, and the letter leaves to it', async () => {
  const { desk, inPortal, choice } = await conflicting();
  const version = (await inPortal()).meta?.versionId;
  await desk.ask('attention.chooseAddress', { outboxId: choice.id, inPortal: THEIRS, choice: 'portal' });
  await desk.settle();
  expect(sentTo(desk)).toEqual([WRONG, THEIRS]);
  expect(desk.sent[1]?.calendar?.ics.replace(/\r\n /g, '')).toContain(`mailto:${THEIRS}`);
  expect((await inPortal()).meta?.versionId).toBe(version);
  expect(onFile(desk.db)).toBe(THEIRS);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
  expect(historyKinds(desk.db)).toContain('address-kept');
});

test('mine is put all the same: over just the address that was shown, and the letter leaves to mine', async () => {
  const { desk, inPortal, choice } = await conflicting();
  await desk.ask('attention.chooseAddress', { outboxId: choice.id, inPortal: THEIRS, choice: 'entered' });
  expect(sentTo(desk)).toEqual([WRONG]);
  await desk.settle();
  expect(addressesIn(await inPortal())).toEqual([RIGHT]);
  expect(sentTo(desk)).toEqual([WRONG, RIGHT]);
  expect(onFile(desk.db)).toBe(RIGHT);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
});

test('mine, undone, is to be chosen again', async () => {
  const { desk, inPortal, choice } = await conflicting();
  const { outboxId } = await desk.ask('attention.chooseAddress', {
    outboxId: choice.id,
    inPortal: THEIRS,
    choice: 'entered',
  });
  await desk.ask('decisions.undo', { outboxId: outboxId ?? '' });
  expect(await listed(desk)).toEqual(choice);
  await desk.settle();
  expect(addressesIn(await inPortal())).toEqual([THEIRS]);
  expect(onFile(desk.db)).toBe(THEIRS);
  await desk.ask('attention.chooseAddress', { outboxId: choice.id, inPortal: THEIRS, choice: 'portal' });
  await desk.settle();
  expect(sentTo(desk)).toEqual([WRONG, THEIRS]);
});

describe('what has moved on since it was drawn', () => {
  test('is not chosen: neither the portal’s nor mine', async () => {
    const { desk, portal, inPortal, choice } = await conflicting();
    await portal.put(theirs('ana.fourth@example.org'));
    await desk.settle();
    for (const chosen of ['portal', 'entered'] as const)
      await expect(
        desk.ask('attention.chooseAddress', { outboxId: choice.id, inPortal: THEIRS, choice: chosen }),
      ).rejects.toThrow('address-moved');
    expect((await listed(desk)).inPortal).toBe('ana.fourth@example.org');
    await desk.settle();
    expect(addressesIn(await inPortal())).toEqual(['ana.fourth@example.org']);
    expect(sentTo(desk)).toEqual([WRONG]);
  });

  test('and this desk has not seen, is a choice again', async () => {
    const { desk, portal, inPortal, choice } = await conflicting();
    await desk.ask('attention.chooseAddress', { outboxId: choice.id, inPortal: THEIRS, choice: 'entered' });
    await portal.put(theirs('ana.fourth@example.org'));
    await desk.settle();
    await desk.settle();
    expect(addressesIn(await inPortal())).toEqual(['ana.fourth@example.org']);
    expect(await listed(desk)).toMatchObject({
      inPortal: 'ana.fourth@example.org',
      entered: RIGHT,
      mails: 1,
    });
    expect(sentTo(desk)).toEqual([WRONG]);
  });

  test('to what was entered, needs no choice: the letter leaves', async () => {
    const { desk, portal } = await conflicting();
    await portal.put(theirs(RIGHT));
    await desk.settle();
    await desk.settle();
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
    expect(sentTo(desk)).toEqual([WRONG, RIGHT]);
  });
});

test('chosen once, it cannot be chosen again', async () => {
  const { desk, choice } = await conflicting();
  const given = { outboxId: choice.id, inPortal: THEIRS } as const;
  await desk.ask('attention.chooseAddress', { ...given, choice: 'portal' });
  for (const again of ['portal', 'entered'] as const)
    await expect(desk.ask('attention.chooseAddress', { ...given, choice: again })).rejects.toThrow(
      'item-not-found',
    );
});

test('an address that was removed in the portal: kept so, the letter stands under Needs attention as before', async () => {
  const { desk, portal, correct, item } = await openRefused();
  await correct();
  await portal.put(contacted({ telecom: [] }));
  await desk.settle();
  await desk.settle();
  const choice = await listed(desk);
  expect(choice.inPortal).toBeNull();
  await desk.ask('attention.chooseAddress', { outboxId: choice.id, inPortal: null, choice: 'portal' });
  await desk.settle();
  expect(sentTo(desk)).toEqual([WRONG]);
  expect(await desk.ask('attention.list', undefined)).toMatchObject([
    { kind: 'mail', id: item.id, toAddress: WRONG, error: '550 no such user', at: item.at },
  ]);
});

test('an address that was removed in the portal: kept so, nothing written meanwhile leaves to anybody', async () => {
  const { desk, portal, correct } = await openRefused();
  await correct();
  await desk.ask('decisions.decide', { on: 'schedule', command: LATER });
  await portal.put(contacted({ telecom: [] }));
  await desk.settle();
  await desk.settle();
  const { id } = await listed(desk);
  await desk.ask('attention.chooseAddress', { outboxId: id, inPortal: null, choice: 'portal' });
  await desk.settle();
  expect(sentTo(desk)).toEqual([WRONG]);
  expect(await desk.ask('attention.list', undefined)).toContainEqual(
    expect.objectContaining({
      kind: 'mail',
      toAddress: '',
      outdated: false,
      error: 'There is no e-mail address on file for this patient.',
    }),
  );
});

describe('a portal that does not let the desk change a patient', () => {
  const refusal = (status: number): PortalAnswer => ({
    kind: 'answer',
    status,
    body: undefined,
    retryAfterMs: null,
  });

  async function forbidden(status: number) {
    const answer = { now: refusal(status) as PortalAnswer | null };
    const clinic = await openRefused({
      between: async (request, send) =>
        answer.now && isPatientWrite(request.body) ? answer.now : send(request),
    });
    await clinic.correct();
    await clinic.desk.settle();
    await clinic.desk.settle();
    return { ...clinic, answer };
  }

  test.each([403, 405])('HTTP %i: said in words; the letter leaves to what was entered', async (status) => {
    const { desk, inPortal } = await forbidden(status);
    const [item] = await desk.ask('attention.list', undefined);
    expect(item).toMatchObject({
      kind: 'decision',
      command: 'correct-address',
      patientName: 'Ana Flores',
      correction: { system: 'email', entered: RIGHT, notAllowed: true },
      ways: ['retry', 'take-back'],
    });
    expect(sentTo(desk)).toEqual([WRONG, RIGHT]);
    expect(onFile(desk.db)).toBe(RIGHT);
    expect(addressesIn(await inPortal())).toContain(WRONG);
  });

  test('does not hold up anything else', async () => {
    const { desk } = await forbidden(403);
    await desk.move('visit-1', '2026-12-03T16:00:00Z');
    expect(sentTo(desk)).toEqual([WRONG, RIGHT, RIGHT]);
    expect(desk.core.status().waitingToSync).toBe(0);
  });

  test('allowed by and by, Retry writes it, and no second letter leaves', async () => {
    const { desk, inPortal, answer } = await forbidden(403);
    answer.now = null;
    const [item] = await desk.ask('attention.list', undefined);
    await desk.ask('attention.retry', { kind: 'decision', id: item?.id ?? '' });
    await desk.settle();
    expect(addressesIn(await inPortal())).toContain(RIGHT);
    expect(sentTo(desk)).toEqual([WRONG, RIGHT]);
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
  });

  test('changed there by somebody else, it is done', async () => {
    const { desk, portal } = await forbidden(403);
    await portal.put(theirs(RIGHT));
    await desk.settle();
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
    expect(newestOutbox(desk.db)?.state).toBe('done');
  });

  test('changed there to another one, it is a choice', async () => {
    const { desk, portal } = await forbidden(403);
    await portal.put(theirs(THEIRS));
    await desk.settle();
    expect(await listed(desk)).toMatchObject({ inPortal: THEIRS, entered: RIGHT, mails: 0 });
    expect(onFile(desk.db)).toBe(THEIRS);
  });

  test('taken back, the portal’s address counts again', async () => {
    const { desk } = await forbidden(403);
    const [item] = await desk.ask('attention.list', undefined);
    await desk.ask('attention.dismiss', { kind: 'decision', id: item?.id ?? '' });
    expect(onFile(desk.db)).toBe(WRONG);
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
  });

  test('a portal that lets nobody in is no refusal: the correction waits', async () => {
    let closed = false;
    const { desk, correct, inPortal } = await openRefused({
      between: async (request, send) => (closed ? refusal(403) : send(request)),
    });
    closed = true;
    await correct();
    await desk.settle();
    expect(sentTo(desk)).toEqual([WRONG]);
    expect(await desk.ask('attention.list', undefined)).toEqual([]);
    closed = false;
    await desk.settle();
    await desk.settle();
    expect(addressesIn(await inPortal())).toContain(RIGHT);
    expect(sentTo(desk)).toEqual([WRONG, RIGHT]);
  });
});

test('a correction that takes the place of a refused one gives it back when it is undone', async () => {
  const { desk, portal } = await openRefused({
    between: async (request, send) =>
      isPatientWrite(request.body)
        ? { kind: 'answer', status: 422, body: undefined, retryAfterMs: null }
        : send(request),
    deliver: async () => ({ kind: 'refused', what: 'recipient', detail: '550 no such user' }),
  });
  await portal.put(contacted());
  const correct = async (onFileNow: string, address: string) => {
    const item = (await desk.ask('attention.list', undefined)).find(({ kind }) => kind === 'mail');
    return desk.ask('attention.correctAddress', {
      mailId: item?.id ?? '',
      patientId: 'patient-1',
      onFile: onFileNow,
      address,
    });
  };
  await correct(WRONG, RIGHT);
  await desk.settle();
  await desk.settle();
  const before = await desk.ask('attention.list', undefined);
  expect(before.map(({ kind }) => kind).sort()).toEqual(['decision', 'mail']);
  const { outboxId } = await correct(RIGHT, THEIRS);
  expect(newestMail(desk.db)).toEqual({ state: 'waiting', to_address: THEIRS });
  await desk.ask('decisions.undo', { outboxId });
  expect(await desk.ask('attention.list', undefined)).toEqual(before);
  expect(onFile(desk.db)).toBe(RIGHT);
});
