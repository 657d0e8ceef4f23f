import { describe, expect, it } from 'vitest';
import { parseAccelerator } from '../../../scripts/preview/accelerators.ts';
import { menuTemplate } from '../../../src-main/shell/menu-template.ts';

describe('parseAccelerator', () => {
  it('reads keys and modifiers', () => {
    expect(parseAccelerator('F5', 1)).toEqual({ id: 1, key: 'f5', ctrl: false, alt: false, shift: false });
    expect(parseAccelerator('CmdOrCtrl+Alt+Z', 2)).toEqual({
      id: 2,
      key: 'z',
      ctrl: true,
      alt: true,
      shift: false,
    });
    expect(parseAccelerator('Shift+F8', 3)).toMatchObject({ key: 'f8', shift: true });
    expect(parseAccelerator('CmdOrCtrl+,', 4)).toMatchObject({ key: ',', ctrl: true });
  });

  it.each(['Hyper+A', 'CmdOrCtrl+VolumeUp', ''])('refuses %j', (accelerator) => {
    expect(() => parseAccelerator(accelerator, 1)).toThrow('accelerator');
  });

  it("understands every shortcut of the program's menu", () => {
    const accelerators = menuTemplate({
      platform: 'linux',
      devTools: true,
      send: () => undefined,
      lock: () => undefined,
    })
      .flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []))
      .flatMap((item) => item.accelerator ?? []);
    expect(accelerators.length).toBeGreaterThan(8);
    for (const accelerator of accelerators) expect(() => parseAccelerator(accelerator, 1)).not.toThrow();
  });
});
