import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { menuTemplate, startMenuTemplate } from './menu-template.ts';

export function installMenu(options: {
  readonly devTools: boolean;
  readonly send: (event: AppEvent) => void;
  readonly lock: () => void;
}): void {
  const template: MenuItemConstructorOptions[] = menuTemplate({ platform: process.platform, ...options });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** While something is asked before there is a desk. */
export function installStartMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(startMenuTemplate(process.platform)));
}
