import { formatCount, plural } from './locale.ts';

/** A desk that only reads from its portal: what that means, and what waits meanwhile. */
export const readOnlyText = {
  sign: 'Solo lectura',
  title: 'Este puesto solo lee del portal',
  why: 'Así lo dice Configuración: el portal no acepta solicitudes de pacientes ni decisiones desde aquí.',
  possible:
    'La agenda y los pacientes se muestran como los tiene el portal y se mantienen al día. Buscar personas, imprimir y la hoja de contingencia funcionan como siempre.',
  notPossible:
    'Reservar, mover, cancelar, registrar llegadas, agregar pacientes y responder solicitudes se hace en el sistema propio de la clínica. Lo que se cambia allí se ve aquí en pocos minutos.',
  settings: 'Abrir Configuración',
  requestsTitle: 'Las solicitudes de los pacientes no llegan aquí',
  requestsBody:
    'Este puesto solo lee del portal, que no tiene solicitudes que se puedan responder. Responda a los pacientes donde escriben o llaman, y cambie la cita en el sistema propio de la clínica: la agenda lo muestra en pocos minutos.',
  askedTitle: 'Hay decisiones que no han llegado al portal',
  keep: 'Conservarlas aquí y solo leer',
  send: 'Guardar y enviarlas',
  back: 'Volver',
};

/** Of the requests that were read before. */
export const earlierRequests = (count: number): string | null =>
  count === 0
    ? null
    : plural(
        count,
        'Se conserva 1 solicitud leída antes, y se vuelve a mostrar cuando este puesto pueda decidir.',
        `Se conservan ${formatCount(count)} solicitudes leídas antes, y se vuelven a mostrar cuando este puesto pueda decidir.`,
      );

/** What becomes of decisions that have not reached the portal, before somebody says that it may. `begins`: the desk is about to only read. */
export const waitingQuestion = (count: number, begins: boolean): string =>
  begins
    ? `${plural(count, '1 decisión tomada en este puesto no ha llegado', `${formatCount(count)} decisiones tomadas en este puesto no han llegado`)} al portal. Mientras este puesto solo lea, no sale nada: ${plural(count, 'espera', 'esperan')} aquí con los correos correspondientes, y ${plural(count, 'continúa', 'continúan')} cuando se pueda volver a escribir. No se descarta nada.`
    : `${plural(count, '1 decisión tomada en este puesto ha estado', `${formatCount(count)} decisiones tomadas en este puesto han estado`)} en espera. En cuanto se guarde esto, ${plural(count, 'se envía', 'se envían')} al portal, y después los correos correspondientes. Lo que en el portal ya no sea así se presenta a una persona.`;

/** In the sign’s details. */
export const waitingSentence = (count: number): string | null =>
  count === 0
    ? null
    : plural(
        count,
        '1 decisión tomada antes espera aquí hasta que este puesto pueda volver a escribir.',
        `${formatCount(count)} decisiones tomadas antes esperan aquí hasta que este puesto pueda volver a escribir.`,
      );
