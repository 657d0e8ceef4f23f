import { liveKeys, type ShortcutId, type ShortcutPlace } from '../../shortcuts.ts';
import { words } from './requests.ts';

/** What each shortcut does, as the list of shortcuts says it. */
export const SHORTCUT: Readonly<Record<ShortcutId, string>> = {
  'next-request': 'Solicitud siguiente',
  'previous-request': 'Solicitud anterior',
  search: 'Buscar un paciente',
  'select-request': 'Seleccionar la solicitud enfocada, o dejar de seleccionarla',
  'select-next': 'Seleccionarla junto con la siguiente',
  'select-previous': 'Seleccionarla junto con la anterior',
  'select-all': 'Seleccionar todas las que coinciden',
  'clear-selection': 'No seleccionar nada',
  undo: 'Deshacer la última decisión',
  'open-request': 'Abrir “Cambiar de horario”, o cerrarlo',
  approve: 'Aprobar, o Aprobar la cancelación',
  deny: 'Rechazar, o Mantener la cita',
  propose: 'Proponer cambios: abre el formulario y después el cuadro',
  update: 'Actualizar la cita: abre el formulario en “Cuándo”',
  'cancel-appointment': words.cancelAppointment,
  history: words.showHistory,
  snooze: 'Posponer hasta mañana, o reactivar',
  message: 'Escribir un mensaje al paciente',
  'freed-time':
    'Dar el horario que quedó libre: si es el mismo que se pidió, se aprueba; si es otro, se propone',
  note: 'Escribir una nota',
  'call-told': 'Se avisó, o Aceptó',
  'call-declined': 'Rechazó',
  'call-no-answer': 'No contestó',
  'call-left-message': 'Se dejó un mensaje',
  'call-again': 'Llamar de nuevo…',
  today: 'Hoy',
  'next-days': 'Día siguiente, o semana siguiente',
  'previous-days': 'Día anterior, o semana anterior',
  book: words.bookAppointment,
  away: 'Un profesional está ausente',
  'block-time': 'Bloquear tiempo',
  'request-of-appointment': 'Abrir la solicitud de la cita enfocada',
  'calendar-go': 'Cita siguiente: por hora, o en la columna siguiente',
  'calendar-edge': 'Primera o última cita de la columna',
  'calendar-open': 'Abrir la cita; mientras se mueve, preguntar el motivo; en un horario libre, reservarlo',
  'calendar-move': 'Mover la cita: un paso, o a la columna siguiente',
  'calendar-resize': 'Acortar o alargar la cita un paso',
  'calendar-back': 'Devolver a su lugar una cita que se está moviendo',
  'calendar-free-time': 'Ir a un horario libre',
  'appointment-close': 'Cerrar la cita',
  'form-propose': words.proposeChanges,
  'form-update': words.updateAppt,
  suggestion: 'Elegir un horario sugerido por su número',
  'suggestion-in-focus': 'Lo mismo, con el foco entre las sugerencias',
  'form-close': 'Cerrar; lo escrito se conserva',
  send: 'Enviar',
  'dialog-close': 'Volver',
  shortcuts: 'Métodos abreviados de teclado',
  'print-sheet': 'Imprimir la hoja de contingencia',
  lock: 'Bloquear el puesto; lo escrito se conserva',
  refresh: 'Actualizar',
  'show-inbox': words.inbox,
  'show-attention': words.attention,
  'show-schedule': 'Día',
  'show-week': 'Semana',
  'show-list': 'Lista',
  'show-settings': 'Configuración',
};

/** The headings of the list. */
export const SHORTCUT_PLACE: Readonly<Record<ShortcutPlace, string>> = {
  lists: 'En una lista de solicitudes',
  calendar: 'En Día, Semana y Lista',
  grid: 'En las columnas de Día y Semana',
  request: 'En la solicitud enfocada',
  call: 'En la llamada enfocada',
  appointment: 'En el panel de una cita',
  form: 'En el formulario “Cambiar de horario”',
  dialog: 'En un cuadro de diálogo',
  window: 'En cualquier lugar',
};

export const shortcutWords = {
  title: 'Métodos abreviados de teclado',
  or: 'o',
  to: 'a',
  off: 'desactivado',
  singleKeys: 'Atajos de una sola tecla',
  singleKeysHelp:
    'Letras y signos sin Ctrl ni Alt. Desactívelos si la entrada por voz o un descuido los activa. Se guarda para este puesto.',
  note: 'Una tecla hace lo que haría el botón de ese nombre: nada, si el botón está atenuado. Las letras que se escriben en un campo siguen siendo texto.',
};

/** Beside **Send**. */
export const sendHint = (): string => `${keyWords('CmdOrCtrl+Enter')} envía`;

/** What stands under a list of requests. */
export function listKeys(view: 'inbox' | 'awaiting' | 'history', singleKeys: boolean): string {
  const move = singleKeys ? 'j y k cambian de solicitud' : 'Las flechas cambian de solicitud';
  const open = view === 'history' ? '' : `, Enter abre “${words.reschedule}”`;
  return `${move}${open}, ${singleKeys ? '?' : 'F1'} muestra todas las teclas`;
}

/** Above the suggested times: "Alt+1 a Alt+9, o aquí dentro 1 a 9". */
export function suggestionKeys(singleKeys: boolean): string {
  const series = (id: ShortcutId): string => {
    const keys = liveKeys(id, singleKeys).map(keyWords);
    return keys.length === 0 ? '' : `${keys[0]} ${shortcutWords.to} ${keys.at(-1)}`;
  };
  const here = series('suggestion-in-focus');
  return `${series('suggestion')}${here === '' ? '' : `, o aquí dentro ${here}`}`;
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  CmdOrCtrl: 'Ctrl',
};
const MAC_NAMES: Readonly<Record<string, string>> = { ...NAMES, CmdOrCtrl: '⌘', Alt: '⌥', Shift: '⇧' };

/** A key as it stands on the keyboards of the United States: "Ctrl+Enter". */
export function keyWords(key: string): string {
  const mac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Macintosh');
  const names = mac ? MAC_NAMES : NAMES;
  return key
    .split('+')
    .map((part) => names[part] ?? part)
    .join(mac ? ' ' : '+');
}

/** The value of `aria-keyshortcuts` (WAI-ARIA 1.2): alternatives are parted by spaces. */
export const ariaKeys = (keys: readonly string[]): string =>
  keys
    .flatMap((key) =>
      key.includes('CmdOrCtrl')
        ? [key.replace('CmdOrCtrl', 'Control'), key.replace('CmdOrCtrl', 'Meta')]
        : [key],
    )
    .join(' ');
