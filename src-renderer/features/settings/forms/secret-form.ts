import { t } from '../../../../src-shared/text/text.ts';
import type { Problem } from './checks.ts';

/** Which kind of secret a field holds. */
export type SecretKind = keyof typeof t.connections.secretText.label;

/**
 * A secret is written, never read back. `keep`: what is stored stays (nothing is, perhaps); `replace`: `value` takes its
 * place; `remove`: it goes when the section is saved.
 */
export interface SecretForm {
  readonly action: 'keep' | 'replace' | 'remove';
  readonly value: string;
}

export const untouchedSecret: SecretForm = { action: 'keep', value: '' };

/** Whether a secret will be stored for this field after saving. */
const hasSecret = (form: SecretForm, stored: boolean): boolean =>
  form.action === 'keep' ? stored : form.action === 'replace' && form.value.trim() !== '';

/** What `settings.save` is given: undefined leaves what is stored, null removes it. */
export const secretToSave = (form: SecretForm): string | null | undefined => {
  if (form.action === 'keep') return undefined;
  return form.action === 'replace' && form.value.trim() !== '' ? form.value.trim() : null;
};

/** What a connection test is given: null means "as stored". */
export const secretToTest = (form: SecretForm): string | null =>
  form.action === 'replace' && form.value.trim() !== '' ? form.value.trim() : null;

const LIMITS: Readonly<Record<SecretKind, number>> = {
  token: 20_000,
  clientSecret: 20_000,
  privateKey: 20_000,
  password: 2000,
};

const keyProblem = (key: string): string | null => {
  if (key.startsWith('{')) {
    try {
      const jwk: unknown = JSON.parse(key);
      if (typeof jwk !== 'object' || jwk === null || !('kty' in jwk))
        return t.connections.secretText.keyNotPem;
      return 'd' in jwk ? null : t.connections.secretText.keyPublic;
    } catch {
      return t.connections.secretText.keyNotPem;
    }
  }
  const begin = /-----BEGIN ([A-Z ]+)-----/.exec(key)?.[1] ?? '';
  if (begin.includes('ENCRYPTED') || key.includes('Proc-Type: 4,ENCRYPTED'))
    return t.connections.secretText.keyEncrypted;
  if (begin === 'CERTIFICATE' || begin.endsWith('PUBLIC KEY')) return t.connections.secretText.keyPublic;
  return begin.endsWith('PRIVATE KEY') && key.includes('-----END ')
    ? null
    : t.connections.secretText.keyNotPem;
};

/** What is wrong with a secret that is needed; null when nothing is. */
export const secretProblem = (
  field: string,
  kind: SecretKind,
  form: SecretForm,
  stored: boolean,
): Problem | null => {
  if (!hasSecret(form, stored)) return { field, text: t.connections.secretText.missing[kind] };
  if (form.action !== 'replace') return null;
  const value = form.value.trim();
  if (value.length > LIMITS[kind]) return { field, text: t.settings.problemText.tooLong(LIMITS[kind]) };
  const key = kind === 'privateKey' ? keyProblem(value) : null;
  return key === null ? null : { field, text: key };
};
