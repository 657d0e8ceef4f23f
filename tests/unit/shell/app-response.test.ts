import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { respond } from '../../../src-main/shell/app-response.ts';

let root: string;
const page = '<html><head><meta property="csp-nonce" nonce="__CSP_NONCE__" /></head></html>';

beforeAll(() => {
  const parent = mkdtempSync(join(tmpdir(), 'reslot-app-'));
  root = join(parent, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), page);
  writeFileSync(join(root, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(parent, 'secret.js'), 'secret');
});

afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }));

describe('what reslot://app answers', () => {
  it('serves the page with a nonce that its policy allows, new each time', async () => {
    const [first, second] = await Promise.all([
      respond('GET', 'reslot://app/index.html', root),
      respond('GET', 'reslot://app/index.html', root),
    ]);
    const nonceOf = async (response: Response): Promise<string> => {
      const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      return nonce;
    };
    const nonces = [await nonceOf(first), await nonceOf(second)];
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('serves scripts with their type and without guessing', async () => {
    const response = await respond('GET', 'reslot://app/assets/a.js', root);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('export {};');
  });

  it('answers HEAD without a body', async () => {
    const response = await respond('HEAD', 'reslot://app/assets/a.js', root);
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('has no fallback page, nothing outside its directory, and no other methods', async () => {
    const status = async (method: string, address: string): Promise<number> =>
      (await respond(method, address, root)).status;
    expect(await status('GET', 'reslot://app/requests/1')).toBe(404);
    expect(await status('GET', 'reslot://app/missing.js')).toBe(404);
    expect(await status('GET', 'reslot://app/assets')).toBe(404);
    expect(await status('GET', 'reslot://app/..%2fsecret.js')).toBe(404);
    expect(await status('POST', 'reslot://app/index.html')).toBe(405);
  });
});
