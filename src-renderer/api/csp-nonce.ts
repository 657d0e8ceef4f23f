/** The nonce under which the content security policy lets this window add styles; `null` when the page carries none. */
export function cspNonce(): string | null {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === undefined || nonce === '' ? null : nonce;
}
