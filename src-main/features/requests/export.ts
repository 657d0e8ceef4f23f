import { basename, dirname } from 'node:path';
import { standsAt } from '../../../src-shared/domain/appointment.ts';
import { type EpochMs, plainDateOf, plainTimeOf, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import type { RequestListInput } from '../../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import { t } from '../../../src-shared/text/text.ts';
import { csvText } from '../../csv.ts';
import type { Db } from '../../db/db.ts';
import type { Position } from '../../db/keyset-cursor.ts';
import { appointmentViews } from '../../db/queries/appointment-views.ts';
import { settlements } from '../../db/queries/history.ts';
import { namesInPortal } from '../../db/queries/portal-names.ts';
import type { RequestTable } from '../../db/schema/schedule.ts';
import type { Asker, Clock, FileDialogs, SheetFiles } from '../../ports.ts';
import { inTurns } from '../../timing/in-turns.ts';
import { standBackFor } from '../../timing/stand-back.ts';
import { hasOnlyDates } from './list.ts';
import { listQuery, SORT_KEY } from './list-query.ts';
import { appointmentRows, patientRows } from './row-obstacles.ts';

export interface ExportDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly zone: () => ZoneId;
  readonly dialogs: FileDialogs;
  readonly files: SheetFiles;
}

/** So many are read at once: a few milliseconds. */
const A_FEW = 100;

/**
 * Writes the history, as it is narrowed, into a file that somebody chooses; `path` is null where nobody did. Its times are
 * wall-clock times of the practice, whose zone stands above each column.
 */
export async function exportHistory(
  { db, clock, zone, dialogs, files }: ExportDeps,
  input: CommandInput<'requests.exportHistory'>,
  by: Asker,
): Promise<Result<{ readonly path: string | null; readonly rows: number }, AppError>> {
  const list: RequestListInput = { ...input, view: 'history', sort: 'arrival', cursor: null, limit: A_FEW };
  if (!hasOnlyDates(list)) return err({ code: 'bad-input' });
  const practiceZone = zone();
  const path = await dialogs.chooseSavePath(
    `request-history-${plainDateOf(clock.now(), practiceZone)}.csv`,
    'csv',
    by,
  );
  if (path === null) return ok({ path, rows: 0 });
  const lines: (readonly string[])[] = [t.requestExport.columns(practiceZone)];
  let after: Position | null = null;
  await inTurns(clock, standBackFor(clock), (isOver) => {
    for (;;) {
      const rows = db.all(listQuery(list, practiceZone, after, A_FEW));
      lines.push(...linesOf(db, rows, practiceZone));
      const last = rows.at(-1);
      if (last === undefined || rows.length < A_FEW) return false;
      after = { key: last[SORT_KEY], id: last.id };
      if (isOver()) return true;
    }
  });
  const written = await files.write(dirname(path), basename(path), csvText(lines));
  return written.ok ? ok({ path: written.value, rows: lines.length - 1 }) : err({ code: written.error });
}

function linesOf(db: Db, rows: readonly RequestTable[], zone: ZoneId): (readonly string[])[] {
  const appointments = appointmentRows(
    db,
    rows.map((row) => row.appointment_id),
  );
  const views = new Map(appointmentViews(db, [...appointments.values()]).map((view) => [view.id, view]));
  const patients = patientRows(db, rows);
  const settled = settlements(
    db,
    rows.map((row) => row.id),
  );
  const named = namesInPortal(
    db,
    rows.filter(({ patient_id }) => patient_id === null).map((row) => row.id),
  );
  const time = (at: EpochMs | null | undefined): string =>
    at === null || at === undefined ? '' : `${plainDateOf(at, zone)} ${plainTimeOf(at, zone)}`;
  return rows.map((row) => {
    const patient = row.patient_id === null ? undefined : patients.get(row.patient_id);
    const visit = views.get(row.appointment_id);
    const how = settled.get(row.id);
    return [
      t.requests.TITLE[row.kind],
      patient?.name ?? named.get(row.id) ?? t.details.UNKNOWN.patient,
      patient?.birth_date ?? '',
      visit?.practitionerName ?? '',
      visit?.type.display ?? '',
      row.outcome === null ? '' : t.requests.OUTCOME[row.outcome],
      row.outcome_reason ?? '',
      how?.by ?? '',
      time(row.authored_ms),
      time(row.resolved_ms),
      time(how?.from?.start),
      time(how?.to?.start),
      time(row.requested_start_ms),
      time(visit && standsAt(visit)?.start),
      row.note,
    ];
  });
}
