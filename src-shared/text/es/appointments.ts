import type { AppointmentStatus } from '../../domain/appointment.ts';
import { isSameTime } from '../../domain/conflicts.ts';
import type { VisitSlot } from '../../domain/request.ts';
import type { ScheduleCommand, ScheduleStatus } from '../../domain/schedule-command.ts';
import { type EpochMs, MINUTE_MS, type PlainDate } from '../../domain/time.ts';
import type { AppointmentView } from '../../ipc/appointment-views.ts';
import type { SimilarPatient } from '../../ipc/patient-views.ts';
import type { Moment } from '../subjects.ts';
import { listWords } from './locale.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { formatTimeRange, shortDateTime, shortRange } from './times.ts';
import { visitDetail } from './visit.ts';

/** Every sentence of an appointment's panel and dialogs. */
export const appointmentText = {
  panel: 'Cita',
  loading: 'Cargando la cita…',
  closePanel: 'Cerrar la cita',
  when: words.when,
  overridden: 'Reservada de todos modos',
  noLocation: words.noLocation,
  noProvider: words.noProvider,
  nobody: 'No se nombra a nadie como paciente de esta cita.',
  patient: words.patient,
  patientCard: 'Ficha del paciente',
  openRequest: 'Abrir la solicitud',
  history: words.showHistory,
  noHistory: 'No ha pasado nada con ella en este puesto.',
  statuses: 'Estado',
  statusHint:
    '“Registrar llegada” y “Completar” se habilitan el día de la cita; “No asistió”, cuando ha empezado.',
  noShowHint: '“No asistió” se habilita cuando la cita ha empezado.',
  tentative:
    'Este horario está propuesto y espera al paciente. Para cambiarlo o retirarlo, abra su solicitud.',
  changeProposed: 'Se propuso otro horario al paciente y se espera la respuesta:',
  proposedFor: 'Propuesto en lugar de',
  editTitle: 'Actualizar la cita',
  bookTitle: 'Reservar cita',
  confirmTitle: 'Confirmar la reserva',
  book: 'Reservar',
  notify: 'Avisar al paciente por correo',
  notifyCall: 'Poner en la Lista de llamadas',
  saveQuietly: 'Guardar sin correo',
  quiet: 'No se envía ningún correo.',
  quietHint: 'Al paciente no se le avisa. El historial lo indica.',
  previewNeedsForm: 'Indique quién, qué y cuándo para ver el correo.',
  show: 'Mostrar',
  showAppointment: 'Mostrar la cita',
  showOnSchedule: 'Mostrar en la agenda',
};

/** Somebody who is to be there, as the portal calls them: "Dr. Lind (sin identificar)". */
export const unidentified = (name: string): string =>
  name === '' ? 'alguien que el portal no identifica' : `${name} (sin identificar)`;

/** Said of what the portal has a newer version of. */
export const outdated = {
  visit:
    'El portal tiene una versión más reciente de esta cita que no se puede mostrar: vea “Requiere atención”. Lo que se muestra aquí ya no vale.',
  patient:
    'El portal tiene una versión más reciente de este expediente que no se puede mostrar: vea “Requiere atención”.',
};

/** Whose visit it is: "Dr. Adams", or "Dr. Adams y Dr. Lind" where they have it together. */
export const providersWords = (provider: string, further: readonly string[]): string =>
  listWords([provider === '' ? words.noProvider : provider, ...further]);

/** "Main Street y Room 3": where it is, and where else. */
export const locationsWords = (location: string, further: readonly string[]): string =>
  listWords([location === '' ? appointmentText.noLocation : location, ...further]);

const STATUS_BUTTON: Readonly<Record<Exclude<ScheduleStatus, 'booked'>, string>> = {
  'checked-in': 'Registrar llegada',
  completed: 'Completar',
  'no-show': 'No asistió',
};

const BACK_TO_BOOKED: Readonly<Partial<Record<AppointmentStatus, string>>> = {
  'checked-in': 'Deshacer la llegada',
  completed: 'Deshacer “Completada”',
  'no-show': 'Deshacer “No asistió”',
};

/** The button that gives an appointment another status. */
export function statusButton(from: AppointmentStatus, to: ScheduleStatus): string {
  if (to === 'booked') return BACK_TO_BOOKED[from] ?? STATUS.booked;
  return from === 'completed' && to === 'checked-in' ? 'Volver a “Ya llegó”' : STATUS_BUTTON[to];
}

/** "30 min". */
export const durationWords = ({ start, end }: { readonly start: EpochMs; readonly end: EpochMs }): string =>
  `${Math.round((end - start) / MINUTE_MS)} ${words.minutes}`;

/** One of several open requests about an appointment. */
export const openRequestLabel = (number: number, of: number): string =>
  of === 1 ? appointmentText.openRequest : `${appointmentText.openRequest} ${number}`;

/** A name as it stands in a sentence about a change; both, where it changes. */
const change = (label: string, from: string, to: string): string[] =>
  from === to ? [] : [`${label}: ${from} → ${to}`];

/** What a change makes of an appointment, each in a line: the time first, then what else is different. */
export function changeLines(
  from: AppointmentView,
  to: VisitSlot,
  names: { readonly provider: string; readonly location: string },
  { zone, now }: Moment,
): readonly string[] {
  const was = shortRange(from.start, from.end, now, zone);
  const will = shortRange(to.start, to.end, now, zone);
  const sameTime = isSameTime(from, to);
  return [
    sameTime ? `Se mantiene el ${was}` : `Del ${was} al ${will}`,
    ...(sameTime || from.end - from.start === to.end - to.start
      ? []
      : change(words.duration, durationWords(from), durationWords(to))),
    ...change(words.provider, from.practitionerName || words.noProvider, names.provider),
    ...change(words.location, from.locationName || words.noLocation, names.location || words.noLocation),
    ...change(words.type, from.type.display, to.type.display),
  ];
}

/** Which open request about the appointment a change answers, and what becomes of a proposal. */
export function answersWords(
  { requestIds, changeProposed }: Pick<AppointmentView, 'requestIds' | 'changeProposed'>,
  type: 'update' | 'cancel-appointment',
): readonly string[] {
  if (requestIds.length === 0) return [];
  const end = OUTCOME[type === 'update' ? 'updated' : 'appointment-cancelled'];
  return [
    `Esto también decide la solicitud abierta del propio paciente sobre esta cita: se cierra como “${end}”. Una solicitud hecha para otra persona sigue abierta.`,
    ...(changeProposed ? ['Se retira el horario propuesto al paciente.'] : []),
  ];
}

/** What the toast says of a change on the schedule: "Cita movida: Ann Smith, al mar, 24 nov, 10:00 a.m.". */
export function scheduleSentence(
  command: ScheduleCommand,
  about: { readonly patientName: string; readonly start: EpochMs; readonly end: EpochMs },
  { zone, now }: Moment,
): string {
  const { patientName } = about;
  switch (command.type) {
    case 'book':
      return `Cita reservada: ${patientName}, ${shortDateTime(command.slot.start, now, zone)}`;
    case 'update': {
      const { start, end } = command.slot;
      if (start !== about.start) return `Cita movida: ${patientName}, al ${shortDateTime(start, now, zone)}`;
      return end === about.end
        ? `Cita cambiada: ${patientName}, ${shortDateTime(start, now, zone)}`
        : `Cita cambiada: ${patientName}, ${formatTimeRange(start, end, zone)}`;
    }
    case 'cancel-appointment':
      return `Cita cancelada: ${patientName}, ${shortDateTime(about.start, now, zone)}`;
    case 'set-status':
      return `${command.status === 'booked' ? 'De nuevo “Reservada”' : STATUS[command.status]}: ${patientName}`;
  }
}

/** What stands below it: whose visit, and which it was. A time that the sentence says already is not said again. */
export function scheduleDetail(
  command: ScheduleCommand,
  about: { readonly birthDate: PlainDate | null; readonly practitionerName: string; readonly start: EpochMs },
  moment: Moment,
): string {
  switch (command.type) {
    case 'book':
    case 'cancel-appointment':
      return visitDetail(about, null, moment);
    case 'update':
      return visitDetail(about, command.slot.start === about.start ? null : about.start, moment, 'antes: ');
    case 'set-status':
      return visitDetail(about, about.start, moment);
  }
}

/** Every sentence of **Add patient**. */
export const newPatientText = {
  add: 'Agregar paciente',
  title: 'Paciente nuevo',
  choose: 'Elegir un paciente registrado',
  givenName: 'Nombre',
  familyName: 'Apellidos',
  birthDate: 'Fecha de nacimiento',
  phone: 'Teléfono',
  email: 'Correo',
  similar: '¿Ya está aquí?',
  similarNone: 'Aquí se muestran los pacientes registrados que podrían ser la misma persona.',
  similarHint: 'Elija el paciente registrado, o agregue el nuevo de todos modos.',
  take: 'Elegir',
  addAnyway: 'Agregar de todos modos',
  addFirst: 'Primero agregue el paciente, o elija uno registrado.',
};

/** Whom the portal may mean, for a request nobody is matched to. */
export const meantText = {
  title: '¿Es alguno de estos?',
  looking: 'Buscando pacientes de nombre parecido…',
  none: (portalName: string): string =>
    `El portal llama al paciente “${portalName}”. Ningún paciente registrado tiene un nombre parecido.`,
  hint: (portalName: string): string =>
    `El portal llama al paciente “${portalName}”. Compare la fecha de nacimiento y elija solo si tiene certeza.`,
};

const SAME: Readonly<Record<SimilarPatient['same'][number], string>> = {
  name: 'nombre',
  'similar-name': 'nombre (escrito de otra forma)',
  'birth-date': 'fecha de nacimiento',
  phone: 'teléfono',
  email: 'correo',
};

/** What two patients have in common: "Coinciden: nombre y fecha de nacimiento". */
export const sameWords = (same: SimilarPatient['same']): string =>
  `${same.length === 1 ? 'Coincide' : 'Coinciden'}: ${listWords(same.map((what) => SAME[what]))}`;

/** What the toast says. */
export const addedSentence = (patientName: string): string => `Paciente agregado: ${patientName}`;
