// npm run bench: the report over many requests with their record, and how long it holds up the main process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../src-main/adapters/clock.ts';
import { type Db, qb } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { readReport } from '../../src-main/features/report/read-report.ts';
import { HOUR_MS } from '../../src-shared/domain/time.ts';
import { count, report, seconds } from './report.ts';
import { longestStall, stallLine } from './stall.ts';

const REQUESTS = 100_000;
const END = Date.UTC(2026, 10, 28);
const PERIOD = { from: '2016-01-01', to: '2026-12-31', weekStart: 7 } as const;

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const opened = openDatabase(join(folder, 'report.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  fill(db);
  const deps = { db, clock: createSystemClock() };
  let took = 0;
  const stall = await longestStall(async () => {
    const began = performance.now();
    const read = await readReport(deps, PERIOD, 'America/Chicago');
    took = performance.now() - began;
    if (!read.ok || read.value.all.answered !== REQUESTS) throw new Error('The report is not whole');
  });
  report(
    stallLine(
      `the report over ${count(REQUESTS)} requests: longest stall`,
      stall,
      `, made in ${seconds(took)}`,
    ),
  );
  db.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Requests of some years, each received, decided and confirmed. */
function fill(db: Db): void {
  const who = { user_id: 'u', user_name: 'Robin', desk_id: 'd', desk_name: 'Desk' };
  const insert = (index: number): void => {
    const id = `request-${index}`;
    const at = END - index * 20 * 60_000;
    db.run(
      qb.insertInto('request').values({
        ...{ id, kind: index % 3 === 0 ? 'cancel' : 'reschedule', appointment_id: `visit-${index}` },
        ...{ patient_id: null, requested_start_ms: null, requested_end_ms: null, requested_start_text: null },
        ...{ note: '', authored_ms: at, received_ms: at, state: 'resolved', mark: null, outcome: 'denied' },
        ...{ outcome_reason: null, resolved_ms: at + HOUR_MS, proposal_appointment_ids: null },
        ...{
          proposal_sent_ms: null,
          proposal_expires_ms: null,
          proposal_reason: null,
          proposal_message: null,
        },
        ...{ for_reference: null, for_name: null, requester_reference: null, requester_name: null },
        ...{ appointment_start_ms: null, appointment_practitioner_id: `practitioner-${index % 40}` },
      }),
    );
    const line = { ...who, request_id: id, appointment_id: null, outbox_id: `outbox-${index}` };
    const detail_json = JSON.stringify({
      command: 'deny',
      outcome: 'denied',
      reason: 'Provider unavailable',
    });
    for (const [kind, detail] of [
      ['request-received', '{}'],
      ['decided', detail_json],
      ['portal-confirmed', '{}'],
    ] as const)
      db.run(qb.insertInto('history').values({ ...line, at_ms: at + HOUR_MS, kind, detail_json: detail }));
  };
  for (let from = 0; from < REQUESTS; from += 10_000)
    db.transaction(() => {
      for (let index = from; index < from + 10_000; index += 1) insert(index);
    });
}
