import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Appointment } from './appointment.ts';
import type { AppointmentRequest } from './request.ts';
import { type EpochMs, MINUTE_MS } from './time.ts';

/** What a wish for a new appointment can leave to the practice, in the order in which it is told. */
export const openPart = z.enum(['provider', 'type', 'time', 'length']);
export type OpenPart = Infer<typeof openPart>;

type Wish = Pick<AppointmentRequest, 'kind' | 'requested'>;

/** How long the visit is to be, in milliseconds; `null` where the wish does not say. */
export function lengthOf({ start, end }: Pick<Appointment, 'start' | 'end'>): EpochMs | null {
  return end - start < MINUTE_MS ? null : end - start;
}

/**
 * What has to be settled before the appointment a patient asks for can be booked just as they asked; nothing of any other request.
 * A stretch of time longer than the visit is one to find a time in, and one whose length nobody has said may be.
 *
 * @param openProviders the ids of those who are offered: with somebody else nobody new is booked.
 */
export function leftOpen(
  { kind, requested }: Wish,
  visit: Pick<Appointment, 'practitionerId' | 'type' | 'start' | 'end' | 'status'>,
  openProviders: readonly string[],
): OpenPart[] {
  if (kind !== 'new' || visit.status !== 'proposed') return [];
  const { practitionerId, type } = visit;
  const length = lengthOf(visit);
  const open: OpenPart[] = [];
  if (practitionerId === null || !openProviders.includes(practitionerId)) open.push('provider');
  if (type.code === '') open.push('type');
  if (requested === null || (length !== null && requested.end - requested.start > length)) open.push('time');
  if (length === null || (requested !== null && requested.end - requested.start < length))
    open.push('length');
  return open;
}
