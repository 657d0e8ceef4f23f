import { createRequestReport, type ReportedRequest } from '../../../src-shared/domain/report.ts';
import { dayBounds, isPlainDate, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { ReportInput, RequestReportView } from '../../../src-shared/ipc/report-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { type Db, qb } from '../../db/db.ts';
import { idList } from '../../db/id-list.ts';
import type { Clock } from '../../ports.ts';
import { inTurns } from '../../timing/in-turns.ts';
import { standBackFor } from '../../timing/stand-back.ts';

/** So many requests are read at once: a few milliseconds. */
const A_FEW = 250;

/** What answers a patient, and what takes an answer back. */
const ANSWERS = ['decided', 'applied-under-policy', 'closed-elsewhere'] as const;
const TAKEN_BACK = ['undone', 'portal-conflict'] as const;
/** Commands that leave the patient without a word of what becomes of the wish. */
const NO_ANSWER: ReadonlySet<unknown> = new Set([
  'assign-patient',
  'resend-email',
  'message',
  'record-answer',
]);

/**
 * The report about what patients asked for on these days of the practice. Read a turn at a time, from the requests and the
 * record; `bad-input` for days that are none, or in the wrong order.
 */
export async function readReport(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  { from, to, weekStart }: ReportInput,
  zone: ZoneId,
): Promise<Result<RequestReportView, AppError>> {
  if (!isPlainDate(from) || !isPlainDate(to) || from > to) return err({ code: 'bad-input' });
  const span = { from: dayBounds(from, zone).from, to: dayBounds(to, zone).to };
  const report = createRequestReport(zone, weekStart);
  let after = '';
  await inTurns(clock, standBackFor(clock), (isOver) => {
    for (;;) {
      const rows = requestsAfter(db, after);
      for (const request of reported(
        db,
        rows.filter((row) => row.at >= span.from && row.at < span.to),
      ))
        report.add(request);
      after = rows.at(-1)?.id ?? after;
      if (rows.length < A_FEW) return false;
      if (isOver()) return true;
    }
  });
  const { providers, ...rest } = report.result();
  const names = new Map(
    db.all(qb.selectFrom('practitioner').select(['id', 'name'])).map(({ id, name }) => [id, name]),
  );
  return ok({
    all: rest.all,
    weeks: [...rest.weeks],
    outcomes: [...rest.outcomes],
    providers: providers.map(({ practitionerId, ...answers }) => ({
      ...answers,
      name: practitionerId === null ? null : (names.get(practitionerId) ?? null),
    })),
  });
}

/** In the order of the key, whenever they were asked: each reading costs the same. */
const requestsAfter = (db: Db, after: string) =>
  db.all(
    qb
      .selectFrom('request')
      .select([
        'id',
        'kind',
        'outcome',
        'authored_ms as at',
        'resolved_ms as resolvedAt',
        'appointment_practitioner_id as practitionerId',
      ])
      .where('id', '>', after)
      .orderBy('id')
      .limit(A_FEW),
  );

type Row = ReturnType<typeof requestsAfter>[number];

function reported(db: Db, rows: readonly Row[]): ReportedRequest[] {
  if (rows.length === 0) return [];
  const lines = db.all(
    qb
      .selectFrom('history')
      .select(['request_id', 'outbox_id', 'kind', 'at_ms', 'detail_json'])
      .where('request_id', 'in', idList(rows.map(({ id }) => id)))
      .where('kind', 'in', [...ANSWERS, ...TAKEN_BACK]),
  );
  const takenBack = new Set(
    lines.flatMap(({ kind, outbox_id }) => (TAKEN_BACK.some((one) => one === kind) ? [outbox_id] : [])),
  );
  const resolvedAt = new Map(rows.map((row) => [row.id, row.resolvedAt]));
  const answered = new Map<string | null, number>();
  for (const line of lines) {
    if (!ANSWERS.some((one) => one === line.kind) || takenBack.has(line.outbox_id ?? '')) continue;
    if (line.kind === 'decided' && NO_ANSWER.has(commandOf(line.detail_json))) continue;
    // The line of what another desk decided says when it was read here.
    const elsewhere = line.kind === 'closed-elsewhere' ? resolvedAt.get(line.request_id ?? '') : null;
    const at = Math.min(line.at_ms, elsewhere ?? line.at_ms);
    answered.set(line.request_id, Math.min(answered.get(line.request_id) ?? at, at));
  }
  return rows.map(({ id, kind, outcome, at, practitionerId }) => ({
    kind,
    outcome,
    practitionerId,
    askedAt: at,
    answeredAt: answered.get(id) ?? null,
  }));
}

const commandOf = (detail: string): unknown => (JSON.parse(detail) as { readonly command?: unknown }).command;
