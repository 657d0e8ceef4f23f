import type { ContactSystem } from '../../../src-shared/domain/contact-point.ts';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { isObject, type JsonObject, without } from './json.ts';
import { boundsOf, holdsAt } from './period.ts';
import { readPhone } from './read-phone.ts';
import { contactPoint } from './schemas.ts';
import { Wrong } from './shape.ts';
import { stamped } from './stamp.ts';

/**
 * The Patient with another e-mail address or telephone number; everything else as it came. The value of the ContactPoint that was in use is
 * replaced in its place, with its use, rank, period and extensions: a wrong one is no way to reach anybody, and marked `old` it
 * would still be used by whoever does not look at `use`; the version before keeps it. What was said of the very characters (`_value`,
 * https://hl7.org/fhir/R4/json.html#primitive) goes with them. Where no ContactPoint has it, one is added, and every other stays.
 */
export function correctedPatient(
  base: JsonObject,
  { system, from, to }: { readonly system: ContactSystem; readonly from: string | null; readonly to: string },
  outboxId: string,
  now: EpochMs,
): JsonObject {
  const telecom: readonly unknown[] = Array.isArray(base.telecom) ? base.telecom : [];
  const at = from === null ? -1 : usedContact(telecom, system, from, now);
  const replaced = telecom.map((contact, index) =>
    index === at && isObject(contact) ? { ...without(contact, ['_value']), value: to } : contact,
  );
  return stamped({ ...base, telecom: at < 0 ? [...telecom, { system, value: to }] : replaced }, outboxId);
}

/** What of a ContactPoint's value is used, by its system, the one that is looked for first; see `readContacts`. */
const USED = {
  email: [['email', readEmailAddress]],
  phone: [
    ['phone', readPhone],
    ['sms', readPhone],
  ],
} as const;

/** Where the highest ranked contact in use with this value stands; -1: nowhere. */
function usedContact(
  telecom: readonly unknown[],
  system: ContactSystem,
  value: string,
  now: EpochMs,
): number {
  for (const [named, read] of USED[system]) {
    let found = -1;
    let best = Number.POSITIVE_INFINITY;
    for (const [index, one] of telecom.entries()) {
      const contact = contactPoint(one);
      if (contact instanceof Wrong) continue;
      const { use, period, rank = Number.MAX_SAFE_INTEGER } = contact;
      const isIt =
        contact.system === named &&
        use !== 'old' &&
        holdsAt(boundsOf(period), now) &&
        read(contact.value ?? '') === value;
      if (!isIt || rank >= best) continue;
      found = index;
      best = rank;
    }
    if (found >= 0) return found;
  }
  return -1;
}
