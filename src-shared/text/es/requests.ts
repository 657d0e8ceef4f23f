import { MESSAGE_LIMIT } from '../../domain/commands.ts';
import type { NextSlot } from '../../domain/next-slots.ts';
import type { PatientStanding } from '../../domain/patient.ts';
import type { RequestKind, RequestMark, RequestOutcome } from '../../domain/request.ts';
import type { EpochMs, PlainDate } from '../../domain/time.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural, withStop } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { STATUS_WORDS } from './status.ts';
import { shortDateTime, shortPlainDate } from './times.ts';

/** The title of a request's row, and the first half of its accessible name. */
export const TITLE: Readonly<Record<RequestKind, string>> = {
  reschedule: 'Cambiar de horario',
  cancel: 'Cancelar la cita',
  new: 'Cita nueva',
};

/** The accessible name of a request's row. */
export const rowName = (kind: RequestKind, patientName: string): string => `${TITLE[kind]}, ${patientName}`;

/** Of a request, "solicitud". */
export const OUTCOME: Readonly<Record<RequestOutcome, string>> = {
  approved: 'Aprobada',
  denied: 'Rechazada',
  kept: 'Cita mantenida',
  updated: 'Actualizada por el consultorio',
  'appointment-cancelled': 'Cita cancelada',
  'accepted-by-patient': 'Aceptada por el paciente',
  'cancelled-by-patient': 'Cancelada por el paciente',
  'cancelled-under-policy': 'Cancelada según la política',
  withdrawn: 'Retirada por el paciente',
  superseded: 'Reemplazada por una solicitud más reciente',
  'closed-elsewhere': 'Cerrada en otro lugar',
};

/** That the patient asked while it would not have been late: "El paciente avisó a tiempo: lun, 16 nov, 9:00 a.m." */
export const askedInTime = (at: EpochMs, { now, zone }: Moment): string =>
  withStop(`El paciente avisó a tiempo: ${shortDateTime(at, now, zone)}`);

/** Another desk has it open. */
export const openOn = (desk: string): string => `Abierta en ${desk}`;

export const MARK: Readonly<Record<RequestMark, string>> = {
  declined: 'El paciente rechazó el horario propuesto: llame al paciente',
  'no-answer': 'Sin respuesta',
  'own-time': 'Pide otro horario en su lugar',
  'proposal-withdrawn': 'Propuesta retirada: decida de nuevo',
  'offer-taken': 'Otra persona aceptó primero el horario: decida de nuevo',
  'taken-elsewhere': 'Alguien se ocupa de ella en el portal: pregunte antes de decidir',
  'on-hold': 'En pausa en el portal: pregunte antes de decidir',
};

export const STATUS = STATUS_WORDS;

/** The words on the tab: buttons, labels, headings. */
export const words = {
  inbox: 'Bandeja',
  awaiting: 'En espera del paciente',
  attention: 'Requiere atención',
  calls: 'Lista de llamadas',
  history: 'Historial',
  views: 'Vistas',
  requests: 'Solicitudes',
  daySchedule: 'Agenda del día',

  approve: 'Aprobar',
  deny: 'Rechazar',
  reschedule: 'Cambiar de horario',
  book: 'Reservar',
  cancelAppointment: 'Cancelar la cita',
  approveCancellation: 'Aprobar la cancelación',
  keepAppointment: 'Mantener la cita',
  moreActions: 'Más',
  withdrawProposal: 'Retirar la propuesta',
  replaceProposal: 'Reemplazar la propuesta',
  recordAnswer: 'Registrar la respuesta',
  answerAccepted: 'Aceptó',
  answerDeclined: 'Rechazó',
  resendEmail: 'Reenviar el correo',
  cancelAppt: 'Cancelar la cita',
  updateAppt: 'Actualizar la cita',
  bookAppointment: 'Reservar cita',
  moreWaysToUpdate: 'Más opciones de “Actualizar la cita”',
  proposeChanges: 'Proponer cambios',
  proposeTimes: 'Proponer horarios',
  discardTyped: 'Descartar lo escrito',
  closeForm: 'Cerrar',
  dismiss: 'Entendido',
  takeBack: 'Revertir',
  showAll: 'Mostrar todo',
  showLess: 'Mostrar menos',
  showHistory: 'Historial',
  note: 'Nota',
  deskNote: 'Nota del consultorio',
  deskNoteHelp: 'Solo para este puesto: el paciente nunca la ve.',
  keepNote: 'Guardar la nota',
  snooze: 'Posponer',
  snoozeHour: 'Una hora',
  snoozeTomorrow: 'Hasta mañana, 9:00 a.m.',
  snoozeMonday: 'Hasta el lunes, 9:00 a.m.',
  bringBack: 'Reactivar',
  showEmail: 'Mostrar el correo',
  email: 'Correo',
  emailFrame: 'El correo tal como se escribió',
  emailNotKept:
    'Su texto ya no se conserva: se elimina al cumplirse el plazo que indica Configuración → Este puesto.',
  wasAt: 'Estaba el',
  movedTo: 'Pasó al',

  originalTime: 'Horario original',
  appointment: 'Cita',
  requestedTime: 'Horario solicitado',
  proposedTime: 'Horario propuesto',
  timesOffered: 'Horarios ofrecidos',
  timeNotAdded:
    'Este horario todavía no se ofrece: agréguelo o bórrelo. Tiene que ser un horario futuro que no se ofrezca ya.',
  anotherTime: 'Agregar otro horario para elegir',
  addTime: 'Agregar horario',
  newTime: 'Nuevo horario',
  noTimeGiven: 'Sin horario indicado',
  patientNote: 'Nota del paciente',
  born: 'nac.',
  noBirthDate: 'fecha de nacimiento desconocida',
  noPhone: 'sin teléfono registrado',
  noProvider: 'sin profesional',
  typed: 'Hay algo escrito aquí',

  patient: 'Paciente',
  provider: 'Profesional',
  location: 'Lugar',
  noLocation: 'Sin lugar',
  type: 'Tipo',
  when: 'Cuándo',
  date: 'Fecha',
  time: 'Hora',
  duration: 'Duración',
  minutes: 'min',
  freeTimes: 'Horarios libres',
  noFreeTimes: 'Ese día no hay ningún horario libre de esta duración.',
  moreFreeTimes: 'Mostrar todos los horarios libres',
  suggestions: 'Sugerencias',
  suggestionsWait: 'Elija el profesional y el tipo: aquí aparecen los próximos horarios libres.',
  nearestFree: 'Horarios libres más cercanos',
  nothingNear: 'No hay horarios libres cerca del solicitado',
  anyProvider: 'Cualquier profesional',
  patientHint: 'Nombre, fecha de nacimiento, teléfono o correo',
  patientSearching: 'Buscando…',
  patientNone: 'Sin resultados',

  reasonTitle: 'Motivo del cambio',
  /** Of a wish for a new appointment. */
  reasonTitleNew: 'Motivo y mensaje',
  reason: 'Motivo',
  chooseReason: 'Elija un motivo',
  otherReason: 'Motivo en palabras',
  message: 'Mensaje al paciente',
  messageOptional: 'Opcional, texto sin formato',
  preview: 'Vista previa del correo',
  previewWaiting: 'Elija un motivo para ver el correo.',
  previewNeedsWords: 'Escriba el motivo para ver el correo.',
  previewTooLong: 'Acorte el mensaje para ver el correo.',
  previewNeedsCharge: 'Indique si se cobra la cancelación tardía: el correo se lo dice al paciente.',
  lateCharge: 'Cancelación tardía',
  lateCharged: 'Cobrar',
  lateWaived: 'No cobrar',
  lateChargeMissing: 'Elija una opción.',
  previewNeedsOverride: 'Indique por qué se reserva de todos modos para ver el correo.',
  mailNotSetUp:
    'El correo todavía no está configurado. Este queda en espera y sale cuando haya un servidor de correo: vea Configuración, Servidor de correo.',
  previewFrame: 'El correo tal como lo verá el paciente',
  previewNone: 'No se envía ningún correo.',
  to: 'Para',
  subject: 'Asunto',
  calendar: 'Calendario',
  send: 'Enviar',
  sending: 'Enviando…',

  takenTitle: 'Ese horario está ocupado',
  overrideReason: 'Motivo para reservarlo de todos modos',
  overrideHelp: 'Queda en el registro con su nombre.',
  bookAnyway: 'Reservar de todos modos',

  undo: 'Deshacer',
  undoList: 'Decisiones que se pueden deshacer',
  undoRegion: 'Recién decidido',
  undone: 'Deshecho',
  undoPlace: 'Lo que decida se puede deshacer aquí por un momento.',
  requestNowhere:
    'Esta solicitud ya no está en ninguna lista: no la tienen ni el portal ni este puesto. Lo que se hizo figura en el historial de su cita.',
  typedInList: 'El texto escrito, pegado o escaneado aquí no decide nada. Pulse / para buscar.',
  typedAnywhere: 'El texto escrito, pegado o escaneado aquí no decide nada. Primero haga clic en un campo.',

  filters: 'Filtros',
  chosenFilters: 'Filtros elegidos',
  sort: 'Orden',
  sortAppointment: 'Por cita',
  sortArrival: 'Por llegada',
  kind: 'Clase',
  allKinds: 'Todas las clases',
  kindReschedule: 'Cambio de horario',
  kindCancel: 'Cancelación',
  kindNew: 'Cita nueva',
  state: 'Estado',
  stateAll: 'Todos los estados',
  stateMarked: 'Rechazó o no respondió',
  stateConflict: 'Cambio en otro lugar',
  stateObstacleFree: 'Sin impedimentos',
  stateUnsynced: 'Sin sincronizar',
  stateSnoozed: 'Pospuesta',
  outcome: 'Resultado',
  allOutcomes: 'Todos los resultados',
  settledBy: 'Resuelta por',
  anybody: 'Cualquiera',
  settledFrom: 'Resuelta desde',
  settledTo: 'Resuelta hasta',
  search: 'Buscar',
  searchHint: 'Paciente o teléfono',
  clearSearch: 'Borrar la búsqueda',
  clearFilters: 'Borrar los filtros',
  loadMore: 'Mostrar más',
  loadingRequests: 'Cargando las solicitudes…',

  emptyInbox: 'No hay solicitudes abiertas.',
  emptyInboxBody: 'Las nuevas aparecen aquí solas.',
  emptyAwaiting: 'No se espera la respuesta de nadie.',
  emptyAwaitingBody: 'Aquí figuran las propuestas que esperan la respuesta del paciente.',
  emptyHistory: 'Todavía no se ha cerrado ninguna solicitud.',
  emptyHistoryBody: 'Aquí figuran las solicitudes cerradas, con todo su historial.',
  emptyMatch: 'Ninguna solicitud coincide.',
  emptyMatchBody: 'La búsqueda o los filtros ocultan otras solicitudes.',
  notConfigured: 'Este puesto todavía no está conectado a un portal de pacientes.',
  notConfiguredBody: 'Las solicitudes llegan aquí en cuanto se conecta el portal en Configuración.',
  goToSettings: 'Abrir Configuración',
  firstLoad: 'La primera carga desde el portal está en curso.',
  firstLoadBody: 'Las solicitudes aparecen aquí a medida que llegan.',
  offlineNote: 'Sin conexión: esto es lo último que se supo. Las decisiones se guardan y se envían después.',
};

/** One of several proposed times; the first is 1. */
export const proposedTimeOf = (number: number): string => `${words.proposedTime} ${number}`;

/** The patient took this one of several proposed times. */
export const acceptedTime = (time: string): string => `${words.answerAccepted}: ${time}`;

export const takeOutTime = (time: string): string => `Quitar ${time}`;

/** "3 solicitudes más arriba", for a list that must not move under the pointer. */
export const newAbove = (count: number): string =>
  plural(count, 'Hay 1 solicitud nueva arriba', `Hay ${formatCount(count)} solicitudes nuevas arriba`);

/** "3 pospuestas". */
export const snoozedCount = (count: number): string =>
  `${formatCount(count)} ${plural(count, 'pospuesta', 'pospuestas')}`;

/** What the number of the inbox counts, where some are put off. */
export const inboxCounted = (open: number, snoozed: number): string =>
  `${formatCount(open)} ${plural(open, 'abierta', 'abiertas')}; ${plural(snoozed, '1 pospuesta no se cuenta', `${formatCount(snoozed)} pospuestas no se cuentan`)}`;

/** Takes a filter away: "Quitar el filtro Dana Reyes". */
export const removeFilter = (label: string): string => `Quitar el filtro ${label}`;

/** A filter of the history: "Resuelta desde lun, 2 nov 2026". */
export const settledFromDay = (date: PlainDate, moment: Moment): string =>
  `${words.settledFrom} ${shortPlainDate(date, moment)}`;
export const settledToDay = (date: PlainDate, moment: Moment): string =>
  `${words.settledTo} ${shortPlainDate(date, moment)}`;

/** How many of how many are shown. */
export const shownOf = (shown: number, total: number): string =>
  shown === total
    ? plural(total, '1 solicitud', `${formatCount(total)} solicitudes`)
    : `${formatCount(shown)} de ${plural(total, '1 solicitud', `${formatCount(total)} solicitudes`)}`;

/** "12/1,000". */
export const messageCounter = (length: number): string =>
  `${formatCount(length)}/${formatCount(MESSAGE_LIMIT)}`;

/** What is wrong with a message that is too long; nothing of it is cut. */
export function messageTooLong(length: number): string {
  const over = length - MESSAGE_LIMIT;
  const tooMany = plural(over, 'Sobra 1 carácter', `Sobran ${formatCount(over)} caracteres`);
  return `${tooMany}. Acorte el mensaje antes de enviarlo; no se corta nada.`;
}

export const CALENDAR_EFFECT = {
  add: 'La cita se agrega al calendario del paciente.',
  update: 'La cita pasa a este horario en el calendario del paciente.',
  cancel: 'La cita se quita del calendario del paciente.',
  none: 'Nada cambia en el calendario del paciente.',
};

/** What the toast says of a decision. */
export const DECISION = {
  approve: { reschedule: 'Solicitud aprobada', cancel: 'Cancelación aprobada', new: 'Cita reservada' },
  deny: 'Solicitud rechazada',
  keep: 'Cita mantenida',
  propose: 'Horario propuesto',
  update: 'Cita actualizada',
  'cancel-appointment': 'Cita cancelada',
  'withdraw-proposal': 'Propuesta retirada',
  'record-answer': { accepted: 'Respuesta registrada (aceptó)', declined: 'Respuesta registrada (rechazó)' },
  'resend-email': 'Correo reenviado',
  message: 'Mensaje enviado',
  'assign-patient': 'Paciente asignado',
};

/** What is wrong with a field of the Reschedule form. */
export const FIELD_PROBLEM = {
  'patient-missing': 'Elija de quién es la cita.',
  'provider-missing': 'Elija un profesional.',
  'location-missing': 'Elija un lugar.',
  'type-missing': 'Elija un tipo.',
  'date-missing': 'Escriba una fecha.',
  'date-bad': 'Esta fecha no existe.',
  'time-missing': 'Escriba una hora.',
  'time-bad': 'Esto no es una hora del día.',
  'time-does-not-exist': 'Esta hora no existe esa noche: los relojes se adelantan. Elija otra.',
  'time-past': 'Este horario ya pasó. Elija uno posterior.',
  'minutes-missing': 'Escriba cuántos minutos dura.',
  'minutes-bad': 'Escriba minutos enteros, de 5 a 720.',
  'over-midnight': 'Terminaría otro día. Elija una hora más temprana o una duración más corta.',
};

export const TIME_TWICE: string =
  'Esta hora se repite esa noche, porque los relojes se atrasan. Se entiende la primera.';

/** What is wrong with an entry of the Reason for change dialog. */
export const REASON_PROBLEM = {
  'reason-missing': 'Elija un motivo.',
  'other-missing': 'Escriba el motivo: el paciente lo lee.',
  'override-missing': 'Indique por qué se reserva de todos modos.',
};

/** What the patient will not get, told before the decision. */
export const noEmailWarning = (patientName: string): string =>
  `${patientName} no tiene correo registrado: esto pasa a la Lista de llamadas.`;
/** The patient has died, or the record is not to be used. */
export const notWrittenToWarning = (patientName: string, standing: PatientStanding): string =>
  `${patientName}: ${standingWords(standing)}. No se envía ningún correo: esto pasa a la Lista de llamadas.`;
/** Why a request that is not the appointment's patient's is closed without an e-mail. */
export const nobodyIsWritten = (patientName: string): string =>
  `No se envía ningún correo: la solicitud no es de ${patientName}, y quien la hizo no debe enterarse de esta cita.`;
/** A person says whose request it is. */
export const assignTo = (patientName: string): string => `Asignar a ${patientName}`;
export const noPortalWarning = (patientName: string): string =>
  `${patientName} no tiene acceso al portal: nadie puede responder allí a la propuesta. Pasa a la Lista de llamadas.`;

/** Why a time is suggested. */
export const SLOT_REASON = {
  'requested-time': 'horario solicitado',
  'same-weekday': 'día de la semana solicitado',
  'same-time': 'hora solicitada',
  'weekday-before': 'día de la semana de antes',
  'time-before': 'hora de antes',
  'first-free': 'primero libre',
  near: 'cercano',
  'same-provider': 'mismo profesional',
} satisfies Record<NextSlot['reasons'][number], string>;

/** "Sugerencias a partir del lun, 7 dic", where it is not the present from which on was looked. */
export const suggestionsFromDay = (day: string): string => `Sugerencias a partir del ${day}`;
export const noSuggestions = (day: string): string =>
  `No hay nada libre en las cuatro semanas a partir del ${day}.`;
/** Read out when a suggestion has been chosen. */
export const suggestionChosen = (time: string, provider: string): string =>
  `Elegido: ${time} con ${provider}`;
