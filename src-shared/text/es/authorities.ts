/** Every sentence about certificate authorities of the clinic's own. */
import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { AuthorityView } from '../../ipc/settings-views.ts';
import { formatDate } from './times.ts';

export const authorityText = {
  title: 'Autoridad de certificación propia de la clínica',
  hint: {
    portal:
      'Solo hace falta si la propia clínica firma el certificado de su portal, o si su red inspecciona las conexiones cifradas. Lo que se nombra aquí es de confianza solo para el portal, además de aquello en lo que esta computadora ya confía.',
    mail: 'Solo hace falta si la propia clínica firma el certificado de su servidor de correo, o si su red inspecciona las conexiones cifradas. Lo que se nombra aquí es de confianza solo para el servidor de correo, además de aquello en lo que esta computadora ya confía.',
  },
  list: 'Autoridades nombradas aquí',
  subject: 'Sujeto',
  issuedBy: 'Emitido por',
  itself: 'sí misma',
  valid: 'Validez',
  fingerprint: 'SHA-256',
  remove: (name: string) => `Quitar ${name}`,
  removeShort: 'Quitar',
  choose: 'Elegir un archivo…',
  file: 'Archivo con el certificado de la autoridad',
  pasteInstead: 'Pegarlo como texto…',
  paste: 'Certificado de la autoridad (PEM)',
  pasteHint: 'Empieza con “-----BEGIN CERTIFICATE-----”. Se aceptan varios, uno tras otro.',
  add: 'Agregar autoridad',
  added: (names: readonly string[]) => `Agregado: ${names.join(', ')}. Vale cuando guarde.`,
  removed: (name: string) => `${name} se quita cuando guarde.`,
  known: 'Esta autoridad ya está nombrada.',
  pending: 'Agregue esta autoridad, o vacíe el campo.',
  tooMany: 'No se pueden nombrar más de 50 autoridades. Primero quite una.',
};

/** From here on an end is none (RFC 5280, 4.1.2.5). */
const NO_END = Date.parse('9999-01-01T00:00:00Z');

/** "mié, 1 ene 2020 – mar, 31 dic 2030", and what that means now. */
export function validityWords({ validFrom, validTo }: AuthorityView, now: EpochMs, zone: ZoneId): string {
  const from = formatDate(validFrom, zone);
  const dates = validTo >= NO_END ? `desde el ${from}, sin fin` : `${from} – ${formatDate(validTo, zone)}`;
  if (validTo < now) return `${dates} (vencido: pida el actual)`;
  return validFrom > now ? `${dates} (todavía no: hasta entonces no sirve)` : dates;
}

/** Whether the dates need attention. */
export const outOfDate = ({ validFrom, validTo }: AuthorityView, now: EpochMs): boolean =>
  validTo < now || validFrom > now;
