import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * A certificate for 127.0.0.1 that vouches for itself (X.509 v3, RFC 5280, in DER, X.690), with a new key each time and no end
 * date to run into. Made by hand because Node can read certificates and not write them.
 */
export function selfSignedCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const name = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from('127.0.0.1'))))); // commonName
  const extensions = sequence(
    // subjectAltName: iPAddress 127.0.0.1
    sequence(oid('551d11'), tlv(0x04, sequence(tlv(0x87, Buffer.from([127, 0, 0, 1]))))),
  );
  const body = sequence(
    tlv(0xa0, integer(2)), // version 3
    integer(1),
    algorithm,
    name,
    sequence(time('20000101000000Z'), time('99991231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, extensions),
  );
  const signature = tlv(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]));
  const der = sequence(body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
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
