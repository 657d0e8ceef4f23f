import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type Socket } from 'node:net';
import { connect, type DetailedPeerCertificate } from 'node:tls';

/** Who signed what a server showed, where that is not believed. */
export interface Issuer {
  /** As the certificate names it: its common name or its organization. */
  readonly name: string;
  /** Something on the way most likely shows certificates of its own in place of the server's. */
  readonly inspects: boolean;
}

const LIMIT_MS = 5000;

/**
 * Asks the server at `url` for its certificates once more, through `proxy` where one is given, and who signed them; null where
 * that cannot be had. Nothing is sent over this connection, whoever answers: it ends with the handshake.
 */
export function peerIssuer(url: URL, proxy: string | null = null): Promise<Issuer | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || 443);
  return new Promise((resolve) => {
    /** What was opened last stands on what was opened before, and takes it along. */
    let top: { destroy(): void } | null = null;
    const end = (issuer: Issuer | null): void => {
      clearTimeout(limit);
      resolve(issuer);
      top?.destroy();
    };
    const limit = setTimeout(() => end(null), LIMIT_MS);
    const look = (tunnel: Socket | null): void => {
      const socket = connect({
        ...(tunnel ? { socket: tunnel } : { host, port }),
        ...(isIP(host) ? {} : { servername: host }),
        // What is not believed is what is to be looked at.
        rejectUnauthorized: false,
      });
      top = socket;
      socket.on('error', () => end(null));
      socket.once('close', () => end(null));
      socket.once('secureConnect', () => {
        const { name, whole } = topOf(socket.getPeerCertificate(true));
        const address = tunnel ? null : (socket.remoteAddress ?? '');
        const inspects = likelyInspected({ host, address, issuer: name, whole });
        end(name === '' ? null : { name, inspects });
      });
    };
    if (proxy === null) return look(null);
    const ask = proxy.startsWith('https:') ? httpsRequest : httpRequest;
    const place = `${url.hostname}:${port}`;
    const asked = ask(proxy, { method: 'CONNECT', path: place, headers: { host: place }, agent: false });
    top = asked;
    asked.on('error', () => end(null));
    asked.once('response', () => end(null));
    asked.once('connect', ({ statusCode }, tunnel) => {
      top = tunnel;
      tunnel.on('error', () => end(null));
      if (statusCode === 200) look(tunnel as Socket);
      else end(null);
    });
    asked.end();
  });
}

/** Who signed the last certificate of what a server sent; `whole`: its own maker, so that no part is missing. */
function topOf(certificate: DetailedPeerCertificate): { readonly name: string; readonly whole: boolean } {
  let last = certificate;
  for (let depth = 0; depth < 10; depth += 1) {
    const next = last.issuerCertificate;
    if (!next || next.fingerprint256 === last.fingerprint256) break;
    last = next;
  }
  const { CN, O } = last.issuer ?? {};
  const name = [CN, O].flat().find((part) => part !== undefined && part !== '') ?? '';
  return {
    name: name
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 80),
    whole: last.issuerCertificate?.fingerprint256 === last.fingerprint256,
  };
}

/** What looks into encrypted connections, by the names its certificates bear. */
const INSPECTORS =
  /zscaler|forti(net|gate)|palo ?alto|sophos|umbrella|netskope|check ?point|forcepoint|websense|watchguard|barracuda|blue ?coat|sonicwall|kaspersky|avast|\bavg\b|\beset\b|bitdefender|mcafee|(ssl|tls|https)[ -]?(inspect|intercept|decrypt)/i;

/**
 * Whether a network, or a virus scanner, most likely shows certificates of its own: by the name of who signed; or where the whole
 * chain came, up to an authority nobody believes, for a server of the public Internet. A server within the network is more
 * likely to have a certificate of the clinic's own authority, and a chain that is cut off is the server's own mistake.
 */
export function likelyInspected(shown: {
  readonly host: string;
  /** The IP address that answered; null behind a proxy, which leads to the Internet. */
  readonly address: string | null;
  readonly issuer: string;
  readonly whole: boolean;
}): boolean {
  if (INSPECTORS.test(shown.issuer)) return true;
  const named = isIP(shown.host) === 0 && /\.[a-z][a-z0-9-]+\.?$/i.test(shown.host);
  return (
    shown.whole &&
    named &&
    !LOCAL_NAME.test(shown.host) &&
    (shown.address === null || isPublic(shown.address))
  );
}

/** Names that are not of the public Internet (RFC 6761, RFC 6762, RFC 8375, and what networks use in fact). */
const LOCAL_NAME =
  /\.(local|localhost|lan|internal|intranet|private|corp|home|arpa|test|example|invalid)\.?$/i;

/** Not of the Internet (RFC 6890). */
const SPECIAL = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  SPECIAL.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  SPECIAL.addSubnet(network, bits, 'ipv6');

function isPublic(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !SPECIAL.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
