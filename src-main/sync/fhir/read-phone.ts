import { oneLine, shortened } from './text.ts';

/** A number is for people to read and to dial: a longer one is none. */
const LONGEST = 100;

/**
 * A telephone number as a person writes it; `null` where there is none. Of a `tel:` or `sms:` URI (RFC 3966, RFC 5724) the number and
 * its extension: "+1-312-555-0100 ext. 12".
 */
export function readPhone(written: string): string | null {
  const text = oneLine(written);
  const [, uri] = /^(?:tel|sms):\s*(?:\/\/)?(.*)$/i.exec(text) ?? [];
  return shortened(uri === undefined ? text : ofUri(uri), LONGEST) || null;
}

function ofUri(uri: string): string {
  const [number = '', ...parameters] = (uri.split('?')[0] ?? '').split(';');
  const extension = parameters.find((one) => /^ext=/i.test(one))?.slice(4);
  const said = oneLine(decoded(number));
  return said === '' || !extension ? said : `${said} ext. ${oneLine(decoded(extension))}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
