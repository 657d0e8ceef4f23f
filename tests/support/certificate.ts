import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** The subject's common name. */
  readonly name?: string;
  /** Who signs it; itself unless given. */
  readonly issuer?: { readonly name: string } & Certificate;
  /** Whether it may vouch for others (basicConstraints). */
  readonly authority?: boolean;
  /** The servers it is for: names or IPv4 addresses. */
  readonly hosts?: readonly string[];
  /** YYYYMMDD; from the year 2000 to the end of time unless given. */
  readonly from?: string;
  readonly to?: string;
  /** Asks for something no program knows (an unknown critical extension). */
  readonly demanding?: boolean;
}

/** For 127.0.0.1, vouching for itself, with no end date to run into. */
export const selfSignedCertificate = (): Certificate => issueCertificate();

/** An authority: to be named in Settings, and to sign others. */
export function certificateAuthority(
  name: string,
  options: CertificateOptions = {},
): { readonly name: string } & Certificate {
  return { name, ...issueCertificate({ hosts: [], ...options, name, authority: true }) };
}

/**
 * A certificate (X.509 v3, RFC 5280, in DER, X.690) with a new key each time. Made by hand because Node can read certificates
 * and not write them.
 */
export function issueCertificate({
  name = '127.0.0.1',
  issuer,
  authority = false,
  hosts = ['127.0.0.1'],
  from = '20000101',
  to = '99991231',
  demanding = false,
}: CertificateOptions = {}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer: KeyObject = issuer ? createPrivateKey(issuer.key) : privateKey;
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const extensions = [
    ...(hosts.length === 0 ? [] : [extension('551d11', sequence(...hosts.map(generalName)))]), // subjectAltName
    ...(authority ? [criticalExtension('551d13', sequence(TRUE))] : []), // basicConstraints
    ...(demanding ? [criticalExtension('2a030405', sequence())] : []),
  ];
  const body = sequence(
    tlv(0xa0, integer(2)), // version 3
    tlv(0x02, Buffer.of(1), randomBytes(8)),
    algorithm,
    commonName(issuer?.name ?? name),
    sequence(time(`${from}000000Z`), time(`${to}235959Z`)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = tlv(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, signer)]));
  const der = sequence(body, algorithm, signature)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
  };
}

function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const { length } = value;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const integer = (value: number): Buffer => tlv(0x02, Buffer.of(value));
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const time = (generalized: string): Buffer => tlv(0x18, Buffer.from(generalized));
const TRUE = tlv(0x01, Buffer.of(0xff));
const extension = (id: string, content: Buffer): Buffer => sequence(oid(id), tlv(0x04, content));
const criticalExtension = (id: string, content: Buffer): Buffer =>
  sequence(oid(id), TRUE, tlv(0x04, content));
const commonName = (name: string): Buffer =>
  sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(name)))));
const generalName = (host: string): Buffer =>
  isIPv4(host) ? tlv(0x87, Buffer.from(host.split('.').map(Number))) : tlv(0x82, Buffer.from(host));
