import { standsAt } from '../../domain/appointment.ts';
import type { ContactSystem } from '../../domain/contact-point.ts';
import { foreignLetters } from '../../domain/unseen.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { PatientCard } from '../../ipc/basics.ts';
import type { PatientRequest } from '../../ipc/patient-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { MARK, OUTCOME, STATUS, TITLE, words } from './requests.ts';
import { entryMarks } from './schedule.ts';
import { dayWord, formatBirthDate, formatTime, shortDate, shortDateTime, shortRange } from './times.ts';

/** Every sentence of the Patients place. */
export const patientsText = {
  search: 'Buscar pacientes',
  searchHint: 'Nombre, fecha de nacimiento, teléfono o correo',
  clearSearch: 'Borrar la búsqueda',
  results: 'Pacientes encontrados',
  keys: 'Las flechas eligen, Enter abre la ficha',
  searching: 'Buscando…',
  loading: 'Cargando la ficha…',
  noPatients: 'Todavía no hay pacientes.',
  noPatientsBody: 'Vienen del portal en cuanto está conectado y cargado.',
  nobody: 'No se encontró a nadie.',
  nobodyBody: 'Revise la ortografía, o busque la fecha de nacimiento (14/3/1980) o el teléfono.',
  nobodyChosen: 'No hay ninguna ficha abierta.',
  nobodyChosenBody: 'Elija un paciente a la izquierda para ver contacto, citas y solicitudes.',
  card: 'Ficha del paciente',
  birthDate: 'Fecha de nacimiento',
  noBirthDate: 'desconocida',
  phone: 'Teléfono',
  noPhone: 'ninguno registrado',
  email: 'Correo',
  noEmail: 'ninguno registrado: las decisiones pasan a la Lista de llamadas',
  newPhone: 'Nuevo número de teléfono',
  portal: 'Portal',
  standing: 'Expediente',
  portalAccess: 'tiene acceso: allí puede pedir y responder',
  noPortalAccess: 'sin acceso: allí no puede pedir ni responder, así que llame',
  requests: 'Solicitudes',
  noRequests: 'Sin solicitudes.',
  upcoming: 'Próximas citas',
  noUpcoming: 'Nada reservado a partir de hoy.',
  past: 'Citas pasadas',
  noPast: 'Sin citas anteriores.',
  showMore: 'Mostrar más',
  openRequest: 'Abrir la solicitud',
  noProvider: 'sin profesional',
};

/** How the card changes how a patient is reached. */
export const CHANGE_CONTACT: Readonly<
  Record<ContactSystem, { readonly title: string; readonly same: string; readonly hint: string }>
> = {
  email: {
    title: 'Cambiar el correo',
    same: 'Esa es la dirección registrada.',
    hint: 'La nueva dirección queda registrada, y también en el portal si hay uno configurado. El correo que no se pudo entregar a la anterior, o que espera al portal, sale a la nueva.',
  },
  phone: {
    title: 'Cambiar el teléfono',
    same: 'Ese es el número registrado.',
    hint: 'El nuevo número queda registrado, y también en el portal si hay uno configurado.',
  },
};

/** "14 mar 1980": the weekday of a birth date helps nobody. */
export const birthDateWords = (birthDate: string | null): string =>
  birthDate === null ? patientsText.noBirthDate : formatBirthDate(birthDate);

/** Letters that look like those of the address meant, and lead elsewhere; empty where all are of ASCII. */
export function foreignLettersWords(address: string): string {
  const letters = foreignLetters(address);
  return letters.length === 0 ? '' : `Letras distintas de a–z: ${letters.join(', ')}`;
}

/** "robin@example.org", and which of its letters may not be what they look like. */
export const emailWords = (email: string): string =>
  [email, foreignLettersWords(email)].filter((words) => words !== '').join(' · ');

/** Each of what tells two patients of one name apart; the e-mail address, which is the longest, comes last. */
export const identityParts = ({ birthDate, phone, email, standing }: PatientCard): readonly string[] => [
  ...(standing === null ? [] : [standingWords(standing)]),
  birthDate === null ? words.noBirthDate : `${words.born} ${birthDateWords(birthDate)}`,
  phone ?? 'sin teléfono',
  email === null ? 'sin correo' : emailWords(email),
];

/** What tells two patients of one name apart: "nac. 14 mar 1980 · (312) 555-0177 · robin@example.org". */
export const identityWords = (patient: PatientCard): string => identityParts(patient).join(' · ');

/** Read out after a search, and shown below the results. `limit`: no more are shown than that. */
export function foundWords(count: number, limit: number): string {
  if (count >= limit)
    return `Se muestran los primeros ${formatCount(count)}. Escriba más para acotar la búsqueda.`;
  return plural(count, '1 paciente', `${formatCount(count)} pacientes`);
}

/** With whom, what kind of visit, and where: "Control · Dr. Adams · Main Street". */
export const visitWords = ({ type, practitionerName, locationName }: AppointmentView): string =>
  [type.display, practitionerName === '' ? patientsText.noProvider : practitionerName, locationName]
    .filter((part) => part !== '')
    .join(' · ');

/** The accessible name of an appointment: "mar, 24 nov, 9:00 a.m., Control, Provisional, cambio propuesto". */
export const appointmentName = (appointment: AppointmentView, { now, zone }: Moment): string =>
  [
    shortDateTime(appointment.start, now, zone),
    appointment.type.display,
    STATUS[appointment.status],
    ...entryMarks(appointment).map(({ words: mark }) => mark),
  ].join(', ');

/** The accessible name of the button that opens a request. */
export const openRequestName = (
  request: PatientRequest,
  patientId: string,
  { now, zone }: Moment,
): string => {
  const { kind, requested } = request;
  const at = standsAt(request.appointment) ?? requested;
  const when = at === null ? words.noTimeGiven : shortDateTime(at.start, now, zone);
  return `${patientsText.openRequest}: ${TITLE[kind]}, ${whoseAppointment(request, patientId)}${when}`;
};

/** What a request is about: the appointment, whose where it is another's, and the time asked for or proposed. */
export function requestTimes(request: PatientRequest, patientId: string, { now, zone }: Moment): string {
  const { appointment, requested, proposed } = request;
  const times = proposed.length > 0 ? proposed : requested === null ? [] : [requested];
  const stands = standsAt(appointment);
  const from =
    stands === null
      ? null
      : `${whoseAppointment(request, patientId)}${shortRange(stands.start, stands.end, now, zone)}`;
  if (times.length === 0) return from ?? words.noTimeGiven;
  const to = times.map(({ start, end }) => shortRange(start, end, now, zone)).join(' o ');
  // Once it is settled the appointment stands where it was moved to.
  if (request.state === 'resolved') return `${whoseAppointment(request, patientId)}Solicitado: ${to}`;
  if (from === null) return `${proposed.length === 0 ? 'Solicitado' : 'Propuesto'}: ${to}`;
  return `${from} → ${proposed.length === 0 ? 'solicitado' : 'propuesto'}: ${to}`;
}

/** Said before the time of an appointment that is not the patient's whose card it is: "Cita de otro paciente (Bob Lee): ". */
function whoseAppointment({ appointment }: PatientRequest, patientId: string): string {
  if (appointment.patientId === patientId) return '';
  return appointment.patientId === null
    ? 'Una cita sin paciente nombrado: '
    : `Cita de otro paciente (${appointment.patientName}): `;
}

/** Where a request stands, or how and when it ended: "Abierta", "Rechazada (Clínica cerrada) · ayer, 9:12 a.m.". */
export function requestState(request: PatientRequest, { zone, now }: Moment): string {
  switch (request.state) {
    case 'open':
      return request.mark === null ? 'Abierta' : `Abierta: ${MARK[request.mark]}`;
    case 'awaiting-patient':
      return words.awaiting;
    case 'resolved': {
      const outcome = request.outcome === null ? 'Cerrada' : OUTCOME[request.outcome];
      const reason =
        request.outcomeReason === null || request.outcomeReason === '' ? '' : ` (${request.outcomeReason})`;
      if (request.resolvedAt === null) return `${outcome}${reason}`;
      const day = dayWord(request.resolvedAt, now, zone) ?? shortDate(request.resolvedAt, now, zone);
      return `${outcome}${reason} · ${day}, ${formatTime(request.resolvedAt, zone)}`;
    }
  }
}
