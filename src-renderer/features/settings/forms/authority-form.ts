import type { AuthorityView } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Problem } from './checks.ts';

/** The certificate authorities of a connection as they stand in its section. */
export interface AuthorityForm {
  readonly authorities: readonly AuthorityView[];
  /** Pasted, and not added yet. */
  readonly authorityText: string;
}

export const AUTHORITY_FIELD = 'authority';
/** As many as the contract takes. */
const MOST = 50;

export const authorityForm = (authorities: readonly AuthorityView[] = []): AuthorityForm => ({
  authorities,
  authorityText: '',
});

/** With those that are not named yet; `fresh` are they. */
export function withAuthorities(
  before: readonly AuthorityView[],
  read: readonly AuthorityView[],
): { readonly authorities: readonly AuthorityView[]; readonly fresh: readonly AuthorityView[] } {
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const fresh = read.filter(({ fingerprint }) => !known.has(fingerprint));
  return { authorities: [...before, ...fresh], fresh };
}

/** What is pasted and not added would be lost. */
export function checkAuthorities(problems: Problem[], form: AuthorityForm): void {
  if (form.authorityText.trim() !== '')
    problems.push({ field: AUTHORITY_FIELD, text: t.authorities.authorityText.pending });
  else if (form.authorities.length > MOST)
    problems.push({ field: AUTHORITY_FIELD, text: t.authorities.authorityText.tooMany });
}

/** As Settings store them: absent where there is none. */
export const storedAuthorities = ({ authorities }: AuthorityForm): { authorities?: string[] } =>
  authorities.length === 0 ? {} : { authorities: authorities.map(({ pem }) => pem) };
