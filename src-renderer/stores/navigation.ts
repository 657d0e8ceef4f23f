import { create } from 'zustand';

export type Screen = 'schedule' | 'patients' | 'settings';
/** A view of the calendar. */
export type CalendarView = 'day' | 'week' | 'list';
export type ScheduleTab = 'requests' | CalendarView;
export type RequestsView = 'inbox' | 'awaiting' | 'attention' | 'calls' | 'history';

interface NavigationState {
  readonly screen: Screen;
  readonly tab: ScheduleTab;
  readonly view: RequestsView;
  /** A request that something outside the list asked to show; the list scrolls to it and then forgets it. */
  readonly wantedRequestId: string | null;
  /** Whose card the Patients place shows. */
  readonly patientId: string | null;
  go(to: Partial<Omit<NavigationState, 'go'>>): void;
}

/** Which place of the window is shown. */
export const useNavigation = create<NavigationState>()((set) => ({
  screen: 'schedule',
  tab: 'requests',
  view: 'inbox',
  wantedRequestId: null,
  patientId: null,
  go: (to) => set(to),
}));
