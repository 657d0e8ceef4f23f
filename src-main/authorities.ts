import { X509Certificate } from 'node:crypto';
import type { EpochMs } from '../src-shared/domain/time.ts';
import type { AppError } from '../src-shared/errors.ts';
import type { AuthorityView } from '../src-shared/ipc/settings-views.ts';
import { err, ok, type Result } from '../src-shared/result.ts';

/**
 * Every certificate authority in a text in PEM form (RFC 7468: what stands between the blocks is explanation), each once. One
 * that cannot be used has the whole text refused, by name: nothing in it is left out unsaid. A private key is refused before
 * anything else is read.
 */
export function readAuthorities(text: string, now: EpochMs): Result<AuthorityView[], AppError> {
  if (PRIVATE_KEY.test(text)) return err({ code: 'authority-private-key' });
  const blocks = certificatesIn(text);
  if (blocks === null) return err({ code: 'authority-not-pem' });
  const found = new Map<string, AuthorityView>();
  for (const block of blocks) {
    const certificate = parse(block);
    if (certificate === null) return err({ code: 'authority-not-pem' });
    const view = viewOf(certificate);
    if (!certificate.ca) return err({ code: 'authority-not-ca', certificate: view.name });
    if (view.validTo < now) return err({ code: 'authority-expired', certificate: view.name });
    found.set(view.fingerprint, view);
  }
  return ok([...found.values()]);
}

/** Stored authorities to be shown, expired ones too; what cannot be read any more is left out, as it is where they are used. */
export const showAuthorities = (stored: readonly string[] | undefined): AuthorityView[] =>
  (stored ?? []).flatMap((pem) => {
    const [block] = certificatesIn(pem) ?? [];
    const certificate = block === undefined ? null : parse(block);
    return certificate?.ca ? [viewOf(certificate)] : [];
  });

/** Why authorities cannot be stored or used; they may have expired since they were named. */
export function authoritiesRefusal(stored: readonly string[] | undefined): AppError | null {
  for (const pem of stored ?? []) {
    const read = readAuthorities(pem, Number.NEGATIVE_INFINITY);
    if (!read.ok) return read.error;
    if (read.value.length !== 1) return { code: 'authority-not-pem' };
  }
  return null;
}

const PRIVATE_KEY = /-----BEGIN [^-]*PRIVATE KEY-----/;
const BLOCK = /-----BEGIN ([^-\r\n]+)-----([^-]*)-----END \1-----/g;
/** The second is an older name of the same (RFC 7468, 5). */
const LABELS: readonly string[] = ['CERTIFICATE', 'X509 CERTIFICATE'];

/** The content of each block; null where there is none, one of another kind, or one that is cut off. */
function certificatesIn(text: string): string[] | null {
  const blocks = [...text.matchAll(BLOCK)];
  const begun = text.split('-----BEGIN ').length - 1;
  const sound = blocks.every(([, label = '']) => LABELS.includes(label));
  return sound && blocks.length > 0 && blocks.length === begun ? blocks.map(([, , body = '']) => body) : null;
}

function parse(block: string): X509Certificate | null {
  const base64 = block.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const der = Buffer.from(base64, 'base64');
  try {
    const certificate = new X509Certificate(der);
    const dated = [certificate.validFrom, certificate.validTo].every(
      (date) => !Number.isNaN(Date.parse(date)),
    );
    return dated && certificate.raw.equals(der) ? certificate : null;
  } catch {
    return null;
  }
}

/** The last instant that has a date everywhere: "no end" is written as the end of the year 9999 (RFC 5280, 4.1.2.5). */
const LAST_MS = 253_402_000_000_000;

function viewOf(certificate: X509Certificate): AuthorityView {
  const subject = lines(certificate.subject);
  const named = (part: string): string | undefined =>
    subject.find((line) => line.startsWith(part))?.slice(part.length);
  return {
    pem: certificate.toString(),
    name: named('CN=') ?? named('O=') ?? subject.join(', '),
    subject: subject.join(', '),
    issuer: lines(certificate.issuer).join(', '),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Math.min(Date.parse(certificate.validTo), LAST_MS),
    fingerprint: certificate.fingerprint256,
  };
}

/** Node writes a name as one attribute a line; one that is empty is absent. */
const lines = (name: string | undefined): string[] => (name ?? '').split('\n').filter((line) => line !== '');
