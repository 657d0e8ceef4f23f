import type { MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { type MenuShortcutId, SHORTCUTS } from '../../src-shared/shortcuts.ts';
import { t } from '../../src-shared/text/text.ts';

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
  /** Locks the desk: not the window's to do, which may not answer. */
  readonly lock: () => void;
}): MenuItemConstructorOptions[] {
  const { platform, devTools, send, lock } = options;
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
  const settings = place(t.shell.menuText.settings, 'settings');

  return [
    ...(platform === 'darwin' ? [macAppMenu(settings)] : []),
    {
      label: t.shell.menuText.file,
      submenu: [
        ...action(t.shell.menuText.print, 'print-sheet'),
        separator,
        { label: t.shell.menuText.lock, accelerator: SHORTCUTS.lock.menu[0], click: lock },
        separator,
        ...(platform === 'darwin'
          ? [{ role: 'close' } as const]
          : [...settings, separator, quitItem(platform)]),
      ],
    },
    platform === 'darwin' ? { role: 'editMenu' } : editMenu(),
    {
      label: t.shell.menuText.requests,
      submenu: [
        ...action(t.shell.menuText.refresh, 'refresh'),
        separator,
        ...action(t.shell.menuText.find, 'search'),
        ...action(t.shell.menuText.nextRequest, 'next-request'),
        ...action(t.shell.menuText.previousRequest, 'previous-request'),
        separator,
        ...action(t.shell.menuText.undoDecision, 'undo'),
      ],
    },
    {
      label: t.shell.menuText.view,
      submenu: [
        ...place(t.shell.menuText.inbox, 'inbox'),
        ...place(t.shell.menuText.attention, 'attention'),
        ...place(t.shell.menuText.day, 'schedule'),
        ...place(t.shell.menuText.week, 'week'),
        ...place(t.shell.menuText.list, 'list'),
        separator,
        { role: 'resetZoom', label: t.shell.menuText.actualSize },
        { role: 'zoomIn', label: t.shell.menuText.zoomIn },
        { role: 'zoomOut', label: t.shell.menuText.zoomOut },
        separator,
        { role: 'togglefullscreen', label: t.shell.menuText.fullScreen },
        ...(devTools ? [{ role: 'toggleDevTools', label: t.shell.menuText.devTools } as const] : []),
      ],
    },
    platform === 'darwin' ? { role: 'windowMenu' } : windowMenu(),
    {
      role: 'help',
      label: t.shell.menuText.help,
      submenu: [
        ...action(t.shell.menuText.shortcuts, 'shortcuts'),
        ...(platform === 'darwin'
          ? []
          : [separator, { role: 'about', label: t.shell.menuText.about } as const]),
      ],
    },
  ];
}

/** Before there is a desk: what editing a field and ending the program need. macOS pastes by the menu alone. */
export function startMenuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  if (platform === 'darwin') return [macAppMenu([]), { role: 'editMenu' }, { role: 'windowMenu' }];
  return [{ label: t.shell.menuText.file, submenu: [quitItem(platform)] }, editMenu(), windowMenu()];
}

const quitItem = (platform: NodeJS.Platform): MenuItemConstructorOptions => ({
  role: 'quit',
  label: platform === 'win32' ? t.shell.menuText.exit : t.shell.menuText.quit,
});

/** As Electron makes them, with letters to reach each item by. */
const editMenu = (): MenuItemConstructorOptions => ({
  label: t.shell.menuText.edit,
  submenu: [
    { role: 'undo', label: t.shell.menuText.undo },
    { role: 'redo', label: t.shell.menuText.redo },
    { type: 'separator' },
    { role: 'cut', label: t.shell.menuText.cut },
    { role: 'copy', label: t.shell.menuText.copy },
    { role: 'paste', label: t.shell.menuText.paste },
    { role: 'delete', label: t.shell.menuText.delete },
    { type: 'separator' },
    { role: 'selectAll', label: t.shell.menuText.selectAll },
  ],
});
const windowMenu = (): MenuItemConstructorOptions => ({
  label: t.shell.menuText.window,
  submenu: [
    { role: 'minimize', label: t.shell.menuText.minimize },
    { role: 'close', label: t.shell.menuText.close },
  ],
});

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
