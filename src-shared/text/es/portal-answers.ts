import type { Interval } from '../../domain/conflicts.ts';
import type { Obstacle } from '../../domain/obstacle.ts';
import type { AnswerCode } from '../../domain/portal-answer.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { VisitAnswer } from '../../domain/visit-answer.ts';
import type { Moment, Telling } from '../subjects.ts';
import { withStop } from './locale.ts';
import { shortDateTime, shortRange } from './times.ts';

/** What somebody did about a proposal: "Ana Flores … la propuesta". */
export const ANSWERED: Readonly<Record<AnswerCode, string>> = {
  accepted: 'aceptó',
  declined: 'rechazó',
  tentative: 'aceptó provisionalmente',
  'in-process': 'todavía está pensando en',
  completed: 'ya atendió',
  'needs-action': 'no ha decidido sobre',
};

interface Answered {
  readonly state: string;
  readonly appointment: { readonly patientName: string };
}

type Unsettled = Extract<Obstacle, { code: 'answered-by-another' | 'answer-to-confirm' }>;

/** An answer that a person has to read: who gave it, what it says, and what to do. A proposal that is over waits for none. */
export function answerSentence(
  given: Unsettled,
  { state, appointment: { patientName } }: Answered,
  moment: Moment,
): string {
  const by =
    given.by ?? (given.code === 'answered-by-another' || given.acting ? 'otra persona' : patientName);
  if (given.notTaken) return notTakenSentence(given, by, patientName, moment);
  const proposal = given.late === undefined ? 'la propuesta' : LATE[given.late];
  const what =
    given.to === null
      ? proposal
      : `el horario del ${shortRange(given.to.start, given.to.end, moment.now, moment.zone)}`;
  const did = `En el portal, ${by} ${ANSWERED[given.answer]} ${what}`;
  const isPlain = given.comment === '' && given.suggested === null;
  const isWaiting = state === 'awaiting-patient' && given.late === undefined;
  if (
    isWaiting &&
    given.to !== null &&
    given.code === 'answer-to-confirm' &&
    given.answer === 'declined' &&
    isPlain
  )
    return `${withStop(did)} Los demás horarios esperan una respuesta`;
  const more = said(given, moment);
  const told =
    given.code === 'answered-by-another'
      ? `${withStop(did)} No consta que actúe en nombre de ${patientName}`
      : given.acting
        ? `${did} en nombre de ${patientName}`
        : did;
  if (!isWaiting)
    return `${withStop(told)} ${given.late === undefined ? 'La propuesta venció' : 'Ya no esperaba respuesta'}: no se hizo nada.${more} Pregunte a ${patientName} y decida de nuevo`;
  if (given.code === 'answered-by-another')
    return `${told}: no se hizo nada.${more} Pregunte a ${patientName} y registre la respuesta`;
  return `${told}: no se hace nada automáticamente.${more} Registre la respuesta, o decida otra cosa, cuando esté claro`;
}

/** How a proposal is called that does not wait any more. */
const LATE = { replaced: 'la propuesta anterior', over: 'la propuesta' } as const;

/** The patient asks for a time of their own, and the practice wants to be called about such. */
function notTakenSentence(given: Unsettled, by: string, patientName: string, moment: Moment): string {
  const time = given.suggested && suggestedTime(given.suggested, moment);
  const words = said({ comment: given.comment, suggested: null }, moment);
  return `${withStop(`En el portal, ${by} pide otro horario en su lugar: ${time ?? ''}`)}${words} El consultorio no acepta allí esos horarios: no se hace nada automáticamente. Llame a ${patientName}, y registre la respuesta o decida otra cosa`;
}

/** Of longer words a row shows the beginning; the record has them all. */
const MOST_SHOWN = 300;

/** An answer to a visit that is booked: "En el portal, Ana Flores rechazó la cita. “Esa semana no estoy.”" */
export function visitAnswerSentence(given: VisitAnswer, patientName: string, moment: Moment): string {
  const by = given.by ?? (given.who === 'patient' ? patientName : 'otra persona');
  return `En el portal, ${by} ${ANSWERED[given.answer]} la cita${WHOSE[given.who](patientName)}.${said(given, moment)}`;
}

/** An answer to a time that had been given back: "En el portal, Ana Flores aceptó lun, 30 nov, 9:00–9:30. Ese horario ya se había liberado: no se hizo nada." */
export function lateAnswerSentence(
  given: VisitAnswer,
  { patientName, visit }: { readonly patientName: string; readonly visit: Interval | null },
  moment: Moment,
): string {
  const by = given.by ?? (given.who === 'patient' ? patientName : 'otra persona');
  const time = visit === null ? 'la propuesta' : shortRange(visit.start, visit.end, moment.now, moment.zone);
  return `En el portal, ${by} ${ANSWERED[given.answer]} ${time}${WHOSE[given.who](patientName)}. Ese horario ya se había liberado: no se hizo nada.${said(given, moment)}`;
}

/** Whose word that is. */
const WHOSE: Readonly<Record<VisitAnswer['who'], (patientName: string) => string>> = {
  patient: () => '',
  acting: (patientName) => ` en nombre de ${patientName}`,
  staff: (patientName) => `; no es una respuesta de ${patientName}`,
  another: (patientName) => `. No consta que actúe en nombre de ${patientName}: pregunte a ${patientName}`,
};

function said({ comment, suggested }: Pick<Unsettled, 'comment' | 'suggested'>, moment: Moment): string {
  const words = comment.replace(/\s+/g, ' ').trim();
  const shown = [...words].length > MOST_SHOWN ? `${[...words].slice(0, MOST_SHOWN).join('')}…` : words;
  const time = suggested === null ? null : suggestedTime(suggested, moment);
  return `${time === null ? '' : ` ${withStop(`Sugiere en su lugar: ${time}`)}`}${shown === '' ? '' : ` “${shown}”`}`;
}

/** A time of which one end may not be named; `null` where neither is. */
export function suggestedTime(
  { start, end }: { readonly start: EpochMs | null; readonly end: EpochMs | null },
  { now, zone }: Telling,
): string | null {
  if (start !== null && end !== null && start <= end) return shortRange(start, end, now, zone);
  const parts = [
    start === null ? [] : [`desde el ${shortDateTime(start, now, zone)}`],
    end === null ? [] : [`hasta el ${shortDateTime(end, now, zone)}`],
  ].flat();
  return parts.length === 0 ? null : parts.join(' ');
}
