import type { BackupHolds, RestoredFrom } from '../../domain/backups.ts';
import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { HeadFault, LostByRestoring, RecordNoted, RecordView } from '../../ipc/backup-views.ts';
import { ofSince, onSince, sinceWords } from './attention.ts';
import { capitalized } from './common.ts';
import { formatCount, plural, withStop } from './locale.ts';

/** Every sentence about backups in the window. */
export const backupsText = {
  about:
    'Mientras está abierto, Reslot hace una copia de seguridad cada hora en la que algo ha cambiado, y la comprueba. Se conservan la última de cada una de 24 horas y de cada uno de 14 días; menos, si el disco es pequeño.',
  loading: 'Buscando copias de seguridad…',
  folder: 'Carpeta',
  otherDisk:
    'Están en el disco de esta misma computadora: si el disco falla, también se pierden. Incluya esta carpeta en la copia de seguridad de la clínica. Contiene datos de pacientes.',
  makeNow: 'Hacer una copia ahora',
  making: 'Haciendo una copia de seguridad',
  made: 'La copia de seguridad se hizo y se comprobó.',
  list: 'Copias de seguridad',
  none: 'Todavía no hay ninguna copia de seguridad. La primera se hace dos minutos después de abrir Reslot.',
  columns: { when: 'Cuándo', holds: 'Qué contiene', size: 'Tamaño' },
  unreadable: 'Ya no se puede leer.',
  restore: 'Restaurar…',
  restoreOf: (when: string): string => `Restaurar la copia de seguridad: ${when}`,
  restoreTitle: 'Restaurar una copia de seguridad',
  restoreNow: 'Restaurar',
  restoring: 'Restaurando…',
  whatHappens:
    'Este puesto vuelve a como estaba entonces. Lo que llegó al portal desde entonces, incluidas las decisiones, vuelve de allí en cuanto haya conexión.',
  isLost:
    'Lo que solo tenía esta computadora desde entonces se pierde: borradores, notas de llamadas y llamadas marcadas como hechas, configuración, y líneas del historial que no están en el portal.',
  staysBeside: 'La base de datos actual se conserva en la carpeta de Reslot, con otro nombre.',
  twice:
    'Un correo que entonces estaba en espera y ya salió puede llegar a un paciente por segunda vez, palabra por palabra.',
  recovery: 'Clave de recuperación',
  recoveryAbout:
    'La base de datos y sus copias de seguridad están cifradas con una clave que esta computadora guarda para el usuario que ha iniciado sesión. Si se pierde la computadora, o la contraseña de ese usuario, solo la clave de recuperación las abre.',
  recoveryNone: 'No se ha creado ninguna. Cree una ahora, anótela y guárdela lejos de esta computadora.',
  makeRecovery: 'Crear una clave de recuperación…',
  replaceRecovery: 'Crear una nueva…',
  recoveryReplaces:
    'Cuando haya una nueva, esta ya no abre nada aquí. Junto con una copia anterior de esta carpeta todavía lo abre todo: si alguien pudo haberla visto, cambie las claves.',
  recoveryTitle: 'Su clave de recuperación',
  recoveryOnce:
    'Imprímala o anótela ahora: se muestra solo esta vez, y en ningún otro lugar. Quien la tenga junto con esta carpeta puede leerlo todo. Seis grupos de cinco caracteres; la O es siempre un cero, la I y la L son siempre un uno.',
  recoveryPrint: 'Imprimir',
  recoveryPrinted: 'Está en la impresora. Llévese la hoja lejos de esta computadora.',
  recoveryWritten: 'La tengo en papel',
  recoveryMissing:
    'No se ha creado ninguna clave de recuperación: si se pierde el almacén de claves de esta computadora, nadie puede leer su base de datos ni sus copias de seguridad.',
  record: 'El registro',
  checkRecord: 'Comprobar el registro',
  checkingRecord: 'Comprobando el registro',
  recordChecked: 'Se han revisado todas las líneas.',
  recordKnown: 'Qué se sabe al respecto',
  recordKnownHelp: 'A quién se preguntó y qué dijo: queda en el registro, con su nombre.',
  recordKnownMissing: 'Escriba lo que se sabe al respecto.',
  noteRecord: 'Anotarlo',
  recordUnchecked: 'Se revisa cuando Reslot lleva un momento abierto.',
  settingsButton: 'Abrir Configuración',
  understood: 'Entendido',
};

/** The recovery key on paper. */
export const recoverySheet = {
  title: 'Clave de recuperación',
  paragraphs: [
    'Esta clave abre la base de datos de este puesto y sus copias de seguridad cuando el almacén de claves de la computadora no lo hace: la computadora se perdió o se instaló de nuevo, o se restableció la contraseña de su usuario.',
    'Quien tenga esta hoja y los datos del puesto puede leerlo todo. Guárdela bajo llave, y no junto a la computadora ni a sus copias de seguridad. Una clave de recuperación más reciente sustituye a esta: entonces destruya la hoja.',
    'Para usarla, inicie Reslot: su ventana la pide si el almacén de claves de la computadora no abre la base de datos. Donde no haya ventana, escríbala en un archivo de texto, inicie Reslot con --recovery-key-file=ARCHIVO y elimine después el archivo. No importan las mayúsculas ni los guiones; la O es siempre un cero, la I y la L son siempre un uno. Si un grupo está mal escrito, se indica cuál.',
    'En un puesto que se abre, también permite definir un PIN nuevo a un gerente que haya olvidado el suyo.',
  ],
};

/** Changing the key of the database and the recovery key. */
export const keysText = {
  title: 'Cambiar las claves',
  about:
    'Cuando la clave de recuperación se perdió, la vio quien no debía o se va alguien de la gerencia: la base de datos y sus copias de seguridad reciben una clave nueva, y con ella una nueva clave de recuperación. Las de hoy ya no abren nada aquí.',
  change: 'Cambiar las claves…',
  first:
    'Primero se muestra la nueva clave de recuperación, una sola vez: imprímala o anótela. Si no queda en papel, no se cambia nada.',
  afterwards:
    'Las copias de seguridad y las que están junto a la base de datos siguen mientras Reslot funciona. Lo que no se pueda volver a cifrar se nombra aquí.',
  elsewhere:
    'Las copias guardadas en otro lugar (la copia de seguridad del consultorio, una memoria USB) conservan las claves actuales: quien tenga una de ellas y la clave de recuperación actual puede leerla. Elimínelas, o guarde esa hoja bajo llave mientras existan.',
  showNew: 'Mostrar la nueva clave de recuperación',
  countsLater:
    'Todavía no ha cambiado nada. Cuando la tenga en papel, las claves se cambian la próxima vez que se inicie Reslot; conserve hasta entonces la hoja de la actual.',
  shownAlready: 'La que se mostró con las claves nuevas ya las abre.',
  keep: 'Conservar las claves actuales',
  restart: 'Reiniciar ahora',
  renewing: 'Las copias se están cifrando con la clave nueva…',
  leftBehind:
    'Estas no se pudieron cifrar con la clave nueva: la anterior todavía las abre. Se vuelve a intentar en el próximo inicio. Elimine lo que ya no haga falta:',
};

const howLong = (seconds: number): string => {
  if (seconds <= 10) return 'unos segundos';
  if (seconds <= 60) return 'menos de un minuto';
  const minutes = Math.ceil(seconds / 60);
  return `unos ${formatCount(minutes)} minutos`;
};

/** What the next start will do. */
export const keysNextStart = (seconds: number): string =>
  `Las claves se cambian la próxima vez que se inicie Reslot, que entonces tarda ${howLong(seconds)} más. Si la computadora se apaga mientras tanto, no se pierde nada: el siguiente inicio hace el resto.`;

/** They have been asked for. */
export const keysAsked = (seconds: number): string =>
  `Las claves se cambian la próxima vez que se inicie Reslot, que entonces tarda ${howLong(seconds)} más. Hasta entonces también vale la clave de recuperación anterior: destruya su hoja cuando las claves se hayan cambiado.`;

/** When the recovery key was made. */
export const recoveryMade = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  withStop(`La que las abre se creó ${onSince(at, now, zone)}`);

/** "Hoy, 9:14 a.m.". */
export const backupWhen = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  capitalized(sinceWords(at, now, zone));

/** "312 citas, 80 pacientes, 12 solicitudes abiertas". */
export const backupHoldsWords = ({ appointments, patients, openRequests, waiting }: BackupHolds): string =>
  [
    plural(appointments, '1 cita', `${formatCount(appointments)} citas`),
    plural(patients, '1 paciente', `${formatCount(patients)} pacientes`),
    plural(openRequests, '1 solicitud abierta', `${formatCount(openRequests)} solicitudes abiertas`),
    ...(waiting > 0
      ? [plural(waiting, '1 pendiente de sincronizar', `${formatCount(waiting)} pendientes de sincronizar`)]
      : []),
  ].join(', ');

/** "12.4 MB": in steps of 1000, as a disk's maker counts. */
export function sizeWords(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = Math.max(bytes, 1) / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : formatCount(Math.round(value))} ${units[unit]}`;
}

/** What restoring would lose that can be counted. */
export function lostWords({ decisions, waiting }: LostByRestoring): string {
  if (decisions === 0) return 'Desde entonces no se ha decidido nada en este puesto.';
  const made = plural(
    decisions,
    'Desde entonces se ha tomado 1 decisión en este puesto',
    `Desde entonces se han tomado ${formatCount(decisions)} decisiones en este puesto`,
  );
  if (waiting === 0)
    return `${made}; ${decisions === 1 ? 'ha llegado al portal y volverá' : 'todas han llegado al portal y volverán'}.`;
  return `${made}. ${plural(waiting, '1 de ellas no ha llegado al portal y se perdería', `${formatCount(waiting)} de ellas no han llegado al portal y se perderían`)}: espere a que se sincronice, o anótelo.`;
}

/** What a restore has done, for whoever comes to the desk afterwards. */
export function restoredWords(
  { madeAt, inDoubt, toLookAt }: RestoredFrom,
  now: EpochMs,
  zone: ZoneId,
): string {
  const done = `Se restauró la copia de seguridad ${withStop(ofSince(madeAt, now, zone))} Lo que llegó al portal desde entonces vuelve de allí.`;
  const doubt =
    inDoubt === 0
      ? ''
      : plural(
          inDoubt,
          ' Entonces 1 decisión estaba en camino: se pregunta al portal si llegó.',
          ` Entonces ${formatCount(inDoubt)} decisiones estaban en camino: se pregunta al portal si llegaron.`,
        );
  const look =
    toLookAt === 0
      ? ''
      : plural(
          toLookAt,
          ' Entonces 1 decisión todavía se podía deshacer: revísela en “Requiere atención”.',
          ` Entonces ${formatCount(toLookAt)} decisiones todavía se podían deshacer: revíselas en “Requiere atención”.`,
        );
  return `${done}${doubt}${look}`;
}

const ASK_SOMEBODY = 'Conserve las copias de seguridad y avise a la persona responsable de sus registros.';

/** Whether the record is what was written. */
export function recordWords({ lines, faults, first }: RecordView): string {
  if (faults === 0)
    return `Revisado desde este inicio: ${plural(lines, '1 línea, tal como se escribió', `${formatCount(lines)} líneas, todas tal como se escribieron`)}.`;
  const more = faults === 1 ? '' : plural(faults - 1, ' y en 1 más', ` y en ${formatCount(faults - 1)} más`);
  return `Algo que no es Reslot cambió el registro de este puesto, o se quitaron líneas: se ve en la línea ${formatCount(first ?? 0)}${more}. ${ASK_SOMEBODY}`;
}

/** What does not fit between the record and the file beside the database. */
export function recordHeadWords(head: HeadFault): string {
  switch (head.is) {
    case 'gone':
      return `Falta el archivo que indica hasta dónde llegaba el registro de este puesto: alguien lo quitó, o trajo aquí la base de datos sin él. ${ASK_SOMEBODY}`;
    case 'unreadable':
      return `No se puede leer el archivo que indica hasta dónde llegaba el registro de este puesto. ${ASK_SOMEBODY}`;
    case 'elsewhere':
      return `El registro de este puesto había llegado a la línea ${formatCount(head.reached)} y no continúa desde allí: algo que no es Reslot puso en su lugar una base de datos más antigua, u otra. ${ASK_SOMEBODY}`;
  }
}

/** "Anotado hoy, 9:14 a.m., por Robin Field: …". */
export const recordNotedWords = ({ at, by, reason }: RecordNoted, now: EpochMs, zone: ZoneId): string =>
  `Anotado ${onSince(at, now, zone)}, por ${by}: ${reason}`;

/** No backup could be made for more than a day. */
export const noBackupSince = (since: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `${withStop(`No se ha podido hacer ninguna copia de seguridad de este puesto desde ${onSince(since, now, zone)}`)} Configuración indica por qué.`;
