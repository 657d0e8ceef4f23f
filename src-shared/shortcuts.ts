/** Where a shortcut works: all over the window, in the lists, on the call in focus, in the views of the calendar, on its time grid, on the request in focus, in an appointment's panel, in a form, in a dialog. */
export type ShortcutPlace =
  | 'window'
  | 'lists'
  | 'calendar'
  | 'grid'
  | 'request'
  | 'call'
  | 'appointment'
  | 'form'
  | 'dialog';

export interface Shortcut {
  readonly place: ShortcutPlace;
  /**
   * What the window itself listens to: the key as `KeyboardEvent.key` names it, letters in capitals, with modifiers in front
   * as in Electron's accelerators (`CmdOrCtrl+Z`).
   */
  readonly keys: readonly string[];
  /** Accelerators of the program's menu: the first stands beside the menu's item. */
  readonly menu?: readonly string[];
  /** Its item in the menu works while a dialog is open, too. */
  readonly menuOverDialogs?: true;
  /** Goes on while its key is held down. */
  readonly repeats?: true;
  /** Works while somebody types in a field, too. */
  readonly inFields?: true;
  /** Not about what has the focus: it acts also when the focus has moved on a moment after the key. */
  readonly anyFocus?: true;
  /** A series: each key means the thing of its number, the first key the first. Told by its first and its last key. */
  readonly series?: true;
}

/**
 * Every keyboard shortcut: the one table from which the window's handling, its list of shortcuts, the hints at its buttons
 * and the menu's accelerators are made. In the order in which they are listed.
 */
export const SHORTCUTS = {
  'next-request': { place: 'lists', keys: ['J', 'ArrowDown'], menu: ['F8'], repeats: true },
  'previous-request': { place: 'lists', keys: ['K', 'ArrowUp'], menu: ['Shift+F8'], repeats: true },
  search: { place: 'lists', keys: ['/'], menu: ['CmdOrCtrl+F'], anyFocus: true },
  'select-request': { place: 'lists', keys: ['X'] },
  'select-next': { place: 'lists', keys: ['Shift+ArrowDown'], repeats: true },
  'select-previous': { place: 'lists', keys: ['Shift+ArrowUp'], repeats: true },
  'select-all': { place: 'lists', keys: ['CmdOrCtrl+A'], anyFocus: true },
  'clear-selection': { place: 'lists', keys: ['Escape'], anyFocus: true },
  undo: {
    place: 'lists',
    keys: ['Z', 'CmdOrCtrl+Z'],
    menu: ['CmdOrCtrl+Alt+Z'],
    anyFocus: true,
    menuOverDialogs: true,
  },
  'open-request': { place: 'request', keys: ['Enter'] },
  approve: { place: 'request', keys: ['A'] },
  deny: { place: 'request', keys: ['D'] },
  propose: { place: 'request', keys: ['P'] },
  update: { place: 'request', keys: ['U'] },
  'cancel-appointment': { place: 'request', keys: ['C'] },
  history: { place: 'request', keys: ['H'] },
  snooze: { place: 'request', keys: ['S'] },
  note: { place: 'request', keys: ['N'] },
  message: { place: 'request', keys: ['M'] },
  'freed-time': { place: 'request', keys: ['F'] },
  'call-told': { place: 'call', keys: ['A'] },
  'call-declined': { place: 'call', keys: ['D'] },
  'call-no-answer': { place: 'call', keys: ['N'] },
  'call-left-message': { place: 'call', keys: ['M'] },
  'call-again': { place: 'call', keys: ['L'] },
  today: { place: 'calendar', keys: ['T'], anyFocus: true },
  'next-days': { place: 'calendar', keys: ['J', 'Alt+PageDown'], repeats: true },
  'previous-days': { place: 'calendar', keys: ['K', 'Alt+PageUp'], repeats: true },
  book: { place: 'calendar', keys: ['N'] },
  away: { place: 'calendar', keys: ['A'] },
  'block-time': { place: 'calendar', keys: ['B'] },
  'request-of-appointment': { place: 'calendar', keys: ['O'] },
  'calendar-go': {
    place: 'grid',
    keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    repeats: true,
  },
  'calendar-edge': { place: 'grid', keys: ['Home', 'End'] },
  'calendar-open': { place: 'grid', keys: ['Enter'] },
  'calendar-move': {
    place: 'grid',
    keys: ['Alt+ArrowUp', 'Alt+ArrowDown', 'Alt+ArrowLeft', 'Alt+ArrowRight'],
    repeats: true,
  },
  'calendar-resize': { place: 'grid', keys: ['Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown'], repeats: true },
  'calendar-back': { place: 'grid', keys: ['Escape'] },
  'calendar-free-time': {
    place: 'grid',
    keys: ['CmdOrCtrl+ArrowUp', 'CmdOrCtrl+ArrowDown'],
    repeats: true,
  },
  'appointment-close': { place: 'appointment', keys: ['Escape'] },
  'form-propose': { place: 'form', keys: ['CmdOrCtrl+Enter'], inFields: true },
  'form-update': { place: 'form', keys: ['CmdOrCtrl+Shift+Enter'], inFields: true },
  suggestion: {
    place: 'form',
    keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9'],
    inFields: true,
    series: true,
  },
  'suggestion-in-focus': {
    place: 'form',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    series: true,
  },
  'form-close': { place: 'form', keys: ['Escape'], inFields: true },
  send: { place: 'dialog', keys: ['CmdOrCtrl+Enter'], inFields: true },
  'dialog-close': { place: 'dialog', keys: ['Escape'], inFields: true },
  shortcuts: { place: 'window', keys: ['?'], menu: ['F1'], anyFocus: true },
  'print-sheet': { place: 'window', keys: [], menu: ['CmdOrCtrl+P'] },
  lock: { place: 'window', keys: [], menu: ['CmdOrCtrl+L'], menuOverDialogs: true },
  refresh: { place: 'window', keys: ['R'], menu: ['F5', 'CmdOrCtrl+R'], menuOverDialogs: true },
  'show-inbox': { place: 'window', keys: [], menu: ['CmdOrCtrl+1'] },
  'show-attention': { place: 'window', keys: [], menu: ['CmdOrCtrl+2'] },
  'show-schedule': { place: 'window', keys: [], menu: ['CmdOrCtrl+3'] },
  'show-week': { place: 'window', keys: [], menu: ['CmdOrCtrl+4'] },
  'show-list': { place: 'window', keys: [], menu: ['CmdOrCtrl+5'] },
  'show-settings': { place: 'window', keys: [], menu: ['CmdOrCtrl+,'] },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutId = keyof typeof SHORTCUTS;

/** The shortcuts of a place. */
export type ShortcutsAt<P extends ShortcutPlace> = {
  [I in ShortcutId]: (typeof SHORTCUTS)[I] extends { place: P } ? I : never;
}[ShortcutId];

/** The shortcuts that the menu carries. */
export type MenuShortcutId = {
  [I in ShortcutId]: (typeof SHORTCUTS)[I] extends { menu: readonly string[] } ? I : never;
}[ShortcutId];

/** One shortcut, with what it may have and need not. */
export const shortcut = (id: ShortcutId): Shortcut => SHORTCUTS[id];

/** All of them, in the order of the table. */
export const SHORTCUT_IDS = Object.keys(SHORTCUTS).filter((id): id is ShortcutId => id in SHORTCUTS);

/** The shortcuts of a place, in the order of the table. */
export const shortcutsAt = <P extends ShortcutPlace>(place: P): readonly ShortcutsAt<P>[] =>
  SHORTCUT_IDS.filter((id): id is ShortcutsAt<P> => SHORTCUTS[id].place === place);

/**
 * A letter, digit or sign alone: what speech input and a slip of the hand produce. These can be switched off (WCAG 2.2,
 * 2.1.4 Character Key Shortcuts).
 */
export const isCharacterKey = (key: string): boolean => key.length === 1;

/** The keys of the window that work now. */
export const liveKeys = (id: ShortcutId, singleKeys: boolean): readonly string[] =>
  shortcut(id).keys.filter((key) => singleKeys || !isCharacterKey(key));
