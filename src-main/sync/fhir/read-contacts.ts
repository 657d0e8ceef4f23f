import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { boundsOf, holdsAt } from './period.ts';
import { readPhone } from './read-phone.ts';
import type * as schemas from './schemas.ts';
import type { ShapeOf } from './shape.ts';

type Contact = ShapeOf<typeof schemas.contactPoint>;

/** How a patient can be reached at an instant. */
export interface Contacts {
  readonly phone: string | null;
  /** An address that can be written to as it stands; see `readEmailAddress`. */
  readonly email: string | null;
}

/**
 * Of the contacts that are in use at `now` (https://hl7.org/fhir/R4/datatypes.html#ContactPoint: not `old`, within `period`)
 * and can be used, the highest ranked (1 is highest), else the first.
 */
export function readContacts(telecom: readonly Contact[], now: EpochMs): Contacts {
  const current = telecom.filter((c) => c.use !== 'old' && holdsAt(boundsOf(c.period), now));
  return {
    // Who reads text messages there can be called there, too.
    phone: best(current, 'phone', readPhone) ?? best(current, 'sms', readPhone),
    email: best(current, 'email', readEmailAddress),
  };
}

function best(
  contacts: readonly Contact[],
  system: 'phone' | 'sms' | 'email',
  read: (value: string) => string | null,
): string | null {
  let chosen: { readonly value: string; readonly rank: number } | null = null;
  for (const contact of contacts) {
    const value = contact.system === system ? read(contact.value ?? '') : null;
    const rank = contact.rank ?? Number.MAX_SAFE_INTEGER;
    if (value !== null && (chosen === null || rank < chosen.rank)) chosen = { value, rank };
  }
  return chosen?.value ?? null;
}
