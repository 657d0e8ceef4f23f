import type { Appointment } from '@medplum/fhirtypes';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { MailAnswer, OutgoingMail, PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import {
  appointmentResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, smtpFrom, WORDS } from '../../support/portal-desk.ts';

const DAYS = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
const on = (n: number): string => `${DAYS[n]}T16:00:00Z`;

interface Entry {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly organizer: string;
  readonly sentBy: string | null;
  readonly attendee: string;
}

/** What a mail program reads. */
function entryOf({ calendar }: OutgoingMail): Entry {
  const object = new ICAL.Component(ICAL.parse(calendar?.ics ?? ''));
  const event = object.getFirstSubcomponent('vevent');
  const value = (name: string): string => String(event?.getFirstPropertyValue(name));
  const sentBy = event?.getFirstProperty('organizer')?.getFirstParameter('sent-by');
  return {
    method: String(object.getFirstPropertyValue('method')),
    uid: value('uid'),
    sequence: Number(value('sequence')),
    organizer: value('organizer'),
    sentBy: sentBy ?? null,
    attendee: value('attendee'),
  };
}
const entries = (...desks: PortalDesk[]): Entry[] =>
  desks.flatMap((desk) => desk.sent.filter(({ calendar }) => calendar !== null).map(entryOf));

type Send = (request: PortalRequest) => Promise<PortalAnswer>;

/** A server that keeps nothing of ours in what is written to it. */
const forgetful =
  (dropped: readonly ('extension' | 'identifier')[]) =>
  (request: PortalRequest, send: Send): Promise<PortalAnswer> =>
    send({ ...request, body: without(request.body, dropped) });

function without(body: unknown, dropped: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map((one) => without(one, dropped));
  if (typeof body !== 'object' || body === null) return body;
  const isVisit = 'resourceType' in body && body.resourceType === 'Appointment';
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]) =>
      isVisit && dropped.includes(key) ? [] : [[key, without(value, dropped)]],
    ),
  );
}

/** Each higher than the one before: no mail program takes one of them for old news. */
function expectRising(found: readonly Entry[]): void {
  const sequences = found.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
}

describe('SEQUENCE (RFC 5545, 3.8.7.4)', () => {
  test.each([
    ['keeps everything', []],
    ['keeps no extension', ['extension'] as const],
    ['keeps neither extension nor identifier', ['extension', 'identifier'] as const],
  ])('rises by one with each change, where the portal %s', async (_name, dropped) => {
    const clinic = await openSmallClinic();
    const desk = clinic.open({ between: forgetful(dropped) });
    await desk.settle();
    await desk.move('visit-1', on(0));
    await desk.move('visit-1', on(1));
    await desk.cancel('visit-1');
    expect(entries(desk).map(({ method, sequence }) => [method, sequence])).toEqual([
      ['REQUEST', 1],
      ['REQUEST', 2],
      ['CANCEL', 3],
    ]);
    expect(new Set(entries(desk).map(({ uid }) => uid))).toEqual(new Set(['visit-1@clinic.example']));
  });

  test('also while the mail server is away, and after the next start', async () => {
    const clinic = await openSmallClinic();
    let answer: MailAnswer = { kind: 'try-later', detail: 'no connection' };
    const desk = clinic.open({ between: forgetful(['extension']), deliver: async () => answer });
    await desk.settle();
    await desk.move('visit-1', on(0));
    await desk.move('visit-1', on(1));
    answer = { kind: 'accepted' };
    desk.sent.length = 0;
    await desk.cancel('visit-1');
    await clinic.clock.advance(20 * 60_000);
    expect(entries(desk).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('what was undone or refused was never sent: it leaves no gap, and nothing lower follows', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open({ between: forgetful(['extension']) });
    await desk.settle();
    await desk.move('visit-1', on(0));
    const slot = slotAt(on(1));
    const command = { type: 'update', appointmentId: 'visit-1', slot, words: WORDS, notify: true } as const;
    const { outboxId } = await desk.ask('decisions.decide', { on: 'schedule', command });
    await desk.ask('decisions.undo', { outboxId: outboxId ?? '' });
    await desk.move('visit-1', on(2));
    expect(entries(desk).map(({ sequence }) => sequence)).toEqual([1, 2]);

    // Changed elsewhere while the decision waits: the portal refuses it.
    await desk.ask('decisions.decide', { on: 'schedule', command });
    const [visit] = await clinic.portal.search<Appointment>('Appointment?_id=visit-1');
    await clinic.portal.put({ ...(visit as Appointment), comment: 'changed elsewhere' });
    await desk.settle();
    expect(entries(desk)).toHaveLength(2);
    await desk.cancel('visit-1');
    expect(entries(desk).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('a portal put back to an earlier state', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open();
    await desk.settle();
    const [before] = await clinic.portal.search<Appointment>('Appointment?_id=visit-1');
    await desk.move('visit-1', on(0));
    await desk.move('visit-1', on(1));
    await clinic.portal.put(before as Appointment);
    await desk.settle();
    await desk.move('visit-1', on(2));
    expect(entries(desk).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  test('two desks that know nothing of each other’s e-mails, on a portal that keeps no extension', async () => {
    const clinic = await openSmallClinic();
    const between = forgetful(['extension']);
    const [one, two] = [clinic.open({ seed: 1, between }), clinic.open({ seed: 2, between })];
    const sent: Entry[] = [];
    const take = (desk: PortalDesk): void => {
      sent.push(...entries(desk));
      desk.sent.length = 0;
    };
    for (const [n, desk] of [one, one, two, one, two].entries()) {
      await Promise.all([one.settle(), two.settle()]);
      await desk.move('visit-1', on(n));
      take(desk);
    }
    const late = clinic.open({ seed: 3, between });
    await late.settle();
    await late.cancel('visit-1');
    take(late);
    expect(sent.map(({ method }) => method)).toEqual([...Array<string>(5).fill('REQUEST'), 'CANCEL']);
    expectRising(sent);
    expect(sent.at(-1)?.sequence).toBeLessThan(2 ** 31);
  });

  test('two desks on a portal that keeps it: one higher each time', async () => {
    const clinic = await openSmallClinic();
    const [one, two] = [clinic.open({ seed: 1 }), clinic.open({ seed: 2 })];
    for (const [n, desk] of [one, two, one].entries()) {
      await Promise.all([one.settle(), two.settle()]);
      await desk.move('visit-1', on(n));
    }
    expect([...entries(one), ...entries(two)].map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3]);
  });

  test('a proposal accepted, with the same UID; a booking begins at 0', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open({ between: forgetful(['extension']) });
    await desk.settle();
    const decide = async (command: DeskCommand) => {
      await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command });
      await desk.settle();
    };
    await desk.move('visit-1', on(0), false);
    await clinic.portal.put(rescheduleTask());
    await desk.settle();
    await decide({ type: 'propose', slots: [slotAt(on(1))], words: WORDS });
    await decide({ type: 'record-answer', answer: 'accepted' });
    const booked = await desk.ask('decisions.decide', {
      on: 'schedule',
      command: { type: 'book', patientId: 'patient-1', slot: slotAt(on(3)), message: '', notify: true },
    });
    await desk.settle();
    await desk.cancel(booked.appointmentId);
    const [accepted, first, gone] = entries(desk);
    expect(accepted).toMatchObject({ method: 'REQUEST', uid: 'visit-1@clinic.example' });
    expect(accepted?.sequence).toBeGreaterThan(1);
    expect([first?.sequence, gone?.sequence]).toEqual([0, 1]);
    expect(gone?.uid).toBe(first?.uid);
  });
});

describe('UID (RFC 5545, 3.8.4.7)', () => {
  /** The README of such portals: numbers for ids, no identifier. */
  async function clinicWithNumbers() {
    const clinic = await openSmallClinic();
    const { identifier: _none, ...visit } = appointmentResource({ id: '123' });
    await clinic.portal.put(patientResource());
    await clinic.portal.put(practitionerResource());
    await clinic.portal.put({
      ...visit,
      start: '2026-11-24T11:00:00-06:00',
      end: '2026-11-24T11:30:00-06:00',
    });
    return clinic;
  }
  const uidInPortal = async ({ portal }: Awaited<ReturnType<typeof openSmallClinic>>) => {
    const [visit] = await portal.search<Appointment>('Appointment?_id=123');
    return visit?.identifier?.filter(({ system }) => system === 'urn:reslot:uid').map(({ value }) => value);
  };

  test('where the portal gives none: one of its own for each portal, the same at each desk, written with the first decision', async () => {
    const clinic = await clinicWithNumbers();
    const between = forgetful([]);
    const one = clinic.open({ seed: 1, between });
    const same = clinic.open({ seed: 2, baseUrl: 'HTTP://portal.example:80/fhir/' });
    await Promise.all([one.settle(), same.settle()]);
    const uidAt = (desk: PortalDesk) =>
      desk.db.get(qb.selectFrom('appointment').select('uid').where('id', '=', '123'))?.uid;
    expect(uidAt(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uidAt(same)).toBe(uidAt(one));
    await one.move('123', on(0));
    expect(await uidInPortal(clinic)).toEqual([uidAt(one)]);
    await one.cancel('123');
    expect(entries(one).map(({ uid }) => uid)).toEqual([uidAt(one), uidAt(one)]);

    const elsewhere = await clinicWithNumbers();
    const other = elsewhere.open({ baseUrl: 'http://other.example/fhir' });
    await other.settle();
    expect(uidAt(other)).not.toBe(uidAt(one));
  });

  test('on a portal that keeps no identifier: the same through every move, also when its address changes', async () => {
    const clinic = await clinicWithNumbers();
    const desk = clinic.open({ between: forgetful(['identifier']) });
    await desk.settle();
    await desk.move('123', on(0));
    await desk.ask('settings.save', {
      portal: { kind: 'fhir', baseUrl: 'https://moved.example/fhir', signIn: { method: 'none' } },
    });
    await desk.settle();
    await desk.move('123', on(1));
    await desk.cancel('123');
    expect(await uidInPortal(clinic)).toBeUndefined();
    expect(entries(desk)).toHaveLength(3);
    expect(new Set(entries(desk).map(({ uid }) => uid)).size).toBe(1);
  });

  test.each([
    ['an empty one', [' '], /^[0-9a-f-]{36}$/],
    ['a number somebody may have been sent', ['7'], /^7$/],
    ['several', ['9', 'zz@clinic.example', 'aa@clinic.example'], /^aa@clinic\.example$/],
  ])('of %s', async (_name, values, expected) => {
    const clinic = await clinicWithNumbers();
    const [visit] = await clinic.portal.search<Appointment>('Appointment?_id=123');
    const identifier = values.map((value) => ({ system: 'urn:reslot:uid', value }));
    const desk = clinic.open({
      between: async (request, send) => {
        const answer = await send(request);
        return JSON.parse(
          JSON.stringify(answer).replaceAll(
            '"resourceType":"Appointment","id":"123"',
            `"resourceType":"Appointment","id":"123","identifier":${JSON.stringify(identifier)}`,
          ),
        );
      },
    });
    expect(visit).toBeDefined();
    await desk.settle();
    const row = desk.db.get(qb.selectFrom('appointment').select('uid').where('id', '=', '123'));
    expect(row?.uid).toMatch(expected);
  });
});

describe('ORGANIZER (RFC 5546, 3.2.2 and 3.2.5)', () => {
  test('is that of the REQUEST, whatever the sender is today: a new sender writes on its behalf', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open({ mail: smtpFrom('frontdesk@clinic.example') });
    await desk.settle();
    await desk.move('visit-1', on(0));
    await desk.ask('settings.save', { mail: smtpFrom('office@newname.example') });
    await desk.move('visit-1', on(1));
    await desk.cancel('visit-1');
    expect(entries(desk).map(({ organizer, sentBy }) => [organizer, sentBy])).toEqual([
      ['mailto:frontdesk@clinic.example', null],
      ['mailto:frontdesk@clinic.example', 'mailto:office@newname.example'],
      ['mailto:frontdesk@clinic.example', 'mailto:office@newname.example'],
    ]);
    await desk.ask('settings.save', { mail: smtpFrom('FrontDesk@clinic.example') });
    const booked = await desk.ask('decisions.decide', {
      on: 'schedule',
      command: { type: 'book', patientId: 'patient-1', slot: slotAt(on(3)), message: '', notify: true },
    });
    await desk.settle();
    expect(booked.outboxId).not.toBeNull();
    expect(entries(desk).at(-1)).toMatchObject({
      organizer: 'mailto:FrontDesk@clinic.example',
      sentBy: null,
    });
  });

  test('put into words before mail was set up: the preview says so, and nothing leaves with a made-up sender', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open({ mail: { kind: 'none' }, deliver: async () => state.answer });
    const state: { answer: MailAnswer } = { answer: { kind: 'not-configured' } };
    await desk.settle();
    const slot = slotAt(on(0));
    const command = { type: 'update', appointmentId: 'visit-1', slot, words: WORDS, notify: true } as const;
    expect(await desk.ask('decisions.preview', { on: 'schedule', command })).toMatchObject({
      mailSetUp: false,
    });
    await desk.move('visit-1', on(0));
    const stored = () => desk.db.all(qb.selectFrom('mail').selectAll());
    expect(JSON.stringify(stored())).not.toMatch(/reslot\.invalid|ORGANIZER/);

    state.answer = { kind: 'accepted' };
    desk.sent.length = 0;
    await desk.ask('settings.save', { mail: smtpFrom('frontdesk@clinic.example') });
    expect(
      await desk.ask('decisions.preview', { on: 'schedule', command: { ...command, slot: slotAt(on(1)) } }),
    ).toMatchObject({
      mailSetUp: true,
    });
    await clinic.clock.settle();
    const [mail] = desk.sent;
    expect(mail?.messageId).toMatch(/^<[^@<>]+@clinic\.example>$/);
    expect(entries(desk)).toMatchObject([{ organizer: 'mailto:frontdesk@clinic.example', sequence: 1 }]);
    expect(stored()).toMatchObject([
      { state: 'sent', message_id: mail?.messageId, calendar_ics: mail?.calendar?.ics },
    ]);
  });

  test('a REQUEST that was refused has no organizer: the next one has the sender of its day', async () => {
    const clinic = await openSmallClinic();
    const state: { answer: MailAnswer } = {
      answer: { kind: 'refused', what: 'message', detail: '553 not your address' },
    };
    const desk = clinic.open({ mail: smtpFrom('typo@clinic.example'), deliver: async () => state.answer });
    await desk.settle();
    await desk.move('visit-1', on(0));
    state.answer = { kind: 'accepted' };
    await desk.ask('settings.save', { mail: smtpFrom('frontdesk@clinic.example') });
    const [failed] = await desk.ask('attention.list', undefined);
    await desk.ask('attention.retry', { kind: 'mail', id: failed?.id ?? '' });
    await desk.settle();
    expect(entries(desk).map(({ organizer }) => organizer)).toEqual([
      'mailto:typo@clinic.example',
      'mailto:frontdesk@clinic.example',
    ]);
  });

  test('the ATTENDEE is whom the e-mail goes to', async () => {
    const clinic = await openSmallClinic();
    const desk = clinic.open();
    await desk.settle();
    await desk.move('visit-1', on(0));
    await clinic.portal.put(
      patientResource({ telecom: [{ system: 'email', value: 'mailto:new@example.org' }] }),
    );
    await desk.settle();
    await desk.cancel('visit-1');
    expect(desk.sent.map(({ to }, n) => [to.address, entries(desk)[n]?.attendee])).toEqual([
      ['ana@example.org', 'mailto:ana@example.org'],
      ['new@example.org', 'mailto:new@example.org'],
    ]);
  });
});
