import { create } from 'zustand';
import { type CalendarSetup, DEFAULT_CALENDAR } from '../../src-shared/domain/calendar-setup.ts';
import { type PlainDate, plainDateOf } from '../../src-shared/domain/time.ts';
import { invoke } from '../api/client.ts';
import { useNow } from '../api/use-now.ts';
import { clinicNow, useClinic, useZone } from './clinic.ts';

/** Days that can be shown: a year that is still being typed (0202) is none. */
export const FIRST_DAY: PlainDate = '1900-01-01';
export const LAST_DAY: PlainDate = '2999-12-31';

interface CalendarState {
  /** The day shown, in the clinic's zone; `null`: today, also when the day changes overnight. */
  readonly date: PlainDate | null;
  /** The month looked at beside the calendar, `YYYY-MM`; `null`: that of the day shown. */
  readonly month: string | null;
  /** Whose week is shown; `null`: the first provider's. */
  readonly weekProviderId: string | null;
  /** Whose list is shown; `null`: everybody's. */
  readonly listProviderId: string | null;
  readonly showCancelled: boolean;
  /** What was chosen here since the start; `null`: as this desk has saved it. */
  readonly chosen: CalendarSetup | null;
  /** Shows a day, and its month beside it. `null`: today. A day outside what can be shown changes nothing. */
  show(date: PlainDate | null): void;
  lookAtMonth(month: string): void;
  chooseWeekProvider(id: string | null): void;
  chooseListProvider(id: string | null): void;
  setShowCancelled(shown: boolean): void;
  /** Changes the set-up of the calendar at once and keeps it for this desk; what cannot be saved holds until the window closes. */
  setUp(change: Partial<CalendarSetup>): void;
}

/** What Day, Week and List have in common, so that going from one to the other keeps the day. */
export const useCalendar = create<CalendarState>()((set, get) => ({
  date: null,
  month: null,
  weekProviderId: null,
  listProviderId: null,
  showCancelled: false,
  chosen: null,
  show: (date) => {
    if (date === null || (date >= FIRST_DAY && date <= LAST_DAY)) set({ date, month: null });
  },
  lookAtMonth: (month) => {
    if (`${month}-01` >= FIRST_DAY && `${month}-01` <= LAST_DAY) set({ month });
  },
  chooseWeekProvider: (weekProviderId) => set({ weekProviderId }),
  chooseListProvider: (listProviderId) => set({ listProviderId }),
  setShowCancelled: (showCancelled) => set({ showCancelled }),
  setUp: (change) => {
    const chosen = { ...(get().chosen ?? savedSetup()), ...change };
    set({ chosen });
    void invoke('settings.save', { calendar: chosen });
  },
}));

const savedSetup = (): CalendarSetup => clinicNow()?.calendar ?? DEFAULT_CALENDAR;

/** How the calendar of this desk is set up. */
export function useCalendarSetup(): CalendarSetup {
  const saved = useClinic().calendar;
  return useCalendar((state) => state.chosen) ?? saved;
}

/** Today in the clinic's zone. */
export function useToday(): PlainDate {
  return plainDateOf(useNow(), useZone());
}

/** The day that Day, Week and List show. */
export function useShownDate(): PlainDate {
  const today = useToday();
  return useCalendar((state) => state.date) ?? today;
}
