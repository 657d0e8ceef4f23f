import fc from 'fast-check';
import { expect, it } from 'vitest';
import { colour, inkOn } from '../../../src-shared/domain/colour.ts';

const luminance = (of: string): number => {
  const parts = [of.slice(1, 3), of.slice(3, 5), of.slice(5, 7)].map((hex) => Number.parseInt(hex, 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high + 0.05) / (low + 0.05);
};

it('what stands on a colour can be read, whatever the colour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const background = `#${number.toString(16).padStart(6, '0')}`;
      expect(contrast(background, inkOn(background))).toBeGreaterThanOrEqual(4.5);
    }),
  );
  expect([inkOn('#1f5f8b'), inkOn('#ffd400')]).toEqual(['#ffffff', '#000000']);
});

it('is nothing that could end a style', () => {
  for (const bad of ['red', '#fff', '#12345g', '#1234567', '#123456;', 'url(x)', ''])
    expect(colour.safeParse(bad).success).toBe(false);
});
