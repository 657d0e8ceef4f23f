import { sameUserName } from '../domain/users.ts';
import { t } from './text.ts';

/**
 * Who acts without being signed in, as it is stored and told the portal: the same in every language, because desks that speak others read
 * it, too.
 */
export const STORED_NAMES = {
  patient: 'Patient (portal)',
  policy: 'Cancellation policy',
  portal: 'Portal',
  user: 'Front desk',
} as const;

/** Who did it, as the screen says it: people by their names, what acts by itself in the language that is spoken. */
export function actorWords(stored: string): string {
  switch (stored) {
    case STORED_NAMES.patient:
      return t.details.DECIDED_BY.patient;
    case STORED_NAMES.policy:
      return t.details.DECIDED_BY.policy;
    case STORED_NAMES.portal:
      return t.details.DECIDED_BY.portal;
    case STORED_NAMES.user:
      return t.details.DECIDED_BY.user;
    default:
      return stored;
  }
}

/** Whether the record has this name for what is done without anybody signed in: a person of that name would pass for it. */
export const isNobodysName = (name: string): boolean =>
  ['Reslot', ...Object.values(STORED_NAMES).flatMap((stored) => [stored, actorWords(stored)])].some((one) =>
    sameUserName(one, name),
  );
