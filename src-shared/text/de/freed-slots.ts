/** Sentences about times that came free. */

import type { FreedSlotView } from '../../ipc/appointment-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { shortDateTime } from './times.ts';

export const freedText = {
  region: 'Frei gewordene Zeiten',
  dismiss: 'Ausblenden',
  give: 'Frei gewordene Zeit vergeben',
  offerToSeveral: 'Mehreren anbieten …',
};

/** On a proposal whose time several have been offered: "Auch 2 anderen angeboten". */
export const alsoOffered = (others: number): string =>
  `Auch ${plural(others, '1 anderen Person', `${formatCount(others)} anderen`)} angeboten`;

/** "Di., 17. Nov., 10:00 bei Amara Okafor ist wieder frei. Das würde passen für:" */
export const freedSentence = (slot: FreedSlotView, { now, zone }: Moment): string =>
  `${shortDateTime(slot.start, now, zone)} bei ${slot.practitionerName} ist wieder frei. Das würde passen für:`;

/** "Ann Smith (Wunsch: Di., 17. Nov., 10:00)": opens that request with the freed time. */
export const offerTo = (one: FreedSlotView['suits'][number], { now, zone }: Moment): string =>
  `${one.patientName} (Wunsch: ${shortDateTime(one.requested, now, zone)})`;

/** On the row of a request that it would suit. */
export const cameFree = (slot: FreedSlotView, { now, zone }: Moment): string =>
  `Passende Zeit frei geworden: ${shortDateTime(slot.start, now, zone)} bei ${slot.practitionerName}`;
