import type { MailConfig } from '../../../../src-shared/domain/connections.ts';
import { readAsciiAddress } from '../../../../src-shared/domain/email-address.ts';
import { isLoopbackHost } from '../../../../src-shared/domain/loopback.ts';
import { mailDestination } from '../../../../src-shared/ipc/destinations.ts';
import type { AuthorityView } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type AuthorityForm, authorityForm, checkAuthorities, storedAuthorities } from './authority-form.ts';
import { type Checked, checked, checkLength, type Problem, wholeNumber } from './checks.ts';
import { type SecretForm, secretProblem, secretToSave, untouchedSecret } from './secret-form.ts';

type SmtpConfig = Extract<MailConfig, { kind: 'smtp' }>;
export type MailSecurity = SmtpConfig['security'];

/** The Mail server section as typed. What a choice does not need is kept beside it. */
export interface MailForm extends AuthorityForm {
  readonly kind: MailConfig['kind'];
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
  readonly user: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly secret: SecretForm;
}

const EMPTY: MailForm = {
  kind: 'none',
  host: '',
  port: '587',
  security: 'starttls',
  user: '',
  fromName: '',
  fromAddress: '',
  secret: untouchedSecret,
  ...authorityForm(),
};

export const mailForm = (config: MailConfig, named: readonly AuthorityView[] = []): MailForm =>
  config.kind === 'smtp'
    ? { ...EMPTY, ...config, port: String(config.port), ...authorityForm(named) }
    : { ...EMPTY, kind: config.kind };

const USUAL_PORTS: Readonly<Record<MailSecurity, string>> = { tls: '465', starttls: '587', none: '25' };

/** The form with another encryption; a port that was the usual one of the old becomes the usual one of the new (RFC 8314). */
export const withSecurity = (form: MailForm, security: MailSecurity): MailForm => ({
  ...form,
  security,
  port:
    form.port.trim() === USUAL_PORTS[form.security] || form.port.trim() === ''
      ? USUAL_PORTS[security]
      : form.port,
});

/** Whether the stored password was entered for the server and user that are typed: it goes nowhere else. */
export const passwordStoredFor = (form: MailForm, config: MailConfig, isSet: boolean): boolean =>
  isSet &&
  form.kind === 'smtp' &&
  config.kind === 'smtp' &&
  destinationOf(form, config) === mailDestination(config);

const destinationOf = ({ host, port, security, user }: MailForm, config: SmtpConfig): string | null =>
  mailDestination({
    ...config,
    host: host.trim(),
    port: wholeNumber(port, 1, 65_535) ?? 0,
    security,
    user: user.trim(),
  });

/** Reads the form. `stored`: a password is stored for it, as `passwordStoredFor` says. */
export const readMail = (form: MailForm, stored: boolean): Checked<MailConfig> => {
  if (form.kind !== 'smtp') return { ok: true, value: { kind: form.kind } };
  const problems: Problem[] = [];
  const host = form.host.trim();
  const port = wholeNumber(form.port, 1, 65_535);
  const user = form.user.trim();
  const fromName = form.fromName.trim();
  const fromAddress = readAsciiAddress(form.fromAddress);
  if (host === '') problems.push({ field: 'host', text: t.settings.problemText.host });
  else if (!/^[^\s/@]+$/.test(host)) problems.push({ field: 'host', text: t.settings.problemText.hostShape });
  else if (form.security === 'none' && !isLoopbackHost(host))
    problems.push({ field: 'host', text: t.connections.mailText.notEncrypted });
  checkLength(problems, 'host', host, 255);
  if (port === null) problems.push({ field: 'port', text: t.settings.problemText.port });
  checkLength(problems, 'user', user, 200);
  const secret = user === '' ? null : secretProblem('secret', 'password', form.secret, stored);
  if (secret !== null) problems.push(secret);
  checkLength(problems, 'fromName', fromName, 200);
  if (fromAddress === null) problems.push({ field: 'fromAddress', text: t.settings.problemText.fromAddress });
  if (form.security !== 'none') checkAuthorities(problems, form);
  return checked(
    {
      kind: 'smtp',
      host,
      port: port ?? 1,
      security: form.security,
      user,
      fromName,
      fromAddress: fromAddress ?? '',
      ...storedAuthorities(form),
    },
    problems,
  );
};

/** What `settings.save` is given as the password: without a user or a server none stays behind. */
export const mailSecretToSave = (form: MailForm, stored: boolean): string | null | undefined => {
  const needed = form.kind === 'smtp' && form.user.trim() !== '';
  if (!needed) return stored ? null : undefined;
  return secretToSave(form.secret);
};
