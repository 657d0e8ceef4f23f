/** Every sentence about a certificate that could not be verified. */
import { type CertificateProblem, certificateFault, certificateProblem } from '../../certificate-problem.ts';

type Connection = 'portal' | 'mail';

const SECTIONS: Readonly<Record<Connection, string>> = {
  portal: 'Settings, Portal connection',
  mail: 'Settings, Mail server',
};

const FAULTS: Readonly<Record<CertificateProblem, string>> = {
  expired: 'has expired',
  'not-yet-valid': 'is not valid yet',
  name: 'is for another server',
  'self-signed': 'is not trusted',
  issuer: 'is not trusted',
  unusable: 'is not trusted',
};

const problemOf = (code: string): CertificateProblem => certificateProblem(code) ?? 'unusable';

/** "The portal’s certificate has expired": what is wrong, by the `detail` of the fault. */
export function certificateFaultWords(detail: string, whose: string): string {
  const { code, server } = certificateFault(detail);
  return `The ${server === 'sign-in' ? 'sign-in server' : whose}’s certificate ${FAULTS[problemOf(code)]}`;
}

/** Why it was not trusted, and what to do. */
export function certificateAdvice(detail: string, connection: Connection): string {
  const { code, issuer, inspected } = certificateFault(detail);
  switch (problemOf(code)) {
    case 'expired':
      return 'Ask who runs the server to renew it. If the date of this computer is wrong, set it right first.';
    case 'not-yet-valid':
      return 'Most likely this computer’s clock is behind: check its date and time. If they are right, ask who runs the server.';
    case 'name':
      return `Check the address in ${SECTIONS[connection]}. If it is right, somebody may be in between: ask who runs the server.`;
    case 'self-signed':
      return `The server vouches for itself, and nobody else does. Ask who runs it for a certificate of the clinic’s certificate authority, and name that authority in ${SECTIONS[connection]}.`;
    case 'issuer':
      return issuer === null
        ? `Nobody this computer trusts has signed it. ${nameIt(connection)}`
        : inspected
          ? `Most likely your clinic’s network inspects TLS: it has been signed by “${issuer}”, which this computer does not trust. Ask who runs the network for the certificate of that authority, and name it in ${SECTIONS[connection]}.`
          : `It has been signed by “${issuer}”, which this computer does not trust. ${nameIt(connection)}`;
    case 'unusable':
      return `It cannot be used (${code}). Ask who runs the server for another one.`;
  }
}

const nameIt = (connection: Connection): string =>
  `If the clinic has a certificate authority of its own, or its network looks into encrypted connections, name that authority in ${SECTIONS[connection]}; otherwise ask who runs the server.`;
