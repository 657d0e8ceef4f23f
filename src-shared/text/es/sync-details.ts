/** What the header's state is about, one click away: what waits, since when, why, and what happens next. */
import type { EpochMs } from '../../domain/time.ts';
import type { SyncStatus, WaitingDecision } from '../../ipc/sync-views.ts';
import { formatCount, plural, withStop } from './locale.ts';
import { typesWords } from './sync.ts';
import { theHour } from './times.ts';

export const syncDetailsText = {
  title: 'Portal y correo',
  open: 'Qué está en espera, y por qué',
  close: 'Cerrar',
  portal: 'Portal',
  decisions: 'Pendiente de sincronizar',
  email: 'Correo',
  attention: 'Mostrar lo que requiere atención',
  settings: 'Abrir Configuración',
  tryNow: 'Intentar ahora',
  nothingWaits: 'Todo lo decidido aquí está en el portal.',
  noMail: 'Todo el correo que puede salir ha salido.',
};

/** Where a sentence is said: the present, and an instant on the clinic's clock. */
interface Moment {
  readonly now: EpochMs;
  readonly time: (at: EpochMs) => string;
}

/** "en menos de un minuto", "a las 10:43". */
const soon = (at: EpochMs, { now, time }: Moment): string =>
  at - now < 60_000 ? 'en menos de un minuto' : `a ${theHour(time(at))}`;

/** How the exchange with the portal stands, and what happens by itself. `advice`: what helps, where the state itself says so. */
export function portalSentences(
  status: SyncStatus,
  { advice, nextRoundAt }: { readonly advice: string | null; readonly nextRoundAt: EpochMs | null },
  moment: Moment,
): string[] {
  const { time } = moment;
  const again =
    nextRoundAt === null
      ? 'Se está consultando ahora.'
      : withStop(`Se vuelve a consultar ${soon(nextRoundAt, moment)}`);
  const since =
    status.lastSuccessAt === null
      ? []
      : [withStop(`Última lectura completa: a ${theHour(time(status.lastSuccessAt))}`)];
  switch (status.phase) {
    case 'up-to-date':
    case 'syncing':
      return status.lastSuccessAt === null
        ? ['Se está leyendo por primera vez desde que se abrió Reslot.']
        : [...since, again];
    case 'loading':
      return ['Se está leyendo por primera vez. Lo que todavía falta llega solo; entretanto puede trabajar.'];
    case 'offline':
      return [
        status.offlineSince === null
          ? 'No se puede conectar con él.'
          : withStop(`No se puede conectar con él desde ${theHour(time(status.offlineSince))}`),
        ...since,
        again,
        'Continúe como siempre: lo que decida se guarda aquí y se envía cuando vuelva la conexión.',
      ];
    case 'server-error':
      return [
        `Responde con un error${status.detail === null ? '.' : `: ${status.detail}`}`,
        ...since,
        again,
        'No se pierde nada. Si esto persiste, comunique este texto a quien cuida del portal.',
      ];
    case 'types-refused':
      return [
        ...unreadSentences(status.detail ?? ''),
        'Pida a quien opera el portal que la cuenta de este puesto pueda leer y buscar esos datos. Lo que haya llegado entretanto se lee entonces.',
        ...(status.lastSuccessAt === null
          ? []
          : [withStop(`Lo demás se leyó por última vez a ${theHour(time(status.lastSuccessAt))}`)]),
        again,
      ];
    case 'sign-in-failed':
      return [
        'No deja entrar a este puesto. No se pierde nada: lo decidido se envía cuando el inicio de sesión vuelva a funcionar.',
        'Revise el inicio de sesión en Configuración, Conexión al portal.',
        again,
      ];
    case 'not-configured':
      return [
        'No hay ninguno conectado. Lo que se decida entretanto se guarda, y se le comunica cuando haya uno.',
      ];
    case 'storage':
    case 'program-error':
      return [...(advice === null ? [] : [advice]), ...since, again];
    case 'certificate':
    case 'secret-elsewhere':
    case 'key-store':
    case 'clear-text':
      return [
        ...(advice === null ? [] : [advice]),
        'Hasta entonces no se le envía nada, y no se pierde nada.',
        ...since,
      ];
  }
}

/** What follows at the desk where the portal does not let it read these types. */
function unreadSentences(types: string): string[] {
  const refused = types.split(',');
  return [
    `No permite a este puesto leer ${typesWords(types)}. Todo lo demás se lee como siempre.`,
    ...refused.flatMap((type) => UNREAD_MEANS[type] ?? []),
    ...(refused.some((type) => ANSWERS_STAND_IN.has(type))
      ? ['Entretanto no vence ninguna propuesta: la respuesta de un paciente podría estar allí, sin leer.']
      : []),
  ];
}

const ANSWERS_STAND_IN: ReadonlySet<string> = new Set([
  'Patient',
  'Appointment',
  'Task',
  'AppointmentResponse',
]);

const UNREAD_MEANS: Readonly<Record<string, string>> = {
  Patient: 'Los pacientes nuevos en el portal no se conocen aquí.',
  Practitioner: 'Con los profesionales nuevos en el portal no se puede reservar aquí.',
  Location: 'En los lugares nuevos en el portal no se puede reservar aquí.',
  Appointment:
    'Lo que se reserva o cambia en otro lugar no se ve aquí: un horario que se muestra libre puede estar ocupado.',
  Task: 'No llegan solicitudes nuevas.',
  AppointmentResponse: 'No llegan las respuestas de los pacientes a las propuestas.',
};

/** What a portal that keeps no answers of patients means for a proposal; null where it keeps them. */
export const noAnswersSentence = ({ noAnswers }: Pick<SyncStatus, 'noAnswers'>): string | null =>
  noAnswers
    ? 'Este portal no conserva las respuestas de los pacientes, así que lo que digan a una propuesta no llega aquí. Llámelos y elija “Registrar la respuesta”.'
    : null;

/** Why a decision has not reached the portal, and when it goes on. */
export function waitSentence(
  { reason, until, attempts, error }: WaitingDecision,
  phase: SyncStatus['phase'],
  moment: Moment,
): string {
  const away = AWAY[phase];
  const again =
    away ??
    (until === null
      ? 'Se vuelve a intentar ahora.'
      : withStop(`Se vuelve a intentar ${soon(until, moment)}`));
  const last = error === null || away !== undefined ? '' : ` ${withStop(`La última respuesta: ${error}`)}`;
  switch (reason) {
    case 'undo':
      return 'Todavía se puede deshacer, y sale después.';
    case 'turn':
      return error === null ? (away ?? 'Sale ahora.') : `${again}${last}`;
    case 'pause':
      return `${attemptWords(attempts)} ${again}${last}`;
    case 'in-doubt':
      return `Todavía no se sabe si llegó: primero se comprueba. ${again}${last}`;
    case 'one-before':
      return 'Espera a la anterior, sobre la misma cita.';
    case 'refused-before':
      return 'El portal no aceptó una anterior, sobre la misma cita: vea “Requiere atención”.';
    case 'patient':
      return 'Espera a que el portal tenga el paciente.';
  }
}

/** What has to be so again before anything leaves. */
const AWAY: Readonly<Partial<Record<SyncStatus['phase'], string>>> = {
  offline: 'Sale cuando haya conexión con el portal.',
  'not-configured': 'Sale cuando haya un portal conectado.',
  'sign-in-failed': 'Sale cuando el portal deje entrar a este puesto.',
  certificate: 'Sale cuando la conexión esté corregida.',
  'secret-elsewhere': 'Sale cuando se vuelva a introducir el inicio de sesión.',
  'key-store': 'Sale cuando se desbloquee el almacén de claves de esta computadora.',
  'clear-text': 'Sale cuando la conexión esté cifrada.',
};

const attemptWords = (attempts: number): string =>
  plural(attempts, 'Se intentó una vez.', `Se intentó ${formatCount(attempts)} veces.`);

/** How many more wait than are shown. */
export const moreWaiting = (count: number): string => `y ${formatCount(count)} más`;

/** How many e-mails may leave and have not. */
export const mailWaitingSentence = (count: number): string =>
  count === 0
    ? syncDetailsText.noMail
    : plural(
        count,
        '1 correo está en espera, y sale solo.',
        `${formatCount(count)} correos están en espera, y salen solos.`,
      );

/** What the header says where this computer's clock is not the portal's; null where they agree (0 minutes). */
export const clockNotice = (aheadMinutes: number): string | null =>
  aheadMinutes === 0
    ? null
    : `El reloj de esta computadora está ${aheadMinutes > 0 ? 'adelantado' : 'atrasado'} ${spanWords(Math.abs(aheadMinutes))} respecto al del portal`;

/** The same, with what comes of it and what to do. */
export function clockSentence(aheadMinutes: number): string | null {
  const notice = clockNotice(aheadMinutes);
  return notice === null
    ? null
    : `${notice}. Las propuestas y la política de cancelación se rigen por el del portal. Haga corregir el reloj de esta computadora.`;
}

function spanWords(minutes: number): string {
  if (minutes < 90) return plural(minutes, '1 minuto', `${formatCount(minutes)} minutos`);
  const hours = Math.round(minutes / 60);
  if (hours < 36) return `${formatCount(hours)} horas`;
  return `${formatCount(Math.round(hours / 24))} días`;
}
