import { parseAccelerator, type Shortcut } from './accelerators.ts';
import { NotEmulated, strict } from './strict.ts';

/** The part of Electron's `MenuItemConstructorOptions` that is understood. */
export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly visible?: boolean;
  readonly acceleratorWorksWhenHidden?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

const UNDERSTOOD = new Set([
  'label',
  'role',
  'type',
  'accelerator',
  'visible',
  'acceleratorWorksWhenHidden',
  'click',
  'submenu',
]);

/** The menu itself is not drawn: a browser has its own. Its shortcuts work in the page. */
export function createMenus(changed: () => void) {
  let clicks: (() => void)[] = [];
  let shortcuts: Shortcut[] = [];

  function collect(items: readonly MenuItem[]): void {
    for (const item of items) {
      for (const option of Object.keys(item)) {
        if (!UNDERSTOOD.has(option)) throw new NotEmulated(`the menu item option '${option}'`);
      }
      if (item.submenu) collect(item.submenu);
      if (item.click && item.accelerator) {
        shortcuts.push(parseAccelerator(item.accelerator, clicks.length));
        clicks.push(item.click);
      }
    }
  }

  return {
    Menu: strict('Menu', {
      buildFromTemplate: (template: readonly MenuItem[]) => strict('menu', { items: template }),
      setApplicationMenu: (menu: { readonly items: readonly MenuItem[] } | null) => {
        clicks = [];
        shortcuts = [];
        collect(menu?.items ?? []);
        changed();
      },
    }),
    shortcuts: (): readonly Shortcut[] => shortcuts,
    click: (id: number): void => clicks[id]?.(),
  };
}
