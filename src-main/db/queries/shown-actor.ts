import { t } from '../../../src-shared/text/text.ts';

/** Who did it, as the screen says it: people by their names, what acts by itself in the language that is spoken. */
export function shownActor({
  user_id,
  user_name,
}: {
  readonly user_id: string;
  readonly user_name: string;
}): string {
  switch (user_id) {
    case 'system:patient':
      return t.details.DECIDED_BY.patient;
    case 'system:policy':
      return t.details.DECIDED_BY.policy;
    case 'system:portal':
      return t.details.DECIDED_BY.portal;
    case 'front-desk':
      return t.details.DECIDED_BY.user;
    default:
      return user_name;
  }
}
