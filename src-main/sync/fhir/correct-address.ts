import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { isObject, type JsonObject, without } from './json.ts';
import { boundsOf, holdsAt } from './period.ts';
import { contactPoint } from './schemas.ts';
import { Wrong } from './shape.ts';
import { stamped } from './stamp.ts';

/**
 * The Patient with another e-mail address; everything else as it came. The value of the ContactPoint that was written to is
 * replaced in its place, with its use, rank, period and extensions: a wrong address is no way to reach anybody, and marked `old` it
 * would still be used by whoever does not look at `use`; the version before keeps it. What was said of the very characters (`_value`,
 * https://hl7.org/fhir/R4/json.html#primitive) goes with them. Where no ContactPoint has that address, one is added, and every other stays.
 */
export function correctedPatient(
  base: JsonObject,
  { from, to }: { readonly from: string | null; readonly to: string },
  outboxId: string,
  now: EpochMs,
): JsonObject {
  const telecom: readonly unknown[] = Array.isArray(base.telecom) ? base.telecom : [];
  const at = from === null ? -1 : usedContact(telecom, from, now);
  const replaced = telecom.map((contact, index) =>
    index === at && isObject(contact) ? { ...without(contact, ['_value']), value: to } : contact,
  );
  return stamped(
    { ...base, telecom: at < 0 ? [...telecom, { system: 'email', value: to }] : replaced },
    outboxId,
  );
}

/** Where the highest ranked contact in use with this address stands; -1: nowhere. */
function usedContact(telecom: readonly unknown[], address: string, now: EpochMs): number {
  let found = -1;
  let best = Number.POSITIVE_INFINITY;
  for (const [index, one] of telecom.entries()) {
    const read = contactPoint(one);
    if (read instanceof Wrong) continue;
    const { system, use, value, period, rank = Number.MAX_SAFE_INTEGER } = read;
    const isIt =
      system === 'email' &&
      use !== 'old' &&
      holdsAt(boundsOf(period), now) &&
      readEmailAddress(value ?? '') === address;
    if (!isIt || rank >= best) continue;
    found = index;
    best = rank;
  }
  return found;
}
