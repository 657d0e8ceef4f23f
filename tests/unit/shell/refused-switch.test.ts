import type { CommandLine } from 'electron';
import { expect, test } from 'vitest';
import { refusedSwitch } from '../../../src-main/shell/refused-switch.ts';

/** A program that was started with these. */
const program = (isPackaged: boolean, ...switches: readonly string[]) => ({
  isPackaged,
  commandLine: { hasSwitch: (name: string) => switches.includes(name) } as CommandLine,
});

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'load-extension',
  'renderer-cmd-prefix',
  'js-flags',
  'use-mock-keychain',
])('an installed program does not begin with --%s, which a checkout may have', (name) => {
  expect(refusedSwitch(program(true, 'lang', name))).toContain(`--${name}:`);
  expect(refusedSwitch(program(false, name))).toBeNull();
});

test('what a system, a screen or a reader of the screen needs is nobody’s to refuse', () => {
  const needed = ['no-sandbox', 'force-renderer-accessibility', 'ozone-platform', 'disable-gpu', 'lang'];
  expect(refusedSwitch(program(true, ...needed))).toBeNull();
});
