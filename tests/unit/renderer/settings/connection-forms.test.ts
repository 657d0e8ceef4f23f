import { describe, expect, it } from 'vitest';
import {
  type MailForm,
  mailForm,
  mailSecretToSave,
  readMail,
  withSecurity,
} from '../../../../src-renderer/features/settings/forms/mail-form.ts';
import {
  type PortalForm,
  portalForm,
  portalSecretToSave,
  readPortal,
  storedSecretOf,
  unencrypted,
} from '../../../../src-renderer/features/settings/forms/portal-form.ts';
import {
  type SecretForm,
  secretProblem,
  secretToTest,
  untouchedSecret,
} from '../../../../src-renderer/features/settings/forms/secret-form.ts';
import { portalVerdict } from '../../../../src-shared/ipc/portal-verdict.ts';
import { portalTest } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';

const typed = (value: string): SecretForm => ({ action: 'replace', value });
const fhir = (change: Partial<PortalForm> = {}): PortalForm => ({
  ...portalForm({ kind: 'fhir', baseUrl: 'https://portal.example.org/fhir', signIn: { method: 'none' } }),
  ...change,
});
const smtp = (change: Partial<MailForm> = {}): MailForm => ({
  ...mailForm({
    kind: 'smtp',
    host: 'smtp.example.org',
    port: 587,
    security: 'starttls',
    user: '',
    fromName: '',
    fromAddress: 'desk@example.org',
  }),
  ...change,
});

describe('the Portal connection section', () => {
  it('stores what the way to sign in needs and nothing else', () => {
    const form = fhir({ method: 'bearer', tokenUrl: 'half', clientId: 'x', secret: typed(' abc ') });
    expect(readPortal(form, null)).toEqual({
      ok: true,
      value: { kind: 'fhir', baseUrl: 'https://portal.example.org/fhir', signIn: { method: 'bearer' } },
    });
    expect(portalSecretToSave(form, null)).toBe('abc');
  });

  it('asks for everything SMART Backend Services need, in the order of the screen', () => {
    expect(readPortal(fhir({ baseUrl: 'ftp://x', method: 'private-key-jwt' }), null)).toEqual({
      ok: false,
      problems: [
        { field: 'baseUrl', text: t.settings.problemText.url },
        { field: 'tokenUrl', text: t.settings.problemText.url },
        { field: 'clientId', text: t.settings.problemText.clientId },
        { field: 'keyId', text: t.settings.problemText.keyId },
        { field: 'secret', text: t.connections.secretText.missing.privateKey },
      ],
    });
  });

  it('takes no address with a sign-in or a query in it', () => {
    for (const baseUrl of [
      'https://a:b@x.example/fhir',
      'https://x.example/fhir?a=1',
      'https://x.example/fhir#a',
    ])
      expect(readPortal(fhir({ baseUrl }), null)).toEqual({
        ok: false,
        problems: [{ field: 'baseUrl', text: t.settings.problemText.urlParts }],
      });
  });

  it('lets a stored secret stay, unless it belongs to another way to sign in', () => {
    const stored = storedSecretOf(
      { kind: 'fhir', baseUrl: 'https://x.example', signIn: { method: 'bearer' } },
      true,
    );
    expect(stored).toBe('token');
    const bearer = fhir({ method: 'bearer' });
    expect([readPortal(bearer, stored).ok, portalSecretToSave(bearer, stored)]).toEqual([true, undefined]);

    const key = fhir({ method: 'client-credentials', tokenUrl: 'https://x.example/t', clientId: 'c' });
    expect(readPortal(key, stored)).toEqual({
      ok: false,
      problems: [{ field: 'secret', text: t.connections.secretText.missing.clientSecret }],
    });
    expect(portalSecretToSave(fhir(), stored)).toBeNull();
    expect(portalSecretToSave({ ...bearer, kind: 'none' }, stored)).toBeNull();
    expect(portalSecretToSave({ ...bearer, secret: { action: 'remove', value: '' } }, stored)).toBeNull();
    expect(portalSecretToSave({ ...bearer, kind: 'none' }, null)).toBeUndefined();
  });

  it('knows which addresses carry patients’ data unencrypted', () => {
    expect(unencrypted('http://fhir.example.org')).toBe(true);
    for (const address of [
      'https://fhir.example.org',
      'http://127.0.0.1:8080',
      'http://localhost',
      'http://[::1]:1',
      'x',
    ])
      expect(unencrypted(address)).toBe(false);
  });
});

describe('a private key', () => {
  const problem = (key: string): string | null =>
    secretProblem('secret', 'privateKey', typed(key), false)?.text ?? null;
  const pem = (name: string): string => `-----BEGIN ${name}-----\nMIIB\n-----END ${name}-----`;

  it.each([
    [pem('PRIVATE KEY'), null],
    [pem('EC PRIVATE KEY'), null],
    ['{"kty":"EC","d":"x"}', null],
    ['{"kty":"EC","x":"x"}', t.connections.secretText.keyPublic],
    ['{"keys":[]}', t.connections.secretText.keyNotPem],
    ['{"kty":', t.connections.secretText.keyNotPem],
    [pem('PUBLIC KEY'), t.connections.secretText.keyPublic],
    [pem('CERTIFICATE'), t.connections.secretText.keyPublic],
    [pem('ENCRYPTED PRIVATE KEY'), t.connections.secretText.keyEncrypted],
    ['-----BEGIN PRIVATE KEY-----\nMIIB', t.connections.secretText.keyNotPem],
    ['hello', t.connections.secretText.keyNotPem],
    ['  ', t.connections.secretText.missing.privateKey],
  ])('%j', (key, text) => {
    expect(problem(key)).toBe(text);
  });
});

describe('the Mail server section', () => {
  it('needs a password for a user, and keeps none without one', () => {
    expect(readMail(smtp({ user: 'desk' }), false)).toEqual({
      ok: false,
      problems: [{ field: 'secret', text: t.connections.secretText.missing.password }],
    });
    expect(readMail(smtp({ user: 'desk' }), true).ok).toBe(true);
    expect(mailSecretToSave(smtp({ user: 'desk' }), true)).toBeUndefined();
    expect(mailSecretToSave(smtp({ user: 'desk', secret: typed('pw') }), true)).toBe('pw');
    expect(mailSecretToSave(smtp({ user: '', secret: typed('pw') }), true)).toBeNull();
    expect(mailSecretToSave({ ...smtp({ user: 'desk' }), kind: 'none' }, true)).toBeNull();
    expect(mailSecretToSave(smtp(), false)).toBeUndefined();
  });

  it('says at each field what is wrong', () => {
    expect(readMail(smtp({ host: ' ', port: '0', fromAddress: 'desk' }), false)).toEqual({
      ok: false,
      problems: [
        { field: 'host', text: t.settings.problemText.host },
        { field: 'port', text: t.settings.problemText.port },
        { field: 'fromAddress', text: t.settings.problemText.fromAddress },
      ],
    });
    expect(readMail(smtp({ host: 'smtp://x.example/' }), false)).toEqual({
      ok: false,
      problems: [{ field: 'host', text: t.settings.problemText.hostShape }],
    });
  });

  it('follows the encryption with the port, but not when another was typed', () => {
    expect(withSecurity(smtp(), 'tls').port).toBe('465');
    expect(withSecurity(smtp({ port: '2525' }), 'tls').port).toBe('2525');
    expect(withSecurity(smtp({ port: '' }), 'none').port).toBe('25');
  });

  it('tests with the stored secret unless one is typed', () => {
    expect([secretToTest(untouchedSecret), secretToTest(typed(' a ')), secretToTest(typed(' '))]).toEqual([
      null,
      'a',
      null,
    ]);
  });
});

describe('findings of the connection test', () => {
  const { level, code } = portalTest.shape.findings.element.shape;

  it('each have a sentence without a hole in it', () => {
    for (const one of level.options)
      for (const other of code.options)
        expect(
          t.connections.findingSentence({ level: one, code: other, detail: 'Task:_lastUpdated' }),
        ).toMatch(/^[A-Z].*\.$/);
  });

  it('name what is lacking', () => {
    expect(
      t.connections.findingSentence({
        level: 'lacking',
        code: 'search-parameter',
        detail: 'Task:_lastUpdated',
      }),
    ).toBe('It cannot find Task by _lastUpdated: changes would be missed.');
    expect(t.connections.findingSentence({ level: 'lacking', code: 'fhir-version', detail: '' })).toBe(
      'It speaks another FHIR version (it does not say which). Reslot needs R4, 4.0.1.',
    );
  });

  const one = (level: 'good' | 'lacking' | 'failed', code: 'search' | 'untried' | 'transaction') => ({
    level,
    code,
    detail: '',
  });

  it.each([
    ['testUnfinished', [one('good', 'transaction'), one('failed', 'untried')]],
    ['testLacking', [one('lacking', 'transaction'), one('failed', 'untried')]],
    ['testFailed', [one('failed', 'search'), one('failed', 'untried')]],
  ] as const)('sum up as %s', (verdict, findings) => {
    expect(portalVerdict({ ok: false, findings: [...findings] })).toBe(verdict);
  });

  it('say of a portal that is only read that it can be read, and no more', () => {
    const findings = [{ level: 'good', code: 'read-only', detail: '' } as const];
    expect(portalVerdict({ ok: true, findings })).toBe('testReadOnly');
  });

  it('ask the operator for nothing where the portal was busy', () => {
    const said = t.connections.findingSentence({
      level: 'failed',
      code: 'untried',
      detail: 'Task: HTTP 429',
    });
    expect(said).toBe(
      'The portal was busy, or did not answer in time. Wait a minute, then test the connection again.',
    );
  });
});
