import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'icns-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawIcons, ICNS_TYPES, ICO_SIZES, PNG_SIZES } from '../../../scripts/icons/draw.ts';

const resources = resolve(import.meta.dirname, '../../../resources');
const committed = (path: string): Buffer => readFileSync(join(resources, path));
const drawing = (name: string): string => committed(name).toString('utf8');

describe('the icons', () => {
  it('are those that the drawings give: npm run icons after a change', async () => {
    const drawn = await drawIcons({ icon: drawing('icon.svg'), dmg: drawing('dmg.svg') });
    for (const [path, content] of drawn) {
      expect(existsSync(join(resources, path)), path).toBe(true);
      expect(await differs(path, content, committed(path)), path).toBeLessThan(0.2);
    }
  });

  it('have the size that their name says, and are clear around the corners', async () => {
    for (const size of PNG_SIZES) {
      const { data, info } = await sharp(committed(`icons/${size}x${size}.png`))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info, `${size}`).toMatchObject({ width: size, height: size, channels: 4 });
      expect(data[3], `${size}`).toBeLessThan(255);
    }
  });

  it('hold in the .ico every size that Windows shows', () => {
    const ico = committed('icon.ico');
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico[6 + 16 * index] || 256);
    expect(sizes).toEqual([...ICO_SIZES]);
  });

  it('hold in the .icns every type at its size, with room around it', async () => {
    const images = parse(committed('icon.icns'));
    expect(Object.keys(images)).toEqual(Object.keys(ICNS_TYPES));
    for (const [type, size] of Object.entries(ICNS_TYPES)) {
      const { data, info } = await sharp(images[type]).raw().toBuffer({ resolveWithObject: true });
      expect(info, type).toMatchObject({ width: size, height: size, channels: 4 });
      expect(data[size * (size / 2) * 4 + 3], `${type}: left edge`).toBe(0);
    }
  });

  it('have two drawings: a drawing without the small one is refused', async () => {
    const icon = drawing('icon.svg').replace('id="small"', 'id="tiny"');
    await expect(drawIcons({ icon, dmg: drawing('dmg.svg') })).rejects.toThrow('lacks a drawing');
  });
});

/** The mean difference of their pixels, of 255: other systems' libraries round and compress a little differently. */
async function differs(path: string, a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all([pixels(path, a), pixels(path, b)]);
  if (left.length !== right.length) return 255;
  return left.reduce((sum, value, index) => sum + Math.abs(value - (right[index] ?? 0)), 0) / left.length;
}

async function pixels(path: string, file: Buffer): Promise<Buffer> {
  // Uncompressed pictures after the directory.
  if (path.endsWith('.ico')) return file;
  const pictures = path.endsWith('.icns') ? Object.values(parse(file)) : [file];
  return Buffer.concat(await Promise.all(pictures.map((picture) => sharp(picture).raw().toBuffer())));
}
