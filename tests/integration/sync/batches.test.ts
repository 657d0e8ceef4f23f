import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { updateOutbox } from '../../../src-main/outbox/entries.ts';
import { nothingChanges } from '../../../src-main/outbox/entry.ts';
import { holdDecision } from '../../../src-main/outbox/hold.ts';
import { EMPTY_SNAPSHOT } from '../../../src-main/outbox/snapshot.ts';
import type { Portal } from '../../../src-main/ports.ts';
import { PULLED_TYPES } from '../../../src-main/sync/cursor.ts';
import { createEffects } from '../../../src-main/sync/effects.ts';
import { fetchMissing, nothingAsked } from '../../../src-main/sync/fetch-missing.ts';
import { createLateWatch } from '../../../src-main/sync/late-watch.ts';
import { isNewer } from '../../../src-main/sync/later-version.ts';
import { storeResource } from '../../../src-main/sync/projection.ts';
import { pull } from '../../../src-main/sync/pull.ts';
import { createSearchWays } from '../../../src-main/sync/search-ways.ts';
import {
  answerResource,
  appointmentResource,
  locationResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { buildAppointment, NOW } from '../../support/domain.ts';
import { actor, silentLogger } from '../../support/local-desk.ts';

type PulledType = (typeof PULLED_TYPES)[number];
/** The one page of each type: of several, some might be read again. */
type Pages = Readonly<Record<PulledType, readonly unknown[]>>;

const number = (below: number) => fc.integer({ min: 0, max: below - 1 });
const version = fc.record({
  at: number(4),
  over: fc.constantFrom({}, {}, {}, { birthDate: 7 }, { status: 'unheard-of' }),
});
const meta = (at: number) => ({ versionId: String(at), lastUpdated: `2026-11-20T15:00:0${at}Z` });
const at = (hour: number, minute: string) => `2026-11-24T1${hour}:${minute}:00Z`;
const participants = (patient: number, provider: number, hour: number) =>
  [`Patient/p${patient}`, `Practitioner/d${provider}`, 'Location/main'].map((reference) => ({
    actor: { reference, display: `${reference} at ${hour}` },
    status: 'accepted' as const,
  }));

const patient = fc.tuple(number(4), version).map(([n, { at: v, over }]) => ({
  ...patientResource({ id: `p${n}`, name: [{ text: `Name ${n} ${v}` }] }),
  meta: meta(v),
  ...over,
}));
const provider = number(3).map((n) => ({ ...practitionerResource({ id: `d${n}` }), meta: meta(0) }));
const visit = fc
  .tuple(number(6), version, number(6), number(3), number(5), fc.constantFrom(0, 0, 0, 1, 2))
  .map(([n, { at: v, over }, p, d, hour, kind]) => ({
    ...appointmentResource({
      id: `v${n}`,
      start: at(hour, '00'),
      end: at(hour, kind === 2 ? '00' : '30'),
      participant: participants(p, d, hour),
      ...(kind === 1 ? { supportingInformation: [{ reference: `Appointment/v${(n + 1) % 6}` }] } : {}),
    }),
    // One is what was booked here, and its answer has not been seen; two have no UID of their own.
    ...(n === 0 ? { identifier: [{ system: 'urn:reslot:command', value: 'booking' }] } : {}),
    ...(n === 1 || n === 5 ? { identifier: [] } : {}),
    meta: meta(v),
    ...over,
  }));
const task = fc.tuple(number(4), version, number(8), number(6)).map(([n, { at: v, over }, about, p]) => ({
  ...rescheduleTask({
    id: `t${n}`,
    focus: { reference: `Appointment/v${about}` },
    for: { reference: `Patient/p${p}` },
  }),
  meta: meta(v),
  ...over,
}));
const answer = fc.tuple(number(3), version, number(6)).map(([n, { at: v }, about]) => ({
  ...answerResource(`v${about}`, 'accepted', { id: `a${n}` }),
  meta: meta(v),
}));
const odd = fc.constantFrom<unknown>(
  'text',
  {},
  { resourceType: 'Patient' },
  { resourceType: 'Group', id: 'g' },
);
const pageOf = (resource: fc.Arbitrary<unknown>) =>
  fc.array(fc.oneof({ arbitrary: resource, weight: 12 }, odd), { maxLength: 14 });
const round: fc.Arbitrary<Pages> = fc.record({
  Patient: pageOf(patient),
  Practitioner: pageOf(provider),
  Location: fc.constant([{ ...locationResource({ id: 'main' }), meta: meta(0) }]),
  Appointment: pageOf(fc.oneof({ arbitrary: visit, weight: 12 }, patient)),
  Task: pageOf(task),
  AppointmentResponse: pageOf(answer),
});

/** Lists these; of what it is asked for by id it has two patients. */
const portalOf = (pages: Pages): Portal => ({
  async send({ url }) {
    const [type = '', search] = url.split('?');
    if (search === undefined || search.startsWith('_id=')) return one(url);
    const entry = pages[type as PulledType].map((resource) => ({ resource }));
    return answered(200, { resourceType: 'Bundle', type: 'searchset', link: [], entry });
  },
});
const one = (url: string) =>
  url === 'Patient/p4' || url === 'Patient/p5'
    ? answered(200, { ...patientResource({ id: url.slice('Patient/'.length) }), meta: meta(0) })
    : answered(404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] });
const answered = (status: number, body: unknown) => ({
  kind: 'answer' as const,
  status,
  body,
  retryAfterMs: null,
});

/** As a desk does it: some at once, a turn after a few. */
async function inBatches(db: Db, pages: Pages, turnMs: number): Promise<void> {
  let elapsed = 0;
  const clock = {
    now: () => NOW,
    elapsed: () => {
      elapsed += turnMs;
      return elapsed;
    },
    after: () => () => {},
  };
  const { failure } = await pull(
    {
      db,
      clock,
      logger: silentLogger,
      portal: portalOf(pages),
      standBack: async () => true,
      types: PULLED_TYPES,
      byProvider: null,
      by: actor,
      standing: new Map(),
      lateWatch: createLateWatch(clock),
      relatedReadAt: new Map(),
      unreadReadAt: new Map(),
      namedReadAt: new Map(),
      ways: createSearchWays(),
      portalNow: () => null,
      isLater: isNewer,
      pageStored: () => {},
      asRead: (resource) => resource,
      givenAgain: () => {},
      stored: () => {},
      betweenPages: async () => false,
    },
    () => {},
  );
  expect(failure).toBeNull();
}

/** Each resource by itself. */
async function oneByOne(db: Db, pages: Pages): Promise<void> {
  const known = nothingAsked();
  for (const type of PULLED_TYPES) {
    const missing = await fetchMissing(db, portalOf(pages), pages[type], known);
    if (!missing.ok) throw new Error(missing.error.kind);
    for (const resource of [...missing.value, ...pages[type]])
      db.transaction(() => storeResource(db, resource, type, createEffects(NOW, actor)));
  }
}

/** Decisions on their way: one on a visit, and a booking whose answer has not been seen. A row that bears another's FHIR id. */
function decide(db: Db): void {
  saveAppointment(db, buildAppointment({ id: 'v5', uid: 'kept@desk' }));
  saveAppointment(db, buildAppointment({ id: 'booked-here', uid: 'booked-here@desk' }));
  const hold = (id: string, orderingKey: string, plan: Parameters<typeof holdDecision>[1]['plan']) => {
    holdDecision(db, {
      id,
      orderingKey,
      requestId: null,
      command: { type: 'set-status' },
      changes: nothingChanges('set-status', NOW),
      plan,
      before: EMPTY_SNAPSHOT,
      actor,
      now: NOW,
      undoMs: 0,
    });
    updateOutbox(db, id, { state: 'unsure' });
  };
  hold('booking', 'booked-here', [
    { op: 'post', type: 'Appointment', localId: 'booked-here', portalId: null, basedOn: null },
  ]);
  hold('change', 'v2', []);
}

const TABLES = [
  'patient',
  'practitioner',
  'location',
  'appointment',
  'request',
  'answer',
  'portal_copy',
  'history',
  'quarantine',
  'unusable_version',
  'automation_due',
  'calendar_entry',
] as const;

const contentOf = (db: Db) =>
  Object.fromEntries(TABLES.map((table) => [table, db.all(qb.selectFrom(table).selectAll())]));

function inMemory(): Db {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

test('many at once leave what each by itself leaves: twice on a page, older, unreadable, held back, waiting', async () => {
  await fc.assert(
    fc.asyncProperty(round, round, fc.constantFrom(0, 7, 30), async (first, second, turnMs) => {
      const [some, each] = [inMemory(), inMemory()];
      await inBatches(some, first, turnMs);
      await oneByOne(each, first);
      for (const db of [some, each]) decide(db);
      await inBatches(some, second, turnMs);
      await oneByOne(each, second);
      expect(contentOf(some)).toEqual(contentOf(each));
      for (const db of [some, each]) db.close();
    }),
    { numRuns: 60 },
  );
});
