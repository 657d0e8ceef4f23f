import type { Appointment, Patient, Practitioner, Task } from '@medplum/fhirtypes';
import { expect, onTestFinished, test } from 'vitest';
import type { Visit } from '../../../src-demo/portal/pages/actions.ts';
import { askForNew } from '../../../src-demo/portal/pages/new-appointment.ts';
import { readOne } from '../../../src-demo/portal/pages/portal-data.ts';
import { ResourceStore } from '../../../src-demo/portal/store.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

/** Monday, November 23, 2026, 10:00 AM in Chicago. */
const MONDAY = Date.parse('2026-11-23T16:00:00Z');
const TUESDAY_9 = Date.parse('2026-11-24T15:00:00Z');
const HALF_HOUR = 30 * 60_000;
const ZONE = 'America/Chicago';

const person = <R extends Patient | Practitioner>(resourceType: R['resourceType'], id: string) =>
  ({ resourceType, id, active: true, name: [{ given: ['Ana'], family: 'Flores' }] }) as R;

function booked(id: string, patient: string, provider: string, start: number): Appointment {
  return {
    resourceType: 'Appointment',
    id,
    status: 'booked',
    start: new Date(start).toISOString(),
    end: new Date(start + HALF_HOUR).toISOString(),
    participant: [
      { actor: { reference: `Patient/${patient}` }, status: 'accepted' },
      { actor: { reference: `Practitioner/${provider}` }, status: 'accepted' },
    ],
  };
}

/** A portal with one provider who has Tuesday 9:00, and a patient who is elsewhere at 10:00; closed on Wednesday. */
function open() {
  const store = new ResourceStore({ path: ':memory:', now: () => MONDAY, newId: createSeededIds(1).uuid });
  onTestFinished(() => store.close());
  store.fill(
    [
      person<Patient>('Patient', 'ana'),
      person<Practitioner>('Practitioner', 'okafor'),
      booked('theirs', 'somebody', 'okafor', TUESDAY_9),
      booked('own', 'ana', 'another', TUESDAY_9 + 2 * HALF_HOUR),
    ],
    MONDAY,
  );
  const patient = readOne(store, 'Patient', 'ana');
  if (patient === null) throw new Error('nobody is there');
  const rules = () => ({
    ...defaultRules,
    practice: {
      ...defaultRules.practice,
      closedDays: [{ date: '2026-11-25', name: 'Staff training' }],
    },
  });
  const visit: Visit = { store, practice: { name: 'Clinic', phone: '555', zone: ZONE, rules }, patient };
  const form = (fields: Readonly<Record<string, string>>) =>
    new URLSearchParams({
      provider: 'okafor',
      type: 'follow-up',
      from: '2026-11-24',
      token: 'form-1',
      ...fields,
    });
  const all = <R extends Task | Appointment>(type: R['resourceType']) =>
    store.find({ type, conditions: [], order: 'id', after: null, limit: 100 }).resources as unknown as R[];
  return {
    shown: () => askForNew(visit, form({}), null).body,
    send: (fields: Readonly<Record<string, string>>) => askForNew(visit, new URLSearchParams(), form(fields)),
    tasks: () => all<Task>('Task'),
    wishes: () => all<Appointment>('Appointment').filter(({ status }) => status === 'proposed'),
    store,
  };
}

const offered = (page: string | Buffer | undefined, start: number): boolean =>
  String(page).includes(`value="${start}"`);

test('only times are offered at which provider and patient are free, and the practice is open', () => {
  const page = open().shown();
  expect(offered(page, TUESDAY_9 - HALF_HOUR)).toBe(true);
  expect(offered(page, TUESDAY_9)).toBe(false);
  expect(offered(page, TUESDAY_9 + HALF_HOUR)).toBe(true);
  expect(offered(page, TUESDAY_9 + 2 * HALF_HOUR)).toBe(false);
  // Noon, and the closed day.
  expect(offered(page, TUESDAY_9 + 6 * HALF_HOUR)).toBe(false);
  expect(offered(page, TUESDAY_9 + 24 * 2 * HALF_HOUR)).toBe(false);
});

test('a form that is sent twice is one request, and one wish', () => {
  const portal = open();
  const start = String(TUESDAY_9 + HALF_HOUR);
  expect([portal.send({ start }).status, portal.send({ start }).status]).toEqual([303, 303]);
  expect(portal.wishes()).toMatchObject([{ minutesDuration: 30, status: 'proposed' }]);
  expect(portal.tasks()).toMatchObject([
    { focus: { reference: `Appointment/${portal.wishes()[0]?.id}` }, for: { reference: 'Patient/ana' } },
  ]);
});

test('a time that somebody else was faster with is said not to be open, and what was typed stays', () => {
  const portal = open();
  const start = TUESDAY_9 + HALF_HOUR;
  portal.store.transaction(() => portal.store.write(booked('faster', 'somebody', 'okafor', start)));
  const reply = portal.send({ start: String(start), note: 'My <knee>' });
  expect(reply.status).toBe(409);
  expect(String(reply.body)).toContain('not open any more');
  expect(String(reply.body)).toContain('My &lt;knee&gt;');
  expect(portal.tasks()).toEqual([]);
});

test.each([
  ['no time', {}],
  ['what is no time', { start: 'soon' }],
  ['a time that was never offered', { start: String(TUESDAY_9 + 7 * 60_000) }],
  ['nobody on file', { provider: 'nobody', start: String(TUESDAY_9 + HALF_HOUR) }],
  ['no such visit', { type: 'party', start: String(TUESDAY_9 + HALF_HOUR) }],
])('a form with %s asks for nothing', (_what, fields) => {
  const portal = open();
  expect(portal.send(fields).status).toBe(409);
  expect(portal.tasks()).toEqual([]);
});
