// npm run bench: an absence of 500 visits: listing them, finding each a time of its own, and giving them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createRandom } from '../../src-demo/data/random.ts';
import type { Db } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { saveAppointment } from '../../src-main/db/queries/appointments.ts';
import { saveLocation, savePatient, savePractitioner } from '../../src-main/db/queries/people.ts';
import { savePortalCopy } from '../../src-main/db/queries/portal-copies.ts';
import { createDecisions } from '../../src-main/decisions/decisions.ts';
import { absencesHandlers } from '../../src-main/features/absences/handlers.ts';
import { requestRowsById } from '../../src-main/features/requests/rows-by-id.ts';
import { scheduleDays } from '../../src-main/features/schedule/days.ts';
import { findNextSlots } from '../../src-main/features/schedule/next-slots.ts';
import type { Claim } from '../../src-shared/domain/conflicts.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import { DEFAULT_SHEET } from '../../src-shared/domain/downtime-sheet.ts';
import { openIntervals, startsWithin } from '../../src-shared/domain/slots.ts';
import { addDays, dayBounds, MINUTE_MS, plainDateOf } from '../../src-shared/domain/time.ts';
import type { AbsenceVisit } from '../../src-shared/ipc/absence-views.ts';
import type { Result } from '../../src-shared/result.ts';
import { buildAppointment, buildPatient, buildWords, NOW, ZONE } from '../support/domain.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { sheetPorts } from '../support/sheet.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { caller } from './portal/desk.ts';
import { count, ms, report, seconds } from './report.ts';
import { percentile } from './support.ts';

const PROVIDERS = Array.from({ length: 10 }, (_, index) => `provider-${index}`);
const AWAY = 'provider-0';
/** Of the 32 quarters of an hour of a working day; in 20 of those days that makes 500. */
const VISITS_A_DAY = 25;
const VISITS = 500;
const FIRST = '2026-11-30';
const ABSENT_DAYS = 26;
const DAYS = 168;
const QUARTER_MS = 15 * MINUTE_MS;
const ROUNDS = 30;

type Taken = Claim & { readonly practitionerId: string };
interface Meant {
  readonly visit: AbsenceVisit;
  readonly slot: Taken;
}

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const opened = openDatabase(join(folder, 'reslot.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const rows = db.transaction(() => fill(db));
  await measure(db, rows);
  db.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** 168 days from four weeks before, the same at every run; gives how many appointments that makes. */
function fill(db: Db): number {
  saveLocation(db, { id: 'location-1', name: 'Main Street', active: true, address: null });
  for (const id of PROVIDERS) savePractitioner(db, { id, name: id, active: true });
  const random = createRandom(20261130);
  let rows = 0;
  for (let day = -28; day < DAYS - 28; day++) {
    const starts = openIntervals(defaultRules.practice, addDays(FIRST, day)).flatMap((open) =>
      startsWithin(open, QUARTER_MS, QUARTER_MS),
    );
    for (const practitionerId of PROVIDERS) {
      const chosen = starts
        .map((start) => ({ start, order: random.next() }))
        .sort((a, b) => a.order - b.order)
        .slice(0, VISITS_A_DAY);
      for (const { start } of chosen) {
        const id = `visit-${rows++}`;
        const patientId = `patient-${rows}`;
        savePatient(db, buildPatient({ id: patientId, name: `Patient ${rows}` }), { portalId: patientId });
        const visit = { id, uid: id, practitionerId, patientId, start, end: start + QUARTER_MS };
        saveAppointment(db, buildAppointment(visit), { portalId: id });
        if (practitionerId === AWAY) saveCopy(db, id);
      }
    }
  }
  return rows;
}

/** As the portal has a visit that is going to be decided about. */
function saveCopy(db: Db, id: string): void {
  savePortalCopy(db, {
    type: 'Appointment',
    id,
    versionId: '1',
    lastUpdated: '2026-11-20T15:00:00Z',
    about: `Appointment/${id}`,
    shownVersion: '1',
    body: { resourceType: 'Appointment', id },
  });
}

async function measure(db: Db, rows: number): Promise<void> {
  const clock = createVirtualClock(NOW);
  const rules = () => ({ ...defaultRules, undoSeconds: 8 });
  const ids = createSeededIds(1);
  const nothing = (): void => {};
  const decisions = createDecisions({
    db,
    clock,
    ids,
    logger: { info: nothing, warn: nothing, error: nothing },
    identity: caller.actor,
    rules,
    fromAddress: () => 'frontdesk@clinic.example',
    portalConfigured: () => true,
    answersKnownUntil: clock.now,
    changed: nothing,
    released: nothing,
    mailReady: nothing,
  });
  const days = (input: Parameters<typeof scheduleDays>[1]) => scheduleDays(db, input, rules());
  const handlers = absencesHandlers({
    db,
    ids,
    clock,
    rules,
    decisions,
    settings: () => DEFAULT_SHEET,
    printer: sheetPorts().printer,
    changed: nothing,
    days,
    requestsOf: (wanted) => requestRowsById(db, wanted, { now: clock.now(), rules: rules() }),
    openElsewhere: () => [],
  });
  const [start, end] = [dayBounds(FIRST, ZONE).from, dayBounds(addDays(FIRST, ABSENT_DAYS - 1), ZONE).to];
  const { id } = unwrapped(await handlers['absences.begin']({ practitionerId: AWAY, start, end }, caller));
  const list = async () => unwrapped(await handlers['absences.get']({ id }, caller));

  const lists: number[] = [];
  const weeks: number[] = [];
  for (let round = -5; round < ROUNDS; round++) {
    const listing = await timed(list);
    const reading = await timed(() => {
      for (let day = 0; day < ABSENT_DAYS; day += 7)
        days({ from: addDays(FIRST, day), days: 7, practitionerId: AWAY, includeCancelled: false });
    });
    if (round < 0) continue;
    lists.push(listing);
    weeks.push(reading);
  }
  const { visits } = await list();
  if (visits.length !== VISITS || visits.some(({ why }) => why['new-time'] !== null))
    throw new Error('Not all of the visits are to be given a time');
  const [listing, reading] = [percentile(lists, 0.5), percentile(weeks, 0.5)];
  report({
    what: `an absence of ${VISITS} visits is listed, ${count(rows)} appointments on file`,
    figure: `median ${ms(listing)}`,
    beside: `its days as the schedule shows them: ${ms(reading)}`,
    ratio: listing / reading,
    goal: '≤ 200 ms',
    met: listing <= 200,
  });

  const found: Meant[] = [];
  const [together, alone]: [number[], number[]] = [[], []];
  for (const visit of visits) {
    let slots: readonly Taken[] = [];
    const taken = found.map(({ slot }) => slot);
    together.push(await timed(() => (slots = timesFor(db, visit, taken))));
    alone.push(await timed(() => timesFor(db, visit, [])));
    const [slot] = slots;
    if (slot === undefined) throw new Error('A visit has no time');
    found.push({ visit, slot });
  }
  const looking = sum(together);
  report({
    what: `… each of the ${VISITS} is found a time, no two the same`,
    figure: `${seconds(looking)}, the longest ${ms(Math.max(...together))}`,
    beside: `each by itself: ${seconds(sum(alone))}`,
    ratio: looking / sum(alone),
    goal: '≤ 1.5',
    met: looking / sum(alone) <= 1.5,
  });

  // Turn by turn, so that whatever else the machine does hits both alike.
  const [given, plainly]: [number[], number[]] = [[], []];
  for (const [index, { visit, slot }] of found.entries()) {
    const decision = { on: 'schedule' as const, command: moveTo(visit, slot) };
    const input = { id, visitId: visit.id, act: 'new-time' as const, decision, shown: visit.shown };
    if (index % 2 === 0)
      given.push(await timed(async () => unwrapped(await handlers['absences.decide'](input, caller))));
    else plainly.push(await timed(() => unwrapped(decisions.decide(decision, caller.actor))));
  }
  const { left } = await list();
  if (left !== 0) throw new Error(`${left} visits are left`);
  const [ofAbsence, bare] = [percentile(given, 0.5), percentile(plainly, 0.5)];
  report({
    what: '… a new time is given, until it is durable',
    figure: `median ${ms(ofAbsence)}, p99 ${ms(percentile(given, 0.99))}`,
    beside: `the same without the look at the absence: ${ms(bare)}, ${ms(percentile(plainly, 0.99))}`,
    ratio: ofAbsence / bare,
    goal: '≤ 3',
    met: ofAbsence / bare <= 3,
  });
  decisions.stop();
}

/** The free times of any provider from the visit's own day on, as the window asks for them. */
function timesFor(db: Db, { id, start, end, patient }: AbsenceVisit, alsoTaken: readonly Taken[]): Taken[] {
  const patientId = patient?.id ?? null;
  const found = findNextSlots(
    db,
    {
      practitionerId: null,
      patientId,
      minutes: (end - start) / MINUTE_MS,
      from: plainDateOf(start, ZONE),
      like: { original: start, requested: null },
      movingAppointmentId: id,
      alsoTaken: [...alsoTaken],
    },
    defaultRules,
    NOW,
  );
  return unwrapped(found).map((slot) => ({
    practitionerId: slot.practitionerId,
    patientId,
    start: slot.start,
    end: slot.end,
  }));
}

function moveTo({ id, appointment }: AbsenceVisit, { practitionerId, start, end }: Taken) {
  if (appointment === null) throw new Error('The visit is gone');
  const { locationId, type } = appointment;
  const slot = { practitionerId, locationId, type, start, end };
  return { type: 'update' as const, appointmentId: id, slot, words: buildWords(), notify: true };
}

function unwrapped<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
