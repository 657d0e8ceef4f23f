import type { CallOutcome } from '../../domain/call-outcome.ts';
import type { EpochMs, TimeProblem, ZoneId } from '../../domain/time.ts';
import type { CallGone, CallItem, CallNoted } from '../../ipc/attention-views.ts';
import type { Moment, NamedPatient } from '../subjects.ts';
import { attentionText, sinceWords } from './attention.ts';
import { withStop } from './locale.ts';
import { OUTCOME, words } from './requests.ts';
import { dayWord, formatTime, shortDate } from './times.ts';
import { visitLine, whoWords } from './visit.ts';

/** Every sentence of the Call list. */
export const callsText = {
  title: words.calls,
  loading: 'Cargando las llamadas…',
  empty: 'No hay que llamar a nadie.',
  emptyBody: 'Aquí figurarían los pacientes a quienes no se puede avisar por correo ni en el portal.',
  /** What is noted here stays here. */
  ofThisDesk: 'Las llamadas de este puesto: lo que se anota aquí no se ve en otros puestos.',
  later: 'Para intentar de nuevo',
  called: 'Se avisó',
  accepted: 'Aceptó',
  declined: 'Rechazó',
  noAnswer: 'No contestó',
  leftMessage: 'Se dejó un mensaje',
  tryAgain: 'Llamar de nuevo…',
  againDate: 'Fecha',
  againTime: 'Hora',
  againSave: 'Llamar entonces',
  againDrop: 'Volver',
  attempts: 'Qué resultó hasta ahora',
  offList: 'Quitar de la lista',
  note: 'Nota (opcional)',
  openRequest: attentionText.openRequest,
  script: attentionText.script,
  voicemail: 'Qué dejar como mensaje',
  noPhone: 'Sin teléfono registrado',
  why: {
    'no-email': 'Sin correo registrado: diga al paciente por teléfono lo que se decidió.',
    'no-portal-access':
      'Sin acceso al portal: el paciente no puede responder allí a la propuesta. Pida la respuesta por teléfono.',
    'not-written-to':
      'El paciente falleció, o este expediente no se debe usar tal como está: no se envió ningún correo. Vea a quién avisar, si hace falta.',
  },
  done: 'Anotado: se avisó.',
  dismissed: 'Quitado de la lista.',
  messageLeft: 'Se dejó un mensaje: es posible que el paciente llame.',
} satisfies Record<string, unknown> & { why: Record<CallItem['why'], string> };

export const CALL_OUTCOME: Readonly<Record<CallOutcome, string>> = {
  'no-answer': callsText.noAnswer,
  'left-message': callsText.leftMessage,
  'try-again': 'Pidió que se le llame más tarde',
};

/** Why a time typed for the next attempt is none. */
export const AGAIN_PROBLEM: Readonly<Record<TimeProblem, string>> = {
  'bad-date': 'Escriba una fecha.',
  'bad-time': 'Escriba una hora.',
  'time-does-not-exist': 'Esa hora no existe: los relojes se adelantan. Elija otra.',
};

/** Whom a call names, with the visit it tells of. */
export const namedInCall = ({ patientName, patient }: CallItem): NamedPatient => ({
  patientName,
  birthDate: patient?.birthDate ?? null,
});

/** The accessible name of a call: "Llamar a Ann Smith, nac. 3 mar 1980, mar, 24 nov, 9:00 a.m., Dr. Adams". */
export const callName = (call: CallItem, moment: Moment): string =>
  `Llamar a ${whoWords(namedInCall(call), call.visit, moment)}`;

/** Read out once a call is noted: whose it was. */
export const calledSentence = (call: CallItem, moment: Moment): string =>
  `${callsText.done} ${whoWords(namedInCall(call), call.visit, moment)}`;

/** "Quitado de la lista. Ann Smith, nac. 3 mar 1980, …". */
export const dismissedSentence = (call: CallItem, moment: Moment): string =>
  `${callsText.dismissed} ${whoWords(namedInCall(call), call.visit, moment)}`;

/** "No contestó: Ann Smith". What can be taken back is said so. */
export const notedSentence = (call: CallItem, outcome: CallOutcome | 'told'): string =>
  `${outcome === 'told' ? callsText.called : CALL_OUTCOME[outcome]}: ${call.patientName}`;

/** "De nuevo hoy, 12:45 p.m."; where there is no time for that, that it stays to be made. */
export const againWords = (again: CallNoted['again'], now: EpochMs, zone: ZoneId): string =>
  again === null ? 'Queda por hacer ahora' : `De nuevo ${dayAndTime(again, now, zone)}`;

/** "Avise antes de: hoy, 2:00 p.m.". */
export const tellBySentence = (tellBy: EpochMs, now: EpochMs, zone: ZoneId): string =>
  withStop(
    `Avísele antes ${dayWord(tellBy, now, zone) === null ? 'del' : 'de'} ${momentWords(tellBy, now, zone)}`,
  );

/** "No contestó · hoy, 10:42 a.m. · Robin Field · de vacaciones". */
export const attemptLine = (
  { outcome, at, userName, note }: CallItem['attempts'][number],
  now: EpochMs,
  zone: ZoneId,
): string =>
  [CALL_OUTCOME[outcome], sinceWords(at, now, zone), userName, note]
    .filter((part) => part !== '')
    .join(' · ');

/** Why there is nothing to tell any more, and what is so now. */
export function goneSentence(gone: CallGone, call: CallItem, moment: Moment): string {
  switch (gone.why) {
    case 'over':
      return 'El horario de la cita ya pasó: no queda nada que avisar.';
    case 'decided-since':
      return 'Desde entonces se decidió otra cosa: lo que había que decir ya no es así.';
    case 'request':
      return `${requestGone(gone)} No queda nada que avisar.`;
    case 'visit':
      return `${visitGone(gone.now, namedInCall(call), moment)} Lo que había que decir ya no es así.`;
  }
}

function requestGone({ outcome, mark }: Extract<CallGone, { why: 'request' }>): string {
  if (outcome !== null) return `La solicitud está cerrada: ${OUTCOME[outcome].toLowerCase()}.`;
  switch (mark) {
    case 'declined':
      return 'El paciente rechazó el horario propuesto.';
    case 'own-time':
      return 'El paciente pidió otro horario en su lugar.';
    case 'no-answer':
      return 'La propuesta venció sin respuesta.';
    case 'proposal-withdrawn':
      return 'La propuesta se retiró.';
    case 'offer-taken':
      return 'Otra persona aceptó el horario.';
    default:
      return 'La solicitud ya no espera una respuesta.';
  }
}

function visitGone(
  now: Extract<CallGone, { why: 'visit' }>['now'],
  named: NamedPatient,
  moment: Moment,
): string {
  if (now === null) return 'La cita ya no está en la agenda.';
  if (now.status === 'cancelled') return 'La cita ya está cancelada.';
  return withStop(`La cita cambió desde entonces: ${visitLine(now, named, moment)}`);
}

const momentWords = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `${dayWord(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;

/** After a verb: "hoy, 12:45 p.m.", "el mar, 24 nov, 9:00 a.m.". */
const dayAndTime = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `${dayWord(at, now, zone) === null ? 'el ' : ''}${momentWords(at, now, zone)}`;
