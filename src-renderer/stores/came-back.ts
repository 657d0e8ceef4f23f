import { type EpochMs, plainDateOf } from '../../src-shared/domain/time.ts';
import { useAppointments } from './appointments.ts';
import { useCalendar } from './calendar.ts';
import { clinicNow } from './clinic.ts';
import { useNavigation } from './navigation.ts';
import { showRequest } from './show-request.ts';

/** Whom an undo brings back: a request of the lists, or an appointment of the schedule. */
export type CameBack =
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'appointment'; readonly id: string; readonly start: EpochMs };

/**
 * Leads to what an undo brought back, so that it has the focus: the request in the list where it stands now, or the
 * appointment's entry on its day of the calendar; its panel where it is open, or no calendar is shown.
 */
export async function showCameBack(about: CameBack): Promise<void> {
  if (about.kind === 'request') return showRequest(about.id);
  const zone = clinicNow()?.bootstrap.zone;
  if (zone === undefined) return;
  const { openId, open } = useAppointments.getState();
  const { tab, go } = useNavigation.getState();
  go({ screen: 'schedule' });
  if (tab === 'requests' || openId === about.id) return open(about.id);
  useCalendar.getState().show(plainDateOf(about.start, zone));
  if (!(await focusOnEntry(about.id))) open(about.id);
}

/** Frames to wait for the day to be read and drawn. */
const PATIENCE = 120;

/**
 * Gives the entry of an appointment the focus as soon as it is drawn; false when it never is. Whoever has gone on to
 * something else meanwhile keeps the focus there.
 */
async function focusOnEntry(id: string): Promise<boolean> {
  const asked = document.activeElement;
  for (let frame = 0; frame < PATIENCE; frame += 1) {
    if (document.activeElement !== asked && document.activeElement !== document.body) return true;
    const entry = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`);
    if (entry?.checkVisibility()) {
      entry.focus();
      return true;
    }
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
  return false;
}
