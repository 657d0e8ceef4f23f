import { readFileSync } from 'node:fs';
import tls, { type SecureContext } from 'node:tls';
import { showAuthorities } from '../authorities.ts';

/**
 * Whom a connection believes that the clinic named an authority of its own for: that one, and everybody this computer
 * believes anyway. Null where none is named: such a connection goes by Node's own defaults.
 */
export function trustOf(authorities: readonly string[] | undefined): SecureContext | null {
  const own = showAuthorities(authorities).map(({ pem }) => pem);
  if (own.length === 0) return null;
  return tls.createSecureContext({
    // What is given here replaces the defaults, so they are given too.
    ca: [...defaultAuthorities(), ...own],
    // An authority that is itself signed by another one may be named alone.
    allowPartialTrustChain: true,
    minVersion: 'TLSv1.2',
  });
}

/** Those of Node, and of NODE_EXTRA_CA_CERTS. */
function defaultAuthorities(): readonly string[] {
  // Node 20 has no such function.
  if (typeof tls.getCACertificates === 'function') return tls.getCACertificates('default');
  return [...tls.rootCertificates, ...extraAuthorities()];
}

function extraAuthorities(): readonly string[] {
  const path = process.env.NODE_EXTRA_CA_CERTS;
  try {
    return path ? [readFileSync(path, 'utf8')] : [];
  } catch {
    // Node itself goes on without a file that cannot be read.
    return [];
  }
}
