import type { PolicyAlert } from '../../domain/cancellation-policy.ts';
import type { ConflictNote } from '../../domain/conflict-note.ts';
import type { Interval } from '../../domain/conflicts.ts';
import type { ReceptionistCommand } from '../../domain/decision.ts';
import { calendarDaysBetween, type EpochMs, HOUR_MS, type ZoneId } from '../../domain/time.ts';
import type { TakenBy } from '../../ipc/attention-views.ts';
import type { RequestRow, WrittenEmail } from '../../ipc/request-views.ts';
import type { Moment, SignLevel } from '../subjects.ts';
import { capitalized } from './common.ts';
import { listWords, plural, withStop } from './locale.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import {
  dayWord,
  formatBirthDate,
  formatDate,
  formatTime,
  formatTimeRange,
  shortDate,
  shortDateTime,
  shortRange,
} from './times.ts';

/** Date and hours on two lines of a row: "mar, 24 nov" (with the year where it is not this one), "9:00 a.m. – 9:30 a.m.", "mañana". */
export function timeParts(
  time: { readonly start: EpochMs; readonly end: EpochMs },
  { zone, now }: Moment,
): { readonly date: string; readonly hours: string; readonly day: string | null } {
  const day = dayWord(time.start, now, zone);
  return formatDate(time.start, zone) === formatDate(time.end, zone)
    ? { date: shortDate(time.start, now, zone), hours: formatTimeRange(time.start, time.end, zone), day }
    : {
        date: shortDate(time.start, now, zone),
        hours: `${formatTime(time.start, zone)} – ${shortDateTime(time.end, now, zone)}`,
        day,
      };
}

/** From how much later on a request's arrival does not tell when the patient asked. */
const LATE_MS = HOUR_MS;

/** When a request arrived at this desk, "Llegó hoy, 10:42 a.m.", and when the patient asked if that was much earlier. */
export function arrivedWords(
  { authoredAt, receivedAt }: Pick<RequestRow, 'authoredAt' | 'receivedAt'>,
  moment: Moment,
): string {
  const arrived = `Llegó ${onMoment(receivedAt, moment)}`;
  return receivedAt - authoredAt < LATE_MS
    ? arrived
    : `${arrived} · se pidió ${onMoment(authoredAt, moment)}`;
}

function momentWords(at: EpochMs, { zone, now }: Moment): string {
  return `${dayWord(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;
}

/** The same after a verb: "hoy, 10:42 a.m.", "el mar, 24 nov, 10:42 a.m.". */
function onMoment(at: EpochMs, { zone, now }: Moment): string {
  return `${dayWord(at, now, zone) ?? `el ${shortDate(at, now, zone)}`}, ${formatTime(at, zone)}`;
}

/** Date of birth and phone: "nac. 3 mar 1980", "(555) 010-1234". Empty while nobody is matched. */
export function patientFacts(row: Pick<RequestRow, 'patient'>): readonly string[] {
  if (row.patient === null) return [];
  const { birthDate, phone } = row.patient;
  // The weekday of a birth date helps nobody.
  const born = birthDate === null ? words.noBirthDate : `${words.born} ${formatBirthDate(birthDate)}`;
  return [born, phone ?? words.noPhone];
}

/** The alert on a request to cancel (docs/workflow.md, 3). */
export function policySentence(policy: PolicyAlert, { zone, now }: Moment): string {
  const verb = policy.start < now ? 'era' : 'es';
  const when = `la cita ${verb} ${onMoment(policy.start, { zone, now })}`;
  const told = policy.chargesText === null ? when : `${withStop(when)} ${policy.chargesText}`;
  if (policy.days === null) {
    return policy.within
      ? `Su política de cancelación pide aprobar cada cancelación: ${told}`
      : `Su política de cancelación no pide aprobación: ${told}`;
  }
  const name =
    policy.days === 0 ? 'del mismo día' : `de ${plural(policy.days, '1 día', `${policy.days} días`)}`;
  return `${policy.within ? 'Dentro' : 'Fuera'} de su política de cancelación ${name}: ${told}`;
}

/** "Ann Smith, 9:00 a.m. – 9:30 a.m. con Dr. Alvarez (Reservada)". */
export const whoStands = (one: TakenBy, zone: ZoneId): string =>
  `${one.patientName}, ${formatTimeRange(one.start, one.end, zone)} con ${one.practitionerName} (${STATUS[one.status]})`;

/** A time that is asked for; without an end where none is stated. */
export const askedTime = (
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs | null },
  { now, zone }: Moment,
): string => (end === null ? shortDateTime(start, now, zone) : shortRange(start, end, now, zone));

/** "Cambio en otro lugar: la cita …; usted había elegido …". */
export const conflictSentence = (note: ConflictNote, moment: Moment): string =>
  `${words.stateConflict}: ${changedWords(note, moment)}`;

/** The same where "Cambio en otro lugar" stands above it: "La cita …; usted había elegido …". */
export const changedSentence = (note: ConflictNote, moment: Moment): string =>
  capitalized(changedWords(note, moment));

const rangeWords = ({ start, end }: Interval, { now, zone }: Moment): string =>
  shortRange(start, end, now, zone);

function changedWords(note: ConflictNote, moment: Moment): string {
  const said = note.chosen === null ? null : chosenWords(note.chosen, moment);
  return `${portalWords(note, moment)}${said === null ? '' : `; usted había elegido ${said}`}`;
}

function portalWords({ portal, by }: ConflictNote, moment: Moment): string {
  switch (portal.what) {
    case 'moved':
      return `${by === null ? 'la cita se movió' : `${by} movió la cita`} al ${rangeWords(portal, moment)}`;
    case 'cancelled':
      return by === null ? 'la cita se canceló' : `${by} canceló la cita`;
    case 'request-withdrawn':
      return 'el paciente retiró la solicitud';
    case 'request-closed':
      return `${by === null ? 'la solicitud se cerró' : `${by} cerró la solicitud`} (${OUTCOME[portal.outcome].toLowerCase()})`;
    case 'request-superseded':
      return 'el paciente hizo otra solicitud';
    case 'restored':
      return 'el portal volvió a un estado anterior y allí falta su decisión. Es posible que el correo ya haya salido';
    case 'offer-taken':
      return 'otra persona había aceptado antes el horario';
    case 'gone':
      return 'el portal ya no tiene aquello sobre lo que decidió: se eliminó allí, o el portal volvió a un estado anterior. Es posible que el correo ya haya salido';
    case 'in-part':
      return 'el portal aplicó solo una parte de su decisión, que allí se revirtió hasta donde se pudo: revise la cita antes de decidir de nuevo';
    case 'landed-late':
      return 'el portal aplicó su decisión después de todo, cuando ya se daba por rechazada: asegúrese de que el paciente lo sepa';
    case 'overwritten':
      return overwrittenWords(portal.visit, by, moment);
    case 'other':
      return by === null ? 'la cita o la solicitud cambió' : `${by} cambió la cita o la solicitud`;
  }
}

function overwrittenWords(
  visit: Extract<ConflictNote['portal'], { what: 'overwritten' }>['visit'],
  by: string | null,
  moment: Moment,
): string {
  const before =
    visit === null
      ? by === null
        ? 'la cita o la solicitud había cambiado'
        : `${by} había cambiado la cita o la solicitud`
      : visit.cancelled
        ? by === null
          ? 'la cita se había cancelado'
          : `${by} había cancelado la cita`
        : `${by === null ? 'la cita había cambiado' : `${by} había cambiado la cita`} (${rangeWords(visit, moment)})`;
  return `${before}, y su decisión reemplazó ese cambio, porque el portal no comprueba las versiones`;
}

/** A decision as the receptionist knows it, with the time it aimed at. */
function chosenWords(command: ReceptionistCommand, moment: Moment): string {
  switch (command.type) {
    case 'approve':
      return `“${words.approve}”`;
    case 'deny':
      return `“${words.deny}”`;
    case 'keep':
      return `“${words.keepAppointment}”`;
    case 'propose':
      return `“${words.proposeChanges}”: ${command.slots.map((slot) => rangeWords(slot, moment)).join(' o ')}`;
    case 'update':
      return `“${words.updateAppt}”: ${rangeWords(command.slot, moment)}`;
    case 'cancel-appointment':
      return `“${'appointmentId' in command ? words.cancelAppt : words.cancelAppointment}”`;
    case 'book':
      return `“${words.bookAppointment}”: ${rangeWords(command.slot, moment)}`;
    case 'set-status':
      return `“${STATUS[command.status]}”`;
    case 'withdraw-proposal':
      return `“${words.withdrawProposal}”`;
    case 'record-answer':
      return `“${words.recordAnswer}”: ${command.answer === 'accepted' ? words.answerAccepted : words.answerDeclined}`;
    case 'resend-email':
      return `“${words.resendEmail}”`;
    case 'message':
      return `“${words.message}”`;
    case 'assign-patient':
      return 'otro paciente';
  }
}

/** Where the newest decision on a row stands on its way to the portal; `null` when there is nothing to say. */
export function deliverySentence(row: {
  readonly delivery: Pick<NonNullable<RequestRow['delivery']>, 'state' | 'lastError'> | null;
}): { level: SignLevel; text: string } | null {
  switch (row.delivery?.state) {
    case 'held':
    case 'ready':
    case 'unsure':
      return { level: 'wait', text: 'Pendiente de sincronizar' };
    case 'failed':
      return {
        level: 'problem',
        text: `${withStop(`El portal no aceptó la decisión${row.delivery.lastError === null ? '' : `: ${row.delivery.lastError}`}`)} Vea “${words.attention}”`,
      };
    default:
      return null;
  }
}

/** Where the newest e-mail about a row stands; `null` when there is nothing to say. */
export function mailSentence(row: Pick<RequestRow, 'mail'>): { level: SignLevel; text: string } | null {
  const { mail } = row;
  switch (mail?.state) {
    case 'waiting':
      return { level: 'wait', text: 'El correo sale cuando el portal confirma' };
    case 'ready':
      return { level: 'wait', text: `Correo en camino a ${mail.toAddress}` };
    case 'sent':
      return { level: 'good', text: `Correo enviado a ${mail.toAddress}` };
    case 'failed':
      return {
        level: 'problem',
        text: `${withStop(`Correo${mail.toAddress === '' ? '' : ` a ${mail.toAddress}`} no entregado${mail.lastError === null ? '' : `: ${mail.lastError}`}`)} Vea “${words.attention}”`,
      };
    case 'called':
      return { level: 'good', text: 'Se avisó por teléfono en lugar de por correo' };
    default:
      return null;
  }
}

/** Until when a request is put off: "Pospuesta hasta el mar, 24 nov, 9:00 a.m.". */
export const snoozedSentence = (until: EpochMs, { zone, now }: Moment): string =>
  `Pospuesta hasta el ${shortDateTime(until, now, zone)}`;

/** Others have typed something here that is not sent: "Kim Lee ha empezado aquí una respuesta". */
export const begunBy = (names: readonly string[]): string =>
  `${listWords(names)} ${plural(names.length, 'ha', 'han')} empezado aquí una respuesta`;

/** Above a note of the practice: "Robin, hoy, 9:12 a.m.". */
export const deskNoteBy = ({ by, at }: NonNullable<RequestRow['deskNote']>, moment: Moment): string =>
  `${words.deskNote} · ${by}, ${momentWords(at, moment)}`;

/** A note of the practice in a line with others. */
export const deskNoteSentence = ({ text }: NonNullable<RequestRow['deskNote']>): string =>
  `${words.note}: ${text}`;

/** Where an e-mail that was written stands: "Enviado el lun, 23 nov, 9:12 a.m.". */
export function writtenEmailState(
  { state, at }: Pick<WrittenEmail, 'state' | 'at'>,
  { now, zone }: Moment,
): string {
  const when = `el ${shortDateTime(at, now, zone)}`;
  switch (state) {
    case 'sent':
      return `Enviado ${when}`;
    case 'failed':
      return `No entregado; se desistió ${when}`;
    case 'called':
      return `No enviado: se avisó por teléfono ${when}`;
    case 'dropped':
      return `No enviado: se revirtió ${when}`;
    case 'waiting':
    case 'ready':
      return `Escrito ${when}, todavía sin enviar`;
  }
}

/** How, when and by whom a closed request ended. */
export function outcomeSentence(row: RequestRow, { zone, now }: Moment): string {
  const outcome = row.outcome === null ? '' : OUTCOME[row.outcome];
  const reason = row.outcomeReason === null || row.outcomeReason === '' ? '' : ` (${row.outcomeReason})`;
  if (row.resolvedAt === null) return `${outcome}${reason}`;
  const by = row.settled === null ? '' : ` · ${row.settled.by}`;
  return `${outcome}${reason} · ${momentWords(row.resolvedAt, { zone, now })}${by}`;
}

/** Until when a proposal waits: "Propuesta enviada hoy, 9:12 a.m. · espera al paciente hasta …". */
export function proposalSentence(
  proposal: NonNullable<RequestRow['proposal']>,
  { zone, now }: Moment,
): string {
  const sent = `Propuesta enviada ${onMoment(proposal.sentAt, { zone, now })}`;
  if (proposal.expiresAt === null) return `${sent} · espera al paciente; no vence`;
  const left = calendarDaysBetween(now, proposal.expiresAt, zone);
  const inDays = left <= 0 ? '' : left === 1 ? ' (mañana)' : ` (en ${left} días)`;
  return `${sent} · espera al paciente hasta el ${shortDateTime(proposal.expiresAt, now, zone)}${inDays}`;
}
