import { describe, expect, it, test } from 'vitest';
import { schemeFor } from '../../../../src-renderer/theme/appearance.ts';
import { themeFor } from '../../../../src-renderer/theme.ts';

describe('the scheme', () => {
  it.each([
    [{ dark: false, contrast: false }, 'light'],
    [{ dark: true, contrast: false }, 'dark'],
    [{ dark: false, contrast: true }, 'contrastLight'],
    [{ dark: true, contrast: true }, 'contrastDark'],
  ] as const)('follows the system: %o is %s', (system, expected) => {
    expect(schemeFor('system', system)).toBe(expected);
  });

  it.each([
    ['light', 'light'],
    ['dark', 'dark'],
    ['contrast-light', 'contrastLight'],
    ['contrast-dark', 'contrastDark'],
  ] as const)('%s at this desk is %s, whatever the system asks', (chosen, expected) => {
    for (const dark of [false, true])
      for (const contrast of [false, true]) expect(schemeFor(chosen, { dark, contrast })).toBe(expected);
  });
});

/** The relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? Number.NaN) + 0.7152 * (g ?? Number.NaN) + 0.0722 * (b ?? Number.NaN);
}

/** The contrast ratio of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

test.each([
  ['light', 4.5],
  ['dark', 4.5],
  ['contrastLight', 7],
  ['contrastDark', 7],
] as const)('every colour of words in %s reads on both backgrounds: at least %d:1', (name, least) => {
  const { colorSchemes } = themeFor('en');
  const palette = colorSchemes[name]?.palette;
  if (palette === undefined) throw new Error(`no scheme ${name}`);
  const { text, background, primary, secondary, error, warning, success, info } = palette;
  const words = [primary, secondary, error, warning, success, info].map((color) => color.main);
  const ratios = [text.primary, text.secondary, ...words].flatMap((color) =>
    [background.default, background.paper].map((ground) => contrast(color, ground)),
  );
  expect(ratios).toHaveLength(16);
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(least);
});
