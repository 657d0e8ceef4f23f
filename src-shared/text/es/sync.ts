import type { EpochMs } from '../../domain/time.ts';
import type { DemoServers, DemoStanding, SyncStatus } from '../../ipc/sync-views.ts';
import type { StatusTone } from '../subjects.ts';
import { certificateAdvice, certificateFaultWords } from './certificates.ts';
import { formatCount, listWords, plural } from './locale.ts';
import { theHour } from './times.ts';

export interface StatusSentence {
  /** The whole state, its parts joined by " · ". */
  readonly text: string;
  readonly tone: StatusTone;
  /** What helps to understand it, such as the server's own words; `null` when there is nothing to add. */
  readonly detail: string | null;
}

const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  Patient: 'pacientes',
  Practitioner: 'profesionales',
  Location: 'lugares',
  Appointment: 'citas',
  Task: 'solicitudes',
  AppointmentResponse: 'respuestas a propuestas',
};

/** Types with a comma between: "lugares y solicitudes". */
export const typesWords = (types: string): string =>
  listWords(types.split(',').map((type) => RESOURCE_WORDS[type] ?? type));

export const typesRefusedWords = (types: string): string =>
  `El portal no permite a este puesto leer ${typesWords(types)}`;

/**
 * The words of the sync state (docs/workflow.md, 6). `time` tells an instant on the clinic's clock.
 * A round under way is not told: the state before it still holds, and a screen reader should not hear of each.
 */
export function statusSentence(status: SyncStatus, time: (at: EpochMs) => string): StatusSentence {
  const parts: string[] = [];
  let tone: StatusTone = 'good';
  let detail: string | null = null;
  const worse = (next: StatusTone): void => {
    const order: readonly StatusTone[] = ['good', 'busy', 'waiting', 'bad'];
    if (order.indexOf(next) > order.indexOf(tone)) tone = next;
  };

  switch (status.phase) {
    case 'not-configured':
      parts.push('Sin portal conectado');
      worse('waiting');
      break;
    case 'loading':
      parts.push(loadingWords(status.progress));
      worse('busy');
      break;
    case 'offline':
      parts.push(
        status.offlineSince === null
          ? 'Sin conexión'
          : `Sin conexión desde ${theHour(time(status.offlineSince))}`,
      );
      worse('waiting');
      break;
    case 'sign-in-failed':
      parts.push('Falló el inicio de sesión en el portal');
      worse('bad');
      break;
    case 'certificate':
      parts.push(`${certificateFaultWords(status.detail ?? '', 'portal')}: no se envió nada`);
      detail = certificateAdvice(status.detail ?? '', 'portal');
      worse('bad');
      break;
    case 'secret-elsewhere':
      parts.push(
        `El inicio de sesión del portal se introdujo para ${elsewhereWords(status.detail)}: introdúzcalo de nuevo`,
      );
      detail = secretElsewhereAdvice('Conexión al portal');
      worse('bad');
      break;
    case 'key-store':
      parts.push('El inicio de sesión del portal espera al almacén de claves de esta computadora');
      detail = KEY_STORE_ADVICE;
      worse('waiting');
      break;
    case 'clear-text':
      parts.push('La dirección del portal no está cifrada: no se envió nada');
      detail = 'Cámbiela por una con https en Configuración, Conexión al portal.';
      worse('bad');
      break;
    case 'types-refused':
      // A row of names is longer than the header has room for.
      detail = typesRefusedWords(status.detail ?? '');
      parts.push(status.detail?.includes(',') ? 'El portal no permite a este puesto leerlo todo' : detail);
      worse('bad');
      break;
    case 'server-error':
      parts.push('El portal responde con un error');
      detail = status.detail;
      worse('bad');
      break;
    case 'storage':
      parts.push('El disco de esta computadora impide a Reslot guardar');
      detail = 'Lo que tiene el portal se vuelve a leer en cuanto se pueda guardar algo.';
      worse('bad');
      break;
    case 'program-error':
      parts.push('Reslot tuvo un error interno');
      detail = 'Lo vuelve a intentar solo. Si esto persiste, cierre Reslot y ábralo de nuevo.';
      worse('bad');
      break;
    case 'up-to-date':
    case 'syncing':
      if (status.progress !== null) {
        parts.push(catchingUpWords(status.progress));
        worse('busy');
      } else if (status.waitingToSync === 0) {
        parts.push(
          status.lastSuccessAt === null ? 'Sincronizando…' : `Al día (${time(status.lastSuccessAt)})`,
        );
      }
      break;
  }
  if (status.waitingToSync > 0) {
    parts.push(
      plural(
        status.waitingToSync,
        '1 pendiente de sincronizar',
        `${formatCount(status.waitingToSync)} pendientes de sincronizar`,
      ),
    );
    // Within its undo time, or on its first way to the portal, a decision waits as always.
    worse(status.delayed > 0 ? 'waiting' : 'busy');
  }
  const mail = mailSentence(status);
  if (mail !== null) {
    parts.push(mail.text);
    worse(mail.tone);
  }
  if (status.mail !== 'ok' && status.mailWaiting > 0) {
    parts.push(
      plural(
        status.mailWaiting,
        '1 correo en espera',
        `${formatCount(status.mailWaiting)} correos en espera`,
      ),
    );
  }
  if (status.needAttention > 0) {
    parts.push(
      plural(
        status.needAttention,
        '1 requiere atención',
        `${formatCount(status.needAttention)} requieren atención`,
      ),
    );
    worse('bad');
  }
  return { text: parts.join(' · '), tone, detail: bothDetails(detail, mail?.detail ?? null) };
}

/** Where a stored secret was entered for, as far as that is known. */
const elsewhereWords = (where: string | null): string => where || 'otra dirección';

/** What the state of the mail server is called, how bad it is, and what helps; null while there is nothing to say. */
export function mailSentence(status: SyncStatus): StatusSentence | null {
  const { mail, mailDetail: detail } = status;
  switch (mail) {
    case 'ok':
      return null;
    case 'not-configured':
      return status.phase === 'not-configured'
        ? null
        : { text: 'Sin servidor de correo', tone: 'good', detail: null };
    case 'sign-in-failed':
      return { text: 'Falló el inicio de sesión en el servidor de correo', tone: 'bad', detail };
    case 'certificate':
      return {
        text: `${certificateFaultWords(detail ?? '', 'servidor de correo')}: no se envió ningún correo`,
        tone: 'bad',
        detail: certificateAdvice(detail ?? '', 'mail'),
      };
    case 'secret-elsewhere':
      return {
        text: `La contraseña del servidor de correo se introdujo para ${elsewhereWords(detail)}: introdúzcala de nuevo`,
        tone: 'bad',
        detail: secretElsewhereAdvice('Servidor de correo'),
      };
    case 'key-store':
      return {
        text: 'La contraseña del servidor de correo espera al almacén de claves de esta computadora',
        tone: 'waiting',
        detail: KEY_STORE_ADVICE,
      };
    case 'clear-text':
      return {
        text: 'La conexión con el servidor de correo no está cifrada: no se envió ningún correo',
        tone: 'bad',
        detail: 'Elija TLS o STARTTLS en Configuración, Servidor de correo.',
      };
    case 'unreachable':
      return { text: 'Sin conexión con el servidor de correo', tone: 'waiting', detail };
  }
}

const KEY_STORE_ADVICE =
  'Quizás pida su contraseña en una ventana propia. Hasta que se le responda no se envía nada; todo lo demás funciona.';

const secretElsewhereAdvice = (section: string): string =>
  `No se envía a ningún otro lugar. Repita la entrada en Configuración, ${section}.`;

/** Where both have something to add, whose it is. */
function bothDetails(portal: string | null, mail: string | null): string | null {
  if (portal === null || mail === null) return portal ?? mail;
  return `Portal: ${portal} Servidor de correo: ${mail}`;
}

const DEMO_WORDS: Readonly<Record<keyof DemoServers, string>> = {
  portal: 'El portal demo',
  mailbox: 'El buzón demo',
};
const STANDING_WORDS: Readonly<Record<Exclude<DemoStanding, 'running'>, string>> = {
  restarting: 'se detuvo y se está iniciando de nuevo.',
  'given-up': 'se detiene una y otra vez: cierre Reslot y ábralo de nuevo. Lo que decidió se conserva.',
};

/** What the header says of the demo clinic's servers that do not run; null while both do. */
export function demoNotice({ portal, mailbox }: DemoServers): string | null {
  const sentences = Object.entries({ portal, mailbox }).flatMap(([server, standing]) =>
    standing === 'running' ? [] : [`${DEMO_WORDS[server as keyof DemoServers]} ${STANDING_WORDS[standing]}`],
  );
  return sentences.length === 0 ? null : sentences.join(' ');
}

const catchingUpWords = ({ resourceType, done }: NonNullable<SyncStatus['progress']>): string =>
  `Poniéndose al día, ${RESOURCE_WORDS[resourceType] ?? resourceType}: ${formatCount(done)}`;

function loadingWords(progress: SyncStatus['progress']): string {
  if (progress === null) return 'Cargando desde el portal…';
  const what = RESOURCE_WORDS[progress.resourceType] ?? progress.resourceType;
  const howMany =
    progress.total === null
      ? formatCount(progress.done)
      : `${formatCount(progress.done)} de ${formatCount(progress.total)}`;
  return `Cargando desde el portal, ${what}: ${howMany}`;
}
