import { cspNonce } from './csp-nonce.ts';

/** Of Trusted Types (https://www.w3.org/TR/trusted-types/), what the window uses; TypeScript's own library does not have them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createHTML: (html: string) => string },
    /** An object that stands for the text, which React hands on as it is. */
  ): { createHTML(html: string): string };
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

const rules = { createHTML: withStyleNonce };
/** The one way in which text becomes a document: the window's Content-Security-Policy knows no other. */
const policy = window.trustedTypes?.createPolicy('reslot-document', rules) ?? rules;

/** A document of the program's own making, for a `srcdoc` frame without scripts. Made anew for the same text it is shown anew. */
export const trustedDocument = (html: string): string => policy.createHTML(html);

/** The frame inherits the window's policy, so a style sheet in it needs the window's nonce. */
function withStyleNonce(html: string): string {
  const nonce = cspNonce();
  return nonce === null ? html : html.replaceAll('<style>', `<style nonce="${nonce}">`);
}
