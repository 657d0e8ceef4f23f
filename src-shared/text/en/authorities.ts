/** Every sentence about certificate authorities of the clinic's own. */
import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { AuthorityView } from '../../ipc/settings-views.ts';
import { formatDate } from './times.ts';

export const authorityText = {
  title: 'The clinic’s own certificate authority',
  hint: {
    portal:
      'Only needed where the clinic itself signs the certificate of its portal, or where its network looks into encrypted connections. What is named here is trusted for the portal alone, beside what this computer trusts anyway.',
    mail: 'Only needed where the clinic itself signs the certificate of its mail server, or where its network looks into encrypted connections. What is named here is trusted for the mail server alone, beside what this computer trusts anyway.',
  },
  list: 'Authorities named here',
  subject: 'Subject',
  issuedBy: 'Issued by',
  itself: 'itself',
  valid: 'Valid',
  fingerprint: 'SHA-256',
  remove: (name: string) => `Remove ${name}`,
  removeShort: 'Remove',
  choose: 'Choose a file …',
  file: 'File with the authority’s certificate',
  pasteInstead: 'Paste it as text …',
  paste: 'Certificate of the authority (PEM)',
  pasteHint: 'It begins with “-----BEGIN CERTIFICATE-----”. Several are taken, one after the other.',
  add: 'Add authority',
  added: (names: readonly string[]) => `Added: ${names.join(', ')}. It counts once you save.`,
  removed: (name: string) => `${name} is removed once you save.`,
  known: 'This authority is named already.',
  pending: 'Add this authority, or empty the field.',
  tooMany: 'More than 50 authorities cannot be named. Remove one first.',
};

/** From here on an end is none (RFC 5280, 4.1.2.5). */
const NO_END = Date.parse('9999-01-01T00:00:00Z');

/** "Wed, Jan 1, 2020 – Tue, Dec 31, 2030", and what that means now. */
export function validityWords({ validFrom, validTo }: AuthorityView, now: EpochMs, zone: ZoneId): string {
  const from = formatDate(validFrom, zone);
  const dates = validTo >= NO_END ? `from ${from}, without end` : `${from} – ${formatDate(validTo, zone)}`;
  if (validTo < now) return `${dates} (expired: ask for the present one)`;
  return validFrom > now ? `${dates} (not yet: until then it helps nobody)` : dates;
}

/** Whether the dates need attention. */
export const outOfDate = ({ validFrom, validTo }: AuthorityView, now: EpochMs): boolean =>
  validTo < now || validFrom > now;
