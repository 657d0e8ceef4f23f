import type { MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';

type MenuAction = Extract<AppEvent, { type: 'menu' }>['action'];
type Place = Extract<AppEvent, { type: 'show' }>['place'];

/** The menu and its shortcuts. What it does, it does through the window: `send` delivers the event there. */
export function menuTemplate(options: {
  readonly platform: NodeJS.Platform;
  /** Offer the developer tools. */
  readonly devTools: boolean;
  readonly send: (event: AppEvent) => void;
}): MenuItemConstructorOptions[] {
  const { platform, devTools, send } = options;
  const action = (label: string, accelerator: string, name: MenuAction): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => send({ type: 'menu', action: name }),
  });
  const place = (label: string, accelerator: string, name: Place): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => send({ type: 'show', place: name, requestId: null }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings = place('Settings…', 'CmdOrCtrl+,', 'settings');

  return [
    ...(platform === 'darwin' ? [macAppMenu(settings)] : []),
    {
      label: 'File',
      submenu: platform === 'darwin' ? [{ role: 'close' }] : [settings, separator, { role: 'quit' }],
    },
    { role: 'editMenu' },
    {
      label: 'Requests',
      submenu: [
        action('Refresh', 'F5', 'refresh'),
        // An item has one accelerator only: the second one needs an item of its own, which is not shown.
        { ...action('Refresh', 'CmdOrCtrl+R', 'refresh'), visible: false, acceleratorWorksWhenHidden: true },
        separator,
        action('Find', 'CmdOrCtrl+F', 'search'),
        action('Next request', 'F8', 'next-request'),
        action('Previous request', 'Shift+F8', 'previous-request'),
        separator,
        action('Undo decision', 'CmdOrCtrl+Alt+Z', 'undo'),
      ],
    },
    {
      label: 'View',
      submenu: [
        place('Inbox', 'CmdOrCtrl+1', 'inbox'),
        place('Needs attention', 'CmdOrCtrl+2', 'attention'),
        place('Schedule', 'CmdOrCtrl+3', 'schedule'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(devTools ? [{ role: 'toggleDevTools' } as const] : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}

/** The first menu on macOS carries the program's name and what belongs to it. */
function macAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
