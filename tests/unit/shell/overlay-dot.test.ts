import { expect, it } from 'vitest';
import { DOT_SIZE, dotBitmap } from '../../../src-main/shell/overlay-dot.ts';

it('is a red dot with clear corners', () => {
  const bitmap = dotBitmap();
  const pixel = (x: number, y: number): number[] => [
    ...bitmap.subarray((y * DOT_SIZE + x) * 4, (y * DOT_SIZE + x) * 4 + 4),
  ];
  expect(bitmap.length).toBe(16 * 16 * 4);
  expect(pixel(8, 8)).toEqual([0x2b, 0x2b, 0xc6, 0xff]);
  for (const [x, y] of [
    [0, 0],
    [15, 0],
    [0, 15],
    [15, 15],
  ] as const)
    expect(pixel(x, y)).toEqual([0, 0, 0, 0]);
});
