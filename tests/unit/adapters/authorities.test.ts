import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authoritiesRefusal, readAuthorities, showAuthorities } from '../../../src-main/authorities.ts';
import { certificateAuthority, issueCertificate } from '../../support/certificate.ts';

const NOW = Date.parse('2026-11-23T15:00:00Z');
const clinic = certificateAuthority('Clinic Root', { from: '20200101', to: '20301231' });
const second = certificateAuthority('Clinic Issuing', { issuer: clinic });
const server = issueCertificate({ issuer: clinic });
const old = certificateAuthority('Old Root', { to: '20200101' });

const names = (text: string): readonly string[] => {
  const read = readAuthorities(text, NOW);
  if (!read.ok) throw new Error(read.error.code);
  return read.value.map(({ name }) => name);
};
const refusal = (text: string) => {
  const read = readAuthorities(text, NOW);
  return read.ok ? null : read.error;
};

describe('a text with certificate authorities', () => {
  it('is shown with subject, issuer, dates and fingerprint', () => {
    const [shown] = showAuthorities([second.cert]);
    expect(shown).toEqual({
      pem: new X509Certificate(second.cert).toString(),
      name: 'Clinic Issuing',
      subject: 'CN=Clinic Issuing',
      issuer: 'CN=Clinic Root',
      validFrom: Date.parse('2000-01-01T00:00:00Z'),
      // "No end": the last instant that has a date in every zone.
      validTo: 253_402_000_000_000,
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    });
    expect(showAuthorities([clinic.cert])[0]).toMatchObject({
      validFrom: Date.parse('2020-01-01T00:00:00Z'),
      validTo: Date.parse('2030-12-31T23:59:59Z'),
    });
  });

  it('gives all of them, each once', () => {
    expect(names(clinic.cert + second.cert)).toEqual(['Clinic Root', 'Clinic Issuing']);
    expect(names(second.cert + clinic.cert + second.cert)).toEqual(['Clinic Issuing', 'Clinic Root']);
  });

  it('may come with explanations, from any system, in any of the old ways', () => {
    const odd = [
      `\u{feff}subject=CN = Clinic Root\r\n${clinic.cert.replaceAll('\n', '\r\n')}trailing words\r\n`,
      clinic.cert.replace(/\n/g, '\n  '),
      clinic.cert.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      clinic.cert.trim(),
    ];
    for (const text of odd) expect(names(text)).toEqual(['Clinic Root']);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['words', 'the certificate of the clinic'],
    ['a certificate that is cut off', clinic.cert.slice(0, -40)],
    ['a second one that is cut off', clinic.cert + second.cert.slice(0, -40)],
    ['bytes that are no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['no base64', clinic.cert.replace(/\n.{10}/, '\n**********')],
    ['more after the certificate', withMore(clinic.cert)],
    ['a request', clinic.cert.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
    [
      'a certificate and something else',
      `${clinic.cert}-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----`,
    ],
  ])('is refused where it holds %s', (_, text) => {
    expect(refusal(text)).toEqual({ code: 'authority-not-pem' });
  });

  it.each([
    ['alone', server.key],
    ['beside a certificate', clinic.cert + clinic.key],
    ['with a passphrase', server.key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE')],
    ['of an old kind, cut off', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
  ])('is refused where it holds a private key %s', (_, text) => {
    expect(refusal(text)).toEqual({ code: 'authority-private-key' });
  });

  it('is refused as a whole, by name, for one that is no authority or has expired', () => {
    expect(refusal(clinic.cert + server.cert)).toEqual({
      code: 'authority-not-ca',
      certificate: '127.0.0.1',
    });
    expect(refusal(clinic.cert + old.cert)).toEqual({ code: 'authority-expired', certificate: 'Old Root' });
  });

  it('never throws, and never takes what a letter was changed in for something else', () => {
    fc.assert(
      fc.property(fc.nat(clinic.cert.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, letter) => {
        const read = readAuthorities(clinic.cert.slice(0, at) + letter + clinic.cert.slice(at + 1), NOW);
        if (read.ok) expect(read.value).toHaveLength(1);
        else expect(read.error.code).toMatch(/^authority-/);
      }),
    );
  });
});

describe('stored authorities', () => {
  it('may have expired since; what is none is neither shown nor used, and cannot be stored', () => {
    expect(authoritiesRefusal(undefined)).toBeNull();
    expect(authoritiesRefusal([old.cert, clinic.cert])).toBeNull();
    expect(showAuthorities([old.cert, 'junk', server.cert]).map(({ name }) => name)).toEqual(['Old Root']);
    expect(authoritiesRefusal([clinic.cert, server.cert])).toMatchObject({ code: 'authority-not-ca' });
    expect(authoritiesRefusal([clinic.cert + second.cert])).toEqual({ code: 'authority-not-pem' });
    expect(authoritiesRefusal([server.key])).toEqual({ code: 'authority-private-key' });
  });
});

/** The same block with a byte after the certificate. */
function withMore(cert: string): string {
  const der = Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const body = Buffer.concat([der, Buffer.of(0)]).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}
