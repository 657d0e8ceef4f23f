import type { EpochMs, PlainDate, ZoneId } from '../../domain/time.ts';
import type { AppointmentView, VisitView } from '../../ipc/appointment-views.ts';
import type { Moment, NamedPatient, WouldTake } from '../subjects.ts';
import { words } from './requests.ts';
import { formatBirthDate, formatTime, shortDateTime, shortRange } from './times.ts';

/** "born Mar 14, 1980": the weekday of a birth date helps nobody. */
export const bornWords = (birthDate: PlainDate | null): string =>
  birthDate === null ? words.noBirthDate : `${words.born} ${formatBirthDate(birthDate)}`;

/** "Follow-up · Dr. Adams · Main Street". */
export const placeWords = ({
  type,
  practitionerName,
  locationName,
}: Pick<AppointmentView, 'type' | 'practitionerName' | 'locationName'>): string =>
  [type.display, practitionerName || words.noProvider, locationName || words.noLocation]
    .filter((part) => part !== '')
    .join(' · ');

const isOwn = (visit: VisitView, named: NamedPatient | null): boolean =>
  named?.patientName === visit.patientName && named.birthDate === visit.birthDate;

const whoseVisit = ({ patientId, patientName, birthDate }: VisitView): string =>
  patientId === null ? 'A visit of nobody named' : `${patientName}’s visit (${bornWords(birthDate)})`;

/** Which visit it is, and whose where that is another than the one named: "Tue, Nov 24, 9:00 AM – 9:30 AM · Follow-up · Dr. Adams". */
export function visitLine(visit: VisitView, named: NamedPatient | null, { now, zone }: Moment): string {
  const which = `${shortRange(visit.start, visit.end, now, zone)} · ${placeWords(visit)}`;
  return isOwn(visit, named) ? which : `${whoseVisit(visit)}: ${which}`;
}

/** The same read out in one line: "Ann Smith, born Mar 3, 1980, Tue, Nov 24, 9:00 AM, Dr. Adams". */
export function whoWords(named: NamedPatient, visit: VisitView | null, { now, zone }: Moment): string {
  const born = named.birthDate === null ? [] : [bornWords(named.birthDate)];
  const which =
    visit === null
      ? []
      : [
          ...(isOwn(visit, named) ? [] : [whoseVisit(visit)]),
          shortDateTime(visit.start, now, zone),
          visit.practitionerName || words.noProvider,
        ];
  return [named.patientName, ...born, ...which].join(', ');
}

/** What tells a decision about one visit from one about another: "born Mar 3, 1980 · Tue, Nov 24, 9:00 AM · Dr. Adams". */
export function visitDetail(
  {
    birthDate,
    practitionerName,
  }: { readonly birthDate: PlainDate | null; readonly practitionerName: string },
  start: EpochMs | null,
  { zone, now }: { readonly zone: ZoneId; readonly now: EpochMs },
  before = '',
): string {
  const born = birthDate === null ? [] : [bornWords(birthDate)];
  const when = start === null ? [] : [`${before}${shortDateTime(start, now, zone)}`];
  return [...born, ...when, practitionerName || words.noProvider].join(' · ');
}

const WOULD: Readonly<Record<WouldTake['as'], string>> = {
  booked: 'would be booked for',
  proposed: 'would be proposed for',
  standing: 'would stand again on',
};

/** "Maria Lopez’s visit would be booked for Tue, Nov 24, 10:00 AM – 10:30 AM." */
export const wouldTakeSentence = (
  { patientName, as, start, end }: WouldTake,
  { now, zone }: Moment,
): string => `${patientName}’s visit ${WOULD[as]} ${shortRange(start, end, now, zone)}.`;

/** "3 appointments would then stand at 10:00 AM." `others`: how many stand there already at that instant. */
export const standThereSentence = (others: number, start: EpochMs, zone: ZoneId): string =>
  `${others + 1} appointments would then stand at ${formatTime(start, zone)}.`;
