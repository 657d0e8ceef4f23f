// npm run bench: how long the search for free slots takes, four weeks of ten busy providers, and how much of it is reading.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createRandom } from '../../src-demo/data/random.ts';
import type { Db } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { saveAppointment } from '../../src-main/db/queries/appointments.ts';
import { savePractitioner } from '../../src-main/db/queries/people.ts';
import { takenTimes } from '../../src-main/db/queries/taken-times.ts';
import { findNextSlots } from '../../src-main/features/schedule/next-slots.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import { searchRange } from '../../src-shared/domain/next-slots.ts';
import { openIntervals, startsWithin } from '../../src-shared/domain/slots.ts';
import { addDays, MINUTE_MS } from '../../src-shared/domain/time.ts';
import { at, buildAppointment, NOW } from '../support/domain.ts';
import { count, ms, report } from './report.ts';
import { percentile } from './support.ts';

const PROVIDERS = Array.from({ length: 10 }, (_, index) => `provider-${index}`);
/** Of the 32 quarters of an hour of a working day. */
const VISITS_A_DAY = 25;
const DAYS = 168;
const FROM = '2026-11-23';
const QUARTER_MS = 15 * MINUTE_MS;
const WARM_UP = 50;
const ROUNDS = 500;

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const opened = openDatabase(join(folder, 'reslot.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const rows = db.transaction(() => fill(db));
  measure(db, rows);
  db.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** 168 days around the four weeks, the same at every run; gives how many appointments that makes. */
function fill(db: Db): number {
  for (const id of PROVIDERS) savePractitioner(db, { id, name: id, active: true });
  const random = createRandom(20261123);
  let rows = 0;
  for (let day = -70; day < DAYS - 70; day++) {
    const starts = openIntervals(defaultRules.practice, addDays(FROM, day)).flatMap((open) =>
      startsWithin(open, QUARTER_MS, QUARTER_MS),
    );
    for (const practitionerId of PROVIDERS) {
      const chosen = starts
        .map((start) => ({ start, order: random.next() }))
        .sort((a, b) => a.order - b.order)
        .slice(0, VISITS_A_DAY);
      for (const { start } of chosen) {
        const id = `visit-${rows++}`;
        const patientId = `patient-${random.int(0, 4999)}`;
        saveAppointment(
          db,
          buildAppointment({ id, uid: id, practitionerId, patientId, start, end: start + QUARTER_MS }),
        );
      }
    }
  }
  return rows;
}

function measure(db: Db, rows: number): void {
  const { practice } = defaultRules;
  const patientId = 'patient-1';
  const range = searchRange(FROM, practice.zone);
  const search = (): number => {
    const found = findNextSlots(
      db,
      {
        practitionerId: null,
        patientId,
        minutes: 30,
        from: FROM,
        like: { original: at('2026-11-30', '10:00'), requested: at('2026-12-01', '14:00') },
        movingAppointmentId: null,
      },
      { ...defaultRules, practice },
      NOW,
    );
    if (!found.ok || found.value.length !== 9) throw new Error('The search found no nine times');
    return found.value.length;
  };
  const read = (): number =>
    takenTimes(db, range, { practitionerIds: PROVIDERS, patientId, rules: defaultRules }).length;

  const searches: number[] = [];
  const reads: number[] = [];
  // Turn by turn, so that whatever else the machine does hits both alike.
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const searching = timed(search);
    const reading = timed(read);
    if (round < 0) continue;
    searches.push(searching);
    reads.push(reading);
  }
  const [p50, p99] = [percentile(searches, 0.5), percentile(searches, 0.99)];
  report({
    what: `free times, 4 weeks x ${PROVIDERS.length} providers, ${count(rows)} appointments on file`,
    figure: `median ${ms(p50)}, p99 ${ms(p99)}`,
    beside: `reading the appointments alone: ${ms(percentile(reads, 0.5))}`,
    ratio: p50 / percentile(reads, 0.5),
    goal: 'p99 ≤ 20 ms',
    met: p99 <= 20,
  });
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
