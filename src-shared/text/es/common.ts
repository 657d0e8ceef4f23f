import type { StorageTrouble } from '../../ipc/sync-views.ts';
/** Words used all over the window. */
import { formatCount } from './locale.ts';
export const common = {
  product: 'Reslot',
  schedule: 'Agenda',
  patients: 'Pacientes',
  settings: 'Configuración',
  appointmentRequests: 'Solicitudes de cita',
  day: 'Día',
  week: 'Semana',
  list: 'Lista',
  refresh: 'Actualizar',
  refreshing: 'Actualizando…',
  tryAgain: 'Intentar de nuevo',
  loading: 'Cargando…',
  starting: 'Abriendo el puesto…',
  cancel: 'Cancelar',
  back: 'Volver',
  close: 'Cerrar',
  save: 'Guardar',
  halfTyped: 'Una fecha u hora está a medias, o no existe. Complétela, o vacíe el campo.',
  demoPortal: 'Portal demo',
  demoMailbox: 'Buzón demo',
  demoHint: 'Pacientes inventados: pruebe lo que quiera. Nada sale de esta computadora.',
  places: 'Secciones',
  crashTitle: 'Esta parte de la ventana dejó de funcionar.',
  crashBody: 'Lo que había escrito se conserva. Recargue la ventana para continuar.',
  reload: 'Recargar',
  provider: 'Profesional',
  allProviders: 'Todos los profesionales',
  loadingFromPortal: 'Cargando desde el portal',
  storageTrouble: {
    'disk-full':
      'El disco está lleno y no se puede guardar nada. Libere espacio en esta computadora: lo pendiente se vuelve a intentar solo.',
    'database-unwritable':
      'No se puede escribir en la base de datos de Reslot, así que no se guarda nada. Revise el disco y los permisos de la carpeta de Reslot: lo pendiente se vuelve a intentar solo.',
    'database-moved':
      'La carpeta de datos de Reslot se movió, se reemplazó o se eliminó mientras Reslot estaba abierto: no se puede guardar ni enviar nada. Devuélvala a su lugar, o cierre Reslot y ábralo de nuevo.',
    'database-damaged':
      'Una parte de la base de datos de Reslot está dañada. Cierre Reslot y ábralo de nuevo: la revisará y ofrecerá la copia de seguridad buena más reciente.',
  } satisfies Record<StorageTrouble, string>,
  databaseBusy:
    'Otro programa está usando la base de datos de Reslot (¿una copia de seguridad o un antivirus?). Lo que decidió se conserva y se vuelve a intentar; puede seguir leyendo.',
};

/** "Bandeja (14)"; the bare word while the number is not known. */
export const withCount = (word: string, count: number | null): string =>
  count === null ? word : `${word} (${formatCount(count)})`;

/** With its first letter as a sentence begins. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Notices behind the one that is shown: "2 más". */
export const moreNotices = (count: number): string => `${formatCount(count)} más`;
export const fewerNotices: string = 'Mostrar uno';

/** Somebody's own words, as they wrote them. */
export const quoted = (words: string): string => `“${words}”`;
