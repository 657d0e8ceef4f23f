/** Every sentence about certificate authorities of the clinic's own. */
import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { AuthorityView } from '../../ipc/settings-views.ts';
import { formatDate } from './times.ts';

export const authorityText = {
  title: 'Eigene Zertifizierungsstelle der Praxis',
  hint: {
    portal:
      'Nur nötig, wenn die Praxis das Zertifikat ihres Portals selbst signiert oder ihr Netzwerk in verschlüsselte Verbindungen hineinsieht. Was hier angegeben ist, gilt nur für das Portal als vertrauenswürdig, neben dem, dem dieser Computer ohnehin vertraut.',
    mail: 'Nur nötig, wenn die Praxis das Zertifikat ihres Mailservers selbst signiert oder ihr Netzwerk in verschlüsselte Verbindungen hineinsieht. Was hier angegeben ist, gilt nur für den Mailserver als vertrauenswürdig, neben dem, dem dieser Computer ohnehin vertraut.',
  },
  list: 'Hier angegebene Zertifizierungsstellen',
  subject: 'Inhaber',
  issuedBy: 'Ausgestellt von',
  itself: 'sich selbst',
  valid: 'Gültig',
  fingerprint: 'SHA-256',
  remove: (name: string) => `${name} entfernen`,
  removeShort: 'Entfernen',
  choose: 'Datei auswählen …',
  file: 'Datei mit dem Zertifikat der Zertifizierungsstelle',
  pasteInstead: 'Als Text einfügen …',
  paste: 'Zertifikat der Zertifizierungsstelle (PEM)',
  pasteHint:
    'Es beginnt mit „-----BEGIN CERTIFICATE-----“. Mehrere werden angenommen, eines nach dem anderen.',
  add: 'Zertifizierungsstelle hinzufügen',
  added: (names: readonly string[]) => `Hinzugefügt: ${names.join(', ')}. Gilt, sobald Sie speichern.`,
  removed: (name: string) => `${name} wird entfernt, sobald Sie speichern.`,
  known: 'Diese Zertifizierungsstelle ist schon angegeben.',
  pending: 'Fügen Sie diese Zertifizierungsstelle hinzu, oder leeren Sie das Feld.',
  tooMany: 'Mehr als 50 Zertifizierungsstellen lassen sich nicht angeben. Entfernen Sie zuerst eine.',
};

/** From here on an end is none (RFC 5280, 4.1.2.5). */
const NO_END = Date.parse('9999-01-01T00:00:00Z');

/** "Mi., 1. Jan. 2020 – Di., 31. Dez. 2030", and what that means now. */
export function validityWords({ validFrom, validTo }: AuthorityView, now: EpochMs, zone: ZoneId): string {
  const from = formatDate(validFrom, zone);
  const dates = validTo >= NO_END ? `ab ${from}, unbegrenzt` : `${from} – ${formatDate(validTo, zone)}`;
  if (validTo < now) return `${dates} (abgelaufen: bitten Sie um das aktuelle)`;
  return validFrom > now ? `${dates} (noch nicht gültig: bis dahin nützt es nichts)` : dates;
}

/** Whether the dates need attention. */
export const outOfDate = ({ validFrom, validTo }: AuthorityView, now: EpochMs): boolean =>
  validTo < now || validFrom > now;
