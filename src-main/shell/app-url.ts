import { extname, resolve, sep } from 'node:path';

export const APP_SCHEME = 'reslot';
const APP_HOST = 'app';
/** The origin of our page, as Chromium writes it for a standard scheme. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/**
 * The file an address of our scheme stands for, or `null` when it stands for none: another host, a query for another
 * page, or a path that would leave `root`. Pure: does not look at the disk.
 */
export function fileForUrl(address: string, root: string): string | null {
  const url = parse(address);
  if (url?.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null;
  if (url.username !== '' || url.password !== '') return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  // A decoded separator or dot segment never stands in an address of ours; NUL would cut the path short.
  if (path.includes('\\') || path.includes('\0') || path.includes('%')) return null;
  const segments = path.split('/').slice(1);
  if (segments.some((segment) => segment === '' || segment.startsWith('.') || segment.includes(':')))
    return null;
  const base = resolve(root);
  const file = resolve(base, ...segments);
  return file.startsWith(base + sep) ? file : null;
}

/** True for our own page, with whatever fragment; in-page addresses are all the window ever shows. */
export function isAppPage(address: string): boolean {
  const url = parse(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.pathname === '/index.html'
  );
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** The MIME type for a file of our page; `null` for a kind the page does not consist of. */
export function mimeType(file: string): string | null {
  return TYPES[extname(file).toLowerCase()] ?? null;
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
