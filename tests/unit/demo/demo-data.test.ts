import type { Appointment, Patient, Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { demoResources } from '../../../src-demo/data/demo-data.ts';
import { closedDayOf, demoRules } from '../../../src-demo/data/demo-rules.ts';
import { knownPatientId } from '../../../src-demo/data/people.ts';
import { DEMO_REQUESTS } from '../../../src-demo/data/request-ids.ts';
import { loadDefinitions, requireValid } from '../../../src-demo/portal/validation.ts';
import { needsApproval } from '../../../src-shared/domain/cancellation-policy.ts';
import { plainDateOf, plainTimeOf, weekdayOf } from '../../../src-shared/domain/time.ts';

const ZONE = 'America/Chicago';
const MONDAY = Date.parse('2026-11-23T16:00:00Z');

/** Days a generator may trip over: a Friday evening, a weekend, both clock changes, New Year's Eve, midnight. */
const DAYS = [
  '2026-11-23T16:00:00Z',
  '2026-11-27T23:30:00Z',
  '2026-11-28T16:00:00Z',
  '2026-11-29T16:00:00Z',
  '2026-10-22T05:00:00Z',
  '2027-03-03T14:00:00Z',
  '2027-01-01T05:59:00Z',
  '2028-02-29T18:00:00Z',
].map((text) => Date.parse(text));

const make = (today = MONDAY, seed = 1) => {
  const resources = demoResources(seed, today);
  const appointments = resources.filter((one): one is Appointment => one.resourceType === 'Appointment');
  const patients = resources.filter((one): one is Patient => one.resourceType === 'Patient');
  const tasks = resources.filter((one): one is Task => one.resourceType === 'Task');
  const task = (id: string): Task => {
    const found = tasks.find((one) => one.id === id);
    if (!found) throw new Error(`No ${id}`);
    return found;
  };
  const focus = (one: Task): Appointment => {
    const found = appointments.find(({ id }) => `Appointment/${id}` === one.focus?.reference);
    if (!found) throw new Error(`No focus of ${one.id}`);
    return found;
  };
  return { resources, appointments, patients, tasks, task, focus };
};

const practitionerOf = (appointment: Appointment): string =>
  appointment.participant.find((one) => one.actor?.reference?.startsWith('Practitioner/'))?.actor
    ?.reference ?? '';
const patientOf = (appointment: Appointment): string =>
  appointment.participant.find((one) => one.actor?.reference?.startsWith('Patient/'))?.actor?.reference ?? '';
const at = (text: string | undefined): number => Date.parse(text ?? '');
const overlaps = (a: Appointment, b: Appointment): boolean =>
  at(a.start) < at(b.end) && at(b.start) < at(a.end);
const blocks = (one: Appointment): boolean => one.status !== 'cancelled';
const wanted = (task: Task) => task.input?.[0]?.valuePeriod;

test('the same seed and day make the same clinic; another seed another one', () => {
  expect(demoResources(1, MONDAY)).toEqual(demoResources(1, MONDAY));
  expect(JSON.stringify(demoResources(2, MONDAY))).not.toEqual(JSON.stringify(demoResources(1, MONDAY)));
});

test('the machine’s time zone does not matter', () => {
  const before = process.env.TZ;
  try {
    const made = ['America/Chicago', 'Asia/Kolkata', 'Pacific/Apia'].map((zone) => {
      process.env.TZ = zone;
      return JSON.stringify(demoResources(1, MONDAY));
    });
    expect(new Set(made).size).toBe(1);
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

describe.each(DAYS)('made for %d', (today) => {
  const clinic = make(today);

  test('3 providers, 2 locations, 220 patients, eight weeks of appointments of 5 types', () => {
    const count = (type: string): number =>
      clinic.resources.filter((one) => one.resourceType === type).length;
    expect([count('Practitioner'), count('Location'), count('Patient')]).toEqual([3, 2, 220]);
    expect(clinic.appointments.length).toBeGreaterThan(1200);
    expect(clinic.appointments.length).toBeLessThan(2000);
    expect(new Set(clinic.appointments.map((one) => one.serviceType?.[0]?.coding?.[0]?.code)).size).toBe(5);
    const days = clinic.appointments.map((one) => (at(one.start) - today) / 86_400_000);
    expect(Math.min(...days)).toBeLessThan(-24);
    expect(Math.max(...days)).toBeGreaterThan(24);
  });

  test('no provider and no patient is booked twice at once', () => {
    const clashes: string[] = [];
    for (const who of [practitionerOf, patientOf]) {
      const last = new Map<string, Appointment>();
      for (const one of clinic.appointments.filter(blocks).sort((a, b) => at(a.start) - at(b.start))) {
        const before = last.get(who(one));
        if (before && overlaps(before, one)) clashes.push(`${before.id} ${one.id}`);
        last.set(who(one), one);
      }
    }
    expect(clashes).toEqual([]);
  });

  test('visits are in working hours, none on the closed day', () => {
    const closed = closedDayOf(today).date;
    const place = (one: Appointment): string => {
      const [from, to] = [plainTimeOf(at(one.start), ZONE), plainTimeOf(at(one.end), ZONE)];
      const date = plainDateOf(at(one.start), ZONE);
      if (date === closed) return 'closed';
      if (weekdayOf(date) > 5) return 'weekend';
      return (from >= '08:00' && to <= '12:00') || (from >= '13:00' && to <= '17:00') ? 'open' : 'outside';
    };
    const places = clinic.appointments.map(place).filter((one) => one !== 'open');
    // Late on a Friday, and on no other day, the only times within two days are at the Saturday surgery.
    const isLateFriday = weekdayOf(plainDateOf(today, ZONE)) === 5 && plainTimeOf(today, ZONE) > '15:30';
    expect(places).toEqual(isLateFriday ? ['weekend', 'weekend'] : []);
  });

  test('what is over has an outcome, what is to come is booked or proposed', () => {
    const past = clinic.appointments.filter((one) => at(one.end) <= today).map((one) => one.status);
    expect(new Set(past)).toEqual(new Set(['fulfilled', 'noshow', 'cancelled']));
    const ahead = clinic.appointments
      .filter((one) => at(one.start) > today + 3_600_000)
      .map((one) => one.status);
    expect(new Set(ahead)).toEqual(new Set(['booked', 'pending', 'cancelled']));
  });

  test('nothing is dated later than now', () => {
    expect(clinic.resources.filter((one) => !(at(one.meta?.lastUpdated) <= today))).toEqual([]);
  });

  test('the cancellations stand to the policy as their names say', () => {
    const { policy } = demoRules(today, null);
    const waits = (id: string): boolean =>
      needsApproval(policy, at(clinic.focus(clinic.task(id)).start), today, ZONE);
    expect([DEMO_REQUESTS.cancelWithin, DEMO_REQUESTS.cancelSoon].map(waits)).toEqual([true, true]);
    expect(waits(DEMO_REQUESTS.cancelOutside)).toBe(false);
    expect(at(clinic.focus(clinic.task(DEMO_REQUESTS.cancelWithin)).start)).toBeGreaterThan(today);
  });

  test('the times asked for are free, taken, wanted twice, past or on the closed day as their names say', () => {
    const rivals = (id: string): Appointment[] => {
      const task = clinic.task(id);
      const period = wanted(task);
      const original = clinic.focus(task);
      return clinic.appointments.filter(
        (one) =>
          blocks(one) &&
          one.id !== original.id &&
          practitionerOf(one) === practitionerOf(original) &&
          at(one.start) < at(period?.end) &&
          at(period?.start) < at(one.end),
      );
    };
    for (const key of [
      'free',
      'firstForSlot',
      'secondForSlot',
      'unmatched',
      'noEmail',
      'markup',
      'bounce',
      'superseding',
    ] as const)
      expect(rivals(DEMO_REQUESTS[key]), key).toEqual([]);
    expect(rivals(DEMO_REQUESTS.taken)).toHaveLength(1);
    expect(wanted(clinic.task(DEMO_REQUESTS.firstForSlot))).toEqual(
      wanted(clinic.task(DEMO_REQUESTS.secondForSlot)),
    );
    expect(at(wanted(clinic.task(DEMO_REQUESTS.timePast))?.start)).toBeLessThan(today);
    expect(plainDateOf(at(wanted(clinic.task(DEMO_REQUESTS.closedDay))?.start), ZONE)).toBe(
      closedDayOf(today).date,
    );
  });

  test('of the two proposals that nobody has taken note of, one is answered and one is out of time', () => {
    const answer = clinic.resources.find((one) => one.resourceType === 'AppointmentResponse');
    const declined = clinic.task(DEMO_REQUESTS.declinedNew);
    expect(answer).toMatchObject({
      participantStatus: 'declined',
      appointment: { reference: declined.output?.[0]?.valueReference?.reference },
    });
    expect(at(clinic.task(DEMO_REQUESTS.expiredNew).restriction?.period?.end)).toBeLessThan(today);
    for (const id of [DEMO_REQUESTS.awaiting, DEMO_REQUESTS.awaitingCancel, DEMO_REQUESTS.declinedNew])
      expect(at(clinic.task(id).restriction?.period?.end)).toBeGreaterThan(today);
  });
});

test('every resource is valid R4', { timeout: 30_000 }, () => {
  loadDefinitions();
  const { resources, appointments } = make();
  // The regular visits are all made alike: of those every tenth.
  const regular = new Set(appointments.slice(100).filter((_, index) => index % 10 > 0));
  const problems = resources
    .filter((one) => one.resourceType !== 'Appointment' || !regular.has(one))
    .flatMap((resource) => {
      try {
        requireValid(resource);
        return [];
      } catch (error) {
        return [`${resource.id}: ${error}`];
      }
    });
  expect(problems).toEqual([]);
});

test('every state of a request is there, and at least 14 are for the receptionist to decide', () => {
  const { tasks, task, patients } = make();
  const outcome = (one: Task): string => one.businessStatus?.coding?.[0]?.code ?? '-';
  expect(tasks.map((one) => one.id).sort()).toEqual(Object.values(DEMO_REQUESTS).sort());
  expect(Object.fromEntries(tasks.map((one) => [one.id, `${one.status} ${outcome(one)}`]))).toMatchObject({
    [DEMO_REQUESTS.free]: 'requested -',
    [DEMO_REQUESTS.withdrawn]: 'cancelled -',
    [DEMO_REQUESTS.awaiting]: 'on-hold awaiting-patient',
    [DEMO_REQUESTS.awaitingCancel]: 'on-hold awaiting-patient',
    [DEMO_REQUESTS.declinedNew]: 'on-hold awaiting-patient',
    [DEMO_REQUESTS.declinedMarked]: 'requested declined',
    [DEMO_REQUESTS.expiredNew]: 'on-hold awaiting-patient',
    [DEMO_REQUESTS.expiredMarked]: 'requested expired',
    [DEMO_REQUESTS.proposalWithdrawn]: 'requested proposal-withdrawn',
    [DEMO_REQUESTS.approved]: 'completed approved',
    [DEMO_REQUESTS.denied]: 'rejected denied',
    [DEMO_REQUESTS.kept]: 'rejected denied',
  });
  // Asked twice about one appointment: the newer one counts.
  expect(task(DEMO_REQUESTS.superseding).focus).toEqual(task(DEMO_REQUESTS.superseded).focus);
  expect(at(task(DEMO_REQUESTS.superseding).authoredOn)).toBeGreaterThan(
    at(task(DEMO_REQUESTS.superseded).authoredOn),
  );
  // Nobody is matched by a name alone.
  expect(task(DEMO_REQUESTS.unmatched)).toMatchObject({ for: { display: 'Maria Gonzales' } });
  expect(task(DEMO_REQUESTS.unmatched).for?.reference).toBeUndefined();
  const patient = (key: Parameters<typeof knownPatientId>[0]) =>
    patients.find((one) => one.id === knownPatientId(key));
  expect(patient('noEmail')?.telecom?.map((one) => one.system)).toEqual(['phone']);
  expect(patient('noPhone')?.telecom?.map((one) => one.system)).toEqual(['email']);
  expect(patient('noAccess')?.extension?.[0]).toEqual({
    url: 'urn:reslot:portal-access',
    valueBoolean: false,
  });

  const closedByTheDesk: string[] = [DEMO_REQUESTS.cancelOutside, DEMO_REQUESTS.superseded];
  const broughtBack: string[] = [DEMO_REQUESTS.declinedNew, DEMO_REQUESTS.expiredNew];
  const open = tasks.filter(
    ({ id = '', status }) =>
      (status === 'requested' && !closedByTheDesk.includes(id)) || broughtBack.includes(id),
  );
  expect(open.length).toBe(21);
});

test('e-mail addresses and names are each somebody’s own, and phone numbers fictional', () => {
  const { patients } = make();
  const emails = patients.flatMap((one) => one.telecom?.filter(({ system }) => system === 'email') ?? []);
  expect(new Set(emails.map(({ value }) => value)).size).toBe(emails.length);
  expect(emails.every(({ value }) => /^[a-z0-9.]+@example\.(com|org|net)$/.test(value ?? ''))).toBe(true);
  const names = patients.map(({ name }) => `${name?.[0]?.given?.join(' ')} ${name?.[0]?.family}`);
  expect(new Set(names).size).toBe(220);
  const phones = patients.flatMap((one) => one.telecom?.filter(({ system }) => system === 'phone') ?? []);
  expect(phones.every(({ value }) => /^\(\d{3}\) 555-01\d\d$/.test(value ?? ''))).toBe(true);
  expect(patients.length - emails.length).toBeGreaterThan(2);
  expect(patients.length - phones.length).toBeGreaterThan(1);
});

test('the rules name the closed day, the working hours and the portal', () => {
  const { practice, policy } = demoRules(MONDAY, 'http://127.0.0.1:1/');
  expect(practice).toMatchObject({
    zone: ZONE,
    portalLink: 'http://127.0.0.1:1/',
    closedDays: [{ date: '2026-12-03', name: 'Staff training' }],
  });
  expect(practice.hours[0]?.open).toEqual([
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ]);
  expect(policy.approval).toEqual({ mode: 'within', days: 2 });
});
