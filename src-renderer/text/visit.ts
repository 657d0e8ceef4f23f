import type { EpochMs, PlainDate, ZoneId } from '../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import { words } from './requests.ts';
import { formatPlainDate, formatRange, formatTime } from './times.ts';

/** "born Mar 14, 1980": the weekday of a birth date helps nobody. */
export const bornWords = (birthDate: PlainDate | null): string =>
  birthDate === null
    ? words.noBirthDate
    : `${words.born} ${formatPlainDate(birthDate).replace(/^\w+, /, '')}`;

/** "Follow-up · Dr. Adams · Main Street". */
export const placeWords = ({
  type,
  practitionerName,
  locationName,
}: Pick<AppointmentView, 'type' | 'practitionerName' | 'locationName'>): string =>
  [type.display, practitionerName || words.noProvider, locationName || words.noLocation]
    .filter((part) => part !== '')
    .join(' · ');

/** Whose visit would take a time all the same, and what it would be called then. */
export interface WouldTake {
  readonly patientName: string;
  readonly as: 'booked' | 'proposed' | 'standing';
  readonly start: EpochMs;
  readonly end: EpochMs;
}

const WOULD: Readonly<Record<WouldTake['as'], string>> = {
  booked: 'would be booked for',
  proposed: 'would be proposed for',
  standing: 'would stand again on',
};

/** "Maria Lopez’s visit would be booked for Tue, Nov 24, 2026, 10:00 AM – 10:30 AM." */
export const wouldTakeSentence = ({ patientName, as, start, end }: WouldTake, zone: ZoneId): string =>
  `${patientName}’s visit ${WOULD[as]} ${formatRange(start, end, zone)}.`;

/** "3 appointments would then stand at 10:00 AM." `others`: how many stand there already. */
export const standThereSentence = (others: number, start: EpochMs, zone: ZoneId): string =>
  `${others + 1} appointments would then stand at ${formatTime(start, zone)}.`;
