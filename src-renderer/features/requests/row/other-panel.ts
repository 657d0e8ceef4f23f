import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { useAppointments } from '../../../stores/appointments.ts';

/**
 * Closes an appointment's panel that is not about this request: left open it would stand beside another patient's request, and
 * be taken for it. What is typed about an appointment is kept under that appointment.
 */
export function closeOtherPanel({
  appointment,
  proposal,
}: Pick<RequestRow, 'appointment' | 'proposal'>): void {
  const { openId, closePanel } = useAppointments.getState();
  const own = [appointment, ...(proposal?.appointments ?? [])];
  if (openId === null || own.some(({ id }) => id === openId)) return;
  closePanel();
}

let pressed = false;

/** While a pointer is pressed nothing may move from under it: the click it is about to make would miss. */
export const pointerPressed = (): boolean => pressed;

/** Watches whether a pointer is pressed. Returns the function that stops this. */
export function watchPointer(): () => void {
  const set = (on: boolean) => (): void => {
    pressed = on;
  };
  const [down, up] = [set(true), set(false)];
  document.addEventListener('pointerdown', down, true);
  document.addEventListener('pointerup', up, true);
  document.addEventListener('pointercancel', up, true);
  return () => {
    document.removeEventListener('pointerdown', down, true);
    document.removeEventListener('pointerup', up, true);
    document.removeEventListener('pointercancel', up, true);
  };
}
