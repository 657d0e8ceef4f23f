import type { Obstacle } from '../../domain/obstacle.ts';
import type { OpenPart } from '../../domain/wish.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment, SignLevel } from '../subjects.ts';
import { listWords } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { answerSentence } from './portal-answers.ts';
import { askedTime, whoStands } from './request-sentences.ts';
import { STATUS, words } from './requests.ts';
import { sameSlotSentences } from './same-slot.ts';
import { outsideHoursWords, unavailableWords } from './time-conflict.ts';
import { closureWords, formatTimeRange } from './times.ts';

/** One thing that stands in the way, in words with names and times. */
export function obstacleSentences(
  obstacle: Obstacle,
  row: Pick<RequestRow, 'patientName' | 'requested' | 'appointment' | 'kind' | 'state' | 'allowed'>,
  moment: Moment,
): readonly { readonly level: SignLevel; readonly text: string }[] {
  const { zone } = moment;
  switch (obstacle.code) {
    case 'slot-taken':
      return obstacle.by.map((other) => ({
        level: 'problem',
        text: other.samePatient
          ? `${row.patientName} tiene otra cita a esa hora: ${formatTimeRange(other.start, other.end, zone)} con ${other.practitionerName}`
          : `Ocupado: ${whoStands(other, zone)}`,
      }));
    case 'slot-also-wanted':
      return sameSlotSentences(obstacle.others, row, moment).map((text) => ({ level: 'problem', text }));
    case 'time-past':
      return [{ level: 'problem', text: 'El horario solicitado ya pasó' }];
    case 'appointment-past':
      return [{ level: 'problem', text: 'La cita ya pasó' }];
    case 'end-before-start':
      return [{ level: 'problem', text: 'El horario solicitado termina antes de empezar' }];
    case 'too-long':
      return [{ level: 'problem', text: 'El horario solicitado dura más de 12 horas' }];
    case 'over-midnight':
      return [{ level: 'problem', text: 'El horario solicitado termina en un día distinto del que empieza' }];
    case 'wish-open':
      return [{ level: 'problem', text: leftOpen(obstacle.parts, row.requested !== null) }];
    case 'location-missing':
      return [{ level: 'problem', text: `La cita no tiene lugar: abra “${formName(row)}” y elija uno` }];
    case 'time-does-not-exist':
      return [
        {
          level: 'problem',
          text: 'La hora solicitada no existe esa noche: los relojes se adelantan. Se muestra la hora en la que cae',
        },
      ];
    case 'closed-day':
      return [
        {
          level: 'problem',
          text: `Cerrado el día solicitado${obstacle.day === '' ? '' : `: ${closureWords(obstacle.day)}`}`,
        },
      ];
    case 'outside-hours':
      return [{ level: 'problem', text: outsideHoursWords(obstacle.whose) }];
    case 'unavailable':
      return obstacle.times.map((time) => ({
        level: 'problem',
        text: unavailableWords(time, obstacle.practitionerName, moment),
      }));
    case 'patient-unmatched':
      return [{ level: 'problem', text: unmatchedWords(row) }];
    case 'patient-differs':
      return [{ level: 'problem', text: differsWords(obstacle, row) }];
    case 'answered-by-another':
    case 'answer-to-confirm':
      return [{ level: 'problem', text: answerSentence(obstacle, row, moment) }];
    case 'accepted-too-late':
      return [{ level: 'problem', text: 'Aceptó un horario que ya estaba dado: llame al paciente' }];
    case 'accepted-together':
      return [
        {
          level: 'problem',
          text: `Lo aceptó en el mismo momento que ${listWords(obstacle.others)}, según el portal: decida quién recibe el horario y elija allí ${words.recordAnswer}`,
        },
      ];
    case 'also-asked':
      return [
        {
          level: 'hint',
          text: `También se pidió, y no se eligió: ${obstacle.times.map((one) => askedTime(one, moment)).join('; ')}`,
        },
      ];
    case 'asked-for-patient':
      return [
        {
          level: 'hint',
          text: `Lo pidió por el paciente ${obstacle.by ?? 'alguien de un consultorio, o un programa'}: no lo decide ninguna política, lo decide usted`,
        },
      ];
    case 'outdated':
      return [
        {
          level: 'problem',
          text: `El portal tiene una versión más reciente de ${listWords(obstacle.what.map((one) => OUTDATED[one]))} que no se puede mostrar: vea “${words.attention}”, o el portal, antes de decidir`,
        },
      ];
    case 'not-written-to':
      return [{ level: 'problem', text: `${standingWords(obstacle.standing)}: no se envía ningún correo` }];
    case 'no-email':
      return [{ level: 'hint', text: 'Sin correo registrado: la decisión pasa a la Lista de llamadas' }];
    case 'no-portal-access':
      return [{ level: 'hint', text: 'Sin acceso al portal: una propuesta pasa a la Lista de llamadas' }];
    case 'appointment-not-active':
      return [{ level: 'problem', text: `La cita ya no está reservada: ${STATUS[obstacle.status]}` }];
  }
}

const OUTDATED = {
  request: 'esta solicitud',
  appointment: 'su cita',
  patient: 'los datos del paciente',
} as const;

/** The form in which what is missing can be chosen, by the name of its button. */
const formName = ({ kind }: Pick<RequestRow, 'kind'>): string =>
  kind === 'new' ? words.book : words.reschedule;

/** Nobody on file is named; where the appointment has a patient, only that one can be chosen. */
function unmatchedWords(row: Pick<RequestRow, 'kind' | 'patientName' | 'appointment'>): string {
  const { patientName, appointment } = row;
  if (appointment.patientId === null || appointment.patientName === patientName)
    return `Paciente sin identificar: abra “${formName(row)}” y elija el paciente`;
  return `Paciente sin identificar: la solicitud nombra a ${patientName}, y la cita es de ${appointment.patientName}. Pregunte a ${appointment.patientName}; después abra “${formName(row)}” y elija el paciente`;
}

type Differing = Extract<Obstacle, { code: 'patient-differs' }>;

/** Whose request it is and whose appointment, with both names, and the ways out that there are. */
export function differsWords(
  { why, asker, visitPatient, assignable }: Differing,
  { kind, allowed }: Pick<RequestRow, 'kind' | 'allowed'>,
): string {
  const who = asker ?? 'otra persona';
  const belongs = visitPatient === null ? 'no es de nadie' : `es de ${visitPatient.name}`;
  const told = {
    'for-another': `Hecha para ${who}, pero la cita ${belongs}`,
    'by-another':
      visitPatient === null
        ? `Hecha por ${who}, pero la cita ${belongs}`
        : `Hecha por ${who}, sin que conste que actúe en nombre de ${visitPatient.name}, y la cita ${belongs}`,
    'visit-unknown': `Hecha para ${who}, pero este puesto no puede saber de quién es la cita`,
    'visit-nobody': `Hecha para ${who}, pero la cita no es de nadie`,
  }[why];
  // Of an appointment that is cancelled already nothing can be kept: its request to cancel ends otherwise.
  const closable =
    allowed.includes(kind === 'cancel' ? 'keep' : 'deny') || allowed.includes('withdraw-proposal');
  const assign =
    assignable === null || !allowed.includes('assign-patient')
      ? null
      : `Pregunte a ${assignable.name}${visitPatient?.phone ? ` (${visitPatient.phone})` : ''} y después asígnela a ${assignable.name}`;
  const out =
    assign === null
      ? closable
        ? 'Ciérrela, o espere a que el portal muestre al paciente'
        : 'La cita ya está cancelada, así que aquí no se puede decidir nada: desaparece cuando el portal la cierre o muestre al paciente'
      : closable
        ? `${assign}, o ciérrela`
        : `${assign} y apruébela: la cita ya está cancelada`;
  return `${told}: así no se puede conceder. ${out}. A nadie se le escribe sobre esto`;
}

/** What a patient who asks for a new appointment leaves to the practice: "Por elegir: profesional y duración". */
function leftOpen(parts: readonly OpenPart[], hasTime: boolean): string {
  const words = parts.map((part) =>
    part === 'time' && hasTime ? 'un horario dentro del solicitado' : OPEN_PART[part],
  );
  return `Por elegir: ${listWords(words)}`;
}

const OPEN_PART: Readonly<Record<OpenPart, string>> = {
  provider: 'profesional',
  type: 'tipo',
  time: 'horario',
  length: 'duración',
};
