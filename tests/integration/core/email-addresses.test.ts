import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { appointmentResource, patientResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, type SmallClinic, WORDS } from '../../support/portal-desk.ts';

type Telecom = NonNullable<ReturnType<typeof patientResource>['telecom']>;
const email = (value: string, more: Partial<Telecom[number]> = {}): Telecom[number] => ({
  system: 'email',
  value,
  ...more,
});

/** A patient with these contacts asks for another time; their request's id. */
async function ask({ portal }: SmallClinic, n: number, telecom: Telecom): Promise<string> {
  const reference = `Patient/p${n}`;
  const others = appointmentResource().participant.slice(1);
  await portal.put(patientResource({ id: `p${n}`, telecom }));
  await portal.put(
    appointmentResource({
      id: `v${n}`,
      participant: [{ actor: { reference }, status: 'accepted' }, ...others],
    }),
  );
  const patient = { reference };
  await portal.put(
    rescheduleTask({
      id: `t${n}`,
      focus: { reference: `Appointment/v${n}` },
      for: patient,
      requester: patient,
    }),
  );
  return `t${n}`;
}

/** What the desk says before a decision, and what comes of it. */
async function outcome(desk: PortalDesk, id: string) {
  const { row } = await desk.ask('requests.get', { id });
  const command = { type: 'deny', words: WORDS } as const;
  const preview = await desk.ask('decisions.preview', { on: 'request', id, command });
  const sentBefore = desk.sent.length;
  await desk.ask('decisions.decide', { on: 'request', id, command });
  await desk.settle();
  const calls = await desk.ask('calls.list', undefined);
  return {
    obstacle: row.obstacles.some(({ code }) => code === 'no-email'),
    onRow: row.patient?.email ?? null,
    preview: preview?.to ?? null,
    sentTo: desk.sent.slice(sentBefore).map(({ to }) => to.address),
    called: calls.some((call) => call.requestId === id),
  };
}

/** Everything agrees: written to this address, or, with `null`, said beforehand and called. */
const agreeing = (address: string | null) => ({
  obstacle: address === null,
  onRow: address,
  preview: address,
  sentTo: address === null ? [] : [address],
  called: address === null,
});

describe('what stands on file as an e-mail address', () => {
  test.each<[string, Telecom, string | null]>([
    ['two in one', [email('one@mail.example; two@mail.example')], null],
    ['a word', [email('declined')], null],
    ['a link', [email('mailto:c@mail.example')], 'c@mail.example'],
    ['a quoted local part', [email('"john smith"@mail.example')], '"john smith"@mail.example'],
    ['a name before it', [email('Pat Sample <e@mail.example>')], 'e@mail.example'],
    ['a word and an address', [email('none', { rank: 1 }), email('e@mail.example')], 'e@mail.example'],
    [
      'by rank',
      [email('b@mail.example', { rank: 2 }), email('a@mail.example', { rank: 1 })],
      'a@mail.example',
    ],
    ['an old one', [email('old@mail.example', { use: 'old' })], null],
    ['one that has ended', [email('old@mail.example', { rank: 1, period: { end: '2020-01-31' } })], null],
    [
      'one that has ended before one that has not',
      [email('old@mail.example', { rank: 1, period: { end: '2020' } }), email('new@mail.example')],
      'new@mail.example',
    ],
    ['one to come', [email('new@mail.example', { period: { start: '2027-01-01' } })], null],
    [
      'in use',
      [email('a@mail.example', { period: { start: '2020-01-01', end: '2026-11-20' } })],
      'a@mail.example',
    ],
    ['phone only', [{ system: 'phone', value: 'a@mail.example' }], null],
  ])('%s', async (_name, telecom, address) => {
    const clinic = await openSmallClinic();
    const id = await ask(clinic, 1, telecom);
    const desk = clinic.open();
    await desk.settle();
    expect(await outcome(desk, id)).toEqual(agreeing(address));
  });

  test('whatever it is: row, preview and what happens never disagree', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open();
    const part = fc.oneof(
      fc.emailAddress(),
      fc.string({ unit: anyCharacter, maxLength: 12 }),
      fc.constantFrom('; ', ',', 'mailto:', '<', '>', '"', '@', ' ', 'é', '.'),
    );
    const value = fc
      .oneof(
        fc.emailAddress(),
        fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
      )
      // The portal's own server refuses what is no string of FHIR.
      .filter((text) => !/\p{Cc}/u.test(text) && text.trim() !== '' && text.isWellFormed());
    let n = 0;
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        n += 1;
        const id = await ask(clinic, n, [email(text)]);
        await desk.settle();
        expect(await outcome(desk, id)).toEqual(agreeing(readEmailAddress(text)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('time passes', () => {
  test('an address that ends is not written to afterwards, one that begins is, with no word from the portal', async () => {
    const clinic = await openSmallClinic();
    const first = await ask(clinic, 1, [
      email('before@mail.example', { period: { end: '2026-11-20T09:10:00-06:00' } }),
      email('after@mail.example', { period: { start: '2026-11-20T15:20:00Z' } }),
    ]);
    let network = true;
    const desk = clinic.open({
      between: (request, send) =>
        network ? send(request) : Promise.resolve({ kind: 'none', why: 'unreachable', detail: '' }),
    });
    await desk.settle();
    const onFile = async () => (await desk.ask('requests.get', { id: first })).row.patient?.email ?? null;
    expect(await onFile()).toBe('before@mail.example');
    network = false;
    await clinic.clock.advance(10 * 60_000);
    expect(await onFile()).toBeNull();
    await clinic.clock.advance(10 * 60_000);
    expect(await onFile()).toBe('after@mail.example');
  });

  test('what an earlier version of the program kept as it stood is read again at the first start', async () => {
    const clinic = await openSmallClinic();
    const id = await ask(clinic, 1, [
      email('ended@mail.example', { rank: 1, period: { end: '2021-06' } }),
      email('Robin <now@mail.example>'),
    ]);
    const desk = clinic.open();
    await desk.settle();
    desk.db.run(qb.updateTable('patient').set({ email: 'ended@mail.example', contact_changes_ms: 0 }));
    await desk.settle();
    expect(await outcome(desk, id)).toEqual(agreeing('now@mail.example'));
  });
});
