import type { ClaimError, KeyError, OpenError } from '../../start-errors.ts';

/** Why the program does not start, as the person in front of it reads it. */

export function claimSentence(error: ClaimError, dataDir: string): string {
  switch (error.code) {
    case 'running':
      return `Reslot ya está abierto con el directorio de datos ${dataDir}.`;
    case 'strange':
      return `${error.path} no es el bloqueo que Reslot guarda allí: muévalo a otro lugar, o elija otro directorio con --data-dir.`;
    case 'unwritable':
      return dataDirUnwritable(dataDir);
  }
}

/** To whoever starts the program while the one before is ending. */
export const STILL_CLOSING: string =
  'Reslot se está cerrando y todavía escribe lo que queda por escribir. Ábralo de nuevo en unos segundos.';

export function dataDirUnwritable(dataDir: string): string {
  return `No se puede escribir en el directorio de datos ${dataDir}: elija otro, o pida permiso para escribir en él.`;
}

/** The desk starts all the same. */
export function noLog(path: string): string {
  return `No se puede escribir ningún log en ${path}: Reslot funciona sin él.`;
}

export function diskFull(path: string): string {
  return `El disco está lleno: no se puede escribir en ${path}. Libere espacio en el disco en el que está, y abra Reslot de nuevo.`;
}

export function belongsToSomebodyElse(path: string): string {
  return `${path} pertenece a otro usuario de esta computadora, que podría leerlo y cambiarlo: elija un directorio propio con --data-dir.`;
}

export function databaseSentence(error: OpenError): string {
  switch (error.code) {
    case 'database-newer':
      return `La base de datos ${error.path} se escribió con una versión más reciente de Reslot: instale esa versión. No se cambió nada.`;
    case 'database-corrupt':
      return `La base de datos ${error.path} está dañada y se dejó como está: inicie Reslot con --restore-backup para continuar desde la copia de seguridad buena más reciente, o muévala a otro lugar para empezar de cero.`;
    case 'database-locked':
      return `La base de datos ${error.path} está cifrada con una clave distinta de la de este puesto, y se dejó como está. Vuelva a poner junto a ella el keys.json que había cuando se usó por última vez (hay una copia entre las copias de seguridad), y abra Reslot de nuevo; o inícielo con --restore-backup=ARCHIVO para continuar desde una copia de seguridad que esta clave abra.`;
    case 'disk-full':
      return diskFull(error.path);
    case 'database-unwritable':
      return `No se puede escribir en la base de datos ${error.path} (${error.detail}).`;
    case 'database-foreign':
      return `La base de datos ${error.path} la creó otro programa y se dejó como está: elija otro directorio con --data-dir.`;
    case 'database-other-kind':
      if (error.found === 'demo')
        return `La base de datos ${error.path} contiene los datos de la clínica de demostración y se dejó como está: para un puesto propio elija otro directorio con --data-dir.`;
      return error.marked
        ? `La base de datos ${error.path} es la de una clínica real y se dejó como está: para la clínica de demostración elija otro directorio con --data-dir.`
        : `La base de datos ${error.path} no está marcada como la de la clínica de demostración, así que cuenta como la de una clínica real, y se dejó como está: para la clínica de demostración elija otro directorio con --data-dir.`;
    case 'database-busy':
      return `Otro programa está usando la base de datos ${error.path}: ciérrelo, o espere a que termine, y abra Reslot de nuevo.`;
  }
}

export function keySentence(error: KeyError): string {
  switch (error.code) {
    case 'no-key-store':
      return 'Esta computadora no tiene un almacén de claves que guarde la clave de la base de datos, y sin uno no se escriben datos de pacientes. En Linux, configure y desbloquee un llavero (GNOME Keyring o KWallet); en Windows y macOS, inicie sesión como el usuario de este puesto. Después abra Reslot de nuevo.';
    case 'key-file-gone':
      return `Falta el archivo ${error.path}, en el que está la clave de la base de datos, y la base de datos está cifrada. Devuélvalo a su lugar: hay una copia entre las copias de seguridad, como keys.json. No se cambió nada.`;
    case 'key-file-damaged':
      return `El archivo ${error.path}, en el que está la clave de la base de datos, está dañado. Devuélvalo a su lugar: hay una copia entre las copias de seguridad, como keys.json. No se cambió nada.`;
    case 'key-lost':
      return error.recoverable
        ? 'El almacén de claves de esta computadora no entrega la clave de la base de datos. Desbloquéelo y abra Reslot de nuevo; o escriba la clave de recuperación en un archivo de texto e inicie Reslot una vez con --recovery-key-file=ARCHIVO. No se cambió nada.'
        : 'El almacén de claves de esta computadora no entrega la clave de la base de datos, y nunca se creó una clave de recuperación. Desbloquee el almacén de claves, o inicie sesión como el usuario con el que el puesto se usó por última vez, y abra Reslot de nuevo. No se cambió nada.';
    case 'recovery-key-mistyped':
      return error.group === null
        ? 'La clave de recuperación tiene seis grupos de cinco caracteres: faltan algunos, o sobran. No se cambió nada.'
        : `Hay un error en el grupo ${error.group} de la clave de recuperación. No se cambió nada.`;
    case 'recovery-key-wrong':
      return 'Esta es una clave de recuperación, pero no la de esta base de datos: quizás después se creó una más reciente. No se cambió nada.';
  }
}

/** In the window, where the recovery key is typed. */
export const recoveryText = {
  title: 'Escriba la clave de recuperación',
  hint: 'El almacén de claves de esta computadora no entrega la clave de la base de datos. No se ha perdido nada: la clave de recuperación la abre.',
  open: 'Abrir el puesto',
  opening: 'Abriendo el puesto…',
  foot: 'Si el almacén de claves solo está bloqueado, cierre Reslot, desbloquéelo y abra Reslot de nuevo. La clave de recuperación no se guarda. Si el almacén de claves vuelve a aceptar la clave propia de la base de datos, no se pedirá la próxima vez.',
};

/** To the terminal, while a window waits for the recovery key. */
export const ASKS_FOR_RECOVERY_KEY: string =
  'El almacén de claves de esta computadora no entrega la clave de la base de datos. Escriba la clave de recuperación en la ventana de Reslot; o ciérrela, e inicie Reslot una vez con --recovery-key-file=ARCHIVO.';

/** To the terminal, once a database of an earlier version has been encrypted. */
export function encrypted(path: string): string {
  return `La base de datos ${path} estaba sin cifrar y ahora está cifrada. Lo que contenía sin cifrar se sobrescribió.`;
}

/** To the terminal, before and after the key of a database is changed. */
export function changingKeys(path: string): string {
  return `Se pidieron claves nuevas: la base de datos ${path} se vuelve a cifrar.`;
}

export function keysChanged(path: string): string {
  return `Las claves de la base de datos ${path} se cambiaron. Sus copias de seguridad siguen mientras Reslot funciona.`;
}

/** While it is tried again. */
export function waitingForDatabase(path: string): string {
  return `Otro programa está usando la base de datos ${path} (¿una copia de seguridad o un antivirus?): Reslot la espera.`;
}

/** Where the demo clinic was asked for and does not stand beside the program. */
export const NO_DEMO: string =
  'La clínica de demostración no forma parte de este programa. Inícielo sin --demo para conectar su propio portal; npm start, en su código fuente, abre la clínica de demostración.';

export function unexpected(error: unknown, why: 'disk-full' | 'unwritable' | null, dataDir: string): string {
  if (why !== null) return why === 'disk-full' ? diskFull(dataDir) : dataDirUnwritable(dataDir);
  // Not its message, which may quote data: the sentence also stands on the terminal, and in what keeps that.
  const kind = error instanceof Error ? ` (${error.name})` : '';
  return `Reslot no se pudo iniciar por un error del programa${kind}.`;
}

/** The database is damaged: which ways on there are. */
export const damagedText = {
  title: 'Reslot',
  message: 'La base de datos de Reslot está dañada.',
  restore: 'Restaurar la copia de seguridad',
  anew: 'Empezar de cero',
  close: 'Cerrar Reslot',
};

/** `backup`: what the newest good one holds, and when it was made; null where there is none. */
export function damagedDetail(
  path: string,
  backup: { readonly when: string; readonly holds: string } | null,
): string {
  const restore =
    backup === null
      ? 'No hay ninguna copia de seguridad buena en esta computadora. Si tiene una en otro lugar, cierre Reslot e inícielo con --restore-backup=ARCHIVO.'
      : `La copia de seguridad buena más reciente (${backup.when}): ${backup.holds}. Lo que llegó al portal desde entonces vuelve de allí. Lo que solo tenía esta computadora desde entonces se pierde: decisiones que no habían llegado al portal, borradores, notas de llamadas, configuración.`;
  const anew =
    'Empezar de cero: la agenda y las solicitudes vuelven del portal. Se pierde todo lo que solo tiene esta computadora: decisiones que no habían llegado al portal, correos en espera, borradores, el historial, toda la configuración y la conexión al portal.';
  return `${restore}\n\n${anew}\n\nEn ambos casos se conserva la base de datos dañada: ${path}`;
}

/** To the terminal, once a backup stands in the place of the database. */
export function restored(when: string, aside: string | null): string {
  return aside === null
    ? `Se restauró la copia de seguridad (${when}).`
    : `Se restauró la copia de seguridad (${when}). Se conserva la base de datos que había: ${aside}`;
}

export function notRestored(sentence: string): string {
  return `No se restauró ninguna copia de seguridad, y no se cambió nada. ${sentence}`;
}

/** What is wrong with the command line. */
export const argumentText = {
  needsValue: (name: string): string => `--${name} necesita un valor: --${name}=…`,
  freshBackup:
    'Elija una de las dos: --fresh empieza de cero, --restore-backup vuelve a una copia de seguridad.',
  freshAlone: '--fresh es solo para la clínica de demostración: úselo junto con --demo.',
  recoveryKeyFile: (path: string): string => `No se puede leer la clave de recuperación de ${path}.`,
  ports: '--demo-ports espera tres números de puerto: portal,buzón,smtp.',
  now: '--now espera un instante con desfase horario, como 2026-11-20T15:00:00Z.',
  refusedSwitch: (name: string): string =>
    `Un Reslot instalado no se inicia con --${name}: con eso otro programa podría leer o cambiar lo que Reslot muestra y guarda. Inícielo sin esa opción.`,
};
