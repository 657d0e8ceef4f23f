import type { EpochMs, PlainDate, ZoneId } from '../../domain/time.ts';
import type { AppointmentView, VisitView } from '../../ipc/appointment-views.ts';
import type { Moment, NamedPatient, WouldTake } from '../subjects.ts';
import { words } from './requests.ts';
import { formatBirthDate, formatTime, shortDateTime, shortRange } from './times.ts';

/** "geb. 14. März 1980": the weekday of a birth date helps nobody. */
export const bornWords = (birthDate: PlainDate | null): string =>
  birthDate === null ? words.noBirthDate : `${words.born} ${formatBirthDate(birthDate)}`;

/** "Kontrolltermin · Dr. Adams · Hauptstraße". */
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
  patientId === null
    ? 'Ein Termin ohne genannten Patienten'
    : `Termin von ${patientName} (${bornWords(birthDate)})`;

/** Which visit it is, and whose where that is another than the one named: "Di., 24. Nov., 09:00 – 09:30 · Kontrolltermin · Dr. Adams". */
export function visitLine(visit: VisitView, named: NamedPatient | null, { now, zone }: Moment): string {
  const which = `${shortRange(visit.start, visit.end, now, zone)} · ${placeWords(visit)}`;
  return isOwn(visit, named) ? which : `${whoseVisit(visit)}: ${which}`;
}

/** The same read out in one line: "Ann Smith, geb. 3. März 1980, Di., 24. Nov., 09:00, Dr. Adams". */
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

/** What tells a decision about one visit from one about another: "geb. 3. März 1980 · Di., 24. Nov., 09:00 · Dr. Adams". */
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

const WOULD: Readonly<Record<WouldTake['as'], (when: string) => string>> = {
  booked: (when) => `würde gebucht für ${when}`,
  proposed: (when) => `würde vorgeschlagen für ${when}`,
  standing: (when) => `stünde wieder am ${when}`,
};

/** "Der Termin von Maria Lopez würde gebucht für Di., 24. Nov., 10:00 – 10:30." */
export const wouldTakeSentence = (
  { patientName, as, start, end }: WouldTake,
  { now, zone }: Moment,
): string => `Der Termin von ${patientName} ${WOULD[as](shortRange(start, end, now, zone))}.`;

/** "Um 10:00 lägen dann 3 Termine." `others`: how many stand there already at that instant. */
export const standThereSentence = (others: number, start: EpochMs, zone: ZoneId): string =>
  `Um ${formatTime(start, zone)} lägen dann ${others + 1} Termine.`;
