import { liveKeys, type ShortcutId, type ShortcutPlace } from '../../shortcuts.ts';

/** What each shortcut does, as the list of shortcuts says it. */
export const SHORTCUT: Readonly<Record<ShortcutId, string>> = {
  'next-request': 'Next request',
  'previous-request': 'Previous request',
  search: 'Find a patient',
  'select-request': 'Select the request in focus, or no more',
  'select-next': 'Select it and the next one',
  'select-previous': 'Select it and the one before',
  'select-all': 'Select all that match',
  'clear-selection': 'Select none',
  undo: 'Take the newest decision back',
  'open-request': 'Open Reschedule, or close it',
  approve: 'Approve, or Approve Cancellation',
  deny: 'Deny, or Keep appointment',
  propose: 'Propose Changes: opens the form, then the dialog',
  update: 'Update Appt.: opens the form at When',
  'cancel-appointment': 'Cancel appointment',
  history: 'History',
  snooze: 'Snooze until tomorrow, or bring back',
  message: 'Write a message to the patient',
  'freed-time': 'Give the time that came free: the very wish is approved, another is proposed',
  note: 'Write a note',
  'call-told': 'Called, or Accepted',
  'call-declined': 'Declined',
  'call-no-answer': 'No answer',
  'call-left-message': 'Left a message',
  'call-again': 'Try again at …',
  today: 'Today',
  'next-days': 'Next day, or next week',
  'previous-days': 'Previous day, or previous week',
  book: 'Book appointment',
  away: 'A provider is away',
  'block-time': 'Block time',
  'request-of-appointment': 'Open the request of the appointment in focus',
  'calendar-go': 'Next appointment: by time, or in the next column',
  'calendar-edge': 'First or last appointment of the column',
  'calendar-open': 'Open the appointment; while it is moved, ask for the reason; at a free time, book it',
  'calendar-move': 'Move the appointment: by a step, or to the next column',
  'calendar-resize': 'Make the appointment shorter or longer by a step',
  'calendar-back': 'Put an appointment that is being moved back',
  'calendar-free-time': 'Go to a free time',
  'appointment-close': 'Close the appointment',
  'form-propose': 'Propose Changes',
  'form-update': 'Update Appt.',
  suggestion: 'Choose a suggested time by its number',
  'suggestion-in-focus': 'The same, with the focus among the suggestions',
  'form-close': 'Close; what was typed is kept',
  send: 'Send',
  'dialog-close': 'Back',
  shortcuts: 'Keyboard shortcuts',
  'print-sheet': 'Print the downtime sheet',
  lock: 'Lock the desk; what is typed is kept',
  refresh: 'Refresh',
  'show-inbox': 'Inbox',
  'show-attention': 'Needs attention',
  'show-schedule': 'Day',
  'show-week': 'Week',
  'show-list': 'List',
  'show-settings': 'Settings',
};

/** The headings of the list. */
export const SHORTCUT_PLACE: Readonly<Record<ShortcutPlace, string>> = {
  lists: 'In a list of requests',
  calendar: 'In Day, Week and List',
  grid: 'In the columns of Day and Week',
  request: 'On the request in focus',
  call: 'On the call in focus',
  appointment: 'In an appointment’s panel',
  form: 'In the Reschedule form',
  dialog: 'In a dialog',
  window: 'Anywhere',
};

export const shortcutWords = {
  title: 'Keyboard shortcuts',
  or: 'or',
  to: 'to',
  off: 'off',
  singleKeys: 'Single-key shortcuts',
  singleKeysHelp:
    'Letters and signs without Ctrl or Alt. Switch them off if speech input or a slip of the hand sets them off. Kept for this desk.',
  note: 'A key does what the button of that name would: nothing where the button is greyed out. Letters typed into a field stay text.',
};

/** Beside **Send**. */
export const sendHint = (): string => `${keyWords('CmdOrCtrl+Enter')} sends`;

/** What stands under a list of requests. */
export function listKeys(view: 'inbox' | 'awaiting' | 'history', singleKeys: boolean): string {
  const move = singleKeys ? 'j and k move between requests' : 'The arrow keys move between requests';
  const open = view === 'history' ? '' : ', Enter opens Reschedule';
  return `${move}${open}, ${singleKeys ? '?' : 'F1'} lists all keys`;
}

/** Above the suggested times: "Alt+1 to Alt+9, or 1 to 9 in here". */
export function suggestionKeys(singleKeys: boolean): string {
  const series = (id: ShortcutId): string => {
    const keys = liveKeys(id, singleKeys).map(keyWords);
    return keys.length === 0 ? '' : `${keys[0]} ${shortcutWords.to} ${keys.at(-1)}`;
  };
  const here = series('suggestion-in-focus');
  return `${series('suggestion')}${here === '' ? '' : `, or ${here} in here`}`;
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

/** A key as it stands on the keyboard: "Ctrl+Enter". */
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
