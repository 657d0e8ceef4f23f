/** The size of Windows' overlay icons, in pixels. */
export const DOT_SIZE = 16;

/** A round red dot on nothing, as the raw bitmap that Electron takes: four bytes a pixel, blue, green, red, alpha. */
export function dotBitmap(): Buffer {
  const bitmap = Buffer.alloc(DOT_SIZE * DOT_SIZE * 4);
  const middle = (DOT_SIZE - 1) / 2;
  for (let y = 0; y < DOT_SIZE; y += 1) {
    for (let x = 0; x < DOT_SIZE; x += 1) {
      const inside = Math.hypot(x - middle, y - middle) <= DOT_SIZE / 2 - 1;
      if (inside) bitmap.set([0x2b, 0x2b, 0xc6, 0xff], (y * DOT_SIZE + x) * 4);
    }
  }
  return bitmap;
}
