/**
 * The Content-Security-Policy of our page (W3C CSP Level 3). `nonce` is new for each page served and allows the style
 * elements that emotion makes. Style attributes are allowed because the preview of an e-mail is a sandboxed `srcdoc`
 * frame, which inherits this policy, and e-mail is styled by attributes.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    // No text becomes a script or a document, but by the one policy of the window's (`src-renderer/api/trusted-document.ts`).
    "require-trusted-types-for 'script'",
    'trusted-types reslot-document',
  ].join('; ');
}

/** Where the build leaves room for the nonce; the page reads it from its `<meta property="csp-nonce">`. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** The page with its nonce filled in. Throws when the page has no room for it: its styles would all be refused. */
export function withNonce(html: string, nonce: string): string {
  if (!html.includes(NONCE_PLACEHOLDER)) throw new Error('index.html has no place for the CSP nonce');
  return html.replaceAll(NONCE_PLACEHOLDER, nonce);
}
