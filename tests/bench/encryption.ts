// npm run bench -- --only encryption: the same work on an encrypted database and on one in clear text, in turns.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Db } from '../../src-main/db/db.ts';
import { migrations } from '../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { appointmentsNear, saveAppointment } from '../../src-main/db/queries/appointments.ts';
import { searchPatients } from '../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../src-main/db/queries/people.ts';
import { writeSetting } from '../../src-main/db/queries/settings.ts';
import { HOUR_MS } from '../../src-shared/domain/time.ts';
import { testKey } from '../support/data-key.ts';
import { buildAppointment, buildPatient, NOW } from '../support/domain.ts';
import { seedPeople } from '../support/local-desk.ts';
import { ms, report } from './report.ts';
import { choice } from './sizes.ts';
import { percentile } from './support.ts';

/** No more than a quarter longer. */
const MOST = 1.25;
/** In turns, so that what else the machine does meets both. */
const ROUNDS = 5;
const PAGE = 500;

interface Figures {
  readonly fill: number;
  readonly commit: number;
  readonly read: number;
  readonly open: number;
}

const { size } = choice();
const rows = Math.min(size.appointments, 30_000);

function opened(path: string, encrypted: boolean): Db {
  const found = openDatabase(path, migrations, 'clinic', true, encrypted ? testKey() : null);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

const timed = (work: () => void): number => {
  const before = performance.now();
  work();
  return performance.now() - before;
};

function fill(db: Db): void {
  seedPeople(db);
  for (let first = 0; first < rows; first += PAGE)
    db.transaction(
      () => {
        for (let index = first; index < first + PAGE; index += 1) {
          const id = `visit-${index}`;
          if (index % 8 === 0)
            savePatient(db, buildPatient({ id: `p-${index}`, name: `Given${index} Family${index % 997}` }), {
              portalId: `p-${index}`,
            });
          const start = NOW + index * 60_000;
          saveAppointment(db, buildAppointment({ id, start, end: start + HOUR_MS / 2 }), { portalId: id });
        }
      },
      { lasting: false },
    );
}

function measure(folder: string, encrypted: boolean, round: number): Figures {
  const path = join(folder, `${round}-${encrypted}.db`);
  const db = opened(path, encrypted);
  const filled = timed(() => fill(db));
  const commits = Array.from({ length: 100 }, (_, index) =>
    timed(() => db.transaction(() => writeSetting(db, `bench-${index % 10}`, index))),
  );
  db.close();
  let again: Db | null = null;
  const open = timed(() => {
    again = opened(path, encrypted);
  });
  const reading = again as unknown as Db;
  const read = timed(() => {
    for (let index = 0; index < 200; index += 1) {
      searchPatients(reading, `Family${(index * 7) % 997}`, 20);
      const start = NOW + index * 100 * 60_000;
      appointmentsNear(
        reading,
        { from: start, to: start + 12 * HOUR_MS },
        { practitionerId: 'practitioner-1', patientId: null },
      );
    }
  });
  reading.close();
  return { fill: filled, commit: percentile(commits, 0.5), read, open };
}

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const [plain, encrypted]: [Figures[], Figures[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    plain.push(measure(folder, false, round));
    encrypted.push(measure(folder, true, round));
  }
  const what = {
    fill: `filling ${rows.toLocaleString('en-US')} visits`,
    commit: 'a commit',
    read: '200 searches and days',
    open: 'opening, every page looked at',
  };
  for (const part of ['fill', 'commit', 'read', 'open'] as const) {
    const [clear, secret] = [plain, encrypted].map((all) =>
      percentile(
        all.map((one) => one[part]),
        0.5,
      ),
    ) as [number, number];
    const ratio = secret / clear;
    // A start looks at every page after a crash alone, and waits for nobody.
    const goal = part === 'open' ? null : MOST;
    report({
      what: `${what[part]}, encrypted`,
      figure: ms(secret),
      beside: `${ms(clear)} in clear text`,
      ratio,
      goal: goal === null ? '' : `≤ ${goal}x`,
      met: goal === null ? null : ratio <= goal,
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
