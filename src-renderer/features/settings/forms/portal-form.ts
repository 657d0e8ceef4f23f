import { FHIR_ID, MOST_PROVIDERS, type PortalConfig } from '../../../../src-shared/domain/connections.ts';
import { isClearText } from '../../../../src-shared/domain/loopback.ts';
import { portalDestination } from '../../../../src-shared/ipc/destinations.ts';
import type { AuthorityView } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type AuthorityForm, authorityForm, checkAuthorities, storedAuthorities } from './authority-form.ts';
import { type Checked, checked, checkLength, type Problem, webAddress } from './checks.ts';
import { type SecretForm, type SecretKind, secretProblem, untouchedSecret } from './secret-form.ts';

type FhirConfig = Extract<PortalConfig, { kind: 'fhir' }>;
type SignIn = FhirConfig['signIn'];
export type SignInMethod = SignIn['method'];
type Algorithm = Extract<SignIn, { method: 'private-key-jwt' }>['algorithm'];

/** The Portal connection section as typed. What a choice does not need is kept beside it. */
export interface PortalForm extends AuthorityForm {
  readonly kind: PortalConfig['kind'];
  readonly baseUrl: string;
  readonly method: SignInMethod;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly scope: string;
  readonly algorithm: Algorithm;
  readonly keyId: string;
  readonly secret: SecretForm;
  readonly readOnly: boolean;
  /** FHIR ids, with spaces, commas or lines between. */
  readonly providers: string;
}

const EMPTY: PortalForm = {
  kind: 'none',
  baseUrl: '',
  method: 'none',
  tokenUrl: '',
  clientId: '',
  scope: '',
  algorithm: 'RS384',
  keyId: '',
  secret: untouchedSecret,
  readOnly: false,
  providers: '',
  ...authorityForm(),
};

export const portalForm = (config: PortalConfig, named: readonly AuthorityView[] = []): PortalForm => {
  if (config.kind !== 'fhir') return { ...EMPTY, kind: config.kind };
  return {
    ...EMPTY,
    kind: 'fhir',
    baseUrl: config.baseUrl,
    ...config.signIn,
    readOnly: config.readOnly !== undefined,
    providers: config.readOnly?.providers.join('\n') ?? '',
    ...authorityForm(named),
  };
};

/** The secret a way to sign in needs. */
export const secretOf = (method: SignInMethod): SecretKind | null => {
  switch (method) {
    case 'none':
      return null;
    case 'bearer':
      return 'token';
    case 'client-credentials':
      return 'clientSecret';
    case 'private-key-jwt':
      return 'privateKey';
  }
};

/** Which secret is stored now, going by the connection that was saved with it. */
export const storedSecretOf = (config: PortalConfig, isSet: boolean): SecretKind | null =>
  isSet && config.kind === 'fhir' ? secretOf(config.signIn.method) : null;

/** The same, where the connection as typed leads to where that secret was entered for: it goes nowhere else. */
export const storedSecretFor = (form: PortalForm, config: PortalConfig, isSet: boolean): SecretKind | null =>
  destinationOf(form) === portalDestination(config) ? storedSecretOf(config, isSet) : null;

const destinationOf = (form: PortalForm): string | null =>
  form.kind === 'fhir'
    ? portalDestination({ kind: 'fhir', baseUrl: form.baseUrl.trim(), signIn: readSignIn(form, []) })
    : null;

const checkAddress = (problems: Problem[], field: string, text: string): void => {
  const url = webAddress(text);
  if (url === null) problems.push({ field, text: t.settings.problemText.url });
  else if (
    url.username !== '' ||
    url.password !== '' ||
    url.hash !== '' ||
    (field === 'baseUrl' && url.search !== '')
  )
    problems.push({ field, text: t.settings.problemText.urlParts });
  else if (isClearText(text)) problems.push({ field, text: t.connections.portalText.notEncrypted });
  checkLength(problems, field, text, 500);
};

const readSignIn = (form: PortalForm, problems: Problem[]): SignIn => {
  const { method } = form;
  if (method === 'none' || method === 'bearer') return { method };
  const tokenUrl = form.tokenUrl.trim();
  const clientId = form.clientId.trim();
  const scope = form.scope.trim();
  checkAddress(problems, 'tokenUrl', tokenUrl);
  if (clientId === '') problems.push({ field: 'clientId', text: t.settings.problemText.clientId });
  checkLength(problems, 'clientId', clientId, 200);
  checkLength(problems, 'scope', scope, 500);
  if (method === 'client-credentials') return { method, tokenUrl, clientId, scope };
  const keyId = form.keyId.trim();
  if (keyId === '') problems.push({ field: 'keyId', text: t.settings.problemText.keyId });
  checkLength(problems, 'keyId', keyId, 200);
  return { method, tokenUrl, clientId, scope, algorithm: form.algorithm, keyId };
};

const readProviders = ({ providers }: PortalForm, problems: Problem[]): string[] => {
  const ids = [...new Set(providers.split(/[\s,;]+/).filter((text) => text !== ''))];
  const wrong = ids.find((text) => !FHIR_ID.test(text));
  if (wrong !== undefined)
    problems.push({ field: 'providers', text: t.connections.portalText.providerWrong(wrong) });
  else if (ids.length > MOST_PROVIDERS)
    problems.push({ field: 'providers', text: t.connections.portalText.providersTooMany });
  return ids;
};

/** Reads the form. `stored`: the kind of secret that is stored for it, as `storedSecretFor` says. */
export const readPortal = (form: PortalForm, stored: SecretKind | null): Checked<PortalConfig> => {
  if (form.kind !== 'fhir') return { ok: true, value: { kind: form.kind } };
  const problems: Problem[] = [];
  const baseUrl = form.baseUrl.trim();
  checkAddress(problems, 'baseUrl', baseUrl);
  const signIn = readSignIn(form, problems);
  const kind = secretOf(form.method);
  const secret = kind === null ? null : secretProblem('secret', kind, form.secret, stored === kind);
  if (secret !== null) problems.push(secret);
  checkAuthorities(problems, form);
  const readOnly = form.readOnly ? { readOnly: { providers: readProviders(form, problems) } } : {};
  return checked({ kind: 'fhir', baseUrl, signIn, ...storedAuthorities(form), ...readOnly }, problems);
};

/**
 * What `settings.save` is given as the secret: one that belongs to another way to sign in never stays behind.
 * undefined leaves what is stored, null removes it.
 */
export const portalSecretToSave = (
  form: PortalForm,
  stored: SecretKind | null,
): string | null | undefined => {
  const kind = form.kind === 'fhir' ? secretOf(form.method) : null;
  if (kind !== null && form.secret.action === 'replace' && form.secret.value.trim() !== '')
    return form.secret.value.trim();
  if (stored === null) return undefined;
  return kind === stored && form.secret.action === 'keep' ? undefined : null;
};

/** Whether what is typed is an address whose traffic could be read on the way. */
export const unencrypted = (address: string): boolean =>
  webAddress(address) !== null && isClearText(address.trim());
