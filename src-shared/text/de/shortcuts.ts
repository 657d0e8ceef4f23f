import { liveKeys, type ShortcutId, type ShortcutPlace } from '../../shortcuts.ts';

/** What each shortcut does, as the list of shortcuts says it. */
export const SHORTCUT: Readonly<Record<ShortcutId, string>> = {
  'next-request': 'Nächste Anfrage',
  'previous-request': 'Vorherige Anfrage',
  search: 'Patienten suchen',
  'select-request': 'Anfrage im Fokus auswählen oder Auswahl aufheben',
  'select-next': 'Sie und die nächste auswählen',
  'select-previous': 'Sie und die vorherige auswählen',
  'select-all': 'Alle passenden auswählen',
  'clear-selection': 'Auswahl aufheben',
  undo: 'Neueste Entscheidung zurücknehmen',
  'open-request': '„Verschieben“ öffnen oder schließen',
  approve: 'Annehmen oder Absage annehmen',
  deny: 'Ablehnen oder Termin beibehalten',
  propose: 'Änderung vorschlagen: öffnet das Formular, dann den Dialog',
  update: 'Termin ändern: öffnet das Formular bei „Wann“',
  'cancel-appointment': 'Termin absagen',
  history: 'Verlauf',
  snooze: 'Bis morgen zurückstellen oder zurückholen',
  message: 'Dem Patienten eine Nachricht schreiben',
  'freed-time':
    'Frei gewordene Zeit vergeben: Entspricht sie genau dem Wunsch, wird er angenommen, sonst wird sie vorgeschlagen',
  note: 'Notiz schreiben',
  'call-told': 'Angerufen oder Angenommen',
  'call-declined': 'Abgelehnt',
  'call-no-answer': 'Nicht erreicht',
  'call-left-message': 'Nachricht hinterlassen',
  'call-again': 'Erneut versuchen um …',
  today: 'Heute',
  'next-days': 'Nächster Tag oder nächste Woche',
  'previous-days': 'Vorheriger Tag oder vorherige Woche',
  book: 'Termin buchen',
  away: 'Ein Behandler ist abwesend',
  'block-time': 'Zeit sperren',
  'request-of-appointment': 'Anfrage des Termins im Fokus öffnen',
  'calendar-go': 'Nächster Termin: nach Zeit oder in der nächsten Spalte',
  'calendar-edge': 'Erster oder letzter Termin der Spalte',
  'calendar-open':
    'Termin öffnen; während er verschoben wird, nach dem Grund fragen; auf einer freien Zeit buchen',
  'calendar-move': 'Termin verschieben: um einen Schritt oder in die nächste Spalte',
  'calendar-resize': 'Termin um einen Schritt kürzer oder länger machen',
  'calendar-back': 'Termin zurücksetzen, der gerade verschoben wird',
  'calendar-free-time': 'Zu einer freien Zeit gehen',
  'appointment-close': 'Termin schließen',
  'form-propose': 'Änderung vorschlagen',
  'form-update': 'Termin ändern',
  suggestion: 'Eine passende Zeit nach ihrer Nummer wählen',
  'suggestion-in-focus': 'Dasselbe, mit dem Fokus auf den passenden Zeiten',
  'form-close': 'Schließen; Eingaben bleiben erhalten',
  send: 'Senden',
  'dialog-close': 'Zurück',
  shortcuts: 'Tastenkürzel',
  'print-sheet': 'Notfallplan drucken',
  lock: 'Arbeitsplatz sperren; Eingaben bleiben erhalten',
  refresh: 'Aktualisieren',
  'show-inbox': 'Eingang',
  'show-attention': 'Zu klären',
  'show-schedule': 'Tag',
  'show-week': 'Woche',
  'show-list': 'Liste',
  'show-settings': 'Einstellungen',
};

/** The headings of the list. */
export const SHORTCUT_PLACE: Readonly<Record<ShortcutPlace, string>> = {
  lists: 'In einer Liste von Anfragen',
  calendar: 'In Tag, Woche und Liste',
  grid: 'In den Spalten von Tag und Woche',
  request: 'Auf der Anfrage im Fokus',
  call: 'Auf dem Anruf im Fokus',
  appointment: 'Im Bereich eines Termins',
  form: 'Im Formular „Verschieben“',
  dialog: 'In einem Dialog',
  window: 'Überall',
};

export const shortcutWords = {
  title: 'Tastenkürzel',
  or: 'oder',
  to: 'bis',
  off: 'aus',
  singleKeys: 'Kürzel mit einer Taste',
  singleKeysHelp:
    'Buchstaben und Zeichen ohne Strg oder Alt. Schalten Sie sie aus, wenn Spracheingabe oder versehentliches Tippen sie auslöst. Gilt für diesen Arbeitsplatz.',
  note: 'Eine Taste tut, was die Schaltfläche dieses Namens täte: nichts, wo die Schaltfläche grau ist. Buchstaben, die in ein Feld getippt werden, bleiben Text.',
};

/** Beside **Send**. */
export const sendHint = (): string => `${keyWords('CmdOrCtrl+Enter')} sendet`;

/** What stands under a list of requests. */
export function listKeys(view: 'inbox' | 'awaiting' | 'history', singleKeys: boolean): string {
  const move = singleKeys
    ? 'j und k wechseln zwischen Anfragen'
    : 'Die Pfeiltasten wechseln zwischen Anfragen';
  const open = view === 'history' ? '' : ', Eingabe öffnet „Verschieben“';
  return `${move}${open}, ${singleKeys ? '?' : 'F1'} zeigt alle Tasten`;
}

/** Above the suggested times: "Alt+1 bis Alt+9, oder hier 1 bis 9". */
export function suggestionKeys(singleKeys: boolean): string {
  const series = (id: ShortcutId): string => {
    const keys = liveKeys(id, singleKeys).map(keyWords);
    return keys.length === 0 ? '' : `${keys[0]} ${shortcutWords.to} ${keys.at(-1)}`;
  };
  const here = series('suggestion-in-focus');
  return `${series('suggestion')}${here === '' ? '' : `, oder hier ${here}`}`;
}

/** As German keyboards have them. */
const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  CmdOrCtrl: 'Strg',
  Shift: 'Umschalt',
  Enter: 'Eingabe',
  Home: 'Pos1',
  End: 'Ende',
  PageUp: 'Bild auf',
  PageDown: 'Bild ab',
};
const MAC_NAMES: Readonly<Record<string, string>> = { ...NAMES, CmdOrCtrl: '⌘', Alt: '⌥', Shift: '⇧' };

/** A key as it stands on the keyboard: "Strg+Eingabe". */
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
