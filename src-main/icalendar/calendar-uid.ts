import { createHash } from 'node:crypto';

/** The namespace of URLs (RFC 9562, 6.6). */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/**
 * The iCalendar UID (RFC 5545, 3.8.4.7; RFC 7986, 5.3: a UUID) of an Appointment to which the portal gives none: the name-based
 * UUID (RFC 9562, version 5) of its address. Every desk at one portal gives the same, and no two portals do, although both may
 * call an appointment "1".
 *
 * @param server the portal's base address.
 * @param portalId the Appointment's FHIR id.
 */
export function derivedUid(server: string, portalId: string): string {
  const name = `${canonicalBase(server)}/Appointment/${portalId}`;
  const bytes = createHash('sha1').update(URL_NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** One spelling for what leads to the same server. */
function canonicalBase(server: string): string {
  const url = URL.parse(server);
  return (url === null || url.origin === 'null' ? server : url.origin + url.pathname).replace(/\/+$/, '');
}

/**
 * Of the UIDs an Appointment carries the one that counts, the same at every desk in whatever order they come: one that looks
 * globally unique before one that is a mere number, then the first of the alphabet.
 */
export function chosenUid(uids: readonly string[]): string | null {
  const unique = uids.filter((uid) => uid.length >= 16 || uid.includes('@'));
  return (unique.length > 0 ? unique : uids).toSorted()[0] ?? null;
}
