import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileForUrl, mimeType } from './app-url.ts';
import { contentSecurityPolicy, withNonce } from './csp.ts';

/** What `reslot://app/…` answers. Unknown addresses get 404; there is no fallback page. */
export async function respond(method: string, address: string, root: string): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Method not allowed');
  const file = fileForUrl(address, root);
  const type = file && mimeType(file);
  if (!file || !type) return plain(404, 'Not found');
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    return plain(404, 'Not found');
  }
  const nonce = randomBytes(16).toString('base64');
  const body =
    basename(file) === 'index.html' ? withNonce(content.toString('utf8'), nonce) : new Uint8Array(content);
  return new Response(method === 'HEAD' ? null : body, { status: 200, headers: headers(type, nonce) });
}

function headers(type: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: headers('text/plain; charset=utf-8', '') });
}
