import { describe, expect, it } from 'vitest';
import { backgroundOf, themeSourceOf } from '../../../src-main/shell/theme-source.ts';
import { appearance } from '../../../src-shared/domain/appearance.ts';

describe('what the system draws', () => {
  it('looks as is chosen at the desk, whose high contrast is light or dark to it', () => {
    expect(appearance.options.map((chosen) => [chosen, themeSourceOf(chosen)])).toEqual([
      ['system', 'system'],
      ['light', 'light'],
      ['dark', 'dark'],
      ['contrast-light', 'light'],
      ['contrast-dark', 'dark'],
    ]);
  });

  it.each([
    ['system', false, false, '#ffffff'],
    ['system', true, false, '#121212'],
    ['system', true, true, '#000000'],
    ['dark', true, false, '#121212'],
    // The desk's choice counts, not the system's.
    ['dark', true, true, '#121212'],
    ['contrast-dark', true, false, '#000000'],
    ['contrast-light', false, true, '#ffffff'],
  ] as const)(
    '%s, while the system is dark: %s, and contrasting: %s, begins with %s',
    (chosen, dark, contrast, colour) => {
      expect(backgroundOf(chosen, { dark, contrast })).toBe(colour);
    },
  );
});
