/** Sentences about times that came free. */

import type { FreedSlotView } from '../../ipc/appointment-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { shortDateTime } from './times.ts';

export const freedText = {
  region: 'Times that came free',
  dismiss: 'Dismiss',
  give: 'Give the time that came free',
  offerToSeveral: 'Offer to several …',
};

/** On a proposal whose time several have been offered: "Also offered to 2 others". */
export const alsoOffered = (others: number): string =>
  `Also offered to ${plural(others, '1 other', `${formatCount(others)} others`)}`;

/** "Tue, Nov 17, 10:00 AM with Amara Okafor is free again. It would suit:" */
export const freedSentence = (slot: FreedSlotView, { now, zone }: Moment): string =>
  `${shortDateTime(slot.start, now, zone)} with ${slot.practitionerName} is free again. It would suit:`;

/** "Ann Smith (asked for Tue, Nov 17, 10:00 AM)": opens that request with the freed time. */
export const offerTo = (one: FreedSlotView['suits'][number], { now, zone }: Moment): string =>
  `${one.patientName} (asked for ${shortDateTime(one.requested, now, zone)})`;

/** On the row of a request that it would suit. */
export const cameFree = (slot: FreedSlotView, { now, zone }: Moment): string =>
  `A time that suits came free: ${shortDateTime(slot.start, now, zone)} with ${slot.practitionerName}`;
