import type { SheetSettings } from '../../../src-shared/domain/downtime-sheet.ts';
import type { Practice } from '../../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AppointmentView, ScheduleDay } from '../../../src-shared/ipc/appointment-views.ts';
import type { CommandInput, CommandOutput } from '../../../src-shared/ipc/contract.ts';
import type { SheetInput } from '../../../src-shared/ipc/sheet-views.ts';
import type { SyncStatus } from '../../../src-shared/ipc/sync-views.ts';
import { ok, type Result } from '../../../src-shared/result.ts';
import type { Sheet, SheetAsk, SheetDay, SheetProvider } from '../../../src-shared/text/sheet-data.ts';
import type { Db } from '../../db/db.ts';
import { allPractitioners, type NamedRow } from '../../db/queries/directory.ts';
import { newestLine } from '../../db/queries/history.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { unresolvedRequests } from './requests.ts';

export interface SheetSources {
  readonly db: Db;
  /** The schedule's own days: what stands on the sheet is what stands on the screen. */
  readonly days: (input: CommandInput<'schedule.days'>) => Result<CommandOutput<'schedule.days'>, AppError>;
  readonly practice: () => Practice;
  readonly status: () => SyncStatus;
}

/** The sheet of these days as the local data has them at `at`. `bad-input` for no such date. */
export function readSheet(
  { db, days, practice, status }: SheetSources,
  input: SheetInput,
  { at, paper }: { readonly at: EpochMs; readonly paper: SheetSettings['paper'] },
): Result<Sheet, AppError> {
  const { from, days: count, practitionerId, phones } = input;
  const found = days({ from, days: count, practitionerId, includeCancelled: false });
  if (!found.ok) return found;
  const schedule = found.value.days;
  const appointments = schedule.flatMap((day) => day.appointments);
  const patients = patientCards(
    db,
    appointments.flatMap((one) => (one.patientId === null ? [] : [one.patientId])),
  );
  const practitioners = allPractitioners(db);
  const { name, phone, zone } = practice();
  const requests = unresolvedRequests(db, {
    from: schedule.at(0)?.from ?? at,
    to: schedule.at(-1)?.to ?? at,
    practitionerId,
    moment: { now: at, zone },
  });
  const last = newestLine(db);
  const asks = new Map<string, SheetAsk[]>();
  for (const { appointment, kind, to, stranger } of requests.open)
    asks.set(appointment.id, [...(asks.get(appointment.id) ?? []), { kind, to, stranger }]);
  return ok({
    practice: { name, phone, zone },
    at,
    status: status(),
    provider:
      practitionerId === null ? null : (practitioners.find(({ id }) => id === practitionerId)?.name ?? ''),
    phones,
    paper,
    days: schedule.map((day) =>
      sheetDay(
        day,
        practitioners.filter(({ id }) => practitionerId === null || id === practitionerId),
        (appointment) => ({
          appointment,
          patient: appointment.patientId === null ? null : (patients.get(appointment.patientId) ?? null),
          asks: asks.get(appointment.id) ?? [],
        }),
      ),
    ),
    ...requests,
    record: last === undefined ? null : { line: last.id, seal: last.seal },
  });
}

/** By provider, in the directory's order (by name); what has no provider, or one who is not in it, comes last. */
function sheetDay(
  { date, closed, hours, appointments, blocked = [] }: ScheduleDay,
  practitioners: readonly NamedRow[],
  rowOf: (appointment: AppointmentView) => SheetDay['providers'][number]['rows'][number],
): SheetDay {
  const known = new Set(practitioners.map(({ id }) => id));
  const groups = [
    ...practitioners.map(({ id, name, active }) => ({
      name,
      active,
      rows: appointments.filter((one) => one.practitionerId === id).map(rowOf),
      blocked: blocked
        .filter(({ practitionerId }) => practitionerId === id)
        .map(({ start, end, reason }) => ({ start, end, reason })),
    })),
    {
      name: '',
      active: false,
      rows: appointments
        .filter((one) => one.practitionerId === null || !known.has(one.practitionerId))
        .map(rowOf),
      blocked: [],
    },
  ];
  const stands = ({ rows, blocked }: SheetProvider): boolean => rows.length > 0 || blocked.length > 0;
  return {
    date,
    closed,
    hours,
    providers: groups.filter(stands).map(({ name, rows, blocked }) => ({ name, rows, blocked })),
    idle: groups.filter((one) => one.active && !stands(one)).map(({ name }) => name),
  };
}
