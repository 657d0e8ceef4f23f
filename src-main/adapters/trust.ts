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

/**
 * Has every connection of this process believe whom this computer believes, beside those Node knows: what an administrator
 * added for the clinic's network. For the rest of the process. False where this Node cannot, which goes on without.
 */
export function trustThisComputer(): boolean {
  // Node before 22.19 has no such function.
  if (typeof tls.setDefaultCACertificates !== 'function') return false;
  try {
    const both = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
    tls.setDefaultCACertificates([...new Set(both)]);
    return true;
  } catch {
    return false;
  }
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
