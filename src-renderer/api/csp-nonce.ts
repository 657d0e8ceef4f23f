/** The nonce under which the content security policy lets this window add styles; `null` when the page carries none. */
export function cspNonce(): string | null {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return nonce === undefined || nonce === '' ? null : nonce;
}

/**
 * A document of ours for a `srcdoc` frame: the frame inherits the window's content security policy, so a style sheet in it
 * needs the window's nonce.
 */
export function withStyleNonce(html: string): string {
  const nonce = cspNonce();
  return nonce === null ? html : html.replaceAll('<style>', `<style nonce="${nonce}">`);
}
