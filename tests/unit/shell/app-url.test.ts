import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileForUrl, isAppPage, mimeType } from '../../../src-main/shell/app-url.ts';

const ROOT = resolve('/srv/reslot/renderer');

describe('fileForUrl', () => {
  it('finds the files of the page', () => {
    expect(fileForUrl('reslot://app/index.html', ROOT)).toBe(join(ROOT, 'index.html'));
    expect(fileForUrl('reslot://app/assets/index-1a2B.js?v=1#x', ROOT)).toBe(
      join(ROOT, 'assets', 'index-1a2B.js'),
    );
    expect(fileForUrl('reslot://app/assets/a%20b.png', ROOT)).toBe(join(ROOT, 'assets', 'a b.png'));
  });

  it('resolves plain dot segments within the page, as every browser does', () => {
    expect(fileForUrl('reslot://app/../../index.html', ROOT)).toBe(join(ROOT, 'index.html'));
  });

  it.each([
    'reslot://app/',
    'reslot://app',
    'reslot://app/assets/',
    'reslot://app//etc/passwd',
    'reslot://app/assets//x.js',
    'reslot://app/..%2f..%2fetc/passwd',
    'reslot://app/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'reslot://app/..%5c..%5cwindows%5cwin.ini',
    'reslot://app/..\\..\\x',
    'reslot://app/%252e%252e%252fetc',
    'reslot://app/index.html%00.png',
    'reslot://app/%ff%fe',
    'reslot://app/C:/windows/win.ini',
    'reslot://app/index.html:stream',
    'reslot://app/.git/config',
    'reslot://app/assets/.hidden',
    'reslot://other/index.html',
    'reslot://app:80/index.html',
    'reslot://user:pass@app/index.html',
    'file:///etc/passwd',
    'http://app/index.html',
    'not an address',
    '',
  ])('finds nothing for %j', (address) => {
    expect(fileForUrl(address, ROOT)).toBeNull();
  });

  it('never leaves the directory, whatever the path', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e', '%2e%2e', '%2f', '%5c', '\\', '/', '%00', '%25', 'etc', 'a.js', ':'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, slashed) => {
        const file = fileForUrl(`reslot://app/${pieces.join(slashed ? '/' : '')}`, ROOT);
        return file === null || (file.startsWith(`${ROOT}/`) && resolve(file) === file);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isAppPage', () => {
  it('knows our one page', () => {
    expect(isAppPage('reslot://app/index.html')).toBe(true);
    expect(isAppPage('reslot://app/index.html#settings')).toBe(true);
  });

  it.each([
    'reslot://app/other.html',
    'reslot://app/assets/x.js',
    'reslot://evil/index.html',
    'https://app/index.html',
    'about:blank',
    'nonsense',
  ])('refuses %s', (address) => {
    expect(isAppPage(address)).toBe(false);
  });
});

describe('mimeType', () => {
  it('knows what the page consists of, and nothing else', () => {
    expect(mimeType('/x/index.html')).toBe('text/html; charset=utf-8');
    expect(mimeType('/x/a.JS')).toBe('text/javascript; charset=utf-8');
    expect(mimeType('/x/a.woff2')).toBe('font/woff2');
    expect(mimeType('/x/a.exe')).toBeNull();
    expect(mimeType('/x/none')).toBeNull();
  });
});
