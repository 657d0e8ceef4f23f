import { win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromArchive, inArchive } from '../../../scripts/package/packed.ts';

describe('the paths in an archive', () => {
  it.each([
    ['\\', '\\out\\main\\main.js', 'out\\main\\main.js'],
    ['/', '/out/main/main.js', 'out/main/main.js'],
  ])('are asked for with the separator %s, and written here with a slash', (separator, listed, asked) => {
    const path = fromArchive(listed, separator);
    expect([path, inArchive(path, separator)]).toEqual(['out/main/main.js', asked]);
  });

  it('are found by the library on Windows, which takes them apart with its own separator', () => {
    const asked = inArchive('node_modules/pino/pino.js', '\\');
    expect([win32.dirname(asked).split(win32.sep), win32.basename(asked)]).toEqual([
      ['node_modules', 'pino'],
      'pino.js',
    ]);
  });
});
