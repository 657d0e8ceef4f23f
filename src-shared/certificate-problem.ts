/** What is wrong with a server's certificate, in the ways that call for different steps. */
export type CertificateProblem =
  | 'expired'
  | 'not-yet-valid'
  /** It is for another server. */
  | 'name'
  /** The server vouches for itself. */
  | 'self-signed'
  /** Whoever signed it is not trusted here, or the server did not send what leads there. */
  | 'issuer'
  /** Revoked, too weak, made for something else, or broken. */
  | 'unusable';

/**
 * By the codes of Node's TLS (`tls.TLSSocket.authorizationError`, https://nodejs.org/api/tls.html#x509-certificate-error-codes);
 * null for a code that is about something else.
 */
export const certificateProblem = (code: string): CertificateProblem | null => PROBLEMS.get(code) ?? null;

const CODES: Readonly<Record<CertificateProblem, readonly string[]>> = {
  expired: ['CERT_HAS_EXPIRED'],
  'not-yet-valid': ['CERT_NOT_YET_VALID'],
  name: ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH', 'IP_ADDRESS_MISMATCH'],
  'self-signed': ['DEPTH_ZERO_SELF_SIGNED_CERT'],
  issuer: [
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    // An authority of the same name that signs with another key by now.
    'CERT_SIGNATURE_FAILURE',
    'CERT_UNTRUSTED',
    'CERT_REJECTED',
  ],
  unusable: [
    'CERT_REVOKED',
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'UNABLE_TO_GET_CRL',
    'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
    'CRL_SIGNATURE_FAILURE',
    'CRL_HAS_EXPIRED',
    'CRL_NOT_YET_VALID',
    'ERROR_IN_CERT_NOT_BEFORE_FIELD',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'CERT_CHAIN_TOO_LONG',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'PATH_LENGTH_EXCEEDED',
    'CA_KEY_TOO_SMALL',
    'CA_MD_TOO_WEAK',
    'EE_KEY_TOO_SMALL',
    // Node's word for every other fault a certificate can have.
    'UNSPECIFIED',
  ],
};

const PROBLEMS: ReadonlyMap<string, CertificateProblem> = new Map(
  (Object.keys(CODES) as CertificateProblem[]).flatMap((problem) =>
    CODES[problem].map((code) => [code, problem] as const),
  ),
);

/** Whose certificate it is: the server's itself, or that of the one where the desk gets its token. */
export interface CertificateFault {
  readonly code: string;
  readonly server: 'itself' | 'sign-in';
  /** Who signed it, in its own words, where that is known. */
  readonly issuer: string | null;
  /** The network, or a virus scanner, most likely shows it in place of the server's. */
  readonly inspected: boolean;
}

const SIGN_IN = 'authorization server: ';
const BY = ' by ';
const INSPECTED_BY = ' inspected by ';

/** How a fault that the desk meets at the authorization server stands in a `detail`. */
export const atSignIn = (detail: string): string => `${SIGN_IN}${detail}`;

/** How who signed it stands in a `detail`. */
export const signedBy = (code: string, issuer: string, inspected: boolean): string =>
  `${code}${inspected ? INSPECTED_BY : BY}${issuer}`;

/** Reads the `detail` of a certificate that could not be verified. */
export function certificateFault(detail: string): CertificateFault {
  const server = detail.startsWith(SIGN_IN) ? 'sign-in' : 'itself';
  const own = server === 'sign-in' ? detail.slice(SIGN_IN.length) : detail;
  const [, code = own, how, issuer = null] = /^(\S*)( inspected by | by )(.+)$/s.exec(own) ?? [];
  return { code, server, issuer, inspected: how === INSPECTED_BY };
}
