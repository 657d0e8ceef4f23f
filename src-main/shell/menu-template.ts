import type { MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { type MenuShortcutId, SHORTCUTS } from '../../src-shared/shortcuts.ts';
import { menuText } from '../../src-shared/text/en/shell.ts';

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
  const settings = place(menuText.settings, 'settings');

  return [
    ...(platform === 'darwin' ? [macAppMenu(settings)] : []),
    {
      label: menuText.file,
      submenu: [
        ...action(menuText.print, 'print-sheet'),
        separator,
        ...(platform === 'darwin'
          ? [{ role: 'close' } as const]
          : [
              ...settings,
              separator,
              { role: 'quit', label: platform === 'win32' ? menuText.exit : menuText.quit } as const,
            ]),
      ],
    },
    platform === 'darwin' ? { role: 'editMenu' } : EDIT_MENU,
    {
      label: menuText.requests,
      submenu: [
        ...action(menuText.refresh, 'refresh'),
        separator,
        ...action(menuText.find, 'search'),
        ...action(menuText.nextRequest, 'next-request'),
        ...action(menuText.previousRequest, 'previous-request'),
        separator,
        ...action(menuText.undoDecision, 'undo'),
      ],
    },
    {
      label: menuText.view,
      submenu: [
        ...place(menuText.inbox, 'inbox'),
        ...place(menuText.attention, 'attention'),
        ...place(menuText.day, 'schedule'),
        ...place(menuText.week, 'week'),
        ...place(menuText.list, 'list'),
        separator,
        { role: 'resetZoom', label: menuText.actualSize },
        { role: 'zoomIn', label: menuText.zoomIn },
        { role: 'zoomOut', label: menuText.zoomOut },
        separator,
        { role: 'togglefullscreen', label: menuText.fullScreen },
        ...(devTools ? [{ role: 'toggleDevTools', label: menuText.devTools } as const] : []),
      ],
    },
    platform === 'darwin' ? { role: 'windowMenu' } : WINDOW_MENU,
    {
      role: 'help',
      label: menuText.help,
      submenu: [
        ...action(menuText.shortcuts, 'shortcuts'),
        ...(platform === 'darwin' ? [] : [separator, { role: 'about', label: menuText.about } as const]),
      ],
    },
  ];
}

/** As Electron makes them, with letters to reach each item by. */
const EDIT_MENU: MenuItemConstructorOptions = {
  label: menuText.edit,
  submenu: [
    { role: 'undo', label: menuText.undo },
    { role: 'redo', label: menuText.redo },
    { type: 'separator' },
    { role: 'cut', label: menuText.cut },
    { role: 'copy', label: menuText.copy },
    { role: 'paste', label: menuText.paste },
    { role: 'delete', label: menuText.delete },
    { type: 'separator' },
    { role: 'selectAll', label: menuText.selectAll },
  ],
};
const WINDOW_MENU: MenuItemConstructorOptions = {
  label: menuText.window,
  submenu: [
    { role: 'minimize', label: menuText.minimize },
    { role: 'close', label: menuText.close },
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
