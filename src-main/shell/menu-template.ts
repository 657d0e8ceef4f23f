import type { MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { type MenuShortcutId, SHORTCUTS } from '../../src-shared/shortcuts.ts';

type MenuAction = Extract<AppEvent, { type: 'menu' }>['action'];
type Place = Extract<AppEvent, { type: 'show' }>['place'];

/**
 * The menu and its shortcuts. What it does, it does through the window: `send` delivers the event there. The letter after `&` is
 * underlined, and leads there with Alt, on Windows and Linux; macOS leaves the `&` out.
 */
export function menuTemplate(options: {
  readonly platform: NodeJS.Platform;
  /** Offer the developer tools. */
  readonly devTools: boolean;
  readonly send: (event: AppEvent) => void;
}): MenuItemConstructorOptions[] {
  const { platform, devTools, send } = options;
  /** An item has one accelerator only: each further one needs an item of its own, which is not shown. */
  const items = (label: string, id: MenuShortcutId, event: AppEvent): MenuItemConstructorOptions[] =>
    SHORTCUTS[id].menu.map((accelerator, index) => ({
      label,
      accelerator,
      click: () => send(event),
      ...(index === 0 ? {} : { visible: false, acceleratorWorksWhenHidden: true }),
    }));
  const action = (label: string, name: MenuAction): MenuItemConstructorOptions[] =>
    items(label, name, { type: 'menu', action: name });
  const place = (label: string, name: Place): MenuItemConstructorOptions[] =>
    items(label, `show-${name}`, { type: 'show', place: name, requestId: null });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = place('&Settings…', 'settings');

  return [
    ...(platform === 'darwin' ? [macAppMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        ...action('&Print…', 'print-sheet'),
        separator,
        ...(platform === 'darwin'
          ? [{ role: 'close' } as const]
          : [
              ...settings,
              separator,
              { role: 'quit', label: platform === 'win32' ? 'E&xit' : '&Quit' } as const,
            ]),
      ],
    },
    platform === 'darwin' ? { role: 'editMenu' } : EDIT_MENU,
    {
      label: '&Requests',
      submenu: [
        ...action('&Refresh', 'refresh'),
        separator,
        ...action('&Find', 'search'),
        ...action('&Next request', 'next-request'),
        ...action('&Previous request', 'previous-request'),
        separator,
        ...action('&Undo decision', 'undo'),
      ],
    },
    {
      label: '&View',
      submenu: [
        ...place('&Inbox', 'inbox'),
        ...place('Needs &attention', 'attention'),
        ...place('&Day', 'schedule'),
        ...place('&Week', 'week'),
        ...place('&List', 'list'),
        separator,
        { role: 'resetZoom', label: 'Actual &Size' },
        { role: 'zoomIn', label: '&Zoom In' },
        { role: 'zoomOut', label: 'Zoom &Out' },
        separator,
        { role: 'togglefullscreen', label: 'Toggle &Full Screen' },
        ...(devTools ? [{ role: 'toggleDevTools', label: 'Developer &Tools' } as const] : []),
      ],
    },
    platform === 'darwin' ? { role: 'windowMenu' } : WINDOW_MENU,
    {
      role: 'help',
      label: '&Help',
      submenu: [
        ...action('&Keyboard shortcuts', 'shortcuts'),
        ...(platform === 'darwin' ? [] : [separator, { role: 'about', label: '&About Reslot' } as const]),
      ],
    },
  ];
}

/** As Electron makes them, with letters to reach each item by. */
const EDIT_MENU: MenuItemConstructorOptions = {
  label: '&Edit',
  submenu: [
    { role: 'undo', label: '&Undo' },
    { role: 'redo', label: '&Redo' },
    { type: 'separator' },
    { role: 'cut', label: 'Cu&t' },
    { role: 'copy', label: '&Copy' },
    { role: 'paste', label: '&Paste' },
    { role: 'delete', label: '&Delete' },
    { type: 'separator' },
    { role: 'selectAll', label: 'Select &All' },
  ],
};
const WINDOW_MENU: MenuItemConstructorOptions = {
  label: '&Window',
  submenu: [
    { role: 'minimize', label: '&Minimize' },
    { role: 'close', label: '&Close' },
  ],
};

/** The first menu on macOS carries the program's name and what belongs to it. */
function macAppMenu(settings: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      ...settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
