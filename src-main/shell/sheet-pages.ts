import { APP_SCHEME } from './app-url.ts';

/** Addresses of ours for documents that are about to be printed. */
export interface SheetPages {
  /** An address for the document, which nobody can guess; it answers until `remove`. */
  add(html: string): string;
  remove(address: string): void;
  /** What one of these addresses answers; `null` for any other address. */
  respond(method: string, address: string): Response | null;
}

const ORIGIN = `${APP_SCHEME}://sheet`;

/** `newId`: unique, and not to be guessed. */
export function createSheetPages(newId: () => string): SheetPages {
  const pages = new Map<string, string>();
  return {
    add(html) {
      const address = `${ORIGIN}/${newId()}`;
      pages.set(address, html);
      return address;
    },
    remove: (address) => void pages.delete(address),
    respond(method, address) {
      const html = method === 'GET' ? pages.get(address) : undefined;
      return html === undefined ? null : new Response(html, { status: 200, headers: HEADERS });
    },
  };
}

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  // Its own style sheet, and nothing else: no script, no picture, no frame, no connection.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
