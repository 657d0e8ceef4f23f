import { format } from 'icns-lib';
import pngToIco from 'png-to-ico';
import sharp from 'sharp';

/** Up to this many pixels the simplified drawing is shown. */
const LAST_SMALL = 32;
/** What desktops on Linux ask for (freedesktop.org's Icon Theme Specification), and 1024 for the rest. */
export const PNG_SIZES = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024] as const;
/** What Windows shows from 100 % to 400 %, and the 256 of its largest view. */
export const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256] as const;
/** Apple's types of an icon as PNG, by the pixels each holds; those with two names are a size and half of it at @2x. */
export const ICNS_TYPES = {
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
} as const;
/** A macOS icon leaves this much of its side empty around it, for its shadow (Apple's grid: 824 of 1024). */
const MAC_MARGIN = 100 / 1024;

/** Everything that is made of the two drawings: the content of each file by its path from `resources/`. */
export async function drawIcons(svg: { icon: string; dmg: string }): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const size of PNG_SIZES) files.set(`icons/${size}x${size}.png`, await picture(svg.icon, size));
  files.set('icon.ico', await pngToIco(await all(ICO_SIZES, (size) => picture(svg.icon, size))));
  const types = Object.entries(ICNS_TYPES);
  const forMac = await all(types, async ([type, size]) => [type, await macPicture(svg.icon, size)] as const);
  files.set('icon.icns', format(Object.fromEntries(forMac)));
  files.set('dmg-background.png', await png(svg.dmg, 540));
  files.set('dmg-background@2x.png', await png(svg.dmg, 1080));
  return files;
}

/** The icon, its side so many pixels long. */
function picture(icon: string, size: number): Promise<Buffer> {
  return png(size <= LAST_SMALL ? simplified(icon) : icon, size);
}

async function macPicture(icon: string, size: number): Promise<Buffer> {
  const margin = Math.round(size * MAC_MARGIN);
  const inner = await picture(icon, size - 2 * margin);
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  const room = { top: margin, bottom: margin, left: margin, right: margin, background };
  return sharp(inner).extend(room).png({ compressionLevel: 9 }).toBuffer();
}

/** Shows the group `small` in place of `large`. Throws when the drawing has not both. */
function simplified(icon: string): string {
  const large = '<g id="large"';
  const small = '<g id="small" display="none"';
  if (!icon.includes(large) || !icon.includes(small)) throw new Error('icon.svg lacks a drawing');
  return icon.replace(small, '<g id="small"').replace(large, `${large} display="none"`);
}

async function png(svg: string, width: number): Promise<Buffer> {
  const box = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
  if (!box) throw new Error('The drawing has no viewBox');
  const height = Math.round((width * Number(box[2])) / Number(box[1]));
  // Drawn at its size, not scaled to it: the small drawing's edges lie on whole pixels.
  const sized = svg.replace('<svg ', `<svg width="${width}" height="${height}" `);
  return sharp(Buffer.from(sized)).png({ compressionLevel: 9 }).toBuffer();
}

function all<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  return Promise.all(items.map(work));
}
