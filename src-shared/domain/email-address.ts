/** What an e-mail address is, for the whole program: one `Mailbox` of RFC 5321, 4.1.2, with the letters RFC 6531 adds. */

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const LONGEST_LABEL = 63;

/** RFC 5322, 3.2.3 `atext`, and what RFC 6531, 3.3 adds to it, without spaces, controls and invisible characters. */
const ATOM = /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+$/u;
/** RFC 5321, 4.1.2 `QcontentSMTP`. */
const QUOTED = /^"(?:[ !#-[\]-~]|\\[ -~]|[^\p{ASCII}\p{C}\p{Z}])*"$/u;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
/** A top-level domain is never a number (RFC 3696, 2); `.invalid` never leads anywhere (RFC 2606). */
const NOWHERE = /^(?:\d+|invalid)$/i;
/** Characters nobody sees, which come along when an address is copied. */
const UNSEEN_AROUND = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/**
 * The one address that `written` means, ready to be written to: `null` where there is none, and where there are several, because
 * nobody can tell which of them is the patient's. Takes what people write around an address for what it is: white space, a
 * `mailto:` with what follows its `?` (RFC 6068), `Name <address>` (RFC 5322, 3.4), an address given twice. The domain is in
 * ASCII (A-labels, RFC 5890); a local part in other letters is kept, in Unicode NFC: see `needsSmtpUtf8`.
 */
export function readEmailAddress(written: string): string | null {
  if (written.length > 1000 || !written.isWellFormed()) return null;
  const addresses = separated(written).map(oneAddress);
  const [first] = addresses;
  if (first === undefined || first === null) return null;
  return addresses.every((other) => other?.toLowerCase() === first.toLowerCase()) ? first : null;
}

/** Whether a mail server has to offer SMTPUTF8 for it (RFC 6531, 3.2). `address` is what `readEmailAddress` gave. */
export const needsSmtpUtf8 = (address: string): boolean => /[^\p{ASCII}]/u.test(address);

/** For an address the practice writes from, or tries its server with: one every mail server takes. */
export function readAsciiAddress(written: string): string | null {
  const address = readEmailAddress(written);
  return address === null || needsSmtpUtf8(address) ? null : address;
}

/** The members of a list, at commas and semicolons outside of quotes and angle brackets; empty ones left out. */
function separated(list: string): string[] {
  const members = [''];
  let quoted = false;
  let escaped = false;
  let angle = false;
  for (const character of list) {
    const separates = (character === ',' || character === ';') && !quoted && !angle;
    if (separates) members.push('');
    else members[members.length - 1] += character;
    if (escaped) escaped = false;
    else if (quoted && character === '\\') escaped = true;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '<') angle = true;
    else if (!quoted && character === '>') angle = false;
  }
  return members.map(tidy).filter((member) => member !== '');
}

const tidy = (text: string): string => text.replace(UNSEEN_AROUND, '').normalize('NFC');

function oneAddress(member: string): string | null {
  const spec = withoutName(member);
  if (spec === null) return null;
  if (!/^mailto:/i.test(spec)) return mailbox(spec);
  // Some write it as the other schemes are written.
  const [target = ''] = spec.replace(/^mailto:(?:\/\/)?/i, '').split('?');
  const decoded = percentDecoded(target);
  return decoded === null ? null : mailbox(tidy(decoded));
}

/** `address` of `Name <address>`, where there is a name; `null` where the brackets are not a pair at the end. */
function withoutName(member: string): string | null {
  const found = /^(?<name>[^<>]*|"(?:[^"\\]|\\.)*"\s*)<(?<spec>.*)>$/su.exec(member);
  if (!found?.groups) return member;
  const { name = '', spec = '' } = found.groups;
  // An "@" in the name is a second address.
  return name.includes('@') ? null : tidy(spec);
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function mailbox(spec: string): string | null {
  const at = spec.lastIndexOf('@');
  if (at < 1) return null;
  const local = localPart(spec.slice(0, at));
  const domain = asciiDomain(spec.slice(at + 1));
  if (local === null || domain === null) return null;
  const address = `${local}@${domain}`;
  return octets(address) > LONGEST_ADDRESS ? null : address;
}

/** As a dot-string where it can be one (RFC 5321, 4.1.2: the quoted form is to be avoided), else quoted. */
function localPart(text: string): string | null {
  const quoted = QUOTED.test(text);
  const content = quoted ? text.slice(1, -1).replace(/\\(.)/gsu, '$1') : text;
  const plain = content.split('.').every((atom) => ATOM.test(atom));
  if (!plain && (!quoted || content === '')) return null;
  const local = plain ? content : `"${content.replace(/["\\]/g, '\\$&')}"`;
  return octets(local) > LONGEST_LOCAL_PART ? null : local;
}

function asciiDomain(text: string): string | null {
  const written = text.replace(/\.$/, '');
  const domain = needsSmtpUtf8(written) ? aLabels(written) : written;
  if (domain === null) return null;
  const labels = domain.split('.');
  if (labels.length < 2 || NOWHERE.test(labels.at(-1) ?? '')) return null;
  return labels.every((label) => LABEL.test(label) && label.length <= LONGEST_LABEL) ? domain : null;
}

/** RFC 5891 by way of the URL standard's "domain to ASCII". Only letters, digits and what joins them get that far. */
function aLabels(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.\u3002\uFF0E\uFF61-]+$/u.test(domain)) return null;
  const url = URL.parse(`http://${domain}/`);
  return url === null ? null : url.hostname;
}

const utf8 = new TextEncoder();
const octets = (text: string): number => utf8.encode(text).length;
