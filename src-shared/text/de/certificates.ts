/** Every sentence about a certificate that could not be verified. */
import { type CertificateProblem, certificateFault, certificateProblem } from '../../certificate-problem.ts';

type Connection = 'portal' | 'mail';

const SECTIONS: Readonly<Record<Connection, string>> = {
  portal: '„Einstellungen“, „Portalverbindung“',
  mail: '„Einstellungen“, „Mailserver“',
};

const FAULTS: Readonly<Record<CertificateProblem, string>> = {
  expired: 'ist abgelaufen',
  'not-yet-valid': 'ist noch nicht gültig',
  name: 'ist für einen anderen Server',
  'self-signed': 'ist nicht vertrauenswürdig',
  issuer: 'ist nicht vertrauenswürdig',
  unusable: 'ist nicht vertrauenswürdig',
};

const problemOf = (code: string): CertificateProblem => certificateProblem(code) ?? 'unusable';

/** "Das Zertifikat des Portals ist abgelaufen": what is wrong, by the `detail` of the fault. `whose`: in the genitive, "Portals". */
export function certificateFaultWords(detail: string, whose: string): string {
  const { code, server } = certificateFault(detail);
  return `Das Zertifikat des ${server === 'sign-in' ? 'Anmeldeservers' : whose} ${FAULTS[problemOf(code)]}`;
}

/** Why it was not trusted, and what to do. */
export function certificateAdvice(detail: string, connection: Connection): string {
  const { code, issuer, inspected } = certificateFault(detail);
  switch (problemOf(code)) {
    case 'expired':
      return 'Bitten Sie den Betreiber des Servers, es zu erneuern. Wenn das Datum dieses Computers falsch ist, stellen Sie es zuerst richtig.';
    case 'not-yet-valid':
      return 'Wahrscheinlich geht die Uhr dieses Computers nach: Prüfen Sie Datum und Uhrzeit. Wenn sie stimmen, fragen Sie den Betreiber des Servers.';
    case 'name':
      return `Prüfen Sie die Adresse unter ${SECTIONS[connection]}. Wenn sie stimmt, könnte sich jemand dazwischengeschaltet haben: Fragen Sie den Betreiber des Servers.`;
    case 'self-signed':
      return `Der Server bürgt für sich selbst und sonst niemand. Bitten Sie seinen Betreiber um ein Zertifikat der Zertifizierungsstelle der Praxis, und geben Sie diese Stelle unter ${SECTIONS[connection]} an.`;
    case 'issuer':
      return issuer === null
        ? `Niemand, dem dieser Computer vertraut, hat es signiert. ${nameIt(connection)}`
        : inspected
          ? `Wahrscheinlich untersucht das Netzwerk der Praxis TLS-Verbindungen: Es wurde von „${issuer}“ signiert, und dem vertraut dieser Computer nicht. Bitten Sie den Betreiber des Netzwerks um das Zertifikat dieser Stelle, und geben Sie sie unter ${SECTIONS[connection]} an.`
          : `Es wurde von „${issuer}“ signiert, und dem vertraut dieser Computer nicht. ${nameIt(connection)}`;
    case 'unusable':
      return `Es lässt sich nicht verwenden (${code}). Bitten Sie den Betreiber des Servers um ein anderes.`;
  }
}

const nameIt = (connection: Connection): string =>
  `Wenn die Praxis eine eigene Zertifizierungsstelle hat oder ihr Netzwerk in verschlüsselte Verbindungen hineinsieht, geben Sie diese Stelle unter ${SECTIONS[connection]} an; andernfalls fragen Sie den Betreiber des Servers.`;
