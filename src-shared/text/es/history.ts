import type { LateCharge } from '../../domain/cancellation-policy.ts';
import { type CommandType, isCommandType } from '../../domain/command-rules.ts';
import type { HistoryDetail, TakenOut } from '../../domain/history.ts';
import type { HistoryEntry } from '../../ipc/history-views.ts';
import type { Telling } from '../subjects.ts';
import { CALL_OUTCOME } from './calls.ts';
import { alsoOffered } from './freed-slots.ts';
import { formatCount, listWords, plural } from './locale.ts';
import { ANSWERED, suggestedTime } from './portal-answers.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { closureWords, shortDateTime, shortRange } from './times.ts';
import { USER_ROLE } from './users.ts';

export interface HistoryLine {
  /** What happened. */
  readonly title: string;
  /** Details, each a line of its own. */
  readonly lines: readonly string[];
  /** When, who and at which desk. */
  readonly by: string;
}

const EMAIL_KIND: Readonly<Record<string, string>> = {
  booked: 'cita reservada',
  approved: 'confirmada para el nuevo horario',
  denied: 'se mantiene en el horario original',
  kept: 'cita mantenida',
  proposed: 'propuesta',
  'proposal-withdrawn': 'propuesta retirada',
  updated: 'cita cambiada',
  accepted: 'nuevo horario confirmado',
  cancelled: 'cita cancelada',
  reminder: 'recordatorio',
  message: 'mensaje',
  'not-booked': 'cita nueva rechazada',
  offered: 'propuesta',
  'offer-withdrawn': 'propuesta retirada',
  'offer-taken': 'horario dado a otra persona',
};

const LATE_CHARGE: Readonly<Record<LateCharge, string>> = { charged: 'cobrada', waived: 'no cobrada' };

/** As things that were done: who did them stands beside it. */
const COMMAND: Readonly<Record<CommandType, string>> = {
  book: 'Cita reservada',
  'set-status': 'Estado cambiado',
  approve: 'Solicitud aprobada',
  deny: 'Solicitud rechazada',
  keep: 'Cita mantenida',
  propose: 'Otro horario propuesto',
  update: 'Cita actualizada',
  'cancel-appointment': 'Cita cancelada',
  'withdraw-proposal': 'Propuesta retirada',
  'record-answer': 'Respuesta del paciente registrada',
  'resend-email': 'Correo reenviado',
  message: 'Mensaje enviado',
  'assign-patient': 'Paciente asignado',
  'add-patient': 'Paciente agregado',
  'correct-address': 'Dirección de correo corregida',
  'correct-phone': 'Teléfono corregido',
  'patient-answer': 'Respuesta del paciente aplicada',
  'patient-own-time': 'Horario propio del paciente tomado',
  'patient-withdraws': 'Solicitud retirada, cerrada',
  supersede: 'Solicitud anterior cerrada',
  'apply-policy': 'Cancelada según la política',
  expire: 'Propuesta vencida',
  'offer-taken': 'Propuesta de un horario ya dado terminada',
};

/** One link of a request's chain in words. */
export function historyLine(entry: HistoryEntry, { zone, now }: Telling): HistoryLine {
  return {
    title: title(entry),
    lines: details(entry.detail, { zone, now }),
    by: `${shortDateTime(entry.at, now, zone)} · ${entry.userName}${entry.deskName === '' ? '' : `, ${entry.deskName}`}`,
  };
}

function userWords({ user, userBefore }: HistoryDetail): string {
  if (user === undefined) return '';
  const called = (one: Pick<typeof user, 'name' | 'role'>): string =>
    `${one.name}, ${USER_ROLE[one.role].toLowerCase()}`;
  return `: ${called(user)}${userBefore === undefined ? '' : ` (antes: ${called(userBefore)})`}`;
}

/** ": Ana Flores", where a name is known. */
const named = ({ patientName }: HistoryDetail): string =>
  patientName === undefined ? '' : `: ${patientName}`;

function title({ kind, detail }: HistoryEntry): string {
  switch (kind) {
    case 'request-received':
      return 'Solicitud recibida del portal';
    case 'request-withdrawn':
      return 'El paciente retiró la solicitud';
    case 'request-superseded':
      return 'Reemplazada por una solicitud más reciente del paciente';
    case 'decided':
      return decided(detail);
    case 'undone':
      return `Deshecho${detail.command === undefined ? '' : `: ${commandWords(detail.command)}`}`;
    case 'patient-answered':
      if (detail.suggested !== undefined) return 'El paciente pide otro horario en su lugar';
      return detail.answer === 'declined'
        ? 'El paciente rechazó en el portal'
        : 'El paciente aceptó en el portal';
    case 'answer-received':
      return detail.to === undefined
        ? `${answered(detail)} en el portal: queda para que lo vea una persona`
        : `${answered(detail)} en el portal`;
    case 'answer-noted':
      return `Anotado: ${answered(detail)} en el portal`;
    case 'time-chosen':
      return 'Se eligió a cuál de los horarios solicitados se refiere';
    case 'proposal-expired':
      return 'Sin respuesta: la propuesta venció';
    case 'offer-taken':
      return 'Otra persona aceptó primero el horario';
    case 'applied-under-policy':
      return 'Cancelada según la política, sin aprobación necesaria';
    case 'portal-confirmed':
      return 'Confirmado por el portal';
    case 'portal-conflict':
      return 'Cambio en otro lugar: el portal mantuvo su propio estado';
    case 'portal-refused':
      return 'Rechazado por el portal';
    case 'closed-elsewhere':
      return `${detail.desk === undefined ? 'Cerrada en otro lugar' : `Cerrada en ${detail.desk}`}${detail.outcome === undefined ? '' : `: ${OUTCOME[detail.outcome].toLowerCase()}`}`;
    case 'email-queued':
      return `Correo escrito${emailWords(detail)}`;
    case 'email-accepted':
      return `Correo aceptado por el servidor de correo${emailWords(detail)}`;
    case 'email-refused':
      return `Correo rechazado${emailWords(detail)}`;
    case 'email-retried':
      return `Correo intentado de nuevo${emailWords(detail)}`;
    case 'called-instead':
      return 'Se avisó por teléfono en lugar de por correo';
    case 'call-listed':
      return 'Puesto en la Lista de llamadas';
    case 'call-done':
      return 'Se avisó por teléfono';
    case 'call-attempted':
      return `Se llamó, sin poder avisar${detail.callOutcome === undefined ? '' : `: ${CALL_OUTCOME[detail.callOutcome].toLowerCase()}`}`;
    case 'signed-in':
      return 'Inicio de sesión';
    case 'sign-in-failed':
      return 'Intento de inicio de sesión con PIN o frase de contraseña incorrectos';
    case 'locked':
      return 'Puesto bloqueado';
    case 'user-added':
      return `Usuario agregado${userWords(detail)}`;
    case 'user-changed':
      return `Usuario cambiado${userWords(detail)}`;
    case 'user-removed':
      return `Usuario quitado${userWords(detail)}`;
    case 'secret-changed':
      return `PIN o frase de contraseña cambiados${userWords(detail)}`;
    case 'recovery-key-used':
      return `PIN o frase de contraseña nuevos definidos con la clave de recuperación${userWords(detail)}`;
    case 'recovery-key-refused':
      return 'Intento con una clave de recuperación incorrecta';
    case 'call-undone':
      return `Deshecho: ${detail.callOutcome === undefined ? 'se avisó por teléfono' : CALL_OUTCOME[detail.callOutcome].toLowerCase()}`;
    case 'call-dismissed':
      return 'Quitado de la Lista de llamadas: no queda nada que avisar';
    case 'address-corrected':
      return 'Dirección de correo corregida';
    case 'address-kept':
      return 'Se mantuvo la dirección de correo del portal';
    case 'phone-corrected':
      return 'Teléfono corregido';
    case 'phone-kept':
      return 'Se mantuvo el teléfono del portal';
    case 'conflict-dismissed':
      return 'Se tomó nota del cambio en otro lugar';
    case 'double-booking-dismissed':
      return `Se tomó nota de que hay otra cita a la misma hora${named(detail)}`;
    case 'email-dismissed':
      return `Correo descartado: ya no era cierto${emailWords(detail)}`;
    case 'noted':
      return 'Nota';
    case 'snoozed':
      return 'Pospuesta';
    case 'woken':
      return 'Reactivada en la bandeja';
    case 'backup-restored':
      return 'Una copia de seguridad reemplazó la base de datos';
    case 'record-fault-noted':
      return 'Se anotó lo que falla en el registro';
    case 'keys-change-asked':
      return 'Pidió claves nuevas para el próximo inicio';
    case 'keys-change-dropped':
      return 'Conservó las claves actuales, aunque se habían pedido nuevas';
    case 'keys-changed':
      return 'Se cambiaron las claves de la base de datos y su clave de recuperación';
    case 'looked-at':
      return 'Datos del paciente abiertos';
    case 'searched':
      return searchedWords(detail);
    case 'printed':
      return `Impreso${takenOutWords(detail)}`;
    case 'exported':
      return `Guardado como archivo${takenOutWords(detail)}`;
    case 'settings-changed':
      return 'Configuración cambiada';
    case 'started':
      return [
        'Reslot se inició',
        ...(detail.byRecoveryKey ? ['la clave de recuperación abrió su base de datos'] : []),
        ...(detail.afterCrash ? ['no se había cerrado en orden'] : []),
      ].join('; ');
    case 'stopped':
      return 'Reslot se cerró';
    case 'unusable-dismissed':
      return 'Se quitó de la lista una entrada del portal que no se puede usar';
    case 'patient-added':
      return `Paciente agregado${named(detail)}`;
    case 'patient-assigned':
      return `Paciente asignado${named(detail)}`;
  }
}

const SEARCHED: Readonly<Record<NonNullable<HistoryDetail['search']>['where'], string>> = {
  patients: 'Búsqueda de pacientes',
  'similar-patients': 'Búsqueda de pacientes del mismo nombre',
  requests: 'Búsqueda de solicitudes',
  record: 'Búsqueda en el registro',
};

/** "Búsqueda de pacientes, “ana”: 3 resultados". */
const searchedWords = ({ search }: HistoryDetail): string =>
  search === undefined
    ? 'Búsqueda'
    : `${SEARCHED[search.where]}, “${search.text}”: ${search.found === 0 ? 'sin resultados' : plural(search.found, '1 resultado', `${formatCount(search.found)} resultados`)}`;

const TAKEN_OUT: Readonly<Record<TakenOut, string>> = {
  'downtime-sheet': 'la hoja de contingencia',
  'absence-list': 'la lista de una ausencia',
  report: 'el informe',
  'request-history': 'el historial de solicitudes',
  diagnostics: 'el diagnóstico, sin pacientes',
  'recovery-key': 'la clave de recuperación',
  'new-recovery-key': 'una clave de recuperación nueva, que se mostró',
  record: 'el registro',
};

const takenOutWords = ({ takenOut, patientName }: HistoryDetail): string => {
  if (takenOut === undefined) return '';
  return `: ${TAKEN_OUT[takenOut]}${patientName === undefined ? '' : ` de “${patientName}”`}`;
};

/** "rules.undoSeconds: 10, antes 5"; of a secret that it was changed, and no more. */
const settingWords = ({ setting, from, to }: NonNullable<HistoryDetail['settings']>[number]): string => {
  if (from === '' && to === '') return `${setting}: cambio`;
  return `${setting}: ${to === '' ? 'vacío' : to}, antes ${from === '' ? 'vacío' : from}`;
};

/** "Ana Flores aceptó provisionalmente la propuesta". */
const answered = ({ patientName, answer, answerTo, to }: HistoryDetail): string => {
  const what = answerTo === 'visit' ? 'la cita' : to === undefined ? 'la propuesta' : 'un horario propuesto';
  return `${patientName ?? 'Alguien'} ${ANSWERED[answer ?? 'needs-action']} ${what}`;
};

function decided(detail: HistoryDetail): string {
  if (detail.command === 'record-answer' && detail.answer !== undefined) {
    const answer = detail.answer === 'accepted' ? words.answerAccepted : words.answerDeclined;
    return `Respuesta del paciente por teléfono registrada: ${answer.toLowerCase()}`;
  }
  if (detail.command === 'set-status' && detail.status !== undefined)
    return `Estado: ${STATUS[detail.status]}`;
  return detail.command === undefined ? 'Decidido' : commandWords(detail.command);
}

/** What the record says was done. It is never rewritten: a line may be of a version that knew other commands. */
const commandWords = (command: string): string =>
  isCommandType(command) ? COMMAND[command] : `Decidido de otro modo (${command})`;

const emailWords = (detail: HistoryDetail): string =>
  detail.emailKind === undefined ? '' : `: ${EMAIL_KIND[detail.emailKind] ?? detail.emailKind}`;

function details(detail: HistoryDetail, { zone, now }: Telling): string[] {
  const lines: string[] = [];
  const span = (time: { start: number; end: number }): string => shortRange(time.start, time.end, now, zone);
  if (detail.from !== undefined && detail.to !== undefined)
    lines.push(
      `Del ${span(detail.from)} al ${[detail.to, ...(detail.alternatives ?? [])].map(span).join(' o al ')}`,
    );
  else if (detail.to !== undefined) lines.push(`Horario: ${span(detail.to)}`);
  else if (detail.from !== undefined) lines.push(`Horario: ${span(detail.from)}`);
  if (detail.sharedWith !== undefined) lines.push(alsoOffered(detail.sharedWith));
  if (detail.visitType) lines.push(`Tipo: ${detail.visitType}`);
  if (detail.practitionerName !== undefined) lines.push(`Profesional: ${detail.practitionerName}`);
  if (detail.reason) lines.push(`Motivo: ${detail.reason}`);
  if (detail.message) lines.push(`Mensaje: ${detail.message}`);
  const suggested = detail.suggested && suggestedTime(detail.suggested, { zone, now });
  if (suggested) lines.push(`Horario nombrado: ${suggested}`);
  if (detail.lateCharge !== undefined) lines.push(`Cancelación tardía: ${LATE_CHARGE[detail.lateCharge]}`);
  if (detail.overrideReason) lines.push(overrideLine(detail));
  if (detail.fromAddress) lines.push(`De: ${detail.fromAddress}`);
  if (detail.toAddress) lines.push(`A: ${detail.toAddress}`);
  if (detail.fromPhone) lines.push(`De: ${detail.fromPhone}`);
  if (detail.toPhone) lines.push(`A: ${detail.toPhone}`);
  if (detail.subject) lines.push(`Asunto: ${detail.subject}`);
  if (detail.error) lines.push(`Respuesta: ${detail.error}`);
  if (detail.again !== undefined) lines.push(`Llamar de nuevo: ${shortDateTime(detail.again, now, zone)}`);
  if (detail.until !== undefined) lines.push(`Hasta el ${shortDateTime(detail.until, now, zone)}`);
  if (detail.backupOf !== undefined)
    lines.push(`La copia de seguridad se hizo el ${shortDateTime(detail.backupOf, now, zone)}`);
  if (detail.reached !== undefined) lines.push(`El registro había llegado a la línea ${detail.reached}`);
  if (detail.note) lines.push(`Nota: ${detail.note}`);
  if (detail.file) lines.push(`Archivo: ${detail.file}`);
  for (const setting of detail.settings ?? []) lines.push(settingWords(setting));
  if (detail.version) lines.push(`Versión ${detail.version}`);
  return lines;
}

/** "Reservada sobre Ann Smith, en un día cerrado (Acción de Gracias), porque: lo pidió ella". */
function overrideLine({
  overrideOf,
  overrideClosedDay,
  overrideOutsideHours,
  overrideOwnHours,
  overrideUnavailable = [],
  overrideReason,
}: HistoryDetail): string {
  const over = overrideOf === undefined || overrideOf.length === 0 ? [] : [`sobre ${listWords(overrideOf)}`];
  const closed =
    overrideClosedDay === undefined
      ? []
      : [`en un día cerrado${overrideClosedDay === '' ? '' : ` (${closureWords(overrideClosedDay)})`}`];
  const outside = !overrideOutsideHours
    ? []
    : [overrideOwnHours ? 'fuera del horario del profesional' : 'fuera del horario de atención'];
  const without = overrideUnavailable.map(({ why, reason }) =>
    why === 'away'
      ? 'con el profesional ausente'
      : `en tiempo bloqueado${reason === '' ? '' : ` (${reason})`}`,
  );
  const how = [...over, ...closed, ...outside, ...without].join(', ');
  return `Reservada${how === '' ? '' : ` ${how}`}, porque: ${overrideReason}`;
}
