/** Sentences about times that came free. */

import type { FreedSlotView } from '../../ipc/appointment-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { shortDateTime } from './times.ts';

export const freedText = {
  region: 'Horarios que quedaron libres',
  dismiss: 'Descartar',
  give: 'Dar el horario que quedó libre',
  offerToSeveral: 'Ofrecer a varios…',
};

/** On a proposal whose time several have been offered: "También ofrecido a 2 personas más". */
export const alsoOffered = (others: number): string =>
  `También ofrecido a ${plural(others, '1 persona más', `${formatCount(others)} personas más`)}`;

/** "Vuelve a estar libre: mar, 17 nov, 10:00 a.m. con Amara Okafor. Convendría a:" */
export const freedSentence = (slot: FreedSlotView, { now, zone }: Moment): string =>
  `Vuelve a estar libre: ${shortDateTime(slot.start, now, zone)} con ${slot.practitionerName}. Convendría a:`;

/** "Ann Smith (pidió el mar, 17 nov, 10:00 a.m.)": opens that request with the freed time. */
export const offerTo = (one: FreedSlotView['suits'][number], { now, zone }: Moment): string =>
  `${one.patientName} (pidió el ${shortDateTime(one.requested, now, zone)})`;

/** On the row of a request that it would suit. */
export const cameFree = (slot: FreedSlotView, { now, zone }: Moment): string =>
  `Quedó libre un horario que conviene: ${shortDateTime(slot.start, now, zone)} con ${slot.practitionerName}`;
