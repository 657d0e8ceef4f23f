import type { SheetSettings } from '../domain/downtime-sheet.ts';
import type { RequestKind } from '../domain/request.ts';
import type { EpochMs, PlainDate, ZoneId } from '../domain/time.ts';
import type { AppointmentView, ScheduleDay } from '../ipc/appointment-views.ts';
import type { PatientCard } from '../ipc/basics.ts';
import type { SyncStatus } from '../ipc/sync-views.ts';

/** Everything that stands on a downtime sheet, as data. Instants are epoch milliseconds, UTC. */
export interface Sheet {
  readonly practice: { readonly name: string; readonly phone: string; readonly zone: ZoneId };
  /** The desk's clock when it was made. */
  readonly at: EpochMs;
  readonly status: Pick<SyncStatus, 'phase' | 'lastSuccessAt' | 'offlineSince' | 'waitingToSync' | 'detail'>;
  /** The one provider it is for; `null`: everybody. */
  readonly provider: string | null;
  readonly phones: boolean;
  readonly paper: SheetSettings['paper'];
  /** At least one, in order. */
  readonly days: readonly SheetDay[];
  /** Requests about these days and providers, earliest appointment first. */
  readonly open: readonly SheetRequest[];
  readonly awaiting: readonly SheetRequest[];
  /** How many open requests are about other days or providers. */
  readonly openElsewhere: number;
  /** How far the record reached then; `null`: there is none yet. */
  readonly record: { readonly line: number; readonly seal: string | null } | null;
}

export interface SheetDay extends Pick<ScheduleDay, 'closed' | 'hours'> {
  readonly date: PlainDate;
  /** One table each. */
  readonly providers: readonly SheetProvider[];
  /** Providers for whom nothing is booked, and no time is blocked. */
  readonly idle: readonly string[];
}

export interface SheetProvider {
  readonly name: string;
  /** The earliest first. */
  readonly rows: readonly SheetRow[];
  /** Their time that somebody has blocked, and why; the earliest first. */
  readonly blocked: readonly SheetBlock[];
}

interface SheetBlock {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly reason: string;
}

export interface SheetRow {
  readonly appointment: AppointmentView;
  readonly patient: PatientCard | null;
  /** What open requests ask for, oldest first. */
  readonly asks: readonly SheetAsk[];
}

/** `to`: the time asked for; `null` when none can be read, or when the patient wants to cancel. */
export interface SheetAsk {
  readonly kind: RequestKind;
  readonly to: EpochMs | null;
  /** Who asks, where that is not certainly the appointment's own patient; `null` where it is. */
  readonly stranger: string | null;
}

export interface SheetRequest extends SheetAsk {
  readonly patientName: string;
  readonly patient: PatientCard | null;
  readonly appointment: AppointmentView;
  readonly note: string;
  /** The Tentative that waits for the patient's answer, and how long it waits. */
  readonly proposed: { readonly starts: readonly EpochMs[]; readonly expiresAt: EpochMs | null } | null;
}
