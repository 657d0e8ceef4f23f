import type { EpochMs, PlainDate, ZoneId } from '../../domain/time.ts';
import type { AppointmentView, VisitView } from '../../ipc/appointment-views.ts';
import type { Moment, NamedPatient, WouldTake } from '../subjects.ts';
import { withStop } from './locale.ts';
import { words } from './requests.ts';
import { formatBirthDate, formatTime, shortDateTime, shortRange, theHour } from './times.ts';

/** "nac. 14 mar 1980": the weekday of a birth date helps nobody. */
export const bornWords = (birthDate: PlainDate | null): string =>
  birthDate === null ? words.noBirthDate : `${words.born} ${formatBirthDate(birthDate)}`;

/** "Control · Dr. Adams · Main Street". */
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
  patientId === null ? 'Una cita sin paciente nombrado' : `Cita de ${patientName} (${bornWords(birthDate)})`;

/** Which visit it is, and whose where that is another than the one named: "mar, 24 nov, 9:00 a.m. – 9:30 a.m. · Control · Dr. Adams". */
export function visitLine(visit: VisitView, named: NamedPatient | null, { now, zone }: Moment): string {
  const which = `${shortRange(visit.start, visit.end, now, zone)} · ${placeWords(visit)}`;
  return isOwn(visit, named) ? which : `${whoseVisit(visit)}: ${which}`;
}

/** The same read out in one line: "Ann Smith, nac. 3 mar 1980, mar, 24 nov, 9:00 a.m., Dr. Adams". */
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

/** What tells a decision about one visit from one about another: "nac. 3 mar 1980 · mar, 24 nov, 9:00 a.m. · Dr. Adams". */
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
  booked: 'se reservaría para el',
  proposed: 'se propondría para el',
  standing: 'volvería a quedar el',
};

/** "La cita de Maria Lopez se reservaría para el mar, 24 nov, 10:00 a.m. – 10:30 a.m." */
export const wouldTakeSentence = (
  { patientName, as, start, end }: WouldTake,
  { now, zone }: Moment,
): string => withStop(`La cita de ${patientName} ${WOULD[as]} ${shortRange(start, end, now, zone)}`);

/** "Quedarían entonces 3 citas a las 10:00 a.m." `others`: how many stand there already at that instant. */
export const standThereSentence = (others: number, start: EpochMs, zone: ZoneId): string =>
  withStop(`Quedarían entonces ${others + 1} citas a ${theHour(formatTime(start, zone))}`);
