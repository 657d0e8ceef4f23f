/** Every sentence about a certificate that could not be verified. */
import { type CertificateProblem, certificateFault, certificateProblem } from '../../certificate-problem.ts';

type Connection = 'portal' | 'mail';

const SECTIONS: Readonly<Record<Connection, string>> = {
  portal: 'Configuración, Conexión al portal',
  mail: 'Configuración, Servidor de correo',
};

const FAULTS: Readonly<Record<CertificateProblem, string>> = {
  expired: 'ha vencido',
  'not-yet-valid': 'todavía no es válido',
  name: 'es de otro servidor',
  'self-signed': 'no es de confianza',
  issuer: 'no es de confianza',
  unusable: 'no es de confianza',
};

const problemOf = (code: string): CertificateProblem => certificateProblem(code) ?? 'unusable';

/** "El certificado del portal ha vencido": what is wrong, by the `detail` of the fault. `whose`: a masculine noun. */
export function certificateFaultWords(detail: string, whose: string): string {
  const { code, server } = certificateFault(detail);
  return `El certificado del ${server === 'sign-in' ? 'servidor de inicio de sesión' : whose} ${FAULTS[problemOf(code)]}`;
}

/** Why it was not trusted, and what to do. */
export function certificateAdvice(detail: string, connection: Connection): string {
  const { code, issuer, inspected } = certificateFault(detail);
  switch (problemOf(code)) {
    case 'expired':
      return 'Pida a quien administra el servidor que lo renueve. Si la fecha de esta computadora está mal, corríjala primero.';
    case 'not-yet-valid':
      return 'Lo más probable es que el reloj de esta computadora esté atrasado: revise su fecha y hora. Si son correctas, consulte a quien administra el servidor.';
    case 'name':
      return `Revise la dirección en ${SECTIONS[connection]}. Si es correcta, puede que alguien se haya interpuesto: consulte a quien administra el servidor.`;
    case 'self-signed':
      return `El servidor responde por sí mismo, y nadie más lo hace. Pida a quien lo administra un certificado de la autoridad de certificación de la clínica, y nombre esa autoridad en ${SECTIONS[connection]}.`;
    case 'issuer':
      return issuer === null
        ? `No lo ha firmado nadie en quien esta computadora confíe. ${nameIt(connection)}`
        : inspected
          ? `Lo más probable es que la red de su clínica inspeccione TLS: lo firmó “${issuer}”, en quien esta computadora no confía. Pida a quien administra la red el certificado de esa autoridad, y nómbrela en ${SECTIONS[connection]}.`
          : `Lo firmó “${issuer}”, en quien esta computadora no confía. ${nameIt(connection)}`;
    case 'unusable':
      return `No se puede usar (${code}). Pida otro a quien administra el servidor.`;
  }
}

const nameIt = (connection: Connection): string =>
  `Si la clínica tiene su propia autoridad de certificación, o su red inspecciona las conexiones cifradas, nombre esa autoridad en ${SECTIONS[connection]}; si no, consulte a quien administra el servidor.`;
