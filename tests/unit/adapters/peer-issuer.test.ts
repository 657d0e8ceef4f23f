import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyInspected } from '../../../src-main/adapters/peer-issuer.ts';
import { atSignIn, certificateFault, signedBy } from '../../../src-shared/certificate-problem.ts';
import { t } from '../../../src-shared/text/text.ts';

const shown = {
  host: 'fhir.portal.com',
  address: '203.0.114.9',
  issuer: 'Clinic Gateway CA',
  whole: true,
} as const;

describe('a network that looks into connections', () => {
  it('shows a whole chain of its own for a server of the Internet', () => {
    expect(likelyInspected(shown)).toBe(true);
    expect(likelyInspected({ ...shown, address: '2606:4700::1' })).toBe(true);
  });

  it.each([
    ['a server whose chain is cut off', { whole: false }],
    ['a server by its address', { host: '203.0.114.9' }],
    ['a server of one name', { host: 'fhir' }],
    ['a server of a local name', { host: 'fhir.clinic.local' }],
    ['a server in the same network', { address: '10.1.2.3' }],
    ['a server in the same network, by IPv4 over IPv6', { address: '::ffff:192.168.0.7' }],
    ['a server on this computer', { address: '::1' }],
    ['a server that cannot be told', { address: '' }],
  ])('is not assumed before %s', (_name, over) => {
    expect(likelyInspected({ ...shown, ...over })).toBe(false);
  });

  it.each(['Zscaler Intermediate Root CA', 'FG100F Fortinet CA', 'Avast Web/Mail Shield Root'])(
    'is known by its name wherever it stands: %s',
    (issuer) => {
      expect(likelyInspected({ host: 'fhir', address: '10.0.0.1', issuer, whole: false })).toBe(true);
    },
  );
});

describe('who signed a certificate', () => {
  it('is read as it was written, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), fc.boolean(), (issuer, inspected, signIn) => {
        const detail = signedBy('SELF_SIGNED_CERT_IN_CHAIN', issuer, inspected);
        expect(certificateFault(signIn ? atSignIn(detail) : detail)).toEqual({
          code: 'SELF_SIGNED_CERT_IN_CHAIN',
          server: signIn ? 'sign-in' : 'itself',
          issuer,
          inspected,
        });
      }),
    );
  });

  it('is said, with what to do', () => {
    const said = (inspected: boolean): string =>
      t.certificates.certificateAdvice(signedBy('SELF_SIGNED_CERT_IN_CHAIN', 'Gate CA', inspected), 'portal');
    expect(said(true)).toBe(
      'Most likely your clinic’s network inspects TLS: it has been signed by “Gate CA”, which this computer does not trust. Ask who runs the network for the certificate of that authority, and name it in Settings, Portal connection.',
    );
    expect(said(false)).toMatch(/^It has been signed by “Gate CA”, which this computer does not trust\. If /);
    expect(t.certificates.certificateAdvice('CERT_UNTRUSTED', 'mail')).toMatch(
      /^Nobody this computer trusts has signed it/,
    );
  });
});
