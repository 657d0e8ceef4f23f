import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate, startMenuTemplate } from '../../../src-main/shell/menu-template.ts';
import { type AppEvent, appEvent } from '../../../src-shared/ipc/events.ts';
import { SHORTCUT_IDS, shortcut } from '../../../src-shared/shortcuts.ts';

function leaves(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]));
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  const sent: AppEvent[] = [];
  const lock = vi.fn();
  const template = menuTemplate({ platform, devTools: false, send: (event) => sent.push(event), lock });

  it('sends events the contract knows', () => {
    for (const item of leaves(template)) {
      const click = item.click as (() => void) | undefined;
      click?.();
    }
    expect(sent.length).toBeGreaterThan(8);
    for (const event of sent) expect(appEvent.parse(event)).toEqual(event);
    expect(lock).toHaveBeenCalledOnce();
  });

  it('refreshes by F5 and by Ctrl+R, and undoes', () => {
    const accelerators = leaves(template).map((item) => item.accelerator);
    expect(accelerators).toEqual(
      expect.arrayContaining(['F5', 'CmdOrCtrl+R', 'CmdOrCtrl+Alt+Z', 'F8', 'Shift+F8']),
    );
  });

  it('has every shortcut of the table that is the menu’s', () => {
    const accelerators = leaves(template).flatMap((item) => item.accelerator ?? []);
    expect(new Set(accelerators)).toEqual(new Set(SHORTCUT_IDS.flatMap((id) => shortcut(id).menu ?? [])));
  });

  it('gives each shortcut to one item', () => {
    const accelerators = leaves(template).flatMap((item) => item.accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  it('offers no developer tools and no reload of the page', () => {
    const roles = leaves(template).map((item) => item.role);
    expect(roles).not.toContain('toggleDevTools');
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('forceReload');
    expect(roles).toContain('quit');
  });

  it('shows what the program is', () => {
    expect(leaves(template).filter(({ role }) => role === 'about')).toHaveLength(1);
  });

  // On macOS the system reaches them by its own means.
  if (platform === 'darwin') return;
  it('can be reached by letters: one for each item that is shown', () => {
    const letterOf = ({ label = '' }: MenuItemConstructorOptions) =>
      /&([A-Za-z])/.exec(label)?.[1]?.toUpperCase();
    const menus = [template, ...template.map(({ submenu }) => (Array.isArray(submenu) ? submenu : []))];
    for (const menu of menus) {
      const shown = menu.filter(({ type, visible }) => type !== 'separator' && visible !== false);
      const letters = shown.map(letterOf);
      expect(letters).not.toContain(undefined);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});

describe.each(['linux', 'win32', 'darwin'] as const)('the menu before there is a desk on %s', (platform) => {
  it('ends the program, and on macOS, where fields paste by it, edits; nothing leads to a desk or into the page', () => {
    const template = startMenuTemplate(platform);
    const roles = [...template, ...leaves(template)].map(({ role }) => role);
    expect(roles).toContain('quit');
    expect(roles).toContain(platform === 'darwin' ? 'editMenu' : 'paste');
    expect(roles).not.toContain('toggleDevTools');
    expect(leaves(template).filter(({ click }) => click !== undefined)).toEqual([]);
  });
});
