import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** `#rrggbb`, in sRGB. */
export const colour = z.string().regex(/^#[\da-f]{6}$/i);
export type Colour = Infer<typeof colour>;

/** White or black, whichever stands out more from `background`: at least 4.5 to 1 on any (WCAG 2.2, 1.4.3). */
export function inkOn(background: Colour): '#ffffff' | '#000000' {
  const light = luminance(background);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/** Relative luminance (WCAG 2.2), from 0 for black to 1 for white. */
function luminance(of: Colour): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(of.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
