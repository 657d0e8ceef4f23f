import { type AppointmentStatus, isActive } from '../../domain/appointment.ts';
import { type CommandType, isCommandType } from '../../domain/command-rules.ts';
import type { ContactSystem } from '../../domain/contact-point.ts';
import type { QuarantineReason } from '../../domain/quarantine-reason.ts';
import { calendarDaysBetween, type EpochMs, type ZoneId } from '../../domain/time.ts';
import type { AttentionItem, TakenBy, UnreadRequest, UnreadVisit } from '../../ipc/attention-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural, someOf, withStop } from './locale.ts';
import { askedTime, whoStands } from './request-sentences.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { formatTime, shortDate, shortRange } from './times.ts';
import { bornWords, whoWords } from './visit.ts';

/** Every sentence of Needs attention. */
export const attentionText = {
  title: words.attention,
  loading: 'Cargando lo que requiere atención…',
  empty: 'Nada requiere atención.',
  emptyBody: 'Aquí figurarían los correos y las decisiones que no llegaron.',
  retry: 'Reintentar',
  calledInstead: 'Se avisó por teléfono',
  correctAddress: 'Corregir la dirección',
  newAddress: 'Nueva dirección de correo',
  tried: 'Se intentó',
  phone: 'Teléfono',
  onFile: 'Registrado',
  noneOnFile: 'nada',
  correctHint:
    'La nueva dirección queda registrada, y también en el portal si hay uno configurado; después el correo sale a ella.',
  inPortal: 'Ahora en el portal',
  keepPortals: {
    email: 'Mantener la dirección del portal',
    phone: 'Mantener el número del portal',
  } satisfies Record<ContactSystem, string>,
  putEntered: 'Poner lo mío de todos modos',
  chooseHint:
    'Pregunte al paciente cuál es correcto. “Poner lo mío de todos modos” escribe en el portal lo que se introdujo; la otra opción deja el portal como está.',
  openRequest: 'Abrir la solicitud',
  showAppointment: 'Mostrar la cita',
  showOther: 'Mostrar la otra',
  takeBack: 'Revertir',
  dismiss: 'Descartar',
  script: 'Qué decir por teléfono',
  retryHint:
    '“Reintentar” lo envía otra vez a la misma dirección. Si llamó al paciente, elija “Se avisó por teléfono”.',
  takeBackHint:
    '“Reintentar” envía la decisión otra vez. “Revertir” la deshace aquí: la solicitud queda entonces como la tiene el portal.',
  takeBackCorrectionHint:
    'Haga que lo cambien en el portal, y esto desaparece solo. “Reintentar” envía la corrección una vez más. “Revertir” vuelve a lo que tiene el portal.',
  takeBackPatientHint:
    '“Reintentar” envía el paciente otra vez. Mientras el portal no lo tenga, no se envía nada sobre él. “Revertir” elimina el paciente y lo que se reservó para él.',
  takeBackAppointmentHint:
    '“Reintentar” envía la decisión otra vez. “Revertir” la deshace aquí: la agenda vuelve a mostrar lo que tiene el portal.',
  notOverwritten: 'No se sobrescribió nada, ni se envió ningún correo sobre esto.',
  toldAlready: 'Ya se avisó al paciente: dígale cómo queda ahora.',
  noMailServerHint:
    'No hay servidor de correo configurado, así que no se puede enviar nada. Llame al paciente y elija “Se avisó por teléfono”, o abra Configuración y configure uno.',
  overHint:
    'El horario del que trata ya pasó, así que no se envía otra vez. Llame al paciente si necesita saberlo, o descártelo.',
  noPortalHint:
    'No hay portal configurado, así que la decisión no se puede enviar. “Revertir” la deshace aquí; también puede abrir Configuración y configurar el portal.',
  outdatedHint:
    'Lo que dice ya no es así, y por eso no se envía otra vez. Llame al paciente si necesita saberlo, o descártelo.',
  doubleBookingHint:
    'A nadie se le advirtió: ninguna de las dos se conocía donde la otra recibió su horario. Pregunte a quien puso la otra allí; después mueva o cancele una de las dos. Descarte esto si ambas se quedan.',
  doubleBookingOverHint: 'El horario ya pasó: compruebe si se atendió a ambos, o descarte esto.',
  visitAnswer: 'Respuesta a una cita',
  lateAnswer: 'Respuesta a un horario que ya se había liberado',
  lateAnswerHint:
    'De ella no se sigue nada por sí solo. Llame al paciente: tras un sí puede venir a esa hora. Descarte esto cuando el paciente sepa qué cita queda.',
  visitAnswerHint:
    'No se cambió nada por ella. Llame al paciente si no queda claro; la cita se puede mover o cancelar donde se muestra. Descarte esto cuando haya tomado nota.',
  resource: 'Lo que tiene el portal',
  quarantineHint:
    'Los demás datos del portal se usan con normalidad. “Descartar” lo quita de la lista hasta que cambie en el portal.',
  severalTimes: 'Solicitud que nombra varios horarios',
  chooseTime: '¿A qué horario se refiere?',
  chooseTimeHint:
    'Pregunte al paciente y elija el horario al que se refiere: la solicitud queda entonces en la Bandeja como cualquier otra. “Descartar” la quita de la lista hasta que cambie en el portal.',
  sheetHint:
    'La última hoja que hay allí puede estar desactualizada. Reslot lo vuelve a intentar cada 5 minutos; esto desaparece cuando se escribe una hoja.',
  tryNow: 'Intentar ahora',
  openSettings: 'Abrir Configuración',
  openHistory: 'Mostrar el historial',
  noPhone: 'sin teléfono registrado',
  done: {
    sheet: 'La hoja de contingencia está escrita.',
    retry: 'Se intenta de nuevo.',
    calledInstead: 'Anotado: se avisó por teléfono.',
    takeBack: 'La decisión se revirtió.',
    keepPortals: 'Se mantuvo lo que tiene el portal.',
    putEntered: 'El portal recibe la dirección que se introdujo.',
    dismiss: 'Quitado de la lista.',
    chooseTime: 'La solicitud está en la Bandeja con el horario elegido.',
  },
};

const QUARANTINE: Readonly<Record<QuarantineReason, string>> = {
  malformed: 'Su contenido está dañado o incompleto.',
  'unknown-focus': 'Se refiere a una cita que no existe.',
  'focus-not-an-appointment': 'Trata de algo que no es una cita.',
  'end-before-start': 'Termina antes de empezar, o al instante.',
  'period-without-offset':
    'Su horario no indica zona horaria, así que no se puede saber a cuándo se refiere.',
  'period-missing': 'No nombra ningún horario, o solo su comienzo.',
  'more-than-one-patient': 'Tiene más de un paciente.',
  'no-practitioner': 'No nombra a ningún profesional que sea seguro y participe.',
  'unknown-status': 'Tiene un estado que Reslot no conoce.',
  'unknown-code': 'Pide algo que Reslot no conoce.',
  ambiguous: 'Dice más de una cosa, o nombra más de un horario, así que no se puede saber a cuál se refiere.',
  modified: 'Contiene algo que cambia su sentido de un modo que Reslot no conoce: véalo en el portal.',
  'too-large': 'Es demasiado grande.',
};

export const quarantineSentence = (reason: QuarantineReason): string => QUARANTINE[reason];

/** What of the portal cannot be used, by the type of the resource: "Solicitud del portal que no se puede usar". */
const UNUSABLE: Readonly<Record<string, string>> = {
  Task: 'Solicitud',
  Appointment: 'Cita',
  AppointmentResponse: 'Respuesta de un paciente',
  Patient: 'Paciente',
  Practitioner: 'Profesional',
  Location: 'Lugar',
};

const COMMANDS: Readonly<Record<CommandType, string>> = {
  approve: words.approve,
  deny: words.deny,
  keep: words.keepAppointment,
  propose: words.proposeChanges,
  update: words.updateAppt,
  'cancel-appointment': words.cancelAppointment,
  book: words.bookAppointment,
  'set-status': 'Cambiar el estado',
  'withdraw-proposal': words.withdrawProposal,
  'record-answer': words.recordAnswer,
  'resend-email': words.resendEmail,
  message: words.message,
  'assign-patient': 'Asignar el paciente',
  'add-patient': 'Agregar paciente',
  'correct-address': 'Corregir la dirección',
  'correct-phone': 'Corregir el teléfono',
  'patient-answer': 'Aplicar la respuesta del paciente',
  'patient-own-time': 'Tomar el horario propio del paciente',
  'patient-withdraws': 'Cerrar la solicitud retirada',
  'apply-policy': 'Cancelar según la política',
  supersede: 'Cerrar la solicitud anterior',
  expire: 'Dejar vencer la propuesta',
  'offer-taken': 'Terminar la propuesta de un horario ya dado',
};

/** A decision by the name of its button; those made by the desk itself in words. One stored by another version may have none. */
export const commandWord = (command: string): string =>
  isCommandType(command) ? COMMANDS[command] : `Decisión de otra versión (${command})`;

/** What an item is, the first half of its accessible name. */
export const itemTitle = (item: AttentionItem): string => {
  switch (item.kind) {
    case 'mail':
      return 'Correo no entregado';
    case 'decision':
      return 'Decisión no aceptada';
    case 'conflict':
      return 'Cambio en otro lugar';
    case 'double-booking':
      return 'Dos citas a la misma hora';
    case 'visit-answer':
      return attentionText.visitAnswer;
    case 'late-answer':
      return attentionText.lateAnswer;
    case 'address-conflict':
      return item.system === 'email'
        ? 'Dirección de correo cambiada en otro lugar'
        : 'Teléfono cambiado en otro lugar';
    case 'quarantine':
      return item.choices.length > 0
        ? attentionText.severalTimes
        : `${UNUSABLE[item.resourceType] ?? 'Entrada'} del portal que no se puede usar`;
    case 'sheet':
      return 'Hoja de contingencia no escrita';
  }
};

/** What an item is about: the patient, the resource, the folder. */
const itemSubject = (item: AttentionItem, moment: Moment): string => {
  switch (item.kind) {
    case 'quarantine':
      return item.choices.length > 0 && item.asks?.patientName
        ? whoWords({ ...item.asks, patientName: item.asks.patientName }, item.asks.visit, moment)
        : `${item.resourceType}/${item.resourceId}`;
    case 'sheet':
      return item.folder;
    default:
      return whoWords(item, item.visit, moment);
  }
};

/** The accessible name of an item: "Correo no entregado, Ann Smith, nac. 3 mar 1980, mar, 24 nov, 9:00 a.m., Dr. Adams". */
export const itemName = (item: AttentionItem, moment: Moment): string =>
  `${itemTitle(item)}, ${itemSubject(item, moment)}`;

/** That the time to which an appointment has come back has been given away: "Su horario ahora está ocupado: Ann Smith, …". */
export const takenSentence = (takenBy: readonly TakenBy[], zone: ZoneId): string =>
  `Su horario ahora está ocupado: ${takenBy.map((one) => whoStands(one, zone)).join('; ')}`;

/** "Ann Smith y Bob Lee, mar, 24 nov, 9:00 a.m. – 9:30 a.m., Dr. Adams. Su horario cuenta como ocupado." */
export function unreadVisitSentence(
  { patients, providers, isCertain, start, end }: UnreadVisit,
  { now, zone }: Moment,
): string {
  const who = [patients, [shortRange(start, end, now, zone)], providers].flatMap(
    (part) => someOf(part) || [],
  );
  const whose = isCertain
    ? 'Su horario cuenta como ocupado.'
    : 'Podría ser de cualquiera: su horario cuenta como ocupado para todos.';
  return `${withStop(who.join(', '))} ${whose}`;
}

/** "Nombra estos horarios: mié, 25 nov, 2:00 p.m. – 2:30 p.m.; jue, 26 nov, 9:00 a.m." */
export const namesTimesSentence = (times: UnreadRequest['times'], moment: Moment): string =>
  withStop(`Nombra estos horarios: ${times.map((one) => askedTime(one, moment)).join('; ')}`);

/** Where it stood before: that is not so any more. */
export const earlierSentence = (
  { start, end }: NonNullable<UnreadVisit['earlier']>,
  { now, zone }: Moment,
): string => withStop(`Antes estaba en otro horario, que ya no cuenta: ${shortRange(start, end, now, zone)}`);

/** What else stands at its time: "A esa hora: Ann Smith, 9:00 a.m. – 9:30 a.m. con Dr. Adams (Reservada)". */
export const meetsSentence = (meets: readonly TakenBy[], zone: ZoneId): string =>
  `A esa hora: ${meets.map((one) => whoStands(one, zone)).join('; ')}`;

/**
 * What stands at the same time as the visit that this desk put there: "Dr. Adams tiene otra cita a esa hora: Ben Ortiz, nac. 2 abr 1975,
 * mar, 24 nov, 9:00 a.m. – 9:30 a.m. (Reservada). La puso allí Desk 2."
 */
export function doubleBookingSentence(
  { other }: Extract<AttentionItem, { kind: 'double-booking' }>,
  { now, zone }: Moment,
): string {
  const { patientName, birthDate, practitionerName, start, end } = other.visit;
  const born = birthDate === null ? '' : `, ${bornWords(birthDate)}`;
  const which = `${patientName}${born}, ${shortRange(start, end, now, zone)} (${STATUS[other.status]})`;
  const by = other.desk === null ? '' : ` ${withStop(`La puso allí ${other.desk}`)}`;
  const who = practitionerName === '' ? 'Hay' : `${practitionerName} tiene`;
  return `${who} otra cita a esa hora: ${which}.${by}`;
}

/** What is on the schedule in place of a time that was given back: "En la agenda: …, con Dr. Adams (Reservada).". */
export const standingSentence = (standing: readonly TakenBy[], { now, zone }: Moment): string =>
  standing.length === 0
    ? 'En su lugar no hay nada en la agenda.'
    : `En la agenda: ${standing
        .map(
          (one) =>
            `${shortRange(one.start, one.end, now, zone)}, con ${one.practitionerName || words.noProvider} (${STATUS[one.status]})`,
        )
        .join('; ')}.`;

/** What can be done about an e-mail that did not get through. `now`: whether it tells of a time that is over. */
export function mailHint(
  { outdated, mailSetUp, visit }: Extract<AttentionItem, { kind: 'mail' }>,
  now: EpochMs,
): string {
  if (outdated)
    return visit !== null && visit.end <= now ? attentionText.overHint : attentionText.outdatedHint;
  return mailSetUp ? attentionText.retryHint : attentionText.noMailServerHint;
}

/** What can be done about a decision the portal will never take. */
export const takeBackHint = ({
  command,
  requestId,
  correction,
  portalSetUp,
}: Extract<AttentionItem, { kind: 'decision' }>): string => {
  if (!portalSetUp) return attentionText.noPortalHint;
  if (correction !== null) return attentionText.takeBackCorrectionHint;
  if (command === 'add-patient') return attentionText.takeBackPatientHint;
  return requestId === null ? attentionText.takeBackAppointmentHint : attentionText.takeBackHint;
};

/** What is so now after a decision was refused because something changed elsewhere, and what can be done. */
export const conflictHint = (item: Extract<AttentionItem, { kind: 'conflict' }>): string =>
  `${item.told ? attentionText.toldAlready : attentionText.notOverwritten} ${item.request === null ? appointmentHint(item) : requestHint(item.request, item)}`;

type Conflict = Extract<AttentionItem, { kind: 'conflict' }>;

/** How an appointment stands that is not to take place any more, as a sentence begins. */
const STANDS: Readonly<Record<AppointmentStatus, string>> = {
  proposed: 'La cita solo está solicitada',
  booked: 'La cita está reservada',
  tentative: 'La cita es provisional',
  'checked-in': 'El paciente ya llegó a la cita',
  completed: 'La cita ya está completada',
  'no-show': 'El paciente no asistió a la cita',
  cancelled: 'La cita ya está cancelada',
};

function requestHint(
  { state, outcome }: NonNullable<Conflict['request']>,
  { appointmentStatus: status, past }: Conflict,
): string {
  switch (state) {
    case 'open':
      if (status !== null && !isActive({ status })) return `${STANDS[status]}: abra la solicitud y ciérrela.`;
      return past
        ? 'El horario de la cita ya pasó: abra la solicitud y ciérrela, o llame al paciente.'
        : 'Abra la solicitud y decida de nuevo.';
    case 'stuck':
      return `${stuckWords(status)} Descarte esto.`;
    case 'awaiting-patient':
      return 'Desde entonces se propuso un horario, y el paciente tiene que responder. Abra la solicitud, o descarte esto.';
    case 'resolved':
      return `La solicitud está cerrada: ${OUTCOME[outcome ?? 'closed-elsewhere'].toLowerCase()}. No queda nada por decidir: descarte esto.`;
    case 'gone':
      return 'La solicitud ya no está aquí. No queda nada por decidir: descarte esto.';
  }
}

/** Why nothing can be decided about an open request, and what ends it. */
const stuckWords = (status: AppointmentStatus | null): string =>
  `${status === null ? '' : `${STANDS[status]}, y este puesto no puede saber de quién era. `}Aquí no se puede decidir nada sobre la solicitud: desaparece cuando el portal la cierre o muestre al paciente.`;

function appointmentHint({ appointmentStatus: status, past }: Conflict): string {
  if (status === null) return 'No está en la agenda. Descarte esto; reserve de nuevo si todavía hace falta.';
  if (!isActive({ status }))
    return `${STANDS[status]} en el portal. No queda nada por elegir: descarte esto.`;
  return past
    ? 'Su horario ya pasó: no queda nada que mover ni cancelar. Compruebe si su estado es correcto, o descarte esto.'
    : 'La agenda muestra lo que tiene el portal: revíselo y elija de nuevo.';
}

/** How many other e-mails go to the new address too. */
export const alsoWords = (count: number): string =>
  plural(
    count,
    'Otro correo para esa dirección también sale a la nueva.',
    `Otros ${formatCount(count)} correos para esa dirección también salen a la nueva.`,
  );

export const correctedSentence = (system: ContactSystem, patientName: string): string =>
  `${system === 'email' ? 'Dirección corregida' : 'Teléfono corregido'}: ${patientName}`;

/** That a corrected address or number met another one in the portal, and what waits for the choice. */
export const addressConflictSentence = ({
  system,
  mails,
}: Pick<Extract<AttentionItem, { kind: 'address-conflict' }>, 'system' | 'mails'>): string => {
  const waits =
    mails === 0
      ? ''
      : plural(
          mails,
          ' El correo espera su elección.',
          ` ${formatCount(mails)} correos esperan su elección.`,
        );
  return `Antes de que la corrección llegara al portal, allí se cambió ${system === 'email' ? 'la dirección' : 'el teléfono'}. No se sobrescribió nada.${waits}`;
};

/** Who entered an address: "Introducido por Front desk". */
export const enteredWords = (enteredBy: string): string => `Introducido por ${enteredBy}`;

/** What happened to a decision the portal will never take. */
export const decisionSentence = ({
  command,
  correction,
  told,
}: Extract<AttentionItem, { kind: 'decision' }>): string =>
  correction === null ? refusedSentence(command, told) : refusedCorrectionSentence(correction);

function refusedCorrectionSentence({
  system,
  entered,
  notAllowed,
}: NonNullable<Extract<AttentionItem, { kind: 'decision' }>['correction']>): string {
  const what = system === 'email' ? 'la dirección de correo' : 'el teléfono';
  const refused = notAllowed
    ? `El portal no permite a este puesto cambiar ${what} de un paciente.`
    : `El portal no aceptó ${what} ${system === 'email' ? 'corregida' : 'corregido'}.`;
  return `${refused} Aquí se usa ${entered} de todos modos${system === 'email' ? ', y el correo sale a esa dirección' : ''}.`;
}

const refusedSentence = (command: string, told: boolean): string =>
  `El portal no acepta la decisión “${commandWord(command)}”. ${told ? 'Ya se avisó al paciente.' : 'No se envió ningún correo sobre ella.'}`;

export const mailSentence = (toAddress: string, subject: string): string =>
  toAddress === '' ? `“${subject}” no se envió.` : `“${subject}” no se entregó a ${toAddress}.`;

/** "hoy" or "ayer"; `null` for any other day. */
const sinceDay = (at: EpochMs, now: EpochMs, zone: ZoneId): string | null => {
  const days = calendarDaysBetween(at, now, zone);
  return days === 0 ? 'hoy' : days === 1 ? 'ayer' : null;
};

/** "hoy, 10:42 a.m.", or the date and the time. */
export const sinceWords = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `${sinceDay(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;

/** The same after a verb: "hoy, 10:42 a.m.", "el mar, 24 nov, 10:42 a.m.". */
export const onSince = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `${sinceDay(at, now, zone) === null ? 'el ' : ''}${sinceWords(at, now, zone)}`;

/** The same of a thing: "de hoy, 10:42 a.m.", "del mar, 24 nov, 10:42 a.m.". */
export const ofSince = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `${sinceDay(at, now, zone) === null ? 'del' : 'de'} ${sinceWords(at, now, zone)}`;

/** Whose words they are is always said: they may be in any language. */
export const answerWords = (text: string): string => `La respuesta fue: ${text}`;
