import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { EpochMs, PlainDate, ZoneId } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { BookingStart } from '../../../stores/dialogs.ts';
import type { StepMinutes } from './geometry.ts';
import type { CalendarColumn } from './types.ts';

export interface CalendarGridProps {
  /** The name of the whole: "Day", "Week of Dr. Alvarez". */
  readonly label: string;
  readonly columns: readonly CalendarColumn[];
  /** The clinic's zone: all times are in it. */
  readonly zone: ZoneId;
  /** The lines of the grid, to which moves keep. */
  readonly stepMinutes: StepMinutes;
  /** The appointment whose panel is open. */
  readonly selectedId: string | null;
  /** The move that is being asked about: shown where it would go for as long as it is. */
  readonly pending?: { readonly appointment: AppointmentView; readonly slot: VisitSlot } | null | undefined;
  readonly onOpen: (appointment: AppointmentView) => void;
  /** An appointment is to take another time, length or provider. Nothing has changed yet. */
  readonly onMove: (appointment: AppointmentView, slot: VisitSlot) => void;
  /** Time is to be blocked: of that provider, from when to when. */
  readonly onBlock: (start: { practitionerId: string; start: EpochMs; end: EpochMs }) => void;
  /** What is blocked is to be changed, asked for on that day. */
  readonly onBlocked: (blockId: string, date: PlainDate) => void;
  /** A new appointment is wanted, with that provider and at that time. */
  readonly onBook: (start: BookingStart) => void;
}
